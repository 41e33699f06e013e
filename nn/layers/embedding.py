"""Embedding layers: a learned vector for each of a number of classes, such as the words of a vocabulary."""

from __future__ import annotations

from typing import Any, Self

from autograd import ShapeError, Tensor, no_grad
from nn import functional as F
from nn import init
from nn.functional.arguments import as_size
from nn.module import Module
from nn.parameter import Parameter, empty


class _Embedding(Module):
    weight: Parameter
    padding_idx: int | None

    def _set(
        self,
        num_embeddings: int,
        embedding_dim: int,
        padding_idx: int | None,
        max_norm: float | None,
        norm_type: float,
        scale_grad_by_freq: bool,
        sparse: bool,
    ) -> None:
        name = type(self).__name__
        self.num_embeddings = as_size(num_embeddings, f"{name}(): num_embeddings")
        self.embedding_dim = as_size(embedding_dim, f"{name}(): embedding_dim")
        if padding_idx is not None:
            if not -self.num_embeddings <= padding_idx < self.num_embeddings:
                raise ValueError(f"{name}(): padding_idx {padding_idx} is out of range for {num_embeddings} vectors")
            padding_idx = padding_idx % self.num_embeddings
        self.padding_idx, self.max_norm, self.norm_type = padding_idx, max_norm, norm_type
        self.scale_grad_by_freq, self.sparse = scale_grad_by_freq, sparse

    def _make(self, given: Tensor | None, requires_grad: bool, device: Any, dtype: Any) -> None:
        shape = (self.num_embeddings, self.embedding_dim)
        if given is None:
            self.weight = Parameter(empty(*shape, device=device, dtype=dtype), requires_grad)
            self.reset_parameters()
        elif given.shape != shape:
            raise ShapeError(f"{type(self).__name__}(): expected _weight of shape {shape}, got {given.shape}")
        else:
            self.weight = Parameter(given, requires_grad)

    def reset_parameters(self) -> None:
        """Draw new vectors, with zeros at `padding_idx`."""
        init.normal_(self.weight)
        if self.padding_idx is not None:
            with no_grad():
                self.weight[self.padding_idx] = 0.0

    def _text(self, *settings: tuple[str, Any]) -> str:
        """Return the sizes, and each setting that is not its default."""
        changed = [f", {name}={getattr(self, name)!r}" for name, usual in settings if getattr(self, name) != usual]
        return f"{self.num_embeddings}, {self.embedding_dim}" + "".join(changed)


_NORM = (("max_norm", None), ("norm_type", 2), ("scale_grad_by_freq", False))


class Embedding(_Embedding):
    """A layer that returns the learned vector of each index: input (…), integers; output (…, embedding_dim).

    Args:
        num_embeddings: the number of vectors.
        embedding_dim: their size.
        padding_idx: the index of a vector that is 0 and is not trained.
        max_norm: shorten the vectors that are used to this norm.
        norm_type: the exponent of that norm.
        scale_grad_by_freq: divide the gradient of each vector by the number of times its index occurs.
        sparse: accepted, without effect.
        _weight: the initial vectors.
        _freeze: do not train the vectors.
        device: the CPU, or None.
        dtype: of the vectors; by default the default dtype.

    Attributes:
        weight: the vectors, a Parameter (num_embeddings, embedding_dim), initially normal random numbers.

    >>> from autograd import tensor
    >>> Embedding(10, 3)(tensor([[1, 2], [4, 0]])).shape
    (2, 2, 3)
    """

    def __init__(
        self,
        num_embeddings: int,
        embedding_dim: int,
        padding_idx: int | None = None,
        max_norm: float | None = None,
        norm_type: float = 2.0,
        scale_grad_by_freq: bool = False,
        sparse: bool = False,
        _weight: Tensor | None = None,
        _freeze: bool = False,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        self._set(num_embeddings, embedding_dim, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse)
        self._make(_weight, not _freeze, device, dtype)

    @classmethod
    def from_pretrained(
        cls,
        embeddings: Tensor,
        freeze: bool = True,
        padding_idx: int | None = None,
        max_norm: float | None = None,
        norm_type: float = 2.0,
        scale_grad_by_freq: bool = False,
        sparse: bool = False,
    ) -> Self:
        """Return a layer with the given vectors, (num_embeddings, embedding_dim).

        Args:
            embeddings: the vectors.
            freeze: do not train them.
            padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse: as for the class.

        >>> from autograd import tensor
        >>> Embedding.from_pretrained(tensor([[1.0, 2.0], [3.0, 4.0]]))(tensor([1]))
        tensor([[3., 4.]])
        """
        if embeddings.ndim != 2:
            raise ShapeError(f"from_pretrained(): expected a matrix, got shape {embeddings.shape}")
        return cls(
            embeddings.shape[0],
            embeddings.shape[1],
            padding_idx=padding_idx,
            max_norm=max_norm,
            norm_type=norm_type,
            scale_grad_by_freq=scale_grad_by_freq,
            sparse=sparse,
            _weight=embeddings,
            _freeze=freeze,
        )

    def forward(self, input: Tensor) -> Tensor:
        """Return the vectors (…, embedding_dim) at the indices (…)."""
        return F.embedding(
            input, self.weight, self.padding_idx, self.max_norm, self.norm_type, self.scale_grad_by_freq, self.sparse
        )

    def extra_repr(self) -> str:
        """Return the sizes, and each setting that is not the default."""
        return self._text(("padding_idx", None), *_NORM, ("sparse", False))


class EmbeddingBag(_Embedding):
    """A layer that returns the mean, sum or maximum of the learned vectors of each bag of indices.

    Input (B, N), or (number of indices,) with offsets (B,); output (B, embedding_dim).

    Args:
        num_embeddings: the number of vectors.
        embedding_dim: their size.
        max_norm, norm_type, scale_grad_by_freq, sparse: as for `Embedding`.
        mode: "mean", "sum" or "max".
        _weight: the initial vectors.
        include_last_offset: whether the offsets end with the number of indices.
        padding_idx: the index that does not count.
        device: the CPU, or None.
        dtype: of the vectors; by default the default dtype.

    >>> from autograd import tensor
    >>> EmbeddingBag(10, 3)(tensor([1, 2, 4, 0]), tensor([0, 3])).shape
    (2, 3)
    """

    def __init__(
        self,
        num_embeddings: int,
        embedding_dim: int,
        max_norm: float | None = None,
        norm_type: float = 2.0,
        scale_grad_by_freq: bool = False,
        mode: str = "mean",
        sparse: bool = False,
        _weight: Tensor | None = None,
        include_last_offset: bool = False,
        padding_idx: int | None = None,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        self._set(num_embeddings, embedding_dim, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse)
        self.mode, self.include_last_offset = mode, include_last_offset
        self._make(_weight, True, device, dtype)

    @classmethod
    def from_pretrained(
        cls,
        embeddings: Tensor,
        freeze: bool = True,
        max_norm: float | None = None,
        norm_type: float = 2.0,
        scale_grad_by_freq: bool = False,
        mode: str = "mean",
        sparse: bool = False,
        include_last_offset: bool = False,
        padding_idx: int | None = None,
    ) -> Self:
        """Return a layer with the given vectors, (num_embeddings, embedding_dim).

        Args:
            embeddings: the vectors.
            freeze: do not train them.
            max_norm, norm_type, scale_grad_by_freq, mode, sparse, include_last_offset, padding_idx: as for the class.

        >>> from autograd import tensor
        >>> EmbeddingBag.from_pretrained(tensor([[1.0, 2.0], [3.0, 4.0]]))(tensor([[0, 1]]))
        tensor([[2., 3.]])
        """
        if embeddings.ndim != 2:
            raise ShapeError(f"from_pretrained(): expected a matrix, got shape {embeddings.shape}")
        made = cls(
            embeddings.shape[0],
            embeddings.shape[1],
            max_norm=max_norm,
            norm_type=norm_type,
            scale_grad_by_freq=scale_grad_by_freq,
            mode=mode,
            sparse=sparse,
            _weight=embeddings,
            include_last_offset=include_last_offset,
            padding_idx=padding_idx,
        )
        made.weight.requires_grad_(not freeze)
        return made

    def forward(self, input: Tensor, offsets: Tensor | None = None, per_sample_weights: Tensor | None = None) -> Tensor:
        """Return a vector for each bag, (B, embedding_dim)."""
        return F.embedding_bag(
            input,
            self.weight,
            offsets,
            self.max_norm,
            self.norm_type,
            self.scale_grad_by_freq,
            self.mode,
            self.sparse,
            per_sample_weights,
            self.include_last_offset,
            self.padding_idx,
        )

    def extra_repr(self) -> str:
        """Return the sizes, and each setting that is not the default."""
        return self._text(*_NORM, ("mode", None), ("padding_idx", None))
