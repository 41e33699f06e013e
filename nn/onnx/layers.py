"""The nodes of each layer.

A function of the table takes the graph, the layer, the name of its input and an example of it, and returns the name of
the output. Its errors are texts without the layer's name, which `emit` adds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograd import Tensor
from autograd.extend import array_of
from nn import functional as F
from nn import layers
from nn.containers import Sequential
from nn.functional.images import sizes
from nn.module import Module
from nn.onnx.attention import attention
from nn.onnx.graph import Graph

Nodes = Callable[[Graph, Any, str, Tensor], str]


def emit(graph: Graph, layer: Module, x: str, example: Tensor, path: str) -> tuple[str, Tensor]:
    """Add the nodes of a layer.

    Args:
        graph: the graph.
        layer: the layer, in evaluation mode.
        x: the name of its input.
        example: an example of the input.
        path: of the layer, for errors.

    Returns:
        The name of the output, and an example of it.

    Raises:
        TypeError: if the layer, or one of its settings, has no form here.
    """
    place = f"layer {path!r} ({type(layer).__name__})" if path else type(layer).__name__
    if not layer._module_hooks.empty:
        raise TypeError(f"export(): {place} has hooks, which are programs; remove them before")
    kind = next((kind for kind in type(layer).__mro__ if kind in (*TABLE, *COMPOSITES)), None)
    if kind is None or type(layer).forward is not kind.forward:
        raise TypeError(
            f"export(): {place} has a forward of its own, which cannot be written; build it of Sequential and layers"
        )
    if kind in COMPOSITES:
        return COMPOSITES[kind](graph, layer, x, example, f"{path}." if path else "")
    output = layer(example)
    try:
        return TABLE[kind](graph, layer, x, example), output
    except UnsupportedError as error:
        raise TypeError(f"export(): {place}: {error}") from None


class UnsupportedError(Exception):
    """A setting of a layer has no form in ONNX here."""


# ── layers of layers ──


def _sequential(graph: Graph, layer: Any, x: str, example: Tensor, prefix: str) -> tuple[str, Tensor]:
    for name, child in layer._modules.items():  # also one that comes twice
        x, example = emit(graph, child, x, example, f"{prefix}{name}")
    return x, example


def _encoder(graph: Graph, layer: Any, x: str, example: Tensor, prefix: str) -> tuple[str, Tensor]:
    for i, child in enumerate(layer.layers):
        x, example = emit(graph, child, x, example, f"{prefix}layers.{i}")
    return (x, example) if layer.norm is None else emit(graph, layer.norm, x, example, f"{prefix}norm")


def _encoder_layer(graph: Graph, layer: Any, x: str, example: Tensor, prefix: str) -> tuple[str, Tensor]:
    activation = _FUNCTIONS.get(layer.activation)
    if activation is None:
        raise TypeError(f"export(): layer {prefix.rstrip('.')!r}: only the activations relu and gelu are written")

    def part(name: str, y: str, of: Tensor) -> tuple[str, Tensor]:
        return emit(graph, getattr(layer, name), y, of, f"{prefix}{name}")

    def attend(y: str, of: Tensor) -> str:
        return attention(graph, layer.self_attn, [y] * 3, [of] * 3, f"{prefix}self_attn", False)[0]

    def feed(y: str, of: Tensor) -> str:
        y, of = part("linear1", y, of)
        return part("linear2", graph.add(activation, y), layer.activation(of))[0]

    for norm, step in (("norm1", attend), ("norm2", feed)):  # no step changes the shape, so one example is enough
        if layer.norm_first:
            x = graph.add("Add", x, step(part(norm, x, example)[0], example))
        else:
            x = part(norm, graph.add("Add", x, step(x, example)), example)[0]
    return x, example


_FUNCTIONS: dict[Any, str] = {F.relu: "Relu", F.gelu: "Gelu"}
COMPOSITES: dict[type[Module], Callable[[Graph, Any, str, Tensor, str], tuple[str, Tensor]]] = {
    Sequential: _sequential,
    layers.TransformerEncoder: _encoder,
    layers.TransformerEncoderLayer: _encoder_layer,
}


# ── single layers ──


def _same(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    return x


def _op(op: str, **settings: Any) -> Nodes:
    """Return the nodes of a layer that is one operator.

    Args:
        op: the operator.
        settings: its attributes; a text is the name of the layer's attribute that holds the value.
    """

    def nodes(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
        values = {key: getattr(layer, value) if isinstance(value, str) else value for key, value in settings.items()}
        return graph.add(op, x, **values)

    return nodes


def _linear(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    if example.ndim == 2:
        bias = [] if layer.bias is None else [graph.constant(layer.bias)]
        return graph.add("Gemm", x, graph.constant(layer.weight), *bias, transB=1)
    out = graph.add("MatMul", x, graph.constant(array_of(layer.weight).T))
    return out if layer.bias is None else graph.add("Add", out, graph.constant(layer.bias))


def _need_batch(example: Tensor, dims: int) -> None:
    if example.ndim != dims + 2:
        raise UnsupportedError(f"the input needs a batch, {dims + 2} dimensions, got shape {tuple(example.shape)}")


def _pad(graph: Graph, x: str, edges: Sequence[int], mode: str, value: float, example: Tensor) -> str:
    """Add edges, given as `F.pad` takes them: the last dimension first, before and after."""
    kinds = {"constant": "constant", "zeros": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap"}
    rest = [0] * (example.ndim - len(edges) // 2)
    before, after = [*rest, *reversed(edges[::2])], [*rest, *reversed(edges[1::2])]
    fill = [graph.constant(value, example.dtype)] if kinds[mode] == "constant" else []
    return graph.add("Pad", x, graph.constant([*before, *after], "int64"), *fill, mode=kinds[mode])


def _convolution(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    _need_batch(example, layer.dims)
    edges = [0] * 2 * layer.dims if layer.padding == "valid" else layer._edges()
    if layer.padding_mode != "zeros":
        x, edges = _pad(graph, x, edges, layer.padding_mode, 0, example), [0] * 2 * layer.dims
    bias = [] if layer.bias is None else [graph.constant(layer.bias)]
    return graph.add(
        "Conv", x, graph.constant(layer.weight), *bias,
        kernel_shape=layer.kernel_size, strides=layer.stride, dilations=layer.dilation, group=layer.groups,
        pads=[*reversed(edges[::2]), *reversed(edges[1::2])],
    )  # fmt: skip


def _transposed_convolution(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    _need_batch(example, layer.dims)
    bias = [] if layer.bias is None else [graph.constant(layer.bias)]
    return graph.add(
        "ConvTranspose", x, graph.constant(layer.weight), *bias,
        kernel_shape=layer.kernel_size, strides=layer.stride, dilations=layer.dilation, group=layer.groups,
        pads=[*layer.padding, *layer.padding], output_padding=layer.output_padding,
    )  # fmt: skip


def _pooling(op: str, dims: int) -> Nodes:
    def nodes(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
        _need_batch(example, dims)
        if getattr(layer, "return_indices", False) or getattr(layer, "divisor_override", None) is not None:
            raise UnsupportedError("return_indices and divisor_override are not written")
        where = "export(): kernel_size"
        pads, strides = sizes(layer.padding, dims, where, 0), sizes(layer.stride, dims, where)
        settings: dict[str, Any] = {"ceil_mode": int(layer.ceil_mode), "pads": [*pads, *pads]}
        if op == "MaxPool":
            settings["dilations"] = sizes(layer.dilation, dims, where)
        else:
            settings["count_include_pad"] = int(layer.count_include_pad)
        return graph.add(op, x, kernel_shape=sizes(layer.kernel_size, dims, where), strides=strides, **settings)

    return nodes


def _adaptive(kind: str, dims: int) -> Nodes:
    def nodes(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
        _need_batch(example, dims)
        given = layer.output_size if isinstance(layer.output_size, Sequence) else [layer.output_size] * dims
        size = tuple(example.shape[2:])
        counts = [n if count is None else count for n, count in zip(size, given)]
        if getattr(layer, "return_indices", False) or any(n % count for n, count in zip(size, counts)):
            raise UnsupportedError(f"regions of equal size are written, got {tuple(counts)} of {size}")
        if set(counts) == {1}:
            return graph.add(f"Reduce{kind}", x, graph.constant(range(2, dims + 2), "int64"))
        kernel = [n // count for n, count in zip(size, counts)]
        op = {"Max": "MaxPool", "Mean": "AveragePool"}[kind]
        return graph.add(op, x, kernel_shape=kernel, strides=kernel)

    return nodes


def _weight_and_bias(layer: Any, shape: Sequence[int], dtype: Any) -> tuple[Any, Any]:
    """Return a layer's weight and bias, or ones and zeros in their place."""
    weight: Any = np.ones(shape, dtype) if layer.weight is None else layer.weight
    bias: Any = np.zeros(shape, dtype) if layer.bias is None else layer.bias
    return weight, bias


def _batch_norm(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    if layer.running_mean is None:
        raise UnsupportedError("without running averages it normalises each batch by itself, which is not written")
    weight, bias = _weight_and_bias(layer, (layer.num_features,), example.dtype)
    values = (weight, bias, layer.running_mean, layer.running_var)
    return graph.add("BatchNormalization", x, *map(graph.constant, values), epsilon=layer.eps)


def _instance_norm(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    _need_batch(example, layer.ranks[0] - 1)
    if layer.track_running_stats:
        return _batch_norm(graph, layer, x, example)
    values = _weight_and_bias(layer, (layer.num_features,), example.dtype)
    return graph.add("InstanceNormalization", x, *map(graph.constant, values), epsilon=layer.eps)


def _layer_norm(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    values = _weight_and_bias(layer, layer.normalized_shape, example.dtype)
    axis = -len(layer.normalized_shape)
    return graph.add("LayerNormalization", x, *map(graph.constant, values), axis=axis, epsilon=layer.eps)


def _group_norm(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    groups, dtype = layer.num_groups, example.dtype
    parts = graph.add("Reshape", x, graph.constant([0, groups, -1], "int64"))
    ones, zeros = np.ones(groups, dtype), np.zeros(groups, dtype)
    parts = graph.add("InstanceNormalization", parts, graph.constant(ones), graph.constant(zeros), epsilon=layer.eps)
    out = graph.add("Reshape", parts, graph.add("Shape", x))
    channels = (-1, *[1] * (example.ndim - 2))
    if layer.weight is not None:
        out = graph.add("Mul", out, graph.constant(array_of(layer.weight).reshape(channels)))
    return out if layer.bias is None else graph.add("Add", out, graph.constant(array_of(layer.bias).reshape(channels)))


def _rms_norm(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    eps = float(np.finfo(example.dtype).eps) if layer.eps is None else layer.eps
    axes = graph.constant(range(-len(layer.normalized_shape), 0), "int64")
    square = graph.add("ReduceMean", graph.add("Mul", x, x), axes)
    out = graph.add("Div", x, graph.add("Sqrt", graph.add("Add", square, graph.constant(eps, example.dtype))))
    return out if layer.weight is None else graph.add("Mul", out, graph.constant(layer.weight))


def _standardize(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    return graph.add("Div", graph.add("Sub", x, graph.constant(layer.mean)), graph.constant(layer.std))


def _embedding(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    if layer.max_norm is not None:
        raise UnsupportedError("max_norm changes the vectors while they are read, which is not written")
    return graph.add("Gather", graph.constant(layer.weight), x)


def _flatten(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    start, end = layer.start_dim % example.ndim, layer.end_dim % example.ndim
    if (start, end) == (1, example.ndim - 1):
        return graph.add("Flatten", x)
    return graph.add("Reshape", x, graph.constant([*[0] * start, -1, *example.shape[end + 1 :]], "int64"))


def _unflatten(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    place = layer.dim % example.ndim
    shape = [*[0] * place, *layer.unflattened_size, *example.shape[place + 1 :]]
    return graph.add("Reshape", x, graph.constant(shape, "int64"))


def _padding(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    return _pad(graph, x, layer.padding, layer.mode, getattr(layer, "value", 0), example)


def _along(op: str, sign: int = 1) -> Nodes:
    def nodes(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
        dim = layer.dim
        if dim is None:  # see nn.functional.softmax
            dim = 0 if example.ndim in (0, 1, 3) else 1
        return graph.add(op, x if sign > 0 else graph.add("Neg", x), axis=dim)

    return nodes


def _times(gate: str) -> Nodes:
    return lambda graph, layer, x, example: graph.add("Mul", x, graph.add(gate, x))


def _softplus(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    if layer.beta == 1:
        return graph.add("Softplus", x)
    beta = graph.constant(layer.beta, example.dtype)
    return graph.add("Div", graph.add("Softplus", graph.add("Mul", x, beta)), beta)


def _celu(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    alpha = graph.constant(layer.alpha, example.dtype)  # the operator Celu is for float32 alone
    return graph.add("Mul", graph.add("Elu", graph.add("Div", x, alpha)), alpha)


def _log_sigmoid(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    return graph.add("Neg", graph.add("Softplus", graph.add("Neg", x)))


def _tanhshrink(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    return graph.add("Sub", x, graph.add("Tanh", x))


def _glu(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    a, b = graph.add_several("Split", (x,), 2, axis=layer.dim, num_outputs=2)
    return graph.add("Mul", a, graph.add("Sigmoid", b))


def _clip(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    low, high = (graph.constant(bound, example.dtype) for bound in (layer.min_val, layer.max_val))
    return graph.add("Clip", x, low, high)


def _prelu(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    slope = array_of(layer.weight)
    if layer.num_parameters > 1:
        slope = slope.reshape(-1, *[1] * (example.ndim - 2))
    return graph.add("PRelu", x, graph.constant(slope))


def _rrelu(graph: Graph, layer: Any, x: str, example: Tensor) -> str:
    return graph.add("LeakyRelu", x, alpha=(layer.lower + layer.upper) / 2)


def _table() -> dict[type[Module], Nodes]:
    table: dict[type[Module], Nodes] = {
        layers.Linear: _linear,
        layers.Identity: _same,
        layers.Embedding: _embedding,
        layers.Standardize: _standardize,
        layers.Flatten: _flatten,
        layers.Unflatten: _unflatten,
        layers.LayerNorm: _layer_norm,
        layers.GroupNorm: _group_norm,
        layers.RMSNorm: _rms_norm,
        layers.ReLU: _op("Relu"),
        layers.ReLU6: _clip,
        layers.LeakyReLU: _op("LeakyRelu", alpha="negative_slope"),
        layers.RReLU: _rrelu,
        layers.PReLU: _prelu,
        layers.ELU: _op("Elu", alpha="alpha"),
        layers.CELU: _celu,
        layers.SELU: _op("Selu"),
        layers.GELU: _op("Gelu", approximate="approximate"),
        layers.SiLU: _times("Sigmoid"),
        layers.Mish: _op("Mish"),
        layers.Sigmoid: _op("Sigmoid"),
        layers.Tanh: _op("Tanh"),
        layers.Softplus: _softplus,
        layers.Softsign: _op("Softsign"),
        layers.LogSigmoid: _log_sigmoid,
        layers.Tanhshrink: _tanhshrink,
        layers.GLU: _glu,
        layers.Hardtanh: _clip,
        layers.Hardsigmoid: _op("HardSigmoid", alpha=1 / 6, beta=0.5),
        layers.Hardswish: _op("HardSwish"),
        layers.Hardshrink: _op("Shrink", lambd="lambd"),
        layers.Softshrink: _op("Shrink", lambd="lambd", bias="lambd"),
        layers.Softmax: _along("Softmax"),
        layers.LogSoftmax: _along("LogSoftmax"),
        layers.Softmin: _along("Softmax", -1),
    }
    by_dims: dict[str, Callable[[int], Nodes]] = {
        "Conv": lambda n: _convolution,
        "ConvTranspose": lambda n: _transposed_convolution,
        "MaxPool": lambda n: _pooling("MaxPool", n),
        "AvgPool": lambda n: _pooling("AveragePool", n),
        "AdaptiveMaxPool": lambda n: _adaptive("Max", n),
        "AdaptiveAvgPool": lambda n: _adaptive("Mean", n),
        "BatchNorm": lambda n: _batch_norm,
        "InstanceNorm": lambda n: _instance_norm,
        "ConstantPad": lambda n: _padding,
        "ZeroPad": lambda n: _padding,
        "ReflectionPad": lambda n: _padding,
        "ReplicationPad": lambda n: _padding,
        "CircularPad": lambda n: _padding,
        "Dropout": lambda n: _same,
    }
    for name, make in by_dims.items():
        table |= {getattr(layers, f"{name}{n}d"): make(n) for n in (1, 2, 3)}
    return table | dict.fromkeys((layers.Dropout, layers.AlphaDropout, layers.FeatureAlphaDropout), _same)


TABLE = _table()
