"""Exceptions that belong to no single operation."""


class ShapeError(RuntimeError, ValueError):
    """Shapes that do not fit together.

    A RuntimeError as PyTorch raises and a ValueError as NumPy raises, so that code written for either catches it.
    """


class BroadcastError(ShapeError):
    """A rule returned the gradient of a broadcast operand without summing over the broadcast dimensions."""
