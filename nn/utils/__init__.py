"""Helpers for training, under PyTorch's names."""

from nn.utils import rnn
from nn.utils.clip import clip_grad_norm_, clip_grad_value_, get_total_norm
from nn.utils.convert import parameters_to_vector, vector_to_parameters

__all__ = [
    "clip_grad_norm_",
    "clip_grad_value_",
    "get_total_norm",
    "parameters_to_vector",
    "rnn",
    "vector_to_parameters",
]
