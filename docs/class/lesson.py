"""The class of index.md, from which `python -m docs.generate` makes the notebooks."""

# %% [markdown]
# # Backpropagation in 90 minutes
#
# You compute gradients by hand, write the backward pass, and train a network with it. Replace each `...` by your own
# code, and run the cell. It says "right", or "not yet".
#
# To begin, run this cell (Shift+Enter). It needs `pip install 'chainrule[demos]'`.

# %%
import random

import matplotlib.pyplot as plt

import autograd
import nn
from autograd import Value, draw, tensor


def check(what, found, wanted):
    """Say whether a number is right."""
    right = isinstance(found, int | float) and abs(found - wanted) < 1e-3 * max(1, abs(wanted))
    print(f"{what}: {'right' if right else 'not yet'}")


# %% [markdown]
# ## 1. A derivative is a slope (15 minutes)
#
# The derivative of $f$ at $x$ says how fast $f(x)$ changes if $x$ changes a little. Change $x$ by a small $h$ to both
# sides, and divide the change of $f$ by $2h$.


# %%
def slope(f, x, h=0.001):
    """Return the derivative of f at x, as a quotient of differences."""
    # gap: the change of f from x - h to x + h, divided by 2 * h
    return (f(x + h) - f(x - h)) / (2 * h)
    # end gap


check("the slope of x² at 3", slope(lambda x: x**2, 3.0), 6)
check("the slope of 5x at 2", slope(lambda x: 5 * x, 2.0), 5)

# %% [markdown]
# Now without a computer. A product $a \cdot b$ changes by $b \cdot h$ if $a$ changes by $h$. What are these derivatives
# at $a = 2$, $b = -3$?

# %%
# gap: the derivative of a * b with respect to a
product_by_a = -3
# end gap
# gap: the derivative of a * b with respect to b
product_by_b = 2
# end gap
# gap: the derivative of a + b with respect to a
sum_by_a = 1
# end gap

check("∂(a·b)/∂a", product_by_a, slope(lambda a: a * -3, 2.0))
check("∂(a·b)/∂b", product_by_b, slope(lambda b: 2 * b, -3.0))
check("∂(a+b)/∂a", sum_by_a, slope(lambda a: a + -3, 2.0))

# %% [markdown]
# ## 2. A graph (20 minutes)
#
# `Value` remembers how a number was computed. Violet numbers are local derivatives: how much a result changes with
# this one input. Work out every gradient on paper, from right to left, before you go on:
#
# gradient of an input = gradient of the result × local derivative.

# %%
a, b, c = Value(2.0, "a"), Value(-3.0, "b"), Value(6.5, "c")
product = a * b
total = product + c
loss = total.tanh()
loss.label = "loss"
draw(loss, gradients=False, large=True)

# %% [markdown]
# The derivative of $\tanh$ is $1 - \tanh^2$, and `loss.data` is the tanh.

# %%
# gap: the gradient of total: 1 × the local derivative of tanh
grad_total = 1 - loss.data**2
# end gap
# gap: the gradient of product
grad_product = grad_total * 1
# end gap
# gap: the gradient of a
grad_a = grad_product * -3
# end gap
# gap: the gradient of b
grad_b = grad_product * 2
# end gap

loss.backward()
check("total", grad_total, total.grad)
check("product", grad_product, product.grad)
check("a", grad_a, a.grad)
check("b", grad_b, b.grad)

# %%
draw(loss, large=True)

# %% [markdown]
# ## 3. A fork (10 minutes)
#
# In $L = a \cdot b + a$ the number $a$ is used twice. If $a$ changes by $h$, both uses change $L$, at the same time. So
# the changes are added. What does each path contribute, at $a = 2$, $b = -3$?

# %%
# gap: what the path through the product contributes to the gradient of a
path_1 = -3
# end gap
# gap: what the direct path contributes
path_2 = 1
# end gap
# gap: the gradient of a
fork = path_1 + path_2
# end gap

a, b = Value(2.0, "a"), Value(-3.0, "b")
L = a * b + a
L.backward()
check("path 1", path_1, -3)
check("path 2", path_2, 1)
check("the gradient of a", fork, a.grad)
draw(L, large=True)

# %% [markdown]
# ## 4. The backward walk (20 minutes)
#
# Here is half of an engine. A node holds its number, its inputs, and the local derivative for each input. `order` lists
# the nodes so that each stands after its inputs.


# %%
class Node:
    """A number with its inputs and the local derivative for each."""

    def __init__(self, data, inputs=(), local=()):
        self.data, self.inputs, self.local, self.grad = data, inputs, local, 0.0

    def __add__(self, other):
        return Node(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        # gap: a Node like that of __add__, with the local derivatives of a product
        return Node(self.data * other.data, (self, other), (other.data, self.data))
        # end gap


def order(root):
    """Return all nodes below root, and root: each after its inputs."""
    found = []

    def visit(node):
        if node not in found:
            for x in node.inputs:
                visit(x)
            found.append(node)

    visit(root)
    return found


# %% [markdown]
# The walk goes through that list from its end. Why from the end? A node passes its gradient on, and before that it must
# have received what all its uses contribute.


# %%
def backward(root):
    """Set the gradient of every node below root."""
    nodes = order(root)
    for node in nodes:
        node.grad = 0.0
    root.grad = 1.0
    for node in reversed(nodes):
        for x, local in zip(node.inputs, node.local):
            # gap: add upstream × local derivative to the gradient of x; the upstream gradient is that of node
            x.grad += node.grad * local
            # end gap


def gradient_of_a(f):
    """Return the gradient of a = 2 in f(a, b), with b = -3."""
    a, b = Node(2.0), Node(-3.0)
    try:
        backward(f(a, b))
    except (AttributeError, TypeError):  # a gap is still open
        return None
    return a.grad


def deep(a, b):
    """Return a number with two forks below it."""
    c = a * b
    return c * (c + a)


check("a + b", gradient_of_a(lambda a, b: a + b), 1)
check("a · b", gradient_of_a(lambda a, b: a * b), -3)
check("a · b + a", gradient_of_a(lambda a, b: a * b + a), -2)
check("c · (c + a), where c = a · b", gradient_of_a(deep), 24)

# %% [markdown]
# Break it, and say first which checks will fail:
#
# - Write `=` instead of `+=`.
# - Write `nodes` instead of `reversed(nodes)`.
# - Leave out `node.grad = 0.0`, and call `backward` twice on the same graph.
#
# In a real engine only inner nodes are set to zero. The gradients of leaves, the weights, accumulate: two calls give
# the gradient of the sum of two losses. So a training sets them to zero before each step.

# %% [markdown]
# ## 5. Training (15 minutes)
#
# The network has two inputs, four neurons, and one output. It should learn XOR. Fill in the two steps.

# %%
random.seed(0)
model = nn.scalar.MLP(2, [4, 1], activation="tanh")
inputs, targets = [[0, 0], [0, 1], [1, 0], [1, 1]], [-1, 1, 1, -1]
rate = 0.1

for step in range(201):
    loss = sum((model(x) - y) ** 2 for x, y in zip(inputs, targets))
    # gap: set all gradients to zero
    model.zero_grad()
    # end gap
    loss.backward()
    for p in model.parameters():
        # gap: move p.data a little against p.grad
        p.data -= rate * p.grad
        # end gap
    if step % 50 == 0:
        print(f"step {step}: loss {loss.data:.4f}")

check("right outputs", sum((model(x).data > 0) == (y > 0) for x, y in zip(inputs, targets)), 4)

# %%
nn.plots.decision_boundary(model, inputs, targets, axis=plt.gca(), title="The boundary of your network")

# %% [markdown]
# Run the two cells again with `rate = 10`, and with the line that sets the gradients to zero left out.

# %%
draw(model, [0.0, 1.0])

# %% [markdown]
# ## 6. The same with arrays (5 minutes)
#
# A `Tensor` holds an array in each node. All four examples go through the network at once. The spelling is PyTorch's.

# %%
autograd.manual_seed(0)
model = nn.MLP(2, [4, 1], activation="tanh")
optimizer = nn.optim.SGD(model.parameters(), lr=0.1)
x, y = tensor(inputs).float(), tensor(targets).float().unsqueeze(1)
for _ in range(201):
    loss = ((model(x) - y) ** 2).sum()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss)

# %% [markdown]
# A second `loss.backward()` is an error here, and not with Values. Why? A Tensor's graph holds arrays, and the first
# backward pass frees them.
#
# To go on: the book *Backpropagation from scratch*, and `chainrule exercises`.
