"""Write a model as an ONNX file."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import autograd
from autograd import Tensor, no_grad
from autograd.extend import install_command, write_atomically
from nn.layers import MultiheadAttention
from nn.module import Module
from nn.onnx.attention import attention
from nn.onnx.graph import Graph
from nn.onnx.layers import emit

OPSET = 20  # of 2023: the first with Gelu
_IR_VERSION = 9  # of the same release of ONNX, 1.15


def export(model: Module, example: Any, path: Any, *, batch_dim: int = 0) -> None:
    """Write a model as an ONNX file, in evaluation mode. The size of the batch stays free.

    The model is taken apart layer by layer, and each layer becomes one or a few nodes. So it is made of

    - `Sequential`, `MLP` and other subclasses of Sequential that keep its `forward`;
    - linear, convolution, pooling, normalisation, padding, embedding and dropout layers, activations, `Flatten`,
      `Unflatten`, `Standardize`, and `TransformerEncoder` and its layers;
    - or it is a `MultiheadAttention`, with a query, key and value as the example.

    A `forward` of one's own is a program and not a layer: it is refused. The same goes for layers with hooks.

    Args:
        model: the model.
        example: an input, a Tensor of the shape and dtype that the model takes; for attention three of them.
        path: of the file, usually named `*.onnx`. It is replaced only after the new one is complete.
        batch_dim: the dimension whose size stays free, in inputs and outputs.

    Raises:
        ImportError: if the package onnx is missing.
        TypeError: if a layer or a setting has no form in ONNX here. The message names the layer.
        ValueError: if the example has no dimension for the batch.
        OSError: if the file cannot be written.

    The file has inputs "input" (for attention "query", "key" and "value") and outputs "output" (and "weights").

    Source: the operators of ONNX, opset 20, https://onnx.ai/onnx/operators.

    >>> import tempfile, autograd, nn, nn.onnx
    >>> model = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 1))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     nn.onnx.export(model, autograd.ones(1, 3), f"{folder}/model.onnx")
    ...     import onnx
    ...     print([node.op_type for node in onnx.load(f"{folder}/model.onnx").graph.node])
    ['Gemm', 'Relu', 'Gemm']
    """
    try:
        import onnx
    except ImportError:
        raise ImportError(f"nn.onnx.export() needs onnx: {install_command('onnx')}") from None
    three = isinstance(model, MultiheadAttention)
    examples = list(example) if isinstance(example, tuple | list) else [example]
    if len(examples) != (3 if three else 1) or not all(isinstance(one, Tensor) for one in examples):
        wanted = "a query, key and value" if three else "one Tensor"
        raise TypeError(f"export(): example must be {wanted}, got {type(example).__name__}")
    if not all(-one.ndim <= batch_dim < one.ndim for one in examples):
        raise ValueError(
            f"export(): example must have a dimension {batch_dim} for the batch, got shape {examples[0].shape}"
        )
    names = ["query", "key", "value"] if three else ["input"]
    outputs = ["output", "weights"][: 2 if three else 1]
    graph = Graph(model, [*names, *outputs])
    with _evaluating(model):
        if three:
            found = attention(graph, model, names, examples, "", need_weights=True)
        else:
            found = [emit(graph, model, names[0], examples[0], "")[0]]
        results = [_outputs(model, examples), _outputs(model, [_twice(one, batch_dim) for one in examples])]
    for name, value in zip(outputs, found):
        graph.finish(value, name)

    def described(name: str, once: Tensor, twice: Tensor) -> Any:
        shape = ["batch" if a != b else a for a, b in zip(once.shape, twice.shape)]
        return onnx.helper.make_tensor_value_info(name, onnx.helper.np_dtype_to_tensor_dtype(once.dtype), shape)

    made = onnx.helper.make_model(
        onnx.helper.make_graph(
            graph.nodes,
            type(model).__name__,
            [described(name, one, _twice(one, batch_dim)) for name, one in zip(names, examples)],
            [described(name, once, twice) for name, once, twice in zip(outputs, *results)],
            [onnx.numpy_helper.from_array(array, name) for name, array in graph.constants.items()],
        ),
        opset_imports=[onnx.helper.make_opsetid("", OPSET)],
        ir_version=_IR_VERSION,
        producer_name="chainrule",
        producer_version=autograd.__version__,
    )
    onnx.checker.check_model(made, full_check=True)
    write_atomically(path, made.SerializeToString())


def _twice(example: Tensor, dim: int) -> Tensor:
    return autograd.cat([example, example], dim)


def _outputs(model: Module, examples: list[Tensor]) -> list[Tensor]:
    out = model(*examples)
    return list(out) if isinstance(out, tuple) else [out]


@contextlib.contextmanager
def _evaluating(model: Module) -> Iterator[None]:
    """Set all layers to evaluation mode for a while, without gradients."""
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    try:
        with no_grad():
            yield
    finally:
        for module, training in modes:
            module.training = training
