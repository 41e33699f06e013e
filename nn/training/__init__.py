"""Training: the loop, what watches it, and what is kept of it."""

from nn.training.callbacks import Callback, EarlyStopping
from nn.training.diagnostics import TrainingWarning, Watch
from nn.training.history import History
from nn.training.metrics import METRICS, accuracy, mean_absolute_error, top_k_accuracy
from nn.training.rate_finder import RateCurve, lr_find
from nn.training.trainer import DivergenceError, Trainer

__all__ = [
    "METRICS",
    "Callback",
    "DivergenceError",
    "EarlyStopping",
    "History",
    "RateCurve",
    "Trainer",
    "TrainingWarning",
    "Watch",
    "accuracy",
    "lr_find",
    "mean_absolute_error",
    "top_k_accuracy",
]
