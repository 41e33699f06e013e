"""Former home of the loader of MNIST's files, kept for programs that import it from here."""

from nn.datasets.download import load_arrays
from nn.datasets.sources import Source, SourceFile

__all__ = ["Source", "SourceFile", "load_arrays"]
