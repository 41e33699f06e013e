"""Helpers for training, under PyTorch's names."""

from typing import TYPE_CHECKING

from nn.names import public
from nn.utils import rnn
from nn.utils.clip import clip_grad_norm, clip_grad_norm_, clip_grad_value_, clip_grads_with_norm_, get_total_norm
from nn.utils.convert import parameters_to_vector, skip_init, vector_to_parameters
from nn.utils.norm import remove_spectral_norm, remove_weight_norm, spectral_norm, weight_norm
from nn.utils.stateless import functional_call, ravel

__all__ = [
    "clip_grad_norm",
    "clip_grad_norm_",
    "clip_grad_value_",
    "clip_grads_with_norm_",
    "functional_call",
    "get_total_norm",
    "parameters_to_vector",
    "ravel",
    "remove_spectral_norm",
    "remove_weight_norm",
    "rnn",
    "skip_init",
    "spectral_norm",
    "vector_to_parameters",
    "weight_norm",
]

if not TYPE_CHECKING:  # a type checker would take any name for one of this module
    __dir__, __getattr__ = public(__name__, __all__)
