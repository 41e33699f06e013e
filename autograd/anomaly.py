"""Who looks on at operations; and `detect_anomaly`, which finds where the first NaN or infinity arose."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Any


class _Onlookers(threading.local):
    """Who is told of each operation in this thread.

    Attributes:
        anomalies: whether NaN and infinity are looked for.
        tape: what writes operations on Tensors down, while a function of them is traced; see tracing.py.
        present: whether there is either. It is all that the short ways ask.
    """

    anomalies = False
    tape: Any = None
    present = False


onlookers = _Onlookers()


class detect_anomaly:  # noqa: N801  # PyTorch's spelling
    """Within this context an operation that makes NaN or infinity out of finite numbers raises `ArithmeticError`.

    The message names the operation and the line of your code that called it; in the backward pass, the operation
    whose derivative it was and the line that recorded it. Values are checked when `backward` is called.

    It costs time on every operation: use it to find a fault, then take it away.
    """

    def __init__(self) -> None:
        self._outer: list[bool] = []

    def __enter__(self) -> None:
        self._outer.append(onlookers.anomalies)
        onlookers.anomalies = onlookers.present = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        onlookers.anomalies = self._outer.pop()
        onlookers.present = onlookers.anomalies or onlookers.tape is not None
