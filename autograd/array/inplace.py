"""Changes in place: who may change what, and who has to know of it.

Tensors that are views of one array share its Version. A node remembers the version of what it saved; a view remembers
the version of what it looks at. What was changed since is not used unnoticed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograd.grad_mode import grad_mode

if TYPE_CHECKING:
    from autograd.array.tensor import Tensor


class Version:
    """How often an array, shared by all Tensors that are views of it, was changed in place.

    Attributes:
        count: how often.
        recorded: the count after the last change that was recorded: views older than it do not know of it.
    """

    # In the class until they change: one of these is made with every tensor.
    count = 0
    recorded = 0


def check_inplace(name: str, tensor: Tensor, recorded: bool) -> None:
    """Raise if `tensor` may not be changed in place by an operation that is to be recorded."""
    if not (grad_mode.enabled and recorded):
        return
    if tensor.grad_fn is None and tensor._requires_grad:
        raise RuntimeError(
            f"{name}: a leaf that requires grad cannot be changed in place while operations are recorded; "
            "do it under no_grad()"
        )
    if tensor._view_since is not None:
        raise RuntimeError(
            f"{name}: this tensor is a view, and the tensor it looks at would not know how it was changed; "
            "assign through that one, as in x[i] = value, or change a clone()"
        )


def becomes_view(base: Tensor, view: Tensor) -> Tensor:
    """Let `view` share the version of `base`, whose memory it shares."""
    view._version = base._version
    view._view_since = base._version.count
    return view


def check_current(name: str, view: Tensor) -> None:
    """Raise if what `view` looks at was changed by a recorded operation since: its graph does not know of that."""
    assert view._view_since is not None
    if view._version.recorded > view._view_since:
        raise RuntimeError(
            f"{name}: this view was made before the tensor it looks at was changed in place; take the view again"
        )
