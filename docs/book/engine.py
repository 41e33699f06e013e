"""The engine of the book, joined from its chapters by `python -m docs.generate`; do not edit."""


class Value:
    """A number that remembers how it was computed."""

    def __init__(self, data, inputs=(), local=()):
        self.data = data
        self.inputs = inputs
        self.local = local
        self.grad = 0.0

    def __repr__(self):
        return f"Value({self.data})"

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def pull(self):
        """Return upstream × local derivative for each input."""
        return [self.grad * local for local in self.local]
