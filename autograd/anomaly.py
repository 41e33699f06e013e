"""`detect_anomaly`: report the first operation that makes NaN or infinity."""

from __future__ import annotations

import threading
from types import TracebackType


class _AnomalyMode(threading.local):
    enabled = False


anomaly_mode = _AnomalyMode()


class detect_anomaly:  # noqa: N801  # PyTorch's spelling
    """Raise ArithmeticError when an operation makes NaN or infinity out of finite numbers. A context manager.

    The message names the operation and the line of user code that called it. In a backward pass it names the operation
    whose derivative it was and the line that recorded it. Values are checked when `backward` is called.

    The check costs time on every operation, so remove it when the fault is found.
    """

    def __init__(self) -> None:
        self._outer: list[bool] = []

    def __enter__(self) -> None:
        self._outer.append(anomaly_mode.enabled)
        anomaly_mode.enabled = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        # Without a call before it is restored: an interrupt could come there. See grad_mode.py.
        anomaly_mode.enabled = self._outer[-1]
        del self._outer[-1]
