class Node:
    def __init__(self, inputs=(), local=()):
        self.inputs = inputs
        self.local = local
        self.grad = 0.0


def topological_order(result):
    order, visited = [], set()

    def visit(node):
        if node in visited:
            return
        visited.add(node)
        for child in node.inputs:
            visit(child)
        order.append(node)

    visit(result)
    return order


def backward(result):
    result.grad = 1.0
    for node in reversed(topological_order(result)):
        for child, local in zip(node.inputs, node.local):
            child.grad += node.grad * local
