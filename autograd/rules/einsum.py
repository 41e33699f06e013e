"""Einstein's notation: products of arrays, summed over some of their dimensions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograd.rules.arrays import Array
from autograd.rules.dims import Shape
from autograd.rules.operation import TensorLike, composite, operation
from autograd.rules.sums import add_up


def _einsum_by(xp: Any, upstream: Any, i: int, tensors: list[Any], tensors_shape: list[Shape], equation: str) -> Any:
    sources, target = equation.split("->")
    terms = sources.split(",")
    sizes = _sizes(terms, tensors_shape)
    mine, others = terms[i], [term for j, term in enumerate(terms) if j != i]
    operands: list[Any] = [t for j, t in enumerate(tensors) if j != i]
    # A repeated letter selects a diagonal. An identity matrix with a new letter spreads the gradient onto it.
    letters = iter(chr(c) for c in range(ord("A"), 0x2FF) if chr(c).isalpha() and chr(c) not in equation)
    wanted = ""
    for place, letter in enumerate(mine):
        if letter in wanted:
            fresh = next(letters)
            others.append(letter + fresh)
            operands.append(np.eye(tensors_shape[i][place], dtype=upstream.dtype))
            letter = fresh
        wanted += letter
    # Along a letter that only this operand has and that is summed over, the gradient is constant, so it has size 1.
    # Along a dimension of size 1 that was broadcast, it is summed.
    known = set(target).union(*others) - {a for a, size in zip(mine, tensors_shape[i]) if size == 1 < sizes[a]}
    given = "".join(letter for letter in wanted if letter in known)
    result = xp.einsum_of([upstream, *operands], ",".join([target, *others]) + "->" + given)
    found = iter(result.shape)
    return xp.reshape(result, tuple(next(found) if letter in known else 1 for letter in wanted))


@operation(tensors=_einsum_by, many=True, promotes=True, internal=True, spoken="einsum()")
def einsum_of(tensors: list[Array], equation: str) -> Array:
    """Return the sum of products that `equation`, with `->` and without `...`, describes. Sizes of 1 broadcast."""
    sources, target = equation.split("->")
    terms = sources.split(",")
    sizes = _sizes(terms, [x.shape for x in tensors])
    dtype = tensors[0].dtype
    if dtype == np.float16:
        tensors = [x.astype(np.float32) for x in tensors]
    parts = [_simplified(x, term, sizes) for x, term in zip(tensors, terms)]
    for i, (x, term) in enumerate(parts):
        alone = {*term}.difference(target, *(other for j, (_, other) in enumerate(parts) if j != i))
        if alone:
            summed = add_up(x, tuple(d for d, letter in enumerate(term) if letter in alone)).astype(x.dtype, copy=False)
            parts[i] = summed, "".join(letter for letter in term if letter not in alone)
    while len(parts) > 1:
        # The pair with the smallest product first, as a greedy search for the order.
        pairs = [(i, j) for j in range(len(parts)) for i in range(j)]
        i, j = min(pairs, key=lambda pair: _size_of_product(parts[pair[0]][1], parts[pair[1]][1], sizes))
        (x, left), (y, right) = parts[i], parts[j]
        parts = [part for k, part in enumerate(parts) if k not in (i, j)]
        elsewhere = {*target}.union(*(term for _, term in parts))
        parts.append(_contracted(x, left, y, right, elsewhere))
    ((x, term),) = parts
    missing = [letter for letter in target if letter not in term]
    if missing or len(set(target)) < len(target):
        raise ValueError(f"the result {target!r} must have letters of the operands, each once")
    found = x.transpose([term.index(letter) for letter in target])
    return np.ascontiguousarray(found, dtype) if target else np.asarray(found, dtype)


def _sizes(terms: Sequence[str], shapes: Sequence[Shape]) -> dict[str, int]:
    """Return the size of each letter.

    Raises:
        ValueError: if a letter has two sizes, neither of which is 1.
    """
    sizes: dict[str, int] = {}
    for term, shape in zip(terms, shapes):
        for letter, size in zip(term, shape):
            before = sizes.get(letter, 1)
            if 1 not in (before, size) and before != size:
                raise ValueError(f"dimension {letter!r} has sizes {before} and {size}")
            sizes[letter] = size if before == 1 else before
    return sizes


def _simplified(x: Array, term: str, sizes: dict[str, int]) -> tuple[Array, str]:
    """Take the diagonals of repeated letters, and drop the dimensions of size 1 that broadcast."""
    while len(set(term)) < len(term):
        letter = next(letter for letter in term if term.count(letter) > 1)
        first = term.index(letter)
        second = term.index(letter, first + 1)
        if x.shape[first] != x.shape[second]:
            raise ValueError(f"dimension {letter!r} has sizes {x.shape[first]} and {x.shape[second]}")
        x = np.diagonal(x, axis1=first, axis2=second)
        term = term[:first] + term[first + 1 : second] + term[second + 1 :] + letter
    dropped = tuple(d for d, letter in enumerate(term) if x.shape[d] == 1 < sizes[letter])
    return np.squeeze(x, dropped), "".join(letter for d, letter in enumerate(term) if d not in dropped)


def _size_of_product(left: str, right: str, sizes: dict[str, int]) -> int:
    size = 1
    for letter in {*left, *right}:
        size *= sizes[letter]
    return size


def _contracted(x: Array, left: str, y: Array, right: str, elsewhere: set[str]) -> tuple[Array, str]:
    """Return the product of two operands, summed over the letters that no other operand and not the result has."""
    both = [c for c in left if c in right and c in elsewhere]
    summed = [c for c in left if c in right and c not in elsewhere]
    rows, columns = [c for c in left if c not in right], [c for c in right if c not in left]
    x = x.transpose([left.index(c) for c in (*both, *rows, *summed)])
    y = y.transpose([right.index(c) for c in (*both, *summed, *columns)])
    batch, n = x.shape[: len(both)], x.shape[len(both) : len(both) + len(rows)]
    inner, m = y.shape[len(both) : len(both) + len(summed)], y.shape[len(both) + len(summed) :]
    if summed and (rows or columns):
        k = math.prod(inner)
        product = np.matmul(x.reshape((*batch, math.prod(n), k)), y.reshape((*batch, k, math.prod(m))))
    else:  # elementwise, or inner products, for which `add_up` is more accurate than matmul
        product = x.reshape(batch + n + inner + (1,) * len(m)) * y.reshape(batch + (1,) * len(n) + inner + m)
        if summed:
            product = add_up(product, tuple(range(len(batch), len(batch) + len(inner))))
    return product.reshape(batch + n + m), "".join([*both, *rows, *columns])


@composite(method=False)
def einsum(equation: str, *operands: TensorLike | Sequence[TensorLike]) -> TensorLike:
    """Return the sum of products in Einstein's notation: "ij,jk->ik" means out[i, k] = Σⱼ x[i, j]·y[j, k].

    Args:
        equation: one group of letters per operand, one letter per dimension. `...` stands for dimensions that
            broadcast. Without `->`, the result has the letters that occur once, in alphabetical order.
        operands: Tensors, or one list of them.

    Returns:
        The dimensions after `->`, in the common dtype of the operands.

    Raises:
        ValueError: if the equation does not fit the operands.

    >>> from autograd import einsum, tensor
    >>> x = tensor([[1.0, 2.0], [3.0, 4.0]])
    >>> einsum("ij,j->i", x, tensor([1.0, 10.0]))
    tensor([21., 43.])
    >>> einsum("ii", x)
    tensor(5.)
    """
    one = operands[0] if len(operands) == 1 else None
    tensors: list[Any] = list(one if isinstance(one, list | tuple) else operands)
    return einsum_of(tensors, _explicit(equation.replace(" ", ""), [len(x.shape) for x in tensors]))


def _explicit(equation: str, ndims: list[int]) -> str:
    """Return the equation with an explicit result and with letters in place of `...`."""
    sources, arrow, target = equation.partition("->")
    terms = sources.split(",")
    if len(terms) != len(ndims):
        raise ValueError(f"einsum(): expected {len(terms)} operand(s) for {equation!r}, got {len(ndims)}")
    spare = [c for c in "ZYXWVUTSRQPONMLKJIHGFEDCBA" if c not in equation]
    named = [len(term.replace("...", "")) for term in terms]
    longest = max((n - k for n, k, term in zip(ndims, named, terms) if "..." in term), default=0)
    ellipsis = "".join(spare[:longest])[::-1]
    written = []
    for term, ndim, k in zip(terms, ndims, named):
        if ("..." not in term and ndim != k) or ndim < k:
            raise ValueError(f"einsum(): {term!r} in {equation!r} does not fit an operand of {ndim} dimension(s)")
        written.append(term.replace("...", ellipsis[longest - (ndim - k) :]))
    if not arrow:
        letters = "".join(terms).replace(".", "")
        target = ("..." if "..." in sources else "") + "".join(sorted(c for c in set(letters) if letters.count(c) == 1))
    return ",".join(written) + "->" + target.replace("...", ellipsis)
