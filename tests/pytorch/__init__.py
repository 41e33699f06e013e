"""Comparison with the operator database of PyTorch, where it is installed."""
