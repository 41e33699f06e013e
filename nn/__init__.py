"""Neural networks on chainrule's engine, under PyTorch's names.

`nn.scalar` needs only Python. Everything else needs NumPy and is imported on first use.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

_LAZY = {
    "nn.module": ["Module"],
    "nn.parameter": ["Parameter", "UninitializedParameter"],
    "nn.containers": """
        DataParallel ModuleDict ModuleList ParameterDict ParameterList Sequential
    """.split(),
    "nn.layers": """
        AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d AdaptiveMaxPool1d AdaptiveMaxPool2d
        AdaptiveMaxPool3d AlphaDropout AvgPool1d AvgPool2d AvgPool3d BatchNorm1d BatchNorm2d BatchNorm3d
        Bilinear CELU ChannelShuffle CircularPad1d CircularPad2d CircularPad3d ConstantPad1d
        ConstantPad2d ConstantPad3d Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d
        CosineSimilarity Dropout Dropout1d Dropout2d Dropout3d ELU Embedding EmbeddingBag
        FeatureAlphaDropout Flatten Fold FractionalMaxPool2d FractionalMaxPool3d GELU GLU GRU GRUCell
        GroupNorm Hardshrink Hardsigmoid Hardswish Hardtanh Identity InstanceNorm1d InstanceNorm2d
        InstanceNorm3d LPPool1d LPPool2d LPPool3d LSTM LSTMCell LayerNorm LazyBatchNorm1d
        LazyBatchNorm2d LazyBatchNorm3d LazyConv1d LazyConv2d LazyConv3d LazyConvTranspose1d
        LazyConvTranspose2d LazyConvTranspose3d LazyInstanceNorm1d LazyInstanceNorm2d LazyInstanceNorm3d
        LazyLinear LeakyReLU Linear LocalResponseNorm LogSigmoid LogSoftmax MLP MaxPool1d MaxPool2d
        MaxPool3d MaxUnpool1d MaxUnpool2d MaxUnpool3d Mish MultiheadAttention PReLU PairwiseDistance
        PixelShuffle PixelUnshuffle RMSNorm RNN RNNBase RNNCell RNNCellBase RReLU ReLU ReLU6
        ReflectionPad1d ReflectionPad2d ReflectionPad3d ReplicationPad1d ReplicationPad2d
        ReplicationPad3d SELU SiLU Sigmoid Softmax Softmax2d Softmin Softplus Softshrink Softsign Standardize
        Tanh Tanhshrink Threshold Transformer TransformerDecoder TransformerDecoderLayer TransformerEncoder
        TransformerEncoderLayer Unflatten Unfold Upsample UpsamplingBilinear2d UpsamplingNearest2d
        ZeroPad1d ZeroPad2d ZeroPad3d
    """.split(),
    "nn.losses": """
        BCELoss BCEWithLogitsLoss CTCLoss CosineEmbeddingLoss CrossEntropyLoss GaussianNLLLoss
        HingeEmbeddingLoss HuberLoss KLDivLoss L1Loss MSELoss MarginRankingLoss MultiLabelMarginLoss
        MultiLabelSoftMarginLoss MultiMarginLoss NLLLoss PoissonNLLLoss SmoothL1Loss SoftMarginLoss
        TripletMarginLoss TripletMarginWithDistanceLoss
    """.split(),
    "nn.compiling": ["compile"],
    "nn.io": ["load", "save"],
    "nn.training": ["Trainer", "lr_find"],
}
_HOME = {name: module for module, names in _LAZY.items() for name in names}
_OPTIONAL = ["onnx", "sklearn"]  # they need packages that may be absent, so `from nn import *` leaves them out
_MODULES = ["data", "datasets", "functional", "init", "optim", "plots", "scalar", "training", "utils"]

__all__ = [*_HOME, *_MODULES]


if not TYPE_CHECKING:  # a type checker would take any name for one of this module

    def __getattr__(name: str) -> Any:
        if name in _MODULES or name in _OPTIONAL:
            return importlib.import_module(f"nn.{name}")
        if name not in _HOME:
            from autograd.extend import no_attribute  # it imports NumPy, which nn.scalar does not need

            raise no_attribute("module 'nn'", name, __all__)
        found = globals()[name] = getattr(importlib.import_module(_HOME[name]), name)
        return found


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})


if TYPE_CHECKING:  # the same names, for editors and type checkers
    from nn import data as data
    from nn import datasets as datasets
    from nn import functional as functional
    from nn import init as init
    from nn import optim as optim
    from nn import plots as plots
    from nn import scalar as scalar
    from nn import training as training
    from nn import utils as utils
    from nn.compiling import compile as compile
    from nn.containers import DataParallel as DataParallel
    from nn.containers import ModuleDict as ModuleDict
    from nn.containers import ModuleList as ModuleList
    from nn.containers import ParameterDict as ParameterDict
    from nn.containers import ParameterList as ParameterList
    from nn.containers import Sequential as Sequential
    from nn.io import load as load
    from nn.io import save as save
    from nn.layers import CELU as CELU
    from nn.layers import ELU as ELU
    from nn.layers import GELU as GELU
    from nn.layers import GLU as GLU
    from nn.layers import GRU as GRU
    from nn.layers import LSTM as LSTM
    from nn.layers import MLP as MLP
    from nn.layers import RNN as RNN
    from nn.layers import SELU as SELU
    from nn.layers import AdaptiveAvgPool1d as AdaptiveAvgPool1d
    from nn.layers import AdaptiveAvgPool2d as AdaptiveAvgPool2d
    from nn.layers import AdaptiveAvgPool3d as AdaptiveAvgPool3d
    from nn.layers import AdaptiveMaxPool1d as AdaptiveMaxPool1d
    from nn.layers import AdaptiveMaxPool2d as AdaptiveMaxPool2d
    from nn.layers import AdaptiveMaxPool3d as AdaptiveMaxPool3d
    from nn.layers import AlphaDropout as AlphaDropout
    from nn.layers import AvgPool1d as AvgPool1d
    from nn.layers import AvgPool2d as AvgPool2d
    from nn.layers import AvgPool3d as AvgPool3d
    from nn.layers import BatchNorm1d as BatchNorm1d
    from nn.layers import BatchNorm2d as BatchNorm2d
    from nn.layers import BatchNorm3d as BatchNorm3d
    from nn.layers import Bilinear as Bilinear
    from nn.layers import ChannelShuffle as ChannelShuffle
    from nn.layers import CircularPad1d as CircularPad1d
    from nn.layers import CircularPad2d as CircularPad2d
    from nn.layers import CircularPad3d as CircularPad3d
    from nn.layers import ConstantPad1d as ConstantPad1d
    from nn.layers import ConstantPad2d as ConstantPad2d
    from nn.layers import ConstantPad3d as ConstantPad3d
    from nn.layers import Conv1d as Conv1d
    from nn.layers import Conv2d as Conv2d
    from nn.layers import Conv3d as Conv3d
    from nn.layers import ConvTranspose1d as ConvTranspose1d
    from nn.layers import ConvTranspose2d as ConvTranspose2d
    from nn.layers import ConvTranspose3d as ConvTranspose3d
    from nn.layers import CosineSimilarity as CosineSimilarity
    from nn.layers import Dropout as Dropout
    from nn.layers import Dropout1d as Dropout1d
    from nn.layers import Dropout2d as Dropout2d
    from nn.layers import Dropout3d as Dropout3d
    from nn.layers import Embedding as Embedding
    from nn.layers import EmbeddingBag as EmbeddingBag
    from nn.layers import FeatureAlphaDropout as FeatureAlphaDropout
    from nn.layers import Flatten as Flatten
    from nn.layers import Fold as Fold
    from nn.layers import FractionalMaxPool2d as FractionalMaxPool2d
    from nn.layers import FractionalMaxPool3d as FractionalMaxPool3d
    from nn.layers import GroupNorm as GroupNorm
    from nn.layers import GRUCell as GRUCell
    from nn.layers import Hardshrink as Hardshrink
    from nn.layers import Hardsigmoid as Hardsigmoid
    from nn.layers import Hardswish as Hardswish
    from nn.layers import Hardtanh as Hardtanh
    from nn.layers import Identity as Identity
    from nn.layers import InstanceNorm1d as InstanceNorm1d
    from nn.layers import InstanceNorm2d as InstanceNorm2d
    from nn.layers import InstanceNorm3d as InstanceNorm3d
    from nn.layers import LayerNorm as LayerNorm
    from nn.layers import LazyBatchNorm1d as LazyBatchNorm1d
    from nn.layers import LazyBatchNorm2d as LazyBatchNorm2d
    from nn.layers import LazyBatchNorm3d as LazyBatchNorm3d
    from nn.layers import LazyConv1d as LazyConv1d
    from nn.layers import LazyConv2d as LazyConv2d
    from nn.layers import LazyConv3d as LazyConv3d
    from nn.layers import LazyConvTranspose1d as LazyConvTranspose1d
    from nn.layers import LazyConvTranspose2d as LazyConvTranspose2d
    from nn.layers import LazyConvTranspose3d as LazyConvTranspose3d
    from nn.layers import LazyInstanceNorm1d as LazyInstanceNorm1d
    from nn.layers import LazyInstanceNorm2d as LazyInstanceNorm2d
    from nn.layers import LazyInstanceNorm3d as LazyInstanceNorm3d
    from nn.layers import LazyLinear as LazyLinear
    from nn.layers import LeakyReLU as LeakyReLU
    from nn.layers import Linear as Linear
    from nn.layers import LocalResponseNorm as LocalResponseNorm
    from nn.layers import LogSigmoid as LogSigmoid
    from nn.layers import LogSoftmax as LogSoftmax
    from nn.layers import LPPool1d as LPPool1d
    from nn.layers import LPPool2d as LPPool2d
    from nn.layers import LPPool3d as LPPool3d
    from nn.layers import LSTMCell as LSTMCell
    from nn.layers import MaxPool1d as MaxPool1d
    from nn.layers import MaxPool2d as MaxPool2d
    from nn.layers import MaxPool3d as MaxPool3d
    from nn.layers import MaxUnpool1d as MaxUnpool1d
    from nn.layers import MaxUnpool2d as MaxUnpool2d
    from nn.layers import MaxUnpool3d as MaxUnpool3d
    from nn.layers import Mish as Mish
    from nn.layers import MultiheadAttention as MultiheadAttention
    from nn.layers import PairwiseDistance as PairwiseDistance
    from nn.layers import PixelShuffle as PixelShuffle
    from nn.layers import PixelUnshuffle as PixelUnshuffle
    from nn.layers import PReLU as PReLU
    from nn.layers import ReflectionPad1d as ReflectionPad1d
    from nn.layers import ReflectionPad2d as ReflectionPad2d
    from nn.layers import ReflectionPad3d as ReflectionPad3d
    from nn.layers import ReLU as ReLU
    from nn.layers import ReLU6 as ReLU6
    from nn.layers import ReplicationPad1d as ReplicationPad1d
    from nn.layers import ReplicationPad2d as ReplicationPad2d
    from nn.layers import ReplicationPad3d as ReplicationPad3d
    from nn.layers import RMSNorm as RMSNorm
    from nn.layers import RNNBase as RNNBase
    from nn.layers import RNNCell as RNNCell
    from nn.layers import RNNCellBase as RNNCellBase
    from nn.layers import RReLU as RReLU
    from nn.layers import Sigmoid as Sigmoid
    from nn.layers import SiLU as SiLU
    from nn.layers import Softmax as Softmax
    from nn.layers import Softmax2d as Softmax2d
    from nn.layers import Softmin as Softmin
    from nn.layers import Softplus as Softplus
    from nn.layers import Softshrink as Softshrink
    from nn.layers import Softsign as Softsign
    from nn.layers import Standardize as Standardize
    from nn.layers import Tanh as Tanh
    from nn.layers import Tanhshrink as Tanhshrink
    from nn.layers import Threshold as Threshold
    from nn.layers import Transformer as Transformer
    from nn.layers import TransformerDecoder as TransformerDecoder
    from nn.layers import TransformerDecoderLayer as TransformerDecoderLayer
    from nn.layers import TransformerEncoder as TransformerEncoder
    from nn.layers import TransformerEncoderLayer as TransformerEncoderLayer
    from nn.layers import Unflatten as Unflatten
    from nn.layers import Unfold as Unfold
    from nn.layers import Upsample as Upsample
    from nn.layers import UpsamplingBilinear2d as UpsamplingBilinear2d
    from nn.layers import UpsamplingNearest2d as UpsamplingNearest2d
    from nn.layers import ZeroPad1d as ZeroPad1d
    from nn.layers import ZeroPad2d as ZeroPad2d
    from nn.layers import ZeroPad3d as ZeroPad3d
    from nn.losses import BCELoss as BCELoss
    from nn.losses import BCEWithLogitsLoss as BCEWithLogitsLoss
    from nn.losses import CosineEmbeddingLoss as CosineEmbeddingLoss
    from nn.losses import CrossEntropyLoss as CrossEntropyLoss
    from nn.losses import CTCLoss as CTCLoss
    from nn.losses import GaussianNLLLoss as GaussianNLLLoss
    from nn.losses import HingeEmbeddingLoss as HingeEmbeddingLoss
    from nn.losses import HuberLoss as HuberLoss
    from nn.losses import KLDivLoss as KLDivLoss
    from nn.losses import L1Loss as L1Loss
    from nn.losses import MarginRankingLoss as MarginRankingLoss
    from nn.losses import MSELoss as MSELoss
    from nn.losses import MultiLabelMarginLoss as MultiLabelMarginLoss
    from nn.losses import MultiLabelSoftMarginLoss as MultiLabelSoftMarginLoss
    from nn.losses import MultiMarginLoss as MultiMarginLoss
    from nn.losses import NLLLoss as NLLLoss
    from nn.losses import PoissonNLLLoss as PoissonNLLLoss
    from nn.losses import SmoothL1Loss as SmoothL1Loss
    from nn.losses import SoftMarginLoss as SoftMarginLoss
    from nn.losses import TripletMarginLoss as TripletMarginLoss
    from nn.losses import TripletMarginWithDistanceLoss as TripletMarginWithDistanceLoss
    from nn.module import Module as Module
    from nn.parameter import Parameter as Parameter
    from nn.parameter import UninitializedParameter as UninitializedParameter
    from nn.training import Trainer as Trainer
    from nn.training import lr_find as lr_find
