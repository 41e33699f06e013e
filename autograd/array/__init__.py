"""The Tensor tier: one NumPy array per node, in PyTorch's spelling.

Whoever imports a module of it gets Tensor, of which the modules below it make their results.
"""

import autograd.array.tensor  # noqa: F401  # registers Tensor as the class of results
