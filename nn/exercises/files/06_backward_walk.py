"""Exercise 6: backpropagation through any graph.

A graph consists of nodes. A node knows the nodes it was computed from (`inputs`), and its derivative with respect to
each of them (`local`). This is all that backpropagation needs.

1. `topological_order` lists each node once, and each node after all its inputs.
2. `backward` goes through this list from its end. It sets `grad` of every node to the derivative of the result with
   respect to this node. `grad` is 0.0 at first. A node that is used several times adds up what it receives.

At each node, for each input:  input.grad += node.grad × local derivative

Example: if c = Node([a, b], [5.0, 2.0]), backward(c) sets c.grad = 1.0, a.grad = 5.0 and b.grad = 2.0.

Source: Griewank and Walther, "Evaluating Derivatives" (2008), section 3.2. Karpathy's micrograd does the same.
"""


class Node:
    """A number of a graph. Leave this class as it is."""

    def __init__(self, inputs=(), local=()):
        self.inputs = inputs
        self.local = local
        self.grad = 0.0


def topological_order(result):
    """Return a list of all nodes that result depends on, and result itself; each node after its inputs."""
    raise NotImplementedError  # replace this line


def backward(result):
    """Set the grad of all nodes. It returns nothing."""
    raise NotImplementedError  # replace this line
