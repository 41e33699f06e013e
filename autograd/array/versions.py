"""Versions: whether a tensor may be changed in place, and whether something that was saved is still the same.

Tensors that are views of one array share its Version. A node remembers the version of each tensor it saved, a view the
version of its base. Using one that was changed since is an error.
"""

from __future__ import annotations

from typing import Any

from autograd.grad_mode import grad_mode


def check_inplace(name: str, tensor: Any, recorded: bool) -> None:
    """Raise RuntimeError if `tensor` may not be changed in place by an operation that is to be recorded."""
    if not (grad_mode.enabled and recorded):
        return
    if tensor.grad_fn is None and tensor._requires_grad:
        raise RuntimeError(
            f"{name}: a leaf that requires grad cannot be changed in place while operations are recorded; "
            "do it under no_grad()"
        )
    if tensor._view_since is not None:
        raise RuntimeError(
            f"{name}: this tensor is a view, and the graph of its base would miss the change; "
            "assign through the base, as in x[i] = value, or change a clone()"
        )


def becomes_view(base: Any, view: Any) -> Any:
    """Let `view` share the version of `base`, whose memory it shares."""
    view._version = base._version
    view._view_since = base._version.count
    return view


def check_current(name: str, view: Any) -> None:
    """Raise RuntimeError if the base of `view` was changed by a recorded operation since the view was made."""
    if view._version.recorded > view._view_since:
        raise RuntimeError(f"{name}: this view was made before its base was changed in place; take the view again")
