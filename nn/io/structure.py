"""The structure around tensors as JSON, and back.

A value that JSON does not have is an object with one key, which names its kind: `{"tuple": […]}`.
"""

from __future__ import annotations

import base64
import json
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

import numpy as np

from autograd import Generator, Size, Tensor, device
from autograd.extend import Array, array_of, as_dtype, tensor_of
from nn.parameter import Parameter

_WRITTEN = "tensors, arrays, numbers, texts, None, and tuples, lists, dicts and sets of them"


def pack(obj: Any) -> tuple[dict[str, Array], str | None]:
    """Return the arrays in `obj` by name, and its structure in JSON; None for plain tensors by name.

    Raises:
        TypeError: if `obj` holds something that has no place in a file.
        ValueError: if it is nested too deeply, or contains itself.
    """
    if isinstance(obj, Mapping) and all(isinstance(k, str) and _is_plain(v) for k, v in obj.items()):
        return {name: array_of(tensor) for name, tensor in obj.items()}, None
    packer = _Packer()
    try:
        text = json.dumps(packer.node(obj, ""), separators=(",", ":"))
    except RecursionError:
        raise ValueError("save(): the data is nested too deeply, or contains itself") from None
    return packer.arrays, text


def _is_plain(value: Any) -> bool:
    return isinstance(value, Tensor) and not value.requires_grad


class _Packer:
    """The arrays that were met so far, by name."""

    def __init__(self) -> None:
        self.arrays: dict[str, Array] = {}

    def node(self, x: Any, path: str) -> Any:
        """Return x in JSON; `path` is its place in the data, such as "model.weight"."""
        if x is None or isinstance(x, str) or type(x) in (bool, int, float):
            return x
        if isinstance(x, Tensor):
            kind = "parameter" if isinstance(x, Parameter) else "tensor"
            node = {kind: self._name(array_of(x), path)}
            return {**node, "requires_grad": True} if x.requires_grad else node
        if isinstance(x, np.ndarray):
            return {"array": self._name(x, path)}
        if isinstance(x, np.generic):
            return {"number": self._name(np.asarray(x), path)}
        if isinstance(x, np.dtype):
            return {"dtype": str(as_dtype(x, "save()"))}
        if isinstance(x, device):
            return {"device": str(x)}
        if isinstance(x, bytes):
            return {"bytes": base64.b64encode(x).decode()}
        if isinstance(x, dict):
            pairs = [[self.node(k, path), self.node(v, _joined(path, k))] for k, v in x.items()]
            return {"ordered" if isinstance(x, OrderedDict) else "dict": pairs}
        if isinstance(x, list | tuple | set | frozenset):
            parts = [self.node(part, _joined(path, i)) for i, part in enumerate(x)]
            kinds = {list: "list", Size: "size", set: "set", frozenset: "set"}
            return parts if type(x) is list else {kinds.get(type(x), "tuple"): parts}
        place = f" at {path!r}" if path else ""
        name = "model" if hasattr(x, "forward") else "optimizer"
        hint = f"; write save({name}.state_dict(), path)" if hasattr(x, "state_dict") else ""
        hint = "; save its get_state()" if isinstance(x, Generator) else hint
        raise TypeError(f"save(): {type(x).__name__}{place} has no place in a file, which holds {_WRITTEN}{hint}")

    def _name(self, array: Array, path: str) -> str:
        as_dtype(array.dtype, f"save(): {path}")
        name = base = path or "tensor"
        number = 1
        while name in self.arrays:
            number += 1
            name = f"{base}#{number}"
        self.arrays[name] = array
        return name


def _joined(path: str, key: Any) -> str:
    return f"{path}.{key}" if path else str(key)


def unpack(arrays: dict[str, Array], text: str | None, where: str) -> Any:
    """Return the data that `pack` took apart.

    Raises:
        ValueError: if the structure is not one that `pack` writes; the message names `where`.
    """
    if text is None:
        return {name: tensor_of(array) for name, array in arrays.items()}
    try:
        return _data(json.loads(text), arrays)
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"load(): {where}: the structure in its header is damaged: {error}") from None


def _data(node: Any, arrays: dict[str, Array]) -> Any:
    if isinstance(node, list):
        return [_data(part, arrays) for part in node]
    if not isinstance(node, dict):
        return node
    kind, content = next(iter(node.items()))
    if kind == "parameter":
        return Parameter(tensor_of(arrays[content]), requires_grad=bool(node.get("requires_grad")))
    if kind == "tensor":
        return tensor_of(arrays[content]).requires_grad_(bool(node.get("requires_grad")))
    if kind == "array":
        return arrays[content]
    if kind == "number":
        return arrays[content][()]
    if kind == "dtype":
        return as_dtype(content, "load()")
    if kind == "device":
        return device(content)
    if kind == "bytes":
        return base64.b64decode(content)
    if kind in ("dict", "ordered"):
        pairs = [(_data(k, arrays), _data(v, arrays)) for k, v in content]
        return OrderedDict(pairs) if kind == "ordered" else dict(pairs)
    return {"tuple": tuple, "size": Size, "set": set}[kind](_data(part, arrays) for part in content)
