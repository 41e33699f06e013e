"""`detect_anomaly`: report the first operation that makes NaN or infinity."""

from __future__ import annotations

from autograd.switch import Switch, Switched

anomaly_mode = Switch(enabled=False)


class detect_anomaly(Switched):  # noqa: N801  # PyTorch's spelling
    """Raise ArithmeticError when an operation makes NaN or infinity out of finite numbers. A context manager.

    The message names the operation and the line of user code that called it. In a backward pass it names the operation
    whose derivative it was and the line that recorded it. Values are checked when `backward` is called.

    The check costs time on every operation, so remove it when the fault is found.
    """

    def __init__(self) -> None:
        super().__init__(anomaly_mode, True)
