"""Making tensors: from data, of constants, of random numbers."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np

from autograd.array.tensor import Tensor
from autograd.rules.arrays import Array
from autograd.rules.dtypes import as_dtype, float32, int64


class device:  # noqa: N801  # PyTorch's spelling
    """Where tensors live: the CPU."""

    def __init__(self, type: str) -> None:
        _check_device(type, "device()")
        self.type, self.index = "cpu", None

    def __repr__(self) -> str:
        return "device(type='cpu')"

    def __str__(self) -> str:
        return "cpu"

    def __eq__(self, other: object) -> bool:
        return str(other) == "cpu"

    def __hash__(self) -> int:
        return hash("cpu")


class cuda:  # noqa: N801  # PyTorch's spelling
    """There is none; programs may ask."""

    @staticmethod
    def is_available() -> builtins.bool:
        """No."""
        return False


def tensor(data: Any, dtype: Any = None, requires_grad: builtins.bool = False, device: Any = None) -> Tensor:
    """A leaf holding a copy of `data`.

    Args:
        data: a number, a NumPy array (keeps its dtype), a Tensor, or nested lists of these. Python floats become
            float32, integers int64.
        dtype: another dtype.
        requires_grad: record what is computed from it. Floating dtypes only.
        device: the CPU, if anything.

    Raises:
        ValueError: for nested lists of unequal lengths.
        TypeError: for what is not real numbers.
    """
    _check_device(device, "tensor()")
    made = Tensor(_to_array(data, dtype, "tensor()").copy())
    return made.requires_grad_() if requires_grad else made


def as_tensor(data: Any, dtype: Any = None) -> Tensor:
    """`data` as a Tensor, itself or in the same memory where possible."""
    if isinstance(data, Tensor):
        return data if dtype is None else data.to(dtype)
    return Tensor(_to_array(data, dtype, "as_tensor()"))


def from_numpy(array: Array) -> Tensor:
    """A Tensor over the memory of a NumPy array."""
    if not isinstance(array, np.ndarray):
        raise TypeError(f"from_numpy(): expected a NumPy array, got {type(array).__name__}; see tensor()")
    return as_tensor(array)


def _to_array(data: Any, dtype: Any, where: str) -> Array:
    wanted = None if dtype is None else as_dtype(dtype, where)
    if isinstance(data, Tensor):
        array = data._array
    elif isinstance(data, np.ndarray | np.generic):
        array = np.asarray(data)
    else:
        array = _from_nested(data, where)
        if wanted is None and array.dtype == np.float64 and not _holds_arrays(data):
            wanted = float32
    if array.dtype.kind not in "fiub":
        raise TypeError(f"{where}: a tensor holds real numbers, got {array.dtype} from {type(data).__name__}")
    return array.astype(as_dtype(array.dtype, where) if wanted is None else wanted, copy=False)


def _holds_arrays(data: Any) -> builtins.bool:
    while isinstance(data, list | tuple) and data:
        data = data[0]
    return isinstance(data, np.ndarray | np.generic | Tensor)


def _from_nested(data: Any, where: str) -> Array:
    try:
        array = np.asarray(_without_tensors(data))
    except ValueError:
        raise ValueError(f"{where}: nested lists must have equal lengths at each level") from None
    except RecursionError:
        raise ValueError(f"{where}: the data is nested too deeply for an array") from None
    return array.astype(np.float32) if array.size == 0 and array.dtype == np.float64 else array


def _without_tensors(data: Any) -> Any:
    if isinstance(data, Tensor):
        return data._array
    return [_without_tensors(x) for x in data] if isinstance(data, list | tuple) else data


def _check_device(device: Any, where: str) -> None:
    if device is not None and str(device).split(":")[0] != "cpu":
        raise ValueError(f"{where}: tensors live on the CPU, got device {device!r}")


def _finish(array: Array, requires_grad: builtins.bool) -> Tensor:
    made = Tensor(array)
    return made.requires_grad_() if requires_grad else made


def _shape(sizes: tuple[Any, ...], where: str) -> tuple[int, ...]:
    if len(sizes) == 1 and isinstance(sizes[0], list | tuple):
        sizes = tuple(sizes[0])
    for size in sizes:
        if not hasattr(type(size), "__index__") or int(size) < 0:
            raise ValueError(f"{where}: sizes are whole numbers, 0 or more, got {size!r}")
    return tuple(int(size) for size in sizes)


# ── constants ──


def zeros(*size: Any, dtype: Any = float32, requires_grad: builtins.bool = False, device: Any = None) -> Tensor:
    """Zeros of the given size."""
    _check_device(device, "zeros()")
    return _finish(np.zeros(_shape(size, "zeros()"), as_dtype(dtype or float32)), requires_grad)


def ones(*size: Any, dtype: Any = float32, requires_grad: builtins.bool = False, device: Any = None) -> Tensor:
    """Ones of the given size."""
    _check_device(device, "ones()")
    return _finish(np.ones(_shape(size, "ones()"), as_dtype(dtype or float32)), requires_grad)


def empty(*size: Any, dtype: Any = float32, requires_grad: builtins.bool = False, device: Any = None) -> Tensor:
    """Uninitialised elements of the given size."""
    _check_device(device, "empty()")
    return _finish(np.empty(_shape(size, "empty()"), as_dtype(dtype or float32)), requires_grad)


def full(size: Any, fill_value: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """`fill_value` everywhere; its kind gives the dtype unless one is named."""
    shape = _shape((size,), "full()")
    return _finish(np.full(shape, _to_array(fill_value, dtype, "full()")), requires_grad)


def eye(n: int, m: int | None = None, dtype: Any = float32, requires_grad: builtins.bool = False) -> Tensor:
    """Ones on the diagonal of an n × m matrix (m defaults to n), zeros elsewhere."""
    return _finish(np.eye(n, m, dtype=as_dtype(dtype)), requires_grad)


def arange(
    start: Any, end: Any = None, step: Any = 1, dtype: Any = None, requires_grad: builtins.bool = False
) -> Tensor:
    """start, start + step, … before `end`; with one argument, from 0 up to it. Whole numbers give int64."""
    if end is None:
        start, end = 0, start
    if step == 0:
        raise ValueError("arange(): step must not be 0")
    whole = all(isinstance(x, int | np.integer) for x in (start, end, step))
    wanted = as_dtype(dtype) if dtype is not None else (int64 if whole else float32)
    return _finish(np.arange(start, end, step).astype(wanted), requires_grad)


def linspace(
    start: float, end: float, steps: int, dtype: Any = float32, requires_grad: builtins.bool = False
) -> Tensor:
    """`steps` numbers from `start` to `end`, both included, equally spaced."""
    return _finish(np.linspace(start, end, steps, dtype=as_dtype(dtype)), requires_grad)


def zeros_like(x: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """Zeros of the shape and dtype of x."""
    return zeros(x.shape, dtype=dtype or x.dtype, requires_grad=requires_grad)


def ones_like(x: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """Ones of the shape and dtype of x."""
    return ones(x.shape, dtype=dtype or x.dtype, requires_grad=requires_grad)


def empty_like(x: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """Uninitialised elements of the shape and dtype of x."""
    return empty(x.shape, dtype=dtype or x.dtype, requires_grad=requires_grad)


def full_like(x: Any, fill_value: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """`fill_value` in the shape and dtype of x."""
    return full(x.shape, fill_value, dtype or x.dtype, requires_grad)


# ── random numbers ──


class Generator:
    """A source of random numbers that starts at a seed."""

    def __init__(self, seed: int | None = None) -> None:
        self._numpy = np.random.default_rng(seed)

    @property
    def numpy(self) -> np.random.Generator:
        """NumPy's generator."""
        return self._numpy

    def manual_seed(self, seed: int) -> Generator:
        """Start again from `seed`."""
        self._numpy = np.random.default_rng(seed)
        return self


default_generator = Generator()


def manual_seed(seed: int) -> Generator:
    """Start the random numbers again, so that the same program gives the same ones.

    Raises:
        TypeError: if the seed is not a whole number of 0 or more.
    """
    if not isinstance(seed, int | np.integer) or seed < 0:
        raise TypeError(f"manual_seed(): a seed is a whole number of 0 or more, got {seed!r}")
    return default_generator.manual_seed(int(seed))


def _numpy_generator(generator: Generator | None) -> np.random.Generator:
    return (generator or default_generator).numpy


def rand(
    *size: Any, generator: Generator | None = None, dtype: Any = float32, requires_grad: builtins.bool = False
) -> Tensor:
    """Uniform numbers of [0, 1)."""
    drawn = _numpy_generator(generator).random(_shape(size, "rand()"), np.float32 if dtype == float32 else np.float64)
    return _finish(np.asarray(drawn, as_dtype(dtype)), requires_grad)


def randn(
    *size: Any, generator: Generator | None = None, dtype: Any = float32, requires_grad: builtins.bool = False
) -> Tensor:
    """Numbers of the standard normal distribution."""
    drawn = _numpy_generator(generator).standard_normal(
        _shape(size, "randn()"), np.float32 if dtype == float32 else np.float64
    )
    return _finish(np.asarray(drawn, as_dtype(dtype)), requires_grad)


def randint(
    low: int, high: Any = None, size: Any = None, generator: Generator | None = None, dtype: Any = int64
) -> Tensor:
    """Whole numbers of low … high - 1, all equally likely; `randint(high, size)` starts at 0."""
    if size is None:
        low, high, size = 0, low, high
    if size is None or not low < high:
        raise ValueError(f"randint(): needs low < high and a size, got low={low}, high={high}, size={size}")
    return Tensor(_numpy_generator(generator).integers(low, high, _shape((size,), "randint()")).astype(as_dtype(dtype)))


def randperm(n: int, generator: Generator | None = None) -> Tensor:
    """The whole numbers below n in random order."""
    return Tensor(_numpy_generator(generator).permutation(n))


def normal(mean: Any, std: Any, size: Any = None, generator: Generator | None = None) -> Tensor:
    """Normal numbers of a mean and standard deviation, which may be tensors."""
    mean, std = (x._array if isinstance(x, Tensor) else x for x in (mean, std))
    shape = np.broadcast_shapes(np.shape(mean), np.shape(std)) if size is None else _shape((size,), "normal()")
    return Tensor(np.asarray(_numpy_generator(generator).standard_normal(shape, np.float32) * std + mean, float32))


def bernoulli(p: Tensor, generator: Generator | None = None) -> Tensor:
    """1 with the probability that each element of p gives, else 0."""
    return Tensor((_numpy_generator(generator).random(p.shape) < p._array).astype(p.dtype))


def multinomial(
    input: Tensor, num_samples: int, replacement: builtins.bool = False, generator: Generator | None = None
) -> Tensor:
    """Indices drawn with probabilities proportional to the elements of `input`, a vector or one per row."""
    weights = np.asarray(input._array, np.float64)
    if weights.ndim not in (1, 2) or (weights < 0).any() or not np.isfinite(weights).all():
        raise ValueError("multinomial(): input is a vector or matrix of finite weights of 0 or more")
    rows = np.atleast_2d(weights)
    if not (rows.sum(1) > 0).all() or (not replacement and ((rows > 0).sum(1) < num_samples).any()):
        raise ValueError("multinomial(): too few positive weights to draw from")
    draw = _numpy_generator(generator).choice
    drawn = np.stack([draw(rows.shape[1], num_samples, replacement, row / row.sum()) for row in rows])
    return Tensor(drawn[0] if weights.ndim == 1 else drawn)


def rand_like(x: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """Uniform numbers of [0, 1), in the shape and dtype of x."""
    return rand(x.shape, dtype=dtype or x.dtype, requires_grad=requires_grad)


def randn_like(x: Any, dtype: Any = None, requires_grad: builtins.bool = False) -> Tensor:
    """Standard normal numbers, in the shape and dtype of x."""
    return randn(x.shape, dtype=dtype or x.dtype, requires_grad=requires_grad)


# ── random numbers in place: outside any graph ──


def _uniform_(self: Tensor, low: float = 0.0, high: float = 1.0, generator: Generator | None = None) -> Tensor:
    """Set the elements to uniform numbers of [low, high)."""
    return self._overwrite(_numpy_generator(generator).random(self.shape) * (high - low) + low, "uniform_")


def _normal_(self: Tensor, mean: float = 0.0, std: float = 1.0, generator: Generator | None = None) -> Tensor:
    """Set the elements to normal numbers."""
    return self._overwrite(_numpy_generator(generator).standard_normal(self.shape) * std + mean, "normal_")


Tensor.uniform_ = _uniform_  # type: ignore[attr-defined]
Tensor.normal_ = _normal_  # type: ignore[attr-defined]

__all__ = [
    name for name, made in list(globals().items()) if getattr(made, "__module__", "") == __name__ and name[0] != "_"
]
__all__ += ["default_generator"]
