"""Questions about the machine, under PyTorch's names, answered for what there is here: one CPU and no accelerator.

Programs ask them to choose a device. Settings of devices that are not there are accepted where PyTorch accepts them
without such a device, and have no effect.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from typing import Any

from autograd.errors import no_attribute

__all__ = [
    "GradScaler",
    "accelerator",
    "amp",
    "are_deterministic_algorithms_enabled",
    "autocast",
    "backends",
    "cuda",
    "get_float32_matmul_precision",
    "get_num_threads",
    "mps",
    "set_float32_matmul_precision",
    "set_num_threads",
    "use_deterministic_algorithms",
    "version",
    "xpu",
]


class _Namespace(type):
    """A class that serves as a module: its names are read as `cuda.is_available`."""

    def __getattr__(cls, name: str) -> Any:
        known = sorted(found for found in vars(cls) if not found.startswith("_"))
        raise no_attribute(f"module 'torch.{cls.__name__}'", name, known)


class autocast(contextlib.ContextDecorator):  # noqa: N801  # PyTorch's spelling
    """Run a block without a change: everything is computed in the dtypes of its operands.

    PyTorch computes parts of the block in 16 bits, on the CPU in bfloat16, which Tensors do not have here. The results
    here are those of its float32.

    Args:
        device_type, dtype, enabled, cache_enabled: accepted, without effect.
    """

    def __init__(
        self, device_type: str = "cpu", dtype: Any = None, enabled: bool = True, cache_enabled: bool | None = None
    ) -> None: ...

    def __enter__(self) -> autocast:
        return self

    def __exit__(self, *_: object) -> None: ...


class GradScaler:
    """PyTorch's scaling of losses for 16-bit training, disabled, as PyTorch itself disables it without a GPU.

    Args:
        args, kwargs: accepted, without effect.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

    def is_enabled(self) -> bool:
        """Return False."""
        return False

    def scale(self, outputs: Any) -> Any:
        """Return the loss, or the losses, unchanged."""
        return outputs

    def unscale_(self, optimizer: Any) -> None:
        """Do nothing: gradients are not scaled."""

    def step(self, optimizer: Any, *args: Any, **kwargs: Any) -> Any:
        """Call `optimizer.step`, and return its result."""
        return optimizer.step(*args, **kwargs)

    def update(self, new_scale: float | None = None) -> None:
        """Do nothing: there is no scale."""

    def get_scale(self) -> float:
        """Return 1."""
        return 1.0

    def state_dict(self) -> dict[str, Any]:
        """Return an empty dict, as of a disabled scaler."""
        return {}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Accept the state of a disabled scaler."""


def _is_available() -> bool:
    """Return False, because each Tensor is on the CPU."""
    return False


def _count() -> int:
    """Return 0."""
    return 0


def _nothing(*args: Any, **kwargs: Any) -> None:
    """Accept a setting of a device that is not there."""


def _refusal(name: str) -> Callable[..., Any]:
    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise RuntimeError(
            f"{name}(): there is no such device, all tensors are on the CPU; ask {name.split('.')[0]}.is_available() "
            "before"
        )

    refuse.__doc__ = "Raise RuntimeError, because there is no such device."
    return refuse


class amp(metaclass=_Namespace):  # noqa: N801
    """Names of `torch.amp` and `torch.cuda.amp`: everything is computed in the dtypes of its operands."""

    autocast = autocast
    GradScaler = GradScaler


class cuda(metaclass=_Namespace):  # noqa: N801
    """Functions of `torch.cuda` for programs that ask for a CUDA device. There is none.

    >>> import autograd
    >>> autograd.cuda.is_available()
    False
    """

    amp = amp
    is_available = staticmethod(_is_available)
    is_initialized = staticmethod(_is_available)
    is_bf16_supported = staticmethod(_is_available)
    device_count = staticmethod(_count)
    memory_allocated = max_memory_allocated = memory_reserved = max_memory_reserved = staticmethod(
        lambda device=None: 0
    )
    manual_seed = manual_seed_all = empty_cache = reset_peak_memory_stats = staticmethod(_nothing)
    current_device = staticmethod(_refusal("cuda.current_device"))
    get_device_name = staticmethod(_refusal("cuda.get_device_name"))
    get_device_properties = staticmethod(_refusal("cuda.get_device_properties"))
    get_device_capability = staticmethod(_refusal("cuda.get_device_capability"))
    set_device = staticmethod(_refusal("cuda.set_device"))
    synchronize = staticmethod(_refusal("cuda.synchronize"))


class mps(metaclass=_Namespace):  # noqa: N801
    """Functions of `torch.mps`. There is no such device."""

    is_available = staticmethod(_is_available)
    device_count = staticmethod(_count)
    manual_seed = staticmethod(_nothing)
    empty_cache = staticmethod(_refusal("mps.empty_cache"))
    synchronize = staticmethod(_refusal("mps.synchronize"))


class xpu(metaclass=_Namespace):  # noqa: N801
    """Functions of `torch.xpu`. There is no such device."""

    is_available = staticmethod(_is_available)
    device_count = staticmethod(_count)
    manual_seed = manual_seed_all = empty_cache = staticmethod(_nothing)


class accelerator(metaclass=_Namespace):  # noqa: N801
    """Functions of `torch.accelerator`. There is no accelerator.

    >>> import autograd
    >>> autograd.accelerator.current_accelerator() is None
    True
    """

    is_available = staticmethod(_is_available)
    device_count = staticmethod(_count)

    @staticmethod
    def current_accelerator(check_available: bool = False) -> None:
        """Return None."""
        return None

    synchronize = staticmethod(_refusal("accelerator.synchronize"))
    current_device_index = staticmethod(_refusal("accelerator.current_device_index"))
    set_device_index = staticmethod(_refusal("accelerator.set_device_index"))


class _Backend(metaclass=_Namespace):
    """A library that PyTorch may use and that is not here. Its settings have no effect."""

    enabled = False
    is_available = staticmethod(_is_available)
    is_built = staticmethod(_is_available)


class backends(metaclass=_Namespace):  # noqa: N801
    """Names of `torch.backends`: none of these libraries is here.

    >>> import autograd
    >>> autograd.backends.cudnn.deterministic = True  # without effect
    >>> autograd.backends.mps.is_available()
    False
    """

    class cudnn(_Backend):  # noqa: N801
        """Settings of cuDNN."""

        deterministic = benchmark = allow_tf32 = False

        @staticmethod
        def version() -> None:
            """Return None."""
            return None

    class cuda(_Backend):  # noqa: N801
        """Settings of CUDA."""

        class matmul(_Backend):  # noqa: N801
            """Settings of products of matrices."""

            allow_tf32 = False

    class mps(_Backend):  # noqa: N801
        """Metal, of Apple's processors."""

    class mkl(_Backend):  # noqa: N801
        """Intel's library for products of matrices."""

    class mkldnn(_Backend):  # noqa: N801
        """Intel's library for networks."""

    class openmp(_Backend):  # noqa: N801
        """Threads by OpenMP."""


class version(metaclass=_Namespace):  # noqa: N801
    """Versions of libraries that are not here: None."""

    cuda = cudnn = hip = None


class _Settings:
    deterministic = False
    matmul_precision = "highest"


def use_deterministic_algorithms(mode: bool, *, warn_only: bool = False) -> None:
    """Accept the setting. All operations give the same numbers each time in any case."""
    _Settings.deterministic = mode


def are_deterministic_algorithms_enabled() -> bool:
    """Return what `use_deterministic_algorithms` was given."""
    return _Settings.deterministic


def set_float32_matmul_precision(precision: str) -> None:
    """Accept the setting. Products of float32 matrices are computed in float32 in any case.

    Args:
        precision: "highest", "high" or "medium".

    Raises:
        ValueError: if it is none of these.
    """
    if precision not in ("highest", "high", "medium"):
        raise ValueError(f"set_float32_matmul_precision(): expected 'highest', 'high' or 'medium', got {precision!r}")
    _Settings.matmul_precision = precision


def get_float32_matmul_precision() -> str:
    """Return what `set_float32_matmul_precision` was given; "highest" at first."""
    return _Settings.matmul_precision


def get_num_threads() -> int:
    """Return the number of threads of products of matrices: what the environment says, else that of the cores."""
    for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
        if os.environ.get(name, "").isdecimal():
            return int(os.environ[name])
    return os.cpu_count() or 1


def set_num_threads(num: int) -> None:
    """Accept the setting, without effect: NumPy takes the number of threads from OPENBLAS_NUM_THREADS at its start.

    Raises:
        ValueError: if `num` is not a whole number of 1 or more.
    """
    if not isinstance(num, int) or num < 1:
        raise ValueError(f"set_num_threads(): expected a whole number of 1 or more, got {num!r}")
