"""The boundary of a network over the plane, the animation, and the places of means in curves."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd
import nn
from autograd import Value
from nn import plots
from nn.training import History

pytest.importorskip("matplotlib")
POINTS, CLASSES = nn.datasets.moons(20).tensors
X1, X2 = np.meshgrid(np.linspace(-1, 1, 3), np.linspace(0, 1, 2))


def weighted(x: Any) -> Any:
    return x[0] - 2 * x[1]


def test_scores_of_all_kinds_of_networks_are_those_of_single_points() -> None:
    random.seed(0)
    autograd.manual_seed(0)
    values, tensors = (
        nn.scalar.MLP(2, [3, 2]),
        nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Dropout(0.5), nn.Linear(4, 1)),
    )
    assert np.allclose(plots.scores_at(weighted, X1, X2), X1 - 2 * X2)
    of_values = plots.scores_at(values, X1, X2)
    of_tensors = plots.scores_at(tensors, X1, X2)
    assert (of_values.shape, of_tensors.shape) == ((2, 3, 2), (2, 3))
    for place in np.ndindex(2, 3):
        point = [float(X1[place]), float(X2[place])]
        assert np.allclose(of_values[place], [out.data for out in values(point)])
        assert tensors.training
        assert of_tensors[place] == pytest.approx(tensors.eval()(autograd.tensor(point)).item(), abs=1e-6)
        tensors.train()
    assert np.allclose(plots.scores_at(lambda points: points[:, 0], X1, X2), X1)


def test_a_changed_network_has_a_new_boundary() -> None:
    neuron = nn.scalar.Neuron(2, nonlin=False)
    before = plots.scores_at(neuron, X1, X2)
    neuron.b.data += 1.0
    assert np.allclose(plots.scores_at(neuron, X1, X2), before + 1)


@pytest.mark.parametrize("targets", [CLASSES, CLASSES.unsqueeze(1), (2 * CLASSES - 1).tolist(), CLASSES.numpy()])
def test_the_regions_have_the_colours_of_their_classes(targets: Any) -> None:
    axis = plots.decision_boundary(lambda x: x[0] - 0.5, POINTS.tolist(), targets, margin=0.1, title="moons")
    assert axis.get_title() == "moons"
    drawn = [tuple(np.round(c.get_facecolor()[0][:3], 3)) for c in axis.collections if len(c.get_offsets()) > 1]
    assert len(drawn) == 2 and len(set(drawn)) == 2


def test_several_classes_and_a_network_that_diverged() -> None:
    plots.decision_boundary(nn.MLP(2, [3]), POINTS, CLASSES)
    axis = plots.decision_boundary(lambda x: x[0] * float("nan"), POINTS, CLASSES)
    again = plots.decision_boundary(weighted, POINTS, CLASSES, axis=axis)
    assert again is axis


def test_points_that_are_not_of_the_plane_are_refused() -> None:
    with pytest.raises(autograd.ShapeError, match=r"expected points \(N, 2\) and N classes, got \(1, 3\) and 1"):
        plots.decision_boundary(weighted, [[1, 2, 3]], [0])
    with pytest.raises(ValueError, match="got \\(2, 2\\) and 1"):
        plots.decision_boundary(weighted, [[1, 2], [3, 4]], [0])


def test_an_animation_has_a_frame_for_each_figure(tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")

    def figures() -> Any:
        for level in (0.0, 0.3, 0.6):
            figure = plots.new_figure(2, 2)
            plots.decision_boundary(weighted, POINTS, CLASSES, level=level, axis=figure.subplots())
            yield figure

    plots.save_animation(figures(), tmp_path / "moving.gif")
    with image.open(tmp_path / "moving.gif") as gif:
        assert (gif.format, gif.n_frames, gif.size) == ("GIF", 3, (160, 160))


def test_means_of_an_epoch_stand_at_its_middle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved: list[Any] = []
    monkeypatch.setattr(plots, "save_figure", lambda figure, path: saved.append(figure))
    rows = [{"epoch": float(e), "loss": 1 / e, "validation_loss": 2 / e} for e in (1, 2)]
    plots.save_history(History(rows), tmp_path / "a.png")
    plots.save_curves(
        [1.0, 0.8, 0.6, 0.4], [{"loss": 0.9, "train": 0.5}, {"loss": 0.5, "train": 0.6}], tmp_path / "b.png"
    )
    training, validation = saved[0].axes[0].lines
    assert (list(training.get_xdata()), list(validation.get_xdata())) == ([0.5, 1.5], [1, 2])
    batches, means = saved[1].axes[0].lines
    assert (list(batches.get_xdata()), list(means.get_xdata())) == ([0.5, 1, 1.5, 2], [0.5, 1.5])


def test_values_stay_as_they_are() -> None:
    a = Value(1.0)
    plots.scores_at(lambda x: x[0] * a, X1, X2)
    assert a.grad == 0.0
