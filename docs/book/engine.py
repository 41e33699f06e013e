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

    def backward(self):
        """Compute the derivative of this number by every number it depends on, into their `.grad`."""
        nodes = order(self)
        for node in nodes:
            node.grad = 0.0 if node.inputs else node.grad
        self.grad = self.grad + 1.0
        for node in reversed(nodes):
            for x, contribution in zip(node.inputs, node.pull()):
                x.grad = x.grad + contribution


def order(root):
    """Return all nodes that root depends on, and root: each node after its inputs."""
    found, met, stack = [], set(), [root]
    while stack:
        node = stack.pop()
        if node is None:
            found.append(stack.pop())
        elif node not in met:
            met.add(node)
            stack += [node, None, *node.inputs]
    return found
