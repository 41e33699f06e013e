"""A user's network; mypy strict checks it (tests/test_typing.py)."""

from typing import assert_type

import autograd
import nn
import nn.functional as F
from autograd import Tensor


class Net(nn.Module):
    """A small classifier."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = nn.Linear(4, 8)
        self.out = nn.Linear(8, 3)

    def forward(self, x: Tensor) -> Tensor:
        """(N, 4) to (N, 3)."""
        return self.out(F.relu(self.hidden(x)))  # type: ignore[no-any-return]  # a Module may return anything


model = Net()
optimizer = nn.optim.Adam(model.parameters(), lr=0.01)
x, y = autograd.randn(5, 4), autograd.randint(0, 3, (5,))
loss = F.cross_entropy(model(x), y)
assert_type(loss, Tensor)
loss.backward()
optimizer.step()
