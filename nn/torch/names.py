"""Where the modules of PyTorch and torchvision are here, and the import of these names while a program runs."""

from __future__ import annotations

import difflib
import importlib
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

# The files of torch.nn.modules, which programs name although torch.nn has all their names.
_FILES = """activation batchnorm container conv dropout embedding flatten instancenorm linear loss normalization padding
    pixelshuffle pooling rnn sparse transformer upsampling""".split()

_DISTRIBUTIONS = "bernoulli categorical distribution kl multinomial normal uniform".split()

# "module" or "module:object"; the object serves as a module.
HOMES = {
    "torch": "nn.torch",
    "torch.accelerator": "autograd.machine:accelerator",
    "torch.amp": "autograd.machine:amp",
    "torch.autograd": "autograd.autograd",
    "torch.autograd.function": "autograd.custom_ops",
    "torch.autograd.functional": "autograd.functional",
    "torch.autograd.variable": "autograd.autograd",
    "torch.backends": "autograd.machine:backends",
    "torch.backends.cuda": "autograd.machine:backends.cuda",
    "torch.backends.cudnn": "autograd.machine:backends.cudnn",
    "torch.backends.mps": "autograd.machine:backends.mps",
    "torch.cuda": "autograd.machine:cuda",
    "torch.cuda.amp": "autograd.machine:amp",
    "torch.distributions": "nn.torch.distributions",
    **{f"torch.distributions.{name}": "nn.torch.distributions" for name in _DISTRIBUTIONS},
    "torch.distributed": "nn.torch.distributed",
    "torch.func": "nn.torch.func",
    "torch.linalg": "autograd.linalg",
    "torch.mps": "autograd.machine:mps",
    "torch.nn": "nn",
    "torch.nn.functional": "nn.functional",
    "torch.nn.init": "nn.init",
    "torch.nn.modules": "nn",
    **{f"torch.nn.modules.{name}": "nn" for name in _FILES},
    "torch.nn.modules.module": "nn.module",
    "torch.nn.parallel": "nn.torch.parallel",
    "torch.nn.parameter": "nn.parameter",
    "torch.nn.utils": "nn.utils",
    "torch.nn.utils.rnn": "nn.utils.rnn",
    "torch.optim": "nn.optim",
    "torch.optim.lr_scheduler": "nn.optim.lr_scheduler",
    "torch.optim.optimizer": "nn.optim",
    "torch.random": "autograd.array.generator",
    "torch.special": "autograd.special",
    "torch.testing": "nn.torch.testing",
    "torch.utils": "nn.torch.utils",
    "torch.utils.data": "nn.data",
    "torch.utils.data.dataloader": "nn.data",
    "torch.utils.data.dataset": "nn.data",
    "torch.utils.data.sampler": "nn.data",
    "torch.utils.tensorboard": "nn.torch.tensorboard",
    "torch.version": "autograd.machine:version",
    "torch.xpu": "autograd.machine:xpu",
    "torchvision": "nn.torch.torchvision",
    "torchvision.datasets": "nn.torch.torchvision.datasets",
    "torchvision.io": "nn.torch.torchvision.io",
    "torchvision.transforms": "nn.torch.torchvision.transforms",
    "torchvision.transforms.v2": "nn.torch.torchvision.v2",
    "torchvision.utils": "nn.torch.torchvision.utils",
}
_PACKAGES = ("torch", "torchvision")


def home(name: str) -> Any:
    """Return the module, or what serves as one, under a name of PyTorch such as "torch.nn"; None if there is none."""
    place = HOMES.get(name)
    if place is None:
        return None
    module, _, path = place.partition(":")
    found: Any = importlib.import_module(module)
    for part in path.split(".") if path else ():
        found = getattr(found, part)
    return found


class _Loader(importlib.abc.Loader):
    """A loader that gives a module which exists already."""

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> Any:
        self._module = home(spec.name)
        self._spec = getattr(self._module, "__spec__", None)
        return self._module

    def exec_module(self, module: ModuleType) -> None:
        if isinstance(module, ModuleType):
            module.__spec__ = self._spec  # the import has replaced it


class _Finder(importlib.abc.MetaPathFinder):
    """A finder of PyTorch's modules here."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name.partition(".")[0] not in _PACKAGES:
            return None
        if name not in HOMES:
            near = difflib.get_close_matches(name, HOMES, n=3)
            hint = f"; the nearest is: {', '.join(near)}" if near else ""
            raise ModuleNotFoundError(f"chainrule does not offer {name}{hint}", name=name)
        return importlib.machinery.ModuleSpec(name, _Loader(), is_package=True)


@contextmanager
def pytorch_names() -> Iterator[None]:
    """Let `import torch` and its modules find the names here, inside the context only."""
    former = {name: sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] in _PACKAGES}
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        if sys.meta_path is not None:  # None while Python ends
            sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if name.partition(".")[0] in _PACKAGES]:
            del sys.modules[name]
        sys.modules.update(former)
