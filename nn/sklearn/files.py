"""Estimators in files, in the format of `nn.save`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from autograd import Tensor
from autograd.extend import Array
from nn import io

if TYPE_CHECKING:
    from nn.sklearn.estimator import Estimator

_FORMAT = 1
_PLAIN = (str, bool, int, float, np.bool_, np.integer, np.floating)
_APART = ("module_", "optimizer_")  # written as state dicts


def write(estimator: Estimator, path: Any) -> None:
    """Write a fitted estimator to a file."""
    settings = estimator.get_params(deep=False)
    learned = {name: value for name, value in vars(estimator).items() if name not in settings and name not in _APART}
    io.save(
        {
            "format": _FORMAT,
            "estimator": type(estimator).__name__,
            "settings": {name: value for name, value in settings.items() if _is_plain(value)},
            "absent": [name for name, value in settings.items() if not _is_plain(value) and name != "random_state"],
            "learned": {name: _packed(value) for name, value in learned.items()},
            "module": estimator.module_.state_dict(),
            "optimizer": estimator.optimizer_.state_dict(),
        },
        path,
    )


def read(kind: Any, path: Any, settings: dict[str, Any]) -> Any:
    """Return the estimator in a file.

    Args:
        kind: its class.
        path: of the file.
        settings: those that are not in the file, and others that replace those in it.

    Raises:
        ValueError: if the file is of another kind, or a setting is missing.
    """
    found = io.load(path)
    if not isinstance(found, dict) or found.get("format") != _FORMAT or found.get("estimator") != kind.__name__:
        raise ValueError(f"load(): {path} holds no {kind.__name__} of nn.sklearn")
    missing = [name for name in found["absent"] if name not in settings]
    if missing:
        raise ValueError(
            f"load(): {path} has no place for {', '.join(missing)}; give load the same as in training, "
            f"such as load(path, {missing[0]}=…)"
        )
    estimator = kind(**{**found["settings"], **settings})
    for name, value in found["learned"].items():
        setattr(estimator, name, _unpacked(value))
    random = estimator._random
    dtype = np.dtype(estimator._dtype)
    estimator._make_network(np.zeros((1, estimator.n_features_in_), dtype))
    estimator._random = random
    estimator.module_.load_state_dict(found["module"])
    estimator.optimizer_.load_state_dict(found["optimizer"])
    return estimator


def _is_plain(value: Any) -> bool:
    """Return whether a setting is data, and no function or object."""
    if isinstance(value, list | tuple):
        return all(map(_is_plain, value))
    return value is None or isinstance(value, _PLAIN)


def _packed(value: Any) -> Any:
    """Return an array with its dtype, which may be one that no Tensor has, such as that of texts."""
    if isinstance(value, np.ndarray):
        return {"dtype": value.dtype.str, "values": value.tolist()}
    return value


def _unpacked(value: Any) -> Any:
    if isinstance(value, dict):
        array: Array = np.array(value["values"], dtype=value["dtype"])
        return array
    return value.clone() if isinstance(value, Tensor) else value
