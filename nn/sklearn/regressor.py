"""Regression."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

import numpy as np
from sklearn.base import RegressorMixin
from sklearn.utils.validation import column_or_1d

from autograd import Tensor
from autograd.extend import Array, array_of
from nn import functional as F
from nn.layers import Standardize
from nn.sklearn.estimator import Estimator


class Regressor(RegressorMixin, Estimator):  # type: ignore[misc]  # scikit-learn has no types
    """A network that predicts one or several numbers.

    The network has one output for each number. With `standardize`, targets have mean 0 and standard deviation 1 in the
    training, so losses are in these units, and predictions are scaled back. The default loss is `F.mse_loss`. Output
    and target of a loss have shape (n, n_outputs).

    Attributes:
        module_: the trained network, in evaluation mode. It takes standardised inputs.
        optimizer_: its optimiser.
        mean_, scale_: what is subtracted from each input, and what it is then divided by.
        target_mean_, target_scale_: the same for the targets.
        n_iter_: the number of epochs.
        loss_curve_: the mean loss of each epoch.
        validation_loss_curve_: the loss of the held-out data after each epoch; None without early stopping.
        n_features_in_, feature_names_in_: as everywhere in scikit-learn.

    >>> import numpy as np
    >>> from nn.sklearn import Regressor
    >>> X = np.linspace(0, 1, 50)[:, None]
    >>> Regressor(random_state=0).fit(X, 3 * X[:, 0] + 100).score(X, 3 * X[:, 0] + 100) > 0.95
    True
    """

    _y_numeric = True

    def _encode(self, y: Array, begin: bool, classes: Any) -> Array:
        single = y.ndim == 1 or y.shape[1] == 1
        target = column_or_1d(y, warn=True)[:, None] if single else y
        target = target.astype(np.float64)
        if begin:
            scale = Standardize(target.shape[1]).double()
            if self.standardize:
                scale.fit(target)
            self.target_mean_, self.target_scale_ = array_of(scale.mean), array_of(scale.std)
            self._single = single
        if target.shape[1] != len(self.target_mean_):
            raise ValueError(f"y has {target.shape[1]} outputs, and had {len(self.target_mean_)} in the first fit")
        scaled: Array = (target - self.target_mean_) / self.target_scale_
        return scaled

    @property
    def _n_outputs(self) -> int:
        return len(self.target_mean_)

    def _default_loss(self) -> Callable[[Tensor, Tensor], Tensor]:
        return F.mse_loss

    def partial_fit(self, X: Any, y: Any) -> Self:
        """Train for one epoch on these data, at the constant rate `learning_rate_init`.

        The first call standardises inputs and targets, and later calls use its means and scales.

        Args:
            X: (n_samples, n_features).
            y: (n_samples,) or (n_samples, n_outputs).
        """
        return self._partial_fit(X, y)

    def predict(self, X: Any) -> Array:
        """Return the predictions, (n_samples,) or (n_samples, n_outputs).

        Args:
            X: (n_samples, n_features).
        """
        output = self._predicted(X)
        output = (output * self.target_scale_ + self.target_mean_).astype(output.dtype)
        return output[:, 0] if self._single else output

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.target_tags.multi_output = True
        return tags
