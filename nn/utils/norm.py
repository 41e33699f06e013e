"""Weights that are computed from other parameters before each forward pass: weight and spectral normalisation."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograd import Tensor, no_grad, tensor
from autograd.extend import default_generator

__all__ = ["remove_spectral_norm", "remove_weight_norm", "spectral_norm", "weight_norm"]


class _Computed:
    """The forward-pre hook of a module whose parameter `name` is computed."""

    def __init__(self, name: str) -> None:
        self.name = name

    def compute(self, module: Any, training: bool) -> Tensor:
        raise NotImplementedError

    def __call__(self, module: Any, args: Any) -> None:
        setattr(module, self.name, self.compute(module, module.training))


class _WeightNorm(_Computed):
    def __init__(self, name: str, dim: int | None) -> None:
        super().__init__(name)
        self.dim = dim

    def lengths(self, v: Tensor) -> Tensor:
        """Return the norm of v over all dimensions but `dim`, which stay with size 1."""
        if self.dim is None:
            return v.norm()
        return v.norm(2, tuple(d for d in range(v.ndim) if d != self.dim % v.ndim), True)

    def compute(self, module: Any, training: bool) -> Tensor:
        v = getattr(module, f"{self.name}_v")
        weight: Tensor = v * (getattr(module, f"{self.name}_g") / self.lengths(v))
        return weight


class _SpectralNorm(_Computed):
    def __init__(self, name: str, n_power_iterations: int, eps: float, dim: int) -> None:
        super().__init__(name)
        self.iterations, self.eps, self.dim = n_power_iterations, eps, dim

    def matrix(self, weight: Tensor) -> Tensor:
        """Return the weight as a matrix whose rows are dimension `dim`."""
        return weight.movedim(self.dim, 0).flatten(1)

    def compute(self, module: Any, training: bool) -> Tensor:
        weight = getattr(module, f"{self.name}_orig")
        matrix = self.matrix(weight)
        u, v = getattr(module, f"{self.name}_u"), getattr(module, f"{self.name}_v")
        if training:
            with no_grad():
                for _ in range(self.iterations):
                    v.copy_(self.unit(matrix.T @ u))
                    u.copy_(self.unit(matrix @ v))
        # Clones, because the next forward pass changes u and v in place.
        normed: Tensor = weight / (u.clone() @ (matrix @ v.clone()))
        return normed

    def unit(self, x: Tensor) -> Tensor:
        return x / x.norm().clamp(min=self.eps)


def _install(module: Any, hook: _Computed, parameters: dict[str, Any]) -> None:
    if _found(module, hook.name, _Computed) is not None:
        raise RuntimeError(f"{hook.name} of {type(module).__name__} is computed already; remove that first")
    kind = type(getattr(module, hook.name))
    delattr(module, hook.name)
    for name, data in parameters.items():
        module.register_parameter(name, kind(data))
    module.register_forward_pre_hook(hook)


def _found(module: Any, name: str, kind: type[_Computed]) -> Any:
    hooks = (entry.function for entry in module._module_hooks.before)
    return next((hook for hook in hooks if isinstance(hook, kind) and hook.name == name), None)


def _uninstall(module: Any, name: str, kind: type[_Computed], parts: tuple[str, ...], where: str) -> Any:
    hook = _found(module, name, kind)
    if hook is None:
        raise ValueError(f"{where}(): {name} of {type(module).__name__} has no such normalisation")
    with no_grad():
        weight = hook.compute(module, False).detach()
    parameter = type(getattr(module, f"{name}_{parts[0]}"))
    entries = module._module_hooks.before
    entries.remove(next(entry for entry in entries if entry.function is hook))
    for part in (name, *(f"{name}_{part}" for part in parts)):
        delattr(module, part)
    module.register_parameter(name, parameter(weight))
    return module


def weight_norm(module: Any, name: str = "weight", dim: int | None = 0) -> Any:
    """Replace a parameter by its direction and length: weight = g · v / ‖v‖. Return the module.

    Args:
        module: a module.
        name: the parameter. It is then computed from the parameters `name`_v, the direction, and `name`_g, the length.
        dim: the dimension of the vectors that have a length each. None means one length for all.

    Source: T. Salimans, D. Kingma, "Weight normalization", 2016, https://arxiv.org/abs/1602.07868.

    >>> from nn import Linear
    >>> layer = weight_norm(Linear(3, 2))
    >>> layer.weight_g.shape, layer.weight_v.shape
    ((2, 1), (2, 3))
    """
    weight = getattr(module, name)
    hook = _WeightNorm(name, dim)
    lengths = hook.lengths(weight.detach())
    _install(module, hook, {f"{name}_g": lengths, f"{name}_v": weight.detach().clone()})
    hook(module, ())
    return module


def remove_weight_norm(module: Any, name: str = "weight") -> Any:
    """Undo `weight_norm`: make the computed weight a parameter again. Return the module.

    >>> from nn import Linear
    >>> list(remove_weight_norm(weight_norm(Linear(3, 2))).state_dict())
    ['bias', 'weight']
    """
    return _uninstall(module, name, _WeightNorm, ("g", "v"), "remove_weight_norm")


def spectral_norm(
    module: Any, name: str = "weight", n_power_iterations: int = 1, eps: float = 1e-12, dim: int | None = None
) -> Any:
    """Divide a parameter by its largest singular value, and return the module.

    Each forward pass in training improves the estimate of that value.

    Args:
        module: a module.
        name: the parameter. It is then computed from the parameter `name`_orig.
        n_power_iterations: the number of steps of the estimate.
        eps: the smallest divisor.
        dim: the dimension of the outputs, by default 0, and 1 for transposed convolutions.

    Source: T. Miyato et al., "Spectral normalization for generative adversarial networks", 2018,
    https://arxiv.org/abs/1802.05957.

    >>> from nn import Linear
    >>> list(spectral_norm(Linear(3, 2)).state_dict())
    ['bias', 'weight_orig', 'weight_u', 'weight_v']
    """
    if n_power_iterations < 1:
        raise ValueError(f"spectral_norm(): n_power_iterations must be at least 1, got {n_power_iterations}")
    weight = getattr(module, name)
    dim = int(getattr(module, "transposed", False)) if dim is None else dim
    hook = _SpectralNorm(name, n_power_iterations, eps, dim)
    _install(module, hook, {f"{name}_orig": weight.detach()})
    for part, size in zip("uv", hook.matrix(weight.detach()).shape):
        drawn = default_generator.normal(size, weight.dtype)
        module.register_buffer(f"{name}_{part}", tensor((drawn / np.linalg.norm(drawn)).astype(weight.dtype)))
    setattr(module, name, weight.detach())
    return module


def remove_spectral_norm(module: Any, name: str = "weight") -> Any:
    """Undo `spectral_norm`: make the computed weight a parameter again. Return the module."""
    return _uninstall(module, name, _SpectralNorm, ("orig", "u", "v"), "remove_spectral_norm")
