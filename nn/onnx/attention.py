"""Attention in ONNX."""

from __future__ import annotations

from typing import Any

from autograd import Tensor
from autograd.extend import array_of
from nn.onnx.graph import Graph


def attention(
    graph: Graph, layer: Any, inputs: list[str], examples: list[Tensor], path: str, need_weights: bool
) -> list[str]:
    """Add a MultiheadAttention, and return the names of its output and, if they are needed, of its weights.

    Args:
        graph: the graph.
        layer: the layer.
        inputs: the names of query, key and value.
        examples: examples of them.
        path: of the layer, for errors.
        need_weights: whether the weights are an output too.

    Raises:
        TypeError: for a setting that is not possible here.
    """
    place = f"layer {path!r} (MultiheadAttention)" if path else "MultiheadAttention"
    if not layer._module_hooks.empty:
        raise TypeError(f"export(): {place} has hooks, which are programs; remove them before")
    if layer.bias_k is not None or layer.add_zero_attn:
        raise TypeError(f"export(): {place} has add_bias_kv or add_zero_attn, which is not written here")
    if any(example.ndim != 3 for example in examples):
        raise TypeError(f"export(): {place} needs inputs with a batch, of 3 dimensions, got {examples[0].shape}")
    size, heads, dtype = layer.embed_dim, layer.num_heads, examples[0].dtype
    if layer.in_proj_weight is None:
        weights = [array_of(w) for w in (layer.q_proj_weight, layer.k_proj_weight, layer.v_proj_weight)]
    else:
        whole = array_of(layer.in_proj_weight)
        weights = [whole[i * size : (i + 1) * size] for i in range(3)]
    # (N, L, H, D) or (L, N, H, D) to (N, H, L, D)
    forth, back = ((0, 2, 1, 3), (0, 2, 1, 3)) if layer.batch_first else ((1, 2, 0, 3), (2, 0, 1, 3))
    split = graph.constant([0, 0, heads, size // heads], "int64")  # 0 copies the size
    parts = []
    for i, (name, weight) in enumerate(zip(inputs, weights)):
        x = graph.add("MatMul", name, graph.constant(weight.T))
        if layer.in_proj_bias is not None:
            x = graph.add("Add", x, graph.constant(array_of(layer.in_proj_bias)[i * size : (i + 1) * size]))
        x = graph.add("Reshape", x, split)
        order = (*forth[:2], forth[3], forth[2]) if i == 1 else forth  # the keys are transposed
        parts.append(graph.add("Transpose", x, perm=order))
    query = graph.add("Mul", parts[0], graph.constant((size // heads) ** -0.5, dtype))
    found = graph.add("Softmax", graph.add("MatMul", query, parts[1]), axis=-1)
    out = graph.add("Transpose", graph.add("MatMul", found, parts[2]), perm=back)
    out = graph.add("Reshape", out, graph.constant([0, 0, size], "int64"))
    out = graph.add("MatMul", out, graph.constant(array_of(layer.out_proj.weight).T))
    if layer.out_proj.bias is not None:
        out = graph.add("Add", out, graph.constant(layer.out_proj.bias))
    if not need_weights:
        return [out]
    return [out, graph.add("ReduceMean", found, graph.constant([1], "int64"), keepdims=0)]
