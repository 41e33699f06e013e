"""`detect_anomaly`: report the first operation that makes NaN or infinity."""

from __future__ import annotations

from autograd.dispatch import dispatch, settle
from autograd.switch import Switched


class detect_anomaly(Switched):  # noqa: N801  # PyTorch's spelling
    """Raise ArithmeticError when an operation makes NaN or infinity out of finite numbers. A context manager.

    The message names the operation and the line of user code that called it. In a backward pass it names the operation
    whose derivative it was and the line that recorded it. Values are checked when `backward` is called.

    The check costs time on every operation, so remove it when the fault is found.

    Args:
        check_nan: False leaves the check off.
    """

    def __init__(self, check_nan: bool = True) -> None:
        super().__init__(dispatch, check_nan)

    def __enter__(self) -> None:
        settle()
        super().__enter__()


class set_detect_anomaly(Switched):  # noqa: N801
    """Set at once whether `detect_anomaly` is on; as a context manager, restore the former setting at the end.

    Args:
        mode: whether operations are checked in this thread.
        check_nan: False switches the check off too.

    >>> with set_detect_anomaly(True):
    ...     pass
    """

    def __init__(self, mode: bool, check_nan: bool = True) -> None:
        super().__init__(dispatch, mode and check_nan)
        settle()
        self._former = dispatch.enabled
        dispatch.enabled = mode and check_nan

    def __enter__(self) -> None:
        dispatch.enabled = self._former
        settle()
        super().__enter__()
