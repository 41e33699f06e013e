"""`gradcheck` and `gradgradcheck` with PyTorch's signatures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from autograd.array.tensor import Tensor
from autograd.check.gradients import NOT_DETERMINISTIC, Check
from autograd.check.report import Report
from autograd.check.verdict import Tolerance


class GradcheckError(RuntimeError):
    """Raised by `gradcheck` and `gradgradcheck` if a check fails; the message is the report."""


def gradcheck(
    func: Callable[..., Any],
    inputs: Any,
    *,
    eps: float = 1e-6,
    atol: float = 1e-5,
    rtol: float = 1e-3,
    raise_exception: bool = True,
    nondet_tol: float = 0.0,
    check_undefined_grad: bool = True,
    check_grad_dtypes: bool = False,
    check_batched_grad: bool = False,
    check_batched_forward_grad: bool = False,
    check_forward_ad: bool = False,
    check_backward_ad: bool = True,
    fast_mode: bool = False,
    masked: bool | None = None,
) -> bool:
    """Compare the gradients of func with finite differences.

    This is `check_gradients` at first order, with PyTorch's signature and tolerances.

    Args:
        func: a function of Tensors that returns a Tensor or a tuple of Tensors, of any shape.
        inputs: a Tensor or a tuple, of any shape and floating dtype. The Tensors that require grad are checked, and
            the others are passed on unchanged.
        atol: absolute tolerance. An entry passes within atol + rtol · |derivative|.
        rtol: relative tolerance.
        raise_exception: raise if the check fails, instead of returning False.
        check_forward_ad: also fail if forward mode is not available. Wrong forward mode fails in any case.
        eps: no effect; the steps follow from func and the inputs.
        nondet_tol: no effect; results that differ by more than rounding fail.
        fast_mode: no effect; large inputs are always checked along random directions.
        check_undefined_grad: no effect; undefined gradients do not exist here.
        check_grad_dtypes: no effect; dtypes are always checked.
        check_batched_grad: no effect; batched gradients do not exist here.
        check_batched_forward_grad: no effect.
        check_backward_ad: no effect; backward mode is always checked.
        masked: no effect; masked gradients do not exist here.

    Returns:
        True if the check passes; False if it fails and `raise_exception` is False.

    Raises:
        GradcheckError: if the check fails and `raise_exception` is True.
        ValueError: if no input requires grad.

    Differs from PyTorch: a valid subgradient at a kink passes. float32 inputs are checked in float64. A check without a
    verdict fails, and the message gives the reason.

    >>> from autograd import tensor, float64
    >>> x = tensor([1.0, 2.0], dtype=float64, requires_grad=True)
    >>> gradcheck(lambda x: x.exp().sum(), x)
    True
    """
    args = _inputs(inputs, "gradcheck")
    report = _check(func, args, Tolerance(rtol, atol), 1, None)
    missing = check_forward_ad and report.oracles["forward mode"] == "not used" and report.verdict == "ok"
    return _passes(report, raise_exception, "forward mode is not available" if missing else "")


def gradgradcheck(
    func: Callable[..., Any],
    inputs: Any,
    grad_outputs: Any = None,
    *,
    eps: float = 1e-6,
    atol: float = 1e-5,
    rtol: float = 1e-3,
    gen_non_contig_grad_outputs: bool = False,
    raise_exception: bool = True,
    nondet_tol: float = 0.0,
    check_undefined_grad: bool = True,
    check_grad_dtypes: bool = False,
    check_batched_grad: bool = False,
    check_fwd_over_rev: bool = False,
    check_rev_over_rev: bool = True,
    fast_mode: bool = False,
    masked: bool = False,
) -> bool:
    """Compare the second derivatives of func with finite differences.

    The gradient of Σ grad_outputs · func is checked as a function of the inputs and of `grad_outputs`.

    Args:
        func: a function of Tensors that returns a Tensor or a tuple of Tensors, of any shape.
        inputs: a Tensor or a tuple, as for `gradcheck`.
        grad_outputs: a Tensor or a tuple, with the shapes of func's results; random if None.
        atol: absolute tolerance. An entry passes within atol + rtol · |derivative|.
        rtol: relative tolerance.
        raise_exception: raise if the check fails, instead of returning False.
        eps: no effect; the steps follow from func and the inputs.
        gen_non_contig_grad_outputs: no effect.
        nondet_tol: no effect; results that differ by more than rounding fail.
        check_undefined_grad: no effect; undefined gradients do not exist here.
        check_grad_dtypes: no effect; dtypes are always checked.
        check_batched_grad: no effect; batched gradients do not exist here.
        check_fwd_over_rev: no effect.
        check_rev_over_rev: no effect; reverse over reverse is always checked.
        fast_mode: no effect; large inputs are always checked along random directions.
        masked: no effect; masked gradients do not exist here.

    Returns:
        True if the check passes; False if it fails and `raise_exception` is False.

    Raises:
        GradcheckError: if the check fails, or func cannot be differentiated twice, and `raise_exception` is True.
        ValueError: if no input requires grad.

    Differs from PyTorch: as `gradcheck` does.

    >>> from autograd import tensor, float64
    >>> x = tensor([1.0, 2.0], dtype=float64, requires_grad=True)
    >>> gradgradcheck(lambda x: x.exp().sum(), x)
    True
    """
    args = _inputs(inputs, "gradgradcheck")
    upstreams = [grad_outputs] if isinstance(grad_outputs, Tensor) else grad_outputs
    if upstreams is not None:
        upstreams = [u.detach().numpy() if isinstance(u, Tensor) else u for u in upstreams]
    try:
        report = _check(func, args, Tolerance(rtol, atol), 2, upstreams)
    except (RuntimeError, TypeError, ValueError) as error:
        if raise_exception:
            raise GradcheckError(f"gradgradcheck(): the gradient cannot be differentiated: {error}") from error
        return False
    return _passes(report, raise_exception)


def _inputs(inputs: Any, name: str) -> tuple[Any, ...]:
    args = tuple(inputs) if isinstance(inputs, tuple | list) else (inputs,)
    if not any(isinstance(arg, Tensor) and arg.requires_grad for arg in args):
        raise ValueError(
            f"{name}(): expected at least one Tensor with requires_grad=True, got none; set it on the inputs to check"
        )
    return args


def _check(
    func: Callable[..., Any], args: tuple[Any, ...], tolerance: Tolerance, order: int, upstreams: Sequence[Any] | None
) -> Report:
    checked = [isinstance(arg, Tensor) and arg.requires_grad for arg in args]

    def partial(*given: Any) -> Any:
        """Call func with `given` in place of the checked inputs."""
        remaining = iter(given)
        return func(*[next(remaining) if wanted else arg for arg, wanted in zip(args, checked)])

    partial.__name__ = getattr(func, "__name__", "func")
    inputs = [arg for arg, wanted in zip(args, checked) if wanted]
    return Check(partial, inputs, tolerance, seed=0, one_by_one=100).run(order, order, upstreams)


def _passes(report: Report, raise_exception: bool, missing: str = "") -> bool:
    if report.ok and not missing:
        return True
    if raise_exception:
        reason = next((r.reason for r in report.inputs if r.reason == NOT_DETERMINISTIC), missing)
        raise GradcheckError("\n".join(part for part in (reason, repr(report), report.explain()) if part))
    return False
