"""AdamW."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nn.optim.adam import Adam


class AdamW(Adam):
    """Adam with decoupled weight decay: each step first computes p ← p − lr · weight_decay · p.

    In Adam, the L2 penalty is part of the gradient, so the running mean of g² scales it too. Here it is not.

    Args:
        params, lr, betas, eps, amsgrad, maximize, foreach, capturable, differentiable, fused: as for `Adam`.
        weight_decay: the weight decay, at least 0.

    Raises:
        ValueError: if a setting is out of range.

    Source: I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", 2019, https://arxiv.org/abs/1711.05101.

    >>> from autograd import tensor
    >>> p = tensor([1.0], requires_grad=True)
    >>> optimizer = AdamW([p], lr=0.1, weight_decay=0.5)
    >>> (p * 0).sum().backward()
    >>> optimizer.step()
    >>> p
    tensor([0.9500], requires_grad=True)
    """

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
        foreach: bool | None = None,
        capturable: bool = False,
        differentiable: bool = False,
        fused: bool | None = None,
    ) -> None:
        super().__init__(params, lr, betas, eps, weight_decay, amsgrad, maximize=maximize, decoupled_weight_decay=True)
