"""The functions that layers and losses compute. Usually imported as `F`."""

from autograd import cosine_similarity
from nn.functional.activation import (
    elu,
    gelu,
    leaky_relu,
    log_softmax,
    relu,
    sigmoid,
    silu,
    softmax,
    softplus,
    softsign,
    tanh,
)
from nn.functional.attention import scaled_dot_product_attention
from nn.functional.classification import cross_entropy, nll_loss
from nn.functional.conv import conv2d
from nn.functional.dropout import dropout
from nn.functional.encoding import one_hot
from nn.functional.linear import linear
from nn.functional.loss import (
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    l1_loss,
    mse_loss,
)
from nn.functional.normalization import layer_norm, normalize
from nn.functional.pooling import max_pool2d

__all__ = [
    "binary_cross_entropy", "binary_cross_entropy_with_logits", "conv2d", "cosine_similarity", "cross_entropy",
    "dropout", "elu", "gelu", "l1_loss", "layer_norm", "leaky_relu", "linear", "log_softmax", "max_pool2d", "mse_loss",
    "nll_loss", "normalize", "one_hot", "relu", "scaled_dot_product_attention", "sigmoid", "silu", "softmax",
    "softplus", "softsign", "tanh",
]  # fmt: skip
