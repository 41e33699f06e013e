"""Backpropagation in words, numbers and steps, for a graph of Values."""

from autograd.explanation.paths import Explanation, explain
from autograd.explanation.stepping import Steps, steps

__all__ = ["Explanation", "Steps", "explain", "steps"]
