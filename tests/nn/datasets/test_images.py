"""MNIST, Fashion-MNIST and the digits of scikit-learn."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd
from nn import datasets
from nn.data import DataLoader, Subset, TensorDataset
from nn.datasets import images as image_sets
from nn.datasets.download import load_arrays
from nn.datasets.errors import DatasetNotFoundError
from nn.datasets.sources import FASHION_MNIST, MNIST, Source
from nn.datasets.splits import Images
from tests.nn.datasets.missing import hide
from tests.nn.datasets.small import ARRAYS, NAMES, SMALL, store

# Read before `isolated` hides it: the one place from which the real sets are wanted.
REAL_DATA = os.environ.get("CHAINRULE_DATA")


@pytest.mark.parametrize(("name", "source"), [("mnist", "MNIST"), ("fashion_mnist", "FASHION_MNIST")])
def test_the_image_sets_are_float_images_in_one_channel_and_integer_labels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, source: str
) -> None:
    monkeypatch.setattr(image_sets, source, SMALL)
    splits = getattr(datasets, name)(store(tmp_path))
    for split, images, labels in ((splits.train, *NAMES[:2]), (splits.test, *NAMES[2:])):
        inputs, targets = (tensor.numpy() for tensor in split.tensors)
        assert inputs.dtype == np.float32
        assert targets.dtype == np.int64
        np.testing.assert_array_equal(inputs, ARRAYS[images][:, None] / np.float32(255))
        np.testing.assert_array_equal(targets, ARRAYS[labels])


@pytest.mark.parametrize(
    ("source", "needed_in_ci", "mean"),
    # The mean of all training pixels, as everybody's normalisation has it.
    [(MNIST, True, 0.1307), (FASHION_MNIST, False, 0.2860)],
    ids=["mnist", "fashion-mnist"],
)
def test_the_real_sets_have_the_known_sizes_and_means(source: Source, needed_in_ci: bool, mean: float) -> None:
    if REAL_DATA is None and needed_in_ci and os.environ.get("CI"):
        pytest.fail(f"CI is set, so {source.title} has to be tested: let CHAINRULE_DATA name the folder that holds it")
    if REAL_DATA is None:
        pytest.skip(f"CHAINRULE_DATA does not name a folder that holds {source.title}")
    try:
        arrays = load_arrays(source, REAL_DATA)
    except DatasetNotFoundError as error:
        if needed_in_ci:
            raise
        pytest.skip(str(error))

    assert [array.shape for array in arrays] == [(60_000, 28, 28), (60_000,), (10_000, 28, 28), (10_000,)]
    assert round(arrays.train_images.mean() / 255, 4) == mean
    assert set(arrays.train_labels) == set(arrays.test_labels) == set(range(10))


def test_the_split_of_digits_is_fixed() -> None:
    pytest.importorskip("sklearn")
    train, test = datasets.digits()
    images, labels = (tensor.numpy() for tensor in train.tensors)
    assert images.shape == (1437, 1, 8, 8)
    assert images.dtype == np.float32
    assert labels.shape == (1437,)
    assert labels.dtype == np.int64
    assert tuple(tensor.shape for tensor in test.tensors) == ((360, 1, 8, 8), (360,))
    assert (images.min(), images.max()) == (0, 1)
    assert set(labels.tolist()) == set(test.tensors[1].tolist()) == set(range(10))
    assert labels[:10].tolist() == [2, 8, 2, 6, 6, 7, 1, 9, 8, 5]


def test_each_digit_is_in_one_part() -> None:
    load_digits = pytest.importorskip("sklearn.datasets").load_digits
    parts = [split.tensors[0].numpy() for split in datasets.digits()]
    ours = np.concatenate(parts).reshape(-1, 64) * 16
    theirs = load_digits().data
    np.testing.assert_array_equal(ours[np.lexsort(ours.T)], theirs[np.lexsort(theirs.T)])


def test_digits_without_scikit_learn_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    hide(monkeypatch, "sklearn")
    with pytest.raises(ImportError, match=r"digits\(\) needs scikit-learn: pip install .*\[demos\]"):
        datasets.digits()


class TestImagesAsBytes:
    """Images that are kept as bytes are the same as if they were float32."""

    pixels = np.random.default_rng(0).integers(0, 256, (50, 1, 4, 4)).astype(np.uint8)
    labels = np.arange(50, dtype=np.uint8) % 10

    def made(self) -> tuple[Images, TensorDataset]:
        return Images(self.pixels, self.labels), TensorDataset(
            autograd.tensor(self.pixels.astype(np.float32) / 255), autograd.tensor(self.labels).long()
        )

    @pytest.mark.parametrize("index", [0, -1, np.array([3, 3, 49]), slice(2, 5), [1, 2], np.arange(50) % 2 == 0])
    def test_indexing(self, index: Any) -> None:
        kept, right = self.made()
        for found, expected in zip(kept[index], right[index], strict=True):
            assert found.dtype == expected.dtype and autograd.equal(found, expected)

    def test_batches_and_parts(self) -> None:
        for wrap in (lambda data: data), (lambda data: Subset(data, [5, 1, 30, 2])):
            kept, right = (list(DataLoader(wrap(data), batch_size=3)) for data in self.made())
            assert len(kept) == len(right)
            for (x, y), (u, v) in zip(kept, right):
                assert autograd.equal(x, u) and autograd.equal(y, v)

    def test_a_batch_leaves_the_images_as_bytes(self) -> None:
        kept, _ = self.made()
        assert len(kept) == 50
        next(iter(DataLoader(kept, batch_size=8)))
        for index in 3, np.int64(3), np.uint8(3):
            assert kept[index][0].shape == (1, 4, 4)
        assert kept._pixels is not None

    def test_changes_of_the_tensors_are_seen(self) -> None:
        kept, _ = self.made()
        kept.tensors[0].zero_()
        assert kept[3][0].sum() == 0 and kept[np.array([1, 2])][0].sum() == 0

    def test_new_tensors_replace_the_images(self) -> None:
        kept, _ = self.made()
        kept.tensors = (autograd.ones(4, 2), autograd.zeros(4))
        assert len(kept) == 4 and kept[0][0].tolist() == [1.0, 1.0]
        assert kept[np.array([1, 3])][1].tolist() == [0.0, 0.0]

    @pytest.mark.parametrize("index", [50, -51, np.int64(50), np.array([0, 50])])
    def test_out_of_range(self, index: Any) -> None:
        with pytest.raises(IndexError, match=r"index -?5[01] is out of bounds"):
            self.made()[0][index]

    def test_a_subclass_gets_single_indices(self) -> None:
        class Mine(Images):
            def __getitem__(self, index: Any) -> Any:
                assert isinstance(index, int)
                return super().__getitem__(index)

        x, y = next(iter(DataLoader(Mine(self.pixels, self.labels), batch_size=2)))
        assert x.shape == (2, 1, 4, 4) and y.tolist() == [0, 1]

    def test_pickle(self) -> None:
        kept, right = self.made()
        again = pickle.loads(pickle.dumps(kept))
        assert autograd.equal(again[np.array([4])][0], right[np.array([4])][0])
