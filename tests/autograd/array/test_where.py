"""where(): the side that is not chosen has no influence."""

from __future__ import annotations

import autograd


def test_where_masks_the_side_that_is_not_chosen() -> None:
    x = autograd.tensor([-1.0, 4.0], requires_grad=True)
    autograd.where(x > 0, x.sqrt(), 0.0).sum().backward()
    assert x.grad.tolist()[1] == 0.25
    y = autograd.tensor([0.0, 2.0], requires_grad=True)
    autograd.where(y > 0, y, y.detach()).log().clamp(min=-5).sum().backward()
    assert y.grad.tolist() == [0.0, 0.5]
