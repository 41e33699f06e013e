"""What the estimators have in common: their settings, the training, and files."""

from __future__ import annotations

import contextlib
import math
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.model_selection import train_test_split
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_is_fitted, validate_data

import autograd
from autograd import Tensor, as_tensor, no_grad
from autograd.extend import Array, Generator, array_of
from nn.layers import Standardize
from nn.module import Module
from nn.optim import Optimizer
from nn.optim.lr_scheduler import CosineAnnealingLR
from nn.sklearn import files
from nn.sklearn.network import clone_or_make, make_optimizer
from nn.training import Callback, EarlyStopping, Trainer

_ROWS = 4096  # how many are predicted at once, which bounds the memory
_ONE_AT_A_TIME = threading.RLock()  # trainings in threads would share the generator of random numbers


class Estimator(BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """The base class of `Classifier` and `Regressor`."""

    _y_numeric = False

    def __init__(
        self,
        hidden_layer_sizes: Sequence[int] = (100,),
        activation: str = "relu",
        *,
        module: Module | Callable[[int, int], Module] | None = None,
        loss: Callable[[Tensor, Tensor], Tensor] | None = None,
        optimizer: str | Callable[..., Optimizer] = "adamw",
        learning_rate_init: float = 1e-2,
        learning_rate: str = "cosine",
        weight_decay: float | str = "auto",
        dropout: float = 0.0,
        batch_size: int | str = "auto",
        max_iter: int = 50,
        early_stopping: bool = False,
        validation_fraction: float = 0.1,
        n_iter_no_change: int = 10,
        tol: float = 1e-4,
        standardize: bool = True,
        warm_start: bool = False,
        random_state: Any = None,
        verbose: bool = False,
    ) -> None:
        """Keep the settings. `fit` checks them.

        Args:
            hidden_layer_sizes: the sizes of the hidden layers.
            activation: their activation, a name that `nn.MLP` takes.
            module: a network in place of these. It is a Module, which is copied and never changed, or a function that
                takes the numbers of inputs and outputs and returns a Module.
            loss: a function of output and target that returns the mean over the examples.
            optimizer: the name of an optimiser of `nn.optim`, such as "adamw". It can also be a function that takes the
                parameters and `lr`, and `weight_decay` if that is not 0.
            learning_rate_init: the learning rate of the first step.
            learning_rate: "cosine" lowers it to 0 over `max_iter` epochs, "constant" keeps it.
            weight_decay: passed to the optimiser. "auto" is 0.2 for "adamw", whose decay is relative to the rate,
                and 0 for others.
            dropout: the probability with which a hidden unit is set to 0 in training.
            batch_size: the number of examples in a batch. "auto" is about 2.5 · √(number of examples), from 16 to 200.
            max_iter: the number of epochs.
            early_stopping: hold out a part of the data, stop when its loss does not become better, and return to the
                best weights.
            validation_fraction: this part.
            n_iter_no_change: the number of epochs without a better loss that are allowed. With "constant" and without
                early stopping, this is the loss of training. With "cosine" and without it, all epochs are done.
            tol: how much better it must be.
            standardize: whether each input gets mean 0 and standard deviation 1, computed from the data of the first
                call. A constant column becomes 0.
            warm_start: whether `fit` continues with the network of the call before.
            random_state: an int or `numpy.random.RandomState` for the same result each time. None draws a seed from
                NumPy's global generator, as in all of scikit-learn. The generator of Tensors stays as it is.
            verbose: print the losses of each epoch.
        """
        self.hidden_layer_sizes = hidden_layer_sizes
        self.activation = activation
        self.module = module
        self.loss = loss
        self.optimizer = optimizer
        self.learning_rate_init = learning_rate_init
        self.learning_rate = learning_rate
        self.weight_decay = weight_decay
        self.dropout = dropout
        self.batch_size = batch_size
        self.max_iter = max_iter
        self.early_stopping = early_stopping
        self.validation_fraction = validation_fraction
        self.n_iter_no_change = n_iter_no_change
        self.tol = tol
        self.standardize = standardize
        self.warm_start = warm_start
        self.random_state = random_state
        self.verbose = verbose

    # ── for subclasses ──

    def _encode(self, y: Array, begin: bool, classes: Any) -> Array:
        """Return checked targets as the loss takes them.

        Args:
            y: as `fit` takes them.
            begin: whether a training begins: then what is learned of the targets is set.
            classes: all classes; None for those of y.
        """
        raise NotImplementedError

    @property
    def _n_outputs(self) -> int:
        """The number of outputs of the network."""
        raise NotImplementedError

    def _default_loss(self) -> Callable[[Tensor, Tensor], Tensor]:
        raise NotImplementedError

    def _strata(self, target: Array) -> Array | None:
        """Return the classes whose shares a validation set keeps, or None."""
        return None

    # ── the training ──

    def fit(self, X: Any, y: Any) -> Self:
        """Train a network.

        Args:
            X: (n_samples, n_features).
            y: (n_samples,) or (n_samples, n_outputs).

        Raises:
            ValueError: if the data or a setting is not usable.
            DivergenceError: if the loss becomes infinite or NaN.
        """
        goes_on = self.warm_start and hasattr(self, "module_")
        X, target = self._data(X, y, begin=not goes_on)
        self._check_settings()
        if not goes_on:
            self._begin(X)
        held = None
        if self.early_stopping:
            X, held_X, target, held_target = train_test_split(
                X,
                target,
                test_size=self.validation_fraction,
                random_state=self._seed,
                stratify=self._strata(target),
            )
            held = self._tensors(held_X, held_target)
        self._train(self._tensors(X, target), held, self.max_iter, schedule=self.learning_rate == "cosine")
        return self

    def _partial_fit(self, X: Any, y: Any, classes: Any = None) -> Self:
        begin = not hasattr(self, "module_")
        if self.early_stopping:
            raise ValueError("partial_fit does not support early_stopping=True")
        X, target = self._data(X, y, begin, classes)
        self._check_settings()
        if begin:
            self._begin(X)
        self._train(self._tensors(X, target), None, 1, schedule=False)
        return self

    def _data(self, X: Any, y: Any, begin: bool, classes: Any = None) -> tuple[Array, Array]:
        floats = (np.float64, np.float32)
        X, y = validate_data(self, X, y, multi_output=True, y_numeric=self._y_numeric, dtype=floats, reset=begin)
        return X, self._encode(y, begin, classes)

    def _check_settings(self) -> None:
        where = f"{type(self).__name__}()"
        if self.batch_size != "auto" and (isinstance(self.batch_size, str) or self.batch_size < 1):
            raise ValueError(f"{where}: batch_size must be 'auto' or at least 1, got {self.batch_size!r}")
        if self.max_iter < 1:
            raise ValueError(f"{where}: max_iter must be at least 1, got {self.max_iter}")
        if self.learning_rate not in ("cosine", "constant"):
            raise ValueError(f"{where}: learning_rate must be 'cosine' or 'constant', got {self.learning_rate!r}")
        if self.early_stopping and not 0 < self.validation_fraction < 1:
            raise ValueError(f"{where}: validation_fraction must be between 0 and 1, got {self.validation_fraction}")

    def _begin(self, X: Array) -> None:
        """Make the network and its optimiser for these data."""
        self._seed = int(check_random_state(self.random_state).randint(2**31))
        self._random = Generator(self._seed).get_state()
        self._dtype = X.dtype.name
        scale = Standardize(X.shape[1]).double()
        if self.standardize:
            scale.fit(X)
        self.mean_, self.scale_ = array_of(scale.mean), array_of(scale.std)
        self._make_network(X[:1])
        self.n_iter_ = 0
        self.loss_curve_: list[float] = []
        self.validation_loss_curve_: list[float] | None = [] if self.early_stopping else None

    def _make_network(self, X: Array) -> None:
        with self._own_random_numbers():
            self.module_ = clone_or_make(
                self.module, X.shape[1], self._n_outputs, self.hidden_layer_sizes, self.activation, self.dropout
            ).to(getattr(autograd, self._dtype))
            self.module_.eval()
            shape = self._output(X).shape  # and a lazy layer makes its parameters
        if shape != (len(X), self._n_outputs):
            raise ValueError(
                f"{type(self).__name__}(): module must return shape (n, {self._n_outputs}) for input "
                f"(n, {X.shape[1]}), got {tuple(shape)} for n = {len(X)}"
            )
        self.optimizer_ = make_optimizer(self.optimizer, self.module_, self.learning_rate_init, self.weight_decay)

    def _train(self, data: Any, held: Any, epochs: int, schedule: bool) -> None:
        count = len(data[0])
        size = _batch_size(count) if self.batch_size == "auto" else int(self.batch_size)
        callbacks: list[Callback] = []
        if held is not None or (epochs > 1 and not schedule):
            monitor = "loss" if held is None else "validation_loss"
            callbacks.append(EarlyStopping(self.n_iter_no_change, monitor, self.tol, restore_best=held is not None))
        for group in self.optimizer_.param_groups:
            group["lr"] = self.learning_rate_init
        steps = epochs * math.ceil(count / size)
        trainer = Trainer(
            self.module_,
            self.loss or self._default_loss(),
            self.optimizer_,
            schedule=CosineAnnealingLR(self.optimizer_, steps) if schedule else None,
            schedule_by="batch",
            callbacks=[*callbacks, self._say] if self.verbose else callbacks,
            progress=False,
            watch=False,
        )
        try:
            with self._own_random_numbers():
                history = trainer.fit(data, held, epochs=epochs, batch_size=min(size, count))
        finally:
            self.module_.eval()
        self.n_iter_ += len(history)
        self.loss_curve_ += history["loss"]
        if held is not None:
            self.validation_loss_curve_ = (self.validation_loss_curve_ or []) + history["validation_loss"]

    def _say(self, trainer: Trainer) -> None:
        row = trainer.history.rows[-1]
        held = f", validation loss = {row['validation_loss']:.6f}" if "validation_loss" in row else ""
        print(f"Iteration {self.n_iter_ + row['epoch']}, loss = {row['loss']:.6f}{held}")

    @contextlib.contextmanager
    def _own_random_numbers(self) -> Iterator[None]:
        """Let Tensors draw from the estimator's random numbers, and not from those of the program."""
        with _ONE_AT_A_TIME:
            before = autograd.get_rng_state()
            autograd.set_rng_state(self._random)
            try:
                yield
            finally:
                self._random = autograd.get_rng_state()
                autograd.set_rng_state(before)

    def _tensors(self, X: Array, target: Array) -> tuple[Tensor, Tensor]:
        floating = target.dtype.kind == "f"
        return self._inputs(X), as_tensor(target, dtype=getattr(autograd, self._dtype) if floating else None)

    def _inputs(self, X: Array) -> Tensor:
        return as_tensor(((X - self.mean_) / self.scale_).astype(self._dtype))

    # ── predictions ──

    def _output(self, X: Array) -> Array:
        with no_grad():
            parts = [array_of(self.module_(self._inputs(X[i : i + _ROWS]))) for i in range(0, len(X), _ROWS)]
        return np.concatenate(parts)

    def _predicted(self, X: Any) -> Array:
        """Return the output of the network for unseen data."""
        check_is_fitted(self)
        return self._output(validate_data(self, X, dtype=(np.float64, np.float32), reset=False))

    def __sklearn_is_fitted__(self) -> bool:
        return hasattr(self, "module_")

    # ── files ──

    def save(self, path: Any) -> None:
        """Write the estimator to a file, without pickle.

        Settings that are functions or Modules have no place in a file. Give them to `load` again.

        Args:
            path: of the file, usually named `*.safetensors`.

        Raises:
            NotFittedError: if `fit` was not called before.
        """
        check_is_fitted(self)
        files.write(self, path)

    @classmethod
    def load(cls, path: Any, **settings: Any) -> Self:
        """Read an estimator that `save` wrote. No code from the file is run.

        Args:
            path: of the file.
            settings: those that the file has no place for, such as `module`; or others than before.

        Raises:
            ValueError: if the file is of another kind, or a setting is missing.
        """
        made: Self = files.read(cls, path, settings)
        return made


def _batch_size(count: int) -> int:
    """Return a size that gives √count / 2.5 steps in an epoch, and no last batch of one, which batch norm refuses."""
    size = min(200, max(16, round(2.5 * math.sqrt(count))))
    while count % size == 1 < count:
        size += 1
    return size
