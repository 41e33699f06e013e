"""Networks as estimators of scikit-learn. They need the extra `sklearn`.

>>> from sklearn.datasets import load_iris
>>> from nn.sklearn import Classifier
>>> X, y = load_iris(return_X_y=True)
>>> model = Classifier(hidden_layer_sizes=(16,), random_state=0).fit(X, y)
>>> model.score(X, y) > 0.95
True
"""

try:
    import sklearn as _  # noqa: F401
except ImportError:
    from autograd.extend import install_command

    raise ImportError(f"nn.sklearn needs scikit-learn: {install_command('sklearn')}") from None

from nn.sklearn.classifier import Classifier
from nn.sklearn.regressor import Regressor

__all__ = ["Classifier", "Regressor"]
