"""`gradcheck` and `gradgradcheck` under PyTorch's names, on top of the checker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from autograd.array.tensor import Tensor
from autograd.check.gradients import NOT_DETERMINISTIC, Check
from autograd.check.report import Report
from autograd.check.verdict import Tolerance


class GradcheckError(RuntimeError):
    """What `gradcheck` and `gradgradcheck` raise; its text is the report."""


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
    """Check the gradients of func against differences, as `torch.autograd.gradcheck`.

    It is `check_gradients` of first order with PyTorch's tolerances, and so differs from PyTorch's in three things: a
    subgradient at a kink passes, float32 inputs are checked in float64, and what cannot be told fails with the reason.

    Args:
        func: a function of Tensors that returns a Tensor or a tuple of them.
        inputs: a Tensor or a tuple. Checked are the gradients of those floating Tensors that require grad.
        atol, rtol: an entry passes within atol + rtol · |numeric|.
        raise_exception: raise where the check fails; else return False.
        check_forward_ad: forward mode must be there and be right too. If it is there and wrong, that fails in any case.
        eps, nondet_tol, fast_mode: without effect: steps, the tolerance for non-deterministic results and how many
            entries are looked at follow from func and the inputs.
        check_undefined_grad, check_grad_dtypes, check_batched_grad, check_batched_forward_grad, check_backward_ad,
            masked: without effect: there are no undefined, batched or masked gradients here, and dtypes are always
            checked.

    Returns:
        True if the check passes.

    Raises:
        GradcheckError: if it does not, and `raise_exception`.
        ValueError: if no input requires grad.

    >>> from autograd import tensor, float64
    >>> x = tensor([1.0, 2.0], dtype=float64, requires_grad=True)
    >>> gradcheck(lambda x: x.exp().sum(), x)
    True
    """
    args = _inputs(inputs, "gradcheck")
    report = _check(func, args, Tolerance(rtol, atol), 1, None)
    missing = check_forward_ad and report.oracles["forward mode"] == "not used" and report.verdict == "ok"
    return _answer(report, raise_exception, "forward mode is not available" if missing else "")


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
    """Check the gradients of the gradients of func, as `torch.autograd.gradgradcheck`.

    The gradient of Σ grad_outputs · func is checked as a function of the inputs and of `grad_outputs`.

    Args:
        func, inputs, atol, rtol, raise_exception: as for `gradcheck`.
        grad_outputs: a Tensor or a tuple, of the shapes of func's results; random if None.
        eps, gen_non_contig_grad_outputs, nondet_tol, check_undefined_grad, check_grad_dtypes, check_batched_grad,
            check_fwd_over_rev, check_rev_over_rev, fast_mode, masked: without effect.

    Returns:
        True if the check passes.

    Raises:
        GradcheckError: if it does not, or func cannot be differentiated twice, and `raise_exception`.
        ValueError: if no input requires grad.

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
            raise GradcheckError(f"the gradient cannot be differentiated: {error}") from error
        return False
    return _answer(report, raise_exception)


def _inputs(inputs: Any, name: str) -> tuple[Any, ...]:
    args = tuple(inputs) if isinstance(inputs, tuple | list) else (inputs,)
    if not any(isinstance(arg, Tensor) and arg.requires_grad for arg in args):
        raise ValueError(f"{name}(): at least one input must be a Tensor with requires_grad=True")
    return args


def _check(
    func: Callable[..., Any], args: tuple[Any, ...], tolerance: Tolerance, order: int, upstreams: Sequence[Any] | None
) -> Report:
    checked = [isinstance(arg, Tensor) and arg.requires_grad for arg in args]

    def of_the_checked(*given: Any) -> Any:
        remaining = iter(given)
        return func(*[next(remaining) if wanted else arg for arg, wanted in zip(args, checked)])

    of_the_checked.__name__ = getattr(func, "__name__", "func")
    inputs = [arg for arg, wanted in zip(args, checked) if wanted]
    return Check(of_the_checked, inputs, tolerance, seed=0, one_by_one=100).run(order, order, upstreams)


def _answer(report: Report, raise_exception: bool, missing: str = "") -> bool:
    if report.ok and not missing:
        return True
    if raise_exception:
        reason = next((r.reason for r in report.inputs if r.reason == NOT_DETERMINISTIC), missing)
        raise GradcheckError("\n".join(part for part in (reason, repr(report), report.explain()) if part))
    return False
