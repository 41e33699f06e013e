"""AdamW."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nn.optim.adam import Adam


class AdamW(Adam):
    """Adam whose weight decay shrinks the parameter itself, p ← p − lr·λ·p (Loshchilov and Hutter, 2019)."""

    _decoupled = True

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 1e-2,
        amsgrad: bool = False,
        *,
        maximize: bool = False,
    ) -> None:
        super().__init__(params, lr, betas, eps, weight_decay, amsgrad, maximize=maximize)
