"""Normalisation layers with running averages: over a batch, or of each sample."""

from __future__ import annotations

from typing import Any, ClassVar

import autograd
from autograd import ShapeError, Tensor
from nn import functional as F
from nn import init
from nn.functional.arguments import as_size
from nn.layers.lazy import LazyModule
from nn.module import Module
from nn.parameter import Parameter, UninitializedParameter, empty


class _Norm(Module):
    ranks: ClassVar[tuple[int, ...]]  # the numbers of dimensions that an input may have
    weight: Parameter | None
    bias: Parameter | None
    running_mean: Tensor | None
    running_var: Tensor | None
    num_batches_tracked: Tensor | None

    def __init__(
        self,
        num_features: int,
        eps: float = 1e-5,
        momentum: float | None = 0.1,
        affine: bool = True,
        track_running_stats: bool = True,
        device: Any = None,
        dtype: Any = None,
        *,
        bias: bool = True,
    ) -> None:
        super().__init__()
        size = as_size(num_features, f"{type(self).__name__}(): num_features")
        self._set(size, eps, momentum, affine, track_running_stats)
        for name, wanted in (("weight", affine), ("bias", affine and bias)):
            self.register_parameter(name, Parameter(empty(size, device=device, dtype=dtype)) if wanted else None)
        self._make_averages(size, device, dtype)
        self.reset_parameters()

    def _set(self, size: int, eps: float, momentum: float | None, affine: bool, track_running_stats: bool) -> None:
        self.num_features, self.eps, self.momentum = size, eps, momentum
        self.affine, self.track_running_stats = affine, track_running_stats

    def _make_averages(self, size: int, device: Any, dtype: Any) -> None:
        for name in ("running_mean", "running_var"):
            made = empty(size, device=device, dtype=dtype) if self.track_running_stats else None
            self.register_buffer(name, made)
        self.register_buffer("num_batches_tracked", autograd.tensor(0) if self.track_running_stats else None)

    def reset_running_stats(self) -> None:
        """Set the running mean to 0 and the running variance to 1."""
        if self.running_mean is not None and self.running_var is not None and self.num_batches_tracked is not None:
            self.running_mean.zero_()
            self.running_var.fill_(1.0)
            self.num_batches_tracked.zero_()

    def reset_parameters(self) -> None:
        """Set weight to 1 and bias to 0, and the running averages to those values they begin with."""
        self.reset_running_stats()
        if self.weight is not None:
            init.ones_(self.weight)
        if self.bias is not None:
            init.zeros_(self.bias)

    def _check(self, input: Tensor) -> None:
        if input.ndim not in self.ranks:
            ranks = " or ".join(map(str, self.ranks))
            raise ShapeError(f"{type(self).__name__}(): expected {ranks} dimensions, got shape {input.shape}")

    def extra_repr(self) -> str:
        """Return the settings."""
        return (
            f"{self.num_features}, eps={self.eps}, momentum={self.momentum}, affine={self.affine}, "
            f"bias={self.bias is not None}, track_running_stats={self.track_running_stats}"
        )


class _BatchNorm(_Norm):
    def forward(self, input: Tensor) -> Tensor:
        """Return the input normalised, of the same shape. In training, update the running averages."""
        self._check(input)
        momentum = self.momentum
        if self.training and self.num_batches_tracked is not None:
            self.num_batches_tracked += 1
            if momentum is None:  # the mean over all batches
                momentum = 1 / self.num_batches_tracked.item()
        own = self.training or self.running_mean is None
        averages = (self.running_mean, self.running_var) if self.training or not own else (None, None)
        return F.batch_norm(input, *averages, self.weight, self.bias, own, momentum or 0.0, self.eps)


class BatchNorm1d(_BatchNorm):
    """Normalisation of each channel over a batch: input (N, C) or (N, C, L), output of the same shape.

    The arguments and attributes are those of `BatchNorm2d`.

    >>> import autograd
    >>> BatchNorm1d(3)(autograd.ones(2, 3)).shape
    (2, 3)
    """

    ranks = (2, 3)


class BatchNorm2d(_BatchNorm):
    """Normalisation of each channel over a batch of images: (x − mean) / √(variance + eps) · weight + bias.

    Input (N, C, H, W), output of the same shape. In training, mean and biased variance are those of the batch; in
    evaluation, running averages over past batches.

    Args:
        num_features: C.
        eps: added to the variance.
        momentum: the weight of a batch in the running averages. None means the mean over all batches.
        affine: whether weight and bias are learned.
        track_running_stats: whether there are running averages. If not, the batch's are used in evaluation too.
        device: the CPU, or None.
        dtype: of the parameters and averages; by default the default dtype.
        bias: whether a bias is learned, if `affine`.

    Attributes:
        weight, bias: Parameters (C,), initially 1 and 0; or None.
        running_mean, running_var: buffers (C,), initially 0 and 1; or None. The variance is the unbiased one.
        num_batches_tracked: the number of batches, int64; or None.

    Source: S. Ioffe, C. Szegedy, "Batch normalization", 2015, https://arxiv.org/abs/1502.03167.

    >>> import autograd
    >>> BatchNorm2d(3)(autograd.ones(2, 3, 4, 4)).shape
    (2, 3, 4, 4)
    """

    ranks = (4,)


class BatchNorm3d(_BatchNorm):
    """Normalisation of each channel over a batch: input (N, C, D, H, W), output of the same shape.

    The arguments and attributes are those of `BatchNorm2d`.

    >>> import autograd
    >>> BatchNorm3d(3)(autograd.ones(2, 3, 4, 4, 4)).shape
    (2, 3, 4, 4, 4)
    """

    ranks = (5,)


class _InstanceNorm(_Norm):
    def __init__(
        self,
        num_features: int,
        eps: float = 1e-5,
        momentum: float | None = 0.1,
        affine: bool = False,
        track_running_stats: bool = False,
        device: Any = None,
        dtype: Any = None,
        *,
        bias: bool = True,
    ) -> None:
        super().__init__(num_features, eps, momentum, affine, track_running_stats, device, dtype, bias=bias)

    def forward(self, input: Tensor) -> Tensor:
        """Return the input normalised, of the same shape. In training, update the running averages, if any."""
        self._check(input)
        single = input.ndim == self.ranks[0]
        x = input.unsqueeze(0) if single else input
        own = self.training or not self.track_running_stats
        averages = (self.running_mean, self.running_var)
        out = F.instance_norm(x, *averages, self.weight, self.bias, own, self.momentum or 0.0, self.eps)
        return out.squeeze(0) if single else out


class InstanceNorm1d(_InstanceNorm):
    """Normalisation of each channel of each sample: input (N, C, L) or (C, L) (Ulyanov et al., 2016).

    The arguments and attributes are those of `BatchNorm2d`; by default, there are neither parameters nor averages.

    >>> import autograd
    >>> InstanceNorm1d(3)(autograd.ones(2, 3, 4)).shape
    (2, 3, 4)
    """

    ranks = (2, 3)


class InstanceNorm2d(_InstanceNorm):
    """Normalisation of each channel of each sample: input (N, C, H, W) or (C, H, W) (Ulyanov et al., 2016).

    The arguments and attributes are those of `BatchNorm2d`; by default, there are neither parameters nor averages.

    >>> import autograd
    >>> InstanceNorm2d(3)(autograd.ones(2, 3, 4, 4)).shape
    (2, 3, 4, 4)
    """

    ranks = (3, 4)


class InstanceNorm3d(_InstanceNorm):
    """Normalisation of each channel of each sample: input (N, C, D, H, W) or (C, D, H, W) (Ulyanov et al., 2016).

    The arguments and attributes are those of `BatchNorm2d`; by default, there are neither parameters nor averages.

    >>> import autograd
    >>> InstanceNorm3d(3)(autograd.ones(2, 3, 4, 4, 4)).shape
    (2, 3, 4, 4, 4)
    """

    ranks = (4, 5)


# ── lazy ──


class _Lazy(LazyModule, _Norm):
    def __init__(
        self,
        eps: float = 1e-5,
        momentum: float | None = 0.1,
        affine: bool = True,
        track_running_stats: bool = True,
        device: Any = None,
        dtype: Any = None,
        *,
        bias: bool = True,
    ) -> None:
        Module.__init__(self)
        self._set(0, eps, momentum, affine, track_running_stats)
        for name, wanted in (("weight", affine), ("bias", affine and bias)):
            self.register_parameter(name, UninitializedParameter(device=device, dtype=dtype) if wanted else None)
        self._make_averages(0, device, dtype)

    def initialize_parameters(self, input: Tensor) -> None:
        """Give parameters and averages their shapes, for an input (N, C, …)."""
        self.num_features = size = input.shape[self._channel(input)]
        waiting = self.materialize(weight=(size,), bias=(size,))
        if self.running_mean is not None and self.running_var is not None and not self.running_mean.numel():
            for average in (self.running_mean, self.running_var):
                average.data = empty(size, dtype=average.dtype)
            waiting = True
        if waiting:
            self.reset_parameters()

    def _channel(self, input: Tensor) -> int:
        return 1


class LazyBatchNorm1d(_Lazy, BatchNorm1d):
    """A BatchNorm1d that takes `num_features` from its first input, and then is a BatchNorm1d.

    >>> import autograd
    >>> LazyBatchNorm1d()(autograd.ones(2, 3, 4)).shape
    (2, 3, 4)
    """

    cls_to_become = BatchNorm1d


class LazyBatchNorm2d(_Lazy, BatchNorm2d):
    """A BatchNorm2d that takes `num_features` from its first input, and then is a BatchNorm2d.

    >>> import autograd
    >>> LazyBatchNorm2d()(autograd.ones(2, 3, 4, 4)).shape
    (2, 3, 4, 4)
    """

    cls_to_become = BatchNorm2d


class LazyBatchNorm3d(_Lazy, BatchNorm3d):
    """A BatchNorm3d that takes `num_features` from its first input, and then is a BatchNorm3d.

    >>> import autograd
    >>> LazyBatchNorm3d()(autograd.ones(2, 3, 4, 4, 4)).shape
    (2, 3, 4, 4, 4)
    """

    cls_to_become = BatchNorm3d


class LazyInstanceNorm1d(_Lazy, InstanceNorm1d):
    """An InstanceNorm1d that takes `num_features` from its first input, and then is an InstanceNorm1d.

    >>> import autograd
    >>> LazyInstanceNorm1d()(autograd.ones(2, 3, 4)).shape
    (2, 3, 4)
    """

    cls_to_become = InstanceNorm1d


class LazyInstanceNorm2d(_Lazy, InstanceNorm2d):
    """An InstanceNorm2d that takes `num_features` from its first input, and then is an InstanceNorm2d.

    >>> import autograd
    >>> LazyInstanceNorm2d()(autograd.ones(2, 3, 4, 4)).shape
    (2, 3, 4, 4)
    """

    cls_to_become = InstanceNorm2d


class LazyInstanceNorm3d(_Lazy, InstanceNorm3d):
    """An InstanceNorm3d that takes `num_features` from its first input, and then is an InstanceNorm3d.

    >>> import autograd
    >>> LazyInstanceNorm3d()(autograd.ones(2, 3, 4, 4, 4)).shape
    (2, 3, 4, 4, 4)
    """

    cls_to_become = InstanceNorm3d
