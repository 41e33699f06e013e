"""The limits of the Tensor workloads: handwritten NumPy without a graph, in preallocated buffers.

These programs use the known optimisations: one flat buffer of parameters and one of gradients, optimiser steps in
blocks that stay in the cache, biases and relu after the pooling, and the softmax's gradient from its output.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from benchmarks.workload import Program

Array = np.ndarray[Any, np.dtype[np.float32]]
BLOCK = 16_384


def empty(*shape: int) -> Array:
    """Return an uninitialised float32 buffer."""
    return np.empty(shape, np.float32)


class Parameters:
    """Parameters and gradients as views of two flat buffers. Matrices (out, in) are stored as (in, out)."""

    def __init__(self, given: Sequence[Array], optimizer: str) -> None:
        size = sum(array.size for array in given)
        self.flat, self.flat_gradients = empty(size), empty(size)
        self.views: list[Array] = []
        self.gradients: list[Array] = []
        at = 0
        for array in given:
            turned = array.T if array.ndim == 2 else array
            for buffer, views in ((self.flat, self.views), (self.flat_gradients, self.gradients)):
                views.append(buffer[at : at + array.size].reshape(turned.shape))
            self.views[-1][...] = turned
            at += array.size
        self.update = {"sgd": self._sgd, "adam": self._adam}[optimizer]
        if optimizer == "adam":
            self._m, self._v, self._t = np.zeros_like(self.flat), np.zeros_like(self.flat), 0
        self._block = empty(BLOCK)

    def answers(self) -> list[Array]:
        """Return the gradients in the shapes of the given parameters."""
        return [g.T if g.ndim == 2 else g for g in self.gradients]

    def _sgd(self) -> None:
        self.flat_gradients *= np.float32(0.01)
        self.flat -= self.flat_gradients

    def _adam(self) -> None:
        self._t += 1
        # m and v without their factors (1 − β) save two multiplications.
        factor = 1e-3 * 0.1 / (1 - 0.9**self._t)
        root = math.sqrt(0.001 / (1 - 0.999**self._t))
        for at in range(0, self.flat.size, BLOCK):
            part = slice(at, at + BLOCK)
            g, m, v = self.flat_gradients[part], self._m[part], self._v[part]
            free = self._block[: g.size]
            m *= np.float32(0.9)
            m += g
            np.multiply(g, g, out=free)
            v *= np.float32(0.999)
            v += free
            np.sqrt(v, out=free)
            free *= np.float32(root / factor)
            free += np.float32(1e-8 / factor)
            np.divide(m, free, out=free)
            self.flat[part] -= free


class CrossEntropy:
    """The mean cross-entropy, which stores its gradient in `upstream`."""

    def __init__(self, labels: Any) -> None:
        self.labels, self.rows = labels, np.arange(len(labels))
        self.upstream = empty(len(labels), 10)

    def __call__(self, logits: Array) -> float:
        """Return the loss of the logits, and overwrite them."""
        g, n = self.upstream, len(self.labels)
        logits -= logits.max(1, keepdims=True)
        np.exp(logits, out=g)
        sums = g.sum(1, keepdims=True)
        loss = float((np.log(sums[:, 0]) - logits[self.rows, self.labels]).mean())
        sums *= n
        g /= sums
        g[self.rows, self.labels] -= np.float32(1 / n)
        return loss


def training(parameters: Parameters, backward: Callable[[], float | None]) -> Program:
    """Return the program of a training step."""

    def step() -> float | None:
        loss = backward()
        parameters.update()
        return loss

    def gradients() -> list[Array]:
        backward()
        return [g.copy() for g in parameters.answers()]

    return Program(step, gradients)


def perceptron(x: Array, labels: Any, given: Sequence[Array], optimizer: str) -> Program:
    """Return a training step of a perceptron with relu."""
    parameters = Parameters(given, optimizer)
    weights, biases = parameters.views[::2], parameters.views[1::2]
    d_weights, d_biases = parameters.gradients[::2], parameters.gradients[1::2]
    hidden = [empty(len(x), w.shape[1]) for w in weights]
    inputs = [x, *hidden[:-1]]
    cross_entropy = CrossEntropy(labels)
    upstreams = [*[empty(*h.shape) for h in hidden[:-1]], cross_entropy.upstream]
    ones = np.ones(len(x), np.float32)
    last = len(weights) - 1

    def backward() -> float:
        for k, out in enumerate(hidden):
            np.matmul(inputs[k], weights[k], out=out)
            out += biases[k]
            if k < last:
                np.maximum(out, 0, out=out)
        loss = cross_entropy(hidden[-1])
        for k in range(last, -1, -1):
            g = upstreams[k]
            np.matmul(inputs[k].T, g, out=d_weights[k])
            np.matmul(ones, g, out=d_biases[k])
            if k:
                np.matmul(g, weights[k].T, out=upstreams[k - 1])
                upstreams[k - 1] *= inputs[k] > 0
        return loss

    return training(parameters, backward)


def products(factors: Sequence[tuple[tuple[int, ...], tuple[int, ...]]]) -> Program:
    """Return a program of matrix products of these shapes, and nothing else."""
    rng = np.random.default_rng(0)
    work = []
    for left, right in factors:
        a, b = rng.random(left, np.float32), rng.random(right, np.float32)
        work.append((a, b, empty(*(a @ b).shape)))

    def step() -> None:
        for a, b, out in work:
            np.matmul(a, b, out=out)

    return Program(step)


def perceptron_products(sizes: Sequence[int], batch: int) -> Program:
    """Return the matrix products of a step: the outputs, and the gradients of weights and hidden layers."""
    factors = []
    for n, m in itertools.pairwise(sizes):
        factors += [((batch, n), (n, m)), ((n, batch), (batch, m))]
        if n != sizes[0]:
            factors.append(((batch, m), (m, n)))
    return products(factors)


class Convolution:
    """A 3 × 3 convolution of images (C, N, side, side) with padding 1, then relu and 2 × 2 max pooling."""

    def __init__(self, side: int, n: int, weight: Array, bias: Array, d_weight: Array, d_bias: Array) -> None:
        self.weight, self.bias, self.d_weight, self.d_bias = weight.reshape(len(weight), -1), bias, d_weight, d_bias
        o, c = weight.shape[:2]
        self.padded, self.columns = np.zeros((c, n, side + 2, side + 2), np.float32), empty(c, 3, 3, n, side, side)
        self.product, self.wide = empty(o, n, side, side), empty(o, n, side, side // 2)
        self.out, self.ones = empty(o, n, side // 2, side // 2), np.ones(n * side * side // 4, np.float32)
        self.is_left, self.is_top = np.empty(self.wide.shape, bool), np.empty(self.out.shape, bool)
        self.side = side

    def _views(self) -> Any:
        for i in range(3):
            for j in range(3):
                yield self.padded[:, :, i : i + self.side, j : j + self.side], self.columns[:, i, j]

    def forward(self, x: Array) -> Array:
        """Compute the layer. Biases and relu after the pooling give the same result, on a quarter of the numbers."""
        self.padded[:, :, 1:-1, 1:-1] = x
        for view, column in self._views():
            column[...] = view
        columns = self.columns.reshape(self.weight.shape[1], -1)
        np.matmul(self.weight, columns, out=self.product.reshape(len(self.weight), -1))
        left, right = self.product[..., ::2], self.product[..., 1::2]
        np.greater_equal(left, right, out=self.is_left)
        np.maximum(left, right, out=self.wide)
        top, bottom = self.wide[:, :, ::2], self.wide[:, :, 1::2]
        np.greater_equal(top, bottom, out=self.is_top)
        np.maximum(top, bottom, out=self.out)
        self.out += self.bias[:, None, None, None]
        return np.maximum(self.out, 0, out=self.out)

    def backward(self, g: Array, down: bool) -> Array | None:
        """Compute the gradients of weight and bias, and return that of the images if `down`; overwrite `g`."""
        g *= self.out > 0
        np.matmul(g.reshape(len(g), -1), self.ones, out=self.d_bias)
        top, bottom = self.wide[:, :, ::2], self.wide[:, :, 1::2]
        np.multiply(g, self.is_top, out=top)
        np.subtract(g, top, out=bottom)
        left, right = self.product[..., ::2], self.product[..., 1::2]
        np.multiply(self.wide, self.is_left, out=left)
        np.subtract(self.wide, left, out=right)
        upstream, columns = self.product.reshape(len(g), -1), self.columns.reshape(self.weight.shape[1], -1)
        np.matmul(upstream, columns.T, out=self.d_weight.reshape(len(g), -1))
        if not down:
            return None
        np.matmul(self.weight.T, upstream, out=columns)
        self.padded[...] = 0
        for view, column in self._views():
            view += column
        inner = self.padded[:, :, 1:-1, 1:-1].copy()
        self._clear_edges()
        return inner

    def _clear_edges(self) -> None:
        self.padded[:, :, [0, -1]] = 0
        self.padded[:, :, :, [0, -1]] = 0


def convolutional(x: Array, labels: Any, given: Sequence[Array]) -> Program:
    """Return a training step of two convolutions and a linear layer."""
    n = len(x)
    parameters = Parameters(given, "adam")
    (w1, b1, w2, b2, w3, b3), (dw1, db1, dw2, db2, dw3, db3) = parameters.views, parameters.gradients
    first, second = Convolution(28, n, w1, b1, dw1, db1), Convolution(14, n, w2, b2, dw2, db2)
    images = np.ascontiguousarray(x.transpose(1, 0, 2, 3))
    features, logits, upstream, ones = empty(n, 784), empty(n, 10), empty(n, 784), np.ones(n, np.float32)
    cross_entropy = CrossEntropy(labels)

    def backward() -> float:
        maps = second.forward(first.forward(images))
        features.reshape(n, 16, 7, 7)[...] = maps.transpose(1, 0, 2, 3)
        np.matmul(features, w3, out=logits)
        np.add(logits, b3, out=logits)
        loss = cross_entropy(logits)
        g = cross_entropy.upstream
        np.matmul(features.T, g, out=dw3)
        np.matmul(ones, g, out=db3)
        np.matmul(g, w3.T, out=upstream)
        below = second.backward(np.ascontiguousarray(upstream.reshape(n, 16, 7, 7).transpose(1, 0, 2, 3)), True)
        assert below is not None
        first.backward(below, False)
        return loss

    return training(parameters, backward)


class Standardized:
    """Layer normalisation of the rows of a matrix."""

    def __init__(self, rows: int, width: int) -> None:
        self.out, self.normal, self.scale, self.free = (empty(rows, n) for n in (width, width, 1, width))

    def forward(self, x: Array, weight: Array, bias: Array) -> Array:
        """Return (x − mean) / deviation · weight + bias."""
        n = x.shape[1]
        np.subtract(x, x.mean(1, keepdims=True), out=self.normal)
        squares = np.einsum("ij,ij->i", self.normal, self.normal)[:, None]
        np.divide(1, np.sqrt(squares / n + np.float32(1e-5)), out=self.scale)
        self.normal *= self.scale
        np.multiply(self.normal, weight, out=self.out)
        self.out += bias
        return self.out

    def backward(self, g: Array, weight: Array, d_weight: Array, d_bias: Array) -> Array:
        """Return the gradient of x, and overwrite `g`."""
        n = g.shape[1]
        np.einsum("ij,ij->j", g, self.normal, out=d_weight)
        np.sum(g, 0, out=d_bias)
        g *= weight
        along = np.einsum("ij,ij->i", g, self.normal)[:, None] / n
        np.multiply(self.normal, along, out=self.free)
        g -= g.mean(1, keepdims=True)
        g -= self.free
        g *= self.scale
        return g


def transformer(x3: Array, seed: Array, given: Sequence[Array], heads: int) -> Program:
    """Return x + attention(norm(x)), then x + mlp(norm(x)), with the backward pass from the gradient `seed`."""
    batch, length, width = x3.shape
    rows, size = batch * length, width // heads
    x = x3.reshape(rows, width)
    p = Parameters(given, "sgd")
    n1w, n1b, w_in, b_in, w_out, b_out, n2w, n2b, w_up, b_up, w_down, b_down = p.views
    dn1w, dn1b, dw_in, db_in, dw_out, db_out, dn2w, dn2b, dw_up, db_up, dw_down, db_down = p.gradients
    first, second = Standardized(rows, width), Standardized(rows, width)
    qkv, d_qkv, mixed, d_mixed = empty(rows, 3 * width), empty(rows, 3 * width), empty(rows, width), empty(rows, width)
    scores, d_scores = (empty(batch, heads, length, length) for _ in range(2))
    middle, y, g, up, d_up = (empty(rows, n) for n in (width, width, width, 4 * width, 4 * width))
    d_normal, ones = empty(rows, width), np.ones(rows, np.float32)

    def split(a: Array) -> Array:  # (rows, parts · width) to (parts, batch, heads, length, size)
        return a.reshape(batch, length, -1, heads, size).transpose(2, 0, 3, 1, 4)

    (q, k, v), (dq, dk, dv), o, do = split(qkv), split(d_qkv), split(mixed)[0], split(d_mixed)[0]
    scale = np.float32(size**-0.5)

    def linear(a: Array, w: Array, b: Array, out: Array) -> Array:
        np.matmul(a, w, out=out)
        out += b
        return out

    def d_linear(d: Array, a: Array, w: Array, dw: Array, db: Array, out: Array) -> Array:
        np.matmul(a.T, d, out=dw)
        np.matmul(ones, d, out=db)
        return np.matmul(d, w.T, out=out)

    def backward() -> None:
        linear(first.forward(x, n1w, n1b), w_in, b_in, qkv)
        qkv[:, :width] *= scale
        np.matmul(q, k.swapaxes(-1, -2), out=scores)
        np.subtract(scores, scores.max(-1, keepdims=True), out=scores)
        np.exp(scores, out=scores)
        np.divide(scores, scores.sum(-1, keepdims=True), out=scores)
        np.matmul(scores, v, out=o)
        linear(mixed, w_out, b_out, middle)
        np.add(middle, x, out=middle)
        np.maximum(linear(second.forward(middle, n2w, n2b), w_up, b_up, up), 0, out=up)
        linear(up, w_down, b_down, y)
        np.add(y, middle, out=y)

        np.copyto(g, seed.reshape(rows, width))
        d_linear(g, up, w_down, dw_down, db_down, d_up)
        np.multiply(d_up, up > 0, out=d_up)
        d_linear(d_up, second.out, w_up, dw_up, db_up, d_normal)
        np.add(g, second.backward(d_normal, n2w, dn2w, dn2b), out=g)
        d_linear(g, mixed, w_out, dw_out, db_out, d_mixed)
        np.matmul(scores.swapaxes(-1, -2), do, out=dv)
        np.matmul(do, v.swapaxes(-1, -2), out=d_scores)
        np.subtract(d_scores, np.einsum("bhld,bhld->bhl", do, o)[..., None], out=d_scores)
        np.multiply(d_scores, scores, out=d_scores)
        np.matmul(d_scores, k, out=dq)
        np.matmul(d_scores.swapaxes(-1, -2), q, out=dk)
        d_qkv[:, :width] *= scale
        d_linear(d_qkv, first.out, w_in, dw_in, db_in, d_normal)
        np.add(g, first.backward(d_normal, n1w, dn1w, dn1b), out=g)

    def gradients() -> list[Array]:
        backward()
        return [g, *p.answers()]

    return Program(backward, gradients)


def tiny(a: Array, b: Array, times: int) -> Program:
    """Return x ← tanh(x · b + a), `times` times, then the sum, with the gradients."""

    def compute() -> tuple[float, Array, Array]:
        xs = [a]
        for _ in range(times):
            xs.append(np.tanh(xs[-1] * b + a))
        g, da, db = np.ones_like(a), np.zeros_like(a), np.zeros_like(b)
        for before, after in zip(reversed(xs[:-1]), reversed(xs)):
            g = g * (1 - after * after)
            da += g
            db += g * before
            g = g * b
        da += g
        return float(xs[-1].sum()), da, db

    return Program(lambda: compute()[0], lambda: compute()[1:])
