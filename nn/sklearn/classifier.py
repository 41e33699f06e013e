"""Classification."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

import numpy as np
from sklearn.base import ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets, type_of_target
from sklearn.utils.validation import column_or_1d

from autograd import Tensor, as_tensor
from autograd.extend import Array, array_of
from nn import functional as F
from nn.losses import BCELoss
from nn.sklearn.estimator import Estimator


class Classifier(ClassifierMixin, Estimator):  # type: ignore[misc]  # scikit-learn has no types
    """A network that classifies: one of several classes, or several labels at once.

    Several labels are given as an indicator matrix y of 0 and 1, (n_samples, n_labels).

    The network has one output for each class, the logit. The default loss is `F.cross_entropy`. Its targets are the
    indices of the classes, (n,), and those of other losses too. For several labels the default loss is
    `F.binary_cross_entropy_with_logits`, with targets (n, n_labels).

    Attributes:
        classes_: the classes, sorted; the order of the outputs.
        module_: the trained network, in evaluation mode. It takes standardised inputs.
        optimizer_: its optimiser.
        mean_, scale_: what is subtracted from each input, and what it is then divided by.
        n_iter_: the number of epochs.
        loss_curve_: the mean loss of each epoch.
        validation_loss_curve_: the loss of the held-out data after each epoch; None without early stopping.
        n_features_in_, feature_names_in_: as everywhere in scikit-learn.

    >>> from nn.sklearn import Classifier
    >>> X, y = [[0.0, 1.0], [1.0, 0.0], [0.0, 2.0], [2.0, 0.0]], ["up", "right", "up", "right"]
    >>> Classifier(random_state=0).fit(X, y).predict([[0.5, 3.0]])
    array(['up'], dtype='<U5')
    """

    def _encode(self, y: Array, begin: bool, classes: Any) -> Array:
        check_classification_targets(y)
        kind = type_of_target(y)
        if kind == "multiclass-multioutput":
            raise ValueError("Classifier: several labels must be 0 or 1 each, in an indicator matrix")
        several = kind == "multilabel-indicator"
        if not several:
            y = column_or_1d(y, warn=True)
        if begin:
            self.classes_ = np.arange(y.shape[1]) if several else np.unique(y if classes is None else classes)
            self._several = several
        if several != self._several or (several and y.shape[1] != len(self.classes_)):
            raise ValueError("y must have the kind and the number of labels of the first fit")
        if several:
            return np.asarray(y, dtype=float)
        places = np.searchsorted(self.classes_, y).clip(max=len(self.classes_) - 1)
        unknown = self.classes_[places] != y
        if unknown.any():
            raise ValueError(f"y has the class {y[unknown][0]!r}, which is not among those before: {self.classes_}")
        return np.asarray(places, dtype=np.int64)

    @property
    def _n_outputs(self) -> int:
        return len(self.classes_)

    def _default_loss(self) -> Callable[[Tensor, Tensor], Tensor]:
        return F.binary_cross_entropy_with_logits if self._several else F.cross_entropy

    def _strata(self, target: Array) -> Array | None:
        if self._several:
            return None
        counts = np.bincount(target)
        held = min(self.validation_fraction, 1 - self.validation_fraction) * len(target)
        possible = counts[counts > 0].min() > 1 and held >= len(self.classes_)  # of train_test_split
        return target if possible else None

    def partial_fit(self, X: Any, y: Any, classes: Any = None) -> Self:
        """Train for one epoch on these data, at the constant rate `learning_rate_init`.

        The first call standardises the inputs, and later calls use its mean and scale.

        Args:
            X: (n_samples, n_features).
            y: (n_samples,) or (n_samples, n_labels).
            classes: all classes of this and later calls. The first call needs them.

        Raises:
            ValueError: if the classes are missing, or others than in the first call.
        """
        if not hasattr(self, "module_"):
            if classes is None:
                raise ValueError("classes must be passed on the first call to partial_fit.")
        elif classes is not None and not np.array_equal(np.unique(classes), self.classes_):
            raise ValueError(f"classes {classes!r} are not those of the first call to partial_fit: {self.classes_}")
        return self._partial_fit(X, y, classes)

    def predict(self, X: Any) -> Array:
        """Return the most probable class of each sample, (n_samples,); or an indicator matrix of the labels.

        Args:
            X: (n_samples, n_features).
        """
        probabilities = self.predict_proba(X)
        if self._several:
            return (probabilities > 0.5).astype(int)
        found: Array = self.classes_[probabilities.argmax(1)]
        return found

    def predict_proba(self, X: Any) -> Array:
        """Return the probability of each class, or of each label, (n_samples, n_classes).

        They are the softmax of the outputs, or for several labels their sigmoid. For `BCELoss` and
        `F.binary_cross_entropy`, the outputs are probabilities already.

        Args:
            X: (n_samples, n_features).
        """
        output = self._predicted(X)
        if isinstance(self.loss, BCELoss) or self.loss is F.binary_cross_entropy:
            return output
        return array_of(F.sigmoid(as_tensor(output)) if self._several else F.softmax(as_tensor(output), 1))

    def predict_log_proba(self, X: Any) -> Array:
        """Return the logarithms of `predict_proba`.

        Args:
            X: (n_samples, n_features).
        """
        with np.errstate(divide="ignore"):
            logarithms: Array = np.log(self.predict_proba(X))
        return logarithms

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_label = True
        return tags
