"""Data sets: read strictly, found in order, downloaded whole or not at all, and shaped as promised."""

import builtins
import gzip
import hashlib
import http.server
import os
import pickle
import struct
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from nn import datasets
from nn.datasets import download
from nn.datasets import images as image_sets
from nn.datasets.download import load_arrays, locate
from nn.datasets.errors import DatasetError, DatasetNotFoundError
from nn.datasets.idx import parse_idx, unpack
from nn.datasets.sources import FASHION_MNIST, MNIST, Source, SourceFile

# Read before `isolated` hides it: the one place from which the real sets are wanted.
REAL_DATA = os.environ.get("CHAINRULE_DATA")

SHAPES = ((6, 4, 4), (6,), (3, 4, 4), (3,))
NAMES = tuple(file.name for file in MNIST.files)
TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS = NAMES


def idx(array: np.ndarray) -> bytes:
    return struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape) + array.tobytes()


ARRAYS = {
    name: np.random.default_rng(number).integers(0, 256 if len(shape) == 3 else 10, shape, dtype=np.uint8)
    for number, (name, shape) in enumerate(zip(NAMES, SHAPES))
}
CONTENTS = {name: idx(array) for name, array in ARRAYS.items()}
SMALL = Source(
    title="Small",
    folder="small",
    mirrors=(),
    files=tuple(SourceFile(name, shape, hashlib.md5(CONTENTS[name]).hexdigest()) for name, shape in zip(NAMES, SHAPES)),
)


def store(folder: Path, *, gzipped: bool = True, **changed: bytes | None) -> Path:
    """Write the small set into a folder, with some files' bytes replaced, or left out if None."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in CONTENTS.items():
        path = folder / (f"{name}.gz" if gzipped else name)
        stored = changed.get(name, gzip.compress(content) if gzipped else content)
        if stored is not None:
            path.write_bytes(stored)
    return folder


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def assert_small(arrays: tuple[np.ndarray, ...]) -> None:
    for array, expected in zip(arrays, ARRAYS.values(), strict=True):
        assert array.dtype == np.uint8
        np.testing.assert_array_equal(array, expected)


@pytest.fixture(autouse=True)
def isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Hide the user's own data from every test, and give each an empty cache, which is returned."""
    monkeypatch.delenv("CHAINRULE_DATA", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("no_proxy", "*")
    return tmp_path / "cache" / "chainrule"


# The format


@pytest.mark.parametrize("name", NAMES)
def test_an_idx_file_is_read_as_it_was_written(name):
    array = parse_idx(CONTENTS[name], ARRAYS[name].shape, name)
    assert array.dtype == np.uint8
    np.testing.assert_array_equal(array, ARRAYS[name])


@pytest.mark.parametrize("missing", range(1, len(CONTENTS[TRAIN_LABELS]) + 1))
def test_an_idx_file_cut_off_anywhere_is_refused(missing):
    with pytest.raises(DatasetError, match=r"^here: .*\d+"):
        parse_idx(CONTENTS[TRAIN_LABELS][:-missing], (6,), "here")


@pytest.mark.parametrize("kept", range(len(gzip.compress(CONTENTS[TRAIN_IMAGES]))))
def test_a_gzip_file_cut_off_anywhere_is_refused(kept):
    with pytest.raises(DatasetError, match=r"^here: "):
        parse_idx(unpack(gzip.compress(CONTENTS[TRAIN_IMAGES])[:kept], "here"), (6, 4, 4), "here")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (CONTENTS[TRAIN_LABELS], r"magic number 2049 \(labels\) found, 2051 \(images\) expected"),
        (CONTENTS[TEST_IMAGES], "sizes 3 × 4 × 4 found in its header, 6 × 4 × 4 expected"),
        (CONTENTS[TRAIN_IMAGES][:-1], "truncated: 111 bytes found, 112 expected for 6 × 4 × 4"),
        (CONTENTS[TRAIN_IMAGES] + b"\n", "too long: 113 bytes found, 112 expected for 6 × 4 × 4"),
        (b"", "truncated: 0 bytes found, its header alone has 16"),
        (b"<html>Please log in.</html>", r"b'<htm', which is no magic number of MNIST's files, found, 2051"),
        (b"\0\0\x0d\x03" + CONTENTS[TRAIN_IMAGES][4:], r"b'\\x00\\x00\\r\\x03', which is no magic number of"),
    ],
    ids=["labels", "test set", "truncated", "too long", "empty", "web page", "floats"],
)
def test_a_wrong_idx_file_is_named_with_what_was_found_and_what_would_be_right(content, message):
    with pytest.raises(DatasetError, match=f"^images.gz: {message}") as raised:
        parse_idx(content, (6, 4, 4), "images.gz")
    assert "\n" not in str(raised.value)
    assert not isinstance(raised.value, DatasetNotFoundError)


def test_labels_are_not_images():
    with pytest.raises(DatasetError, match=r"magic number 2051 \(images\) found, 2049 \(labels\) expected"):
        parse_idx(CONTENTS[TRAIN_IMAGES], (6,), "labels.gz")


@pytest.mark.parametrize("position", [1, 2, 12, -8, -1], ids=["signature", "method", "data", "crc", "length"])
def test_a_damaged_gzip_file_is_refused(position):
    damaged = bytearray(gzip.compress(CONTENTS[TRAIN_IMAGES]))
    damaged[position] ^= 0xFF
    with pytest.raises(DatasetError, match=r"^here: "):
        parse_idx(unpack(bytes(damaged), "here"), (6, 4, 4), "here")


def test_the_errors_are_of_the_kinds_that_python_has_for_them():
    assert issubclass(DatasetError, ValueError)
    assert issubclass(DatasetNotFoundError, DatasetError)
    assert issubclass(DatasetNotFoundError, FileNotFoundError)
    error = pickle.loads(pickle.dumps(DatasetNotFoundError("nowhere")))
    assert type(error) is DatasetNotFoundError
    assert str(error) == "nowhere"


# Finding the files


@pytest.mark.parametrize("gzipped", [True, False])
@pytest.mark.parametrize("inner", ["", "small"])
def test_root_holds_the_files_or_a_folder_with_them(tmp_path, gzipped, inner):
    store(tmp_path / "data" / inner, gzipped=gzipped)
    assert_small(load_arrays(SMALL, tmp_path / "data"))
    assert_small(load_arrays(SMALL, str(tmp_path / "data")))


def test_a_file_is_unpacked_for_its_content_and_not_for_its_name(tmp_path):
    assert_small(load_arrays(SMALL, store(tmp_path, **CONTENTS)))
    assert_small(
        load_arrays(SMALL, store(tmp_path, gzipped=False, **{TEST_LABELS: gzip.compress(idx(ARRAYS[TEST_LABELS]))}))
    )


def test_root_may_begin_with_the_home_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    store(tmp_path / "data")
    assert_small(load_arrays(SMALL, "~/data"))


def test_the_folder_of_the_sets_name_goes_before_files_of_another_set_beside_it(tmp_path):
    store(tmp_path, **{TRAIN_IMAGES: gzip.compress(b"another set's")})
    store(tmp_path / "small")
    assert_small(load_arrays(SMALL, tmp_path))


def test_a_root_that_does_not_exist_is_an_error_even_if_the_set_is_elsewhere(tmp_path, isolated):
    store(isolated)
    with pytest.raises(DatasetNotFoundError, match="nowhere: no such folder; Small's four files were expected in it"):
        load_arrays(SMALL, tmp_path / "nowhere")


@pytest.mark.parametrize("inner", ["", "small"])
def test_a_root_that_lacks_a_file_is_an_error_even_if_the_set_is_elsewhere(tmp_path, isolated, monkeypatch, inner):
    store(isolated)
    monkeypatch.setenv("CHAINRULE_DATA", str(isolated))
    store(tmp_path / "data" / inner, **{TEST_LABELS: None})
    with pytest.raises(DatasetNotFoundError, match=f"data: {TEST_LABELS} missing; Small's four files"):
        load_arrays(SMALL, tmp_path / "data")


def test_the_environment_goes_before_the_cache_and_both_before_a_download(tmp_path, isolated, monkeypatch):
    store(isolated / "small")
    assert locate(SMALL) == [isolated / "small" / f"{name}.gz" for name in NAMES]

    monkeypatch.setenv("CHAINRULE_DATA", str(tmp_path / "data"))
    assert locate(SMALL)[0].parent == isolated / "small"  # the folder named does not hold the set

    store(tmp_path / "data")
    assert locate(SMALL) == [tmp_path / "data" / f"{name}.gz" for name in NAMES]


def test_the_cache_is_in_the_home_folder_unless_said_otherwise(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert download.user_cache() == tmp_path / ".cache" / "chainrule"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({TRAIN_IMAGES: gzip.compress(CONTENTS[TRAIN_IMAGES])[:-9]}, f"{TRAIN_IMAGES}.gz: truncated"),
        ({TRAIN_LABELS: gzip.compress(CONTENTS[TRAIN_IMAGES])}, rf"{TRAIN_LABELS}.gz: magic number 2051 \(images\)"),
        ({TRAIN_IMAGES: gzip.compress(CONTENTS[TRAIN_LABELS])}, f"{TRAIN_IMAGES}.gz: magic number 2049"),
        ({TEST_IMAGES: gzip.compress(CONTENTS[TRAIN_IMAGES])}, f"{TEST_IMAGES}.gz: sizes 6 × 4 × 4 found"),
        ({TEST_LABELS: gzip.compress(idx(ARRAYS[TEST_LABELS] ^ 1))}, f"{TEST_LABELS}.gz: MD5 [0-9a-f]{{32}} found, "),
    ],
    ids=["truncated", "images as labels", "labels as images", "train as test", "wrong label"],
)
@pytest.mark.parametrize("place", ["root", "environment", "cache"])
def test_a_wrong_file_is_an_error_wherever_it_was_found(isolated, monkeypatch, place, changed, message):
    store(isolated, **changed)
    if place == "environment":
        monkeypatch.setenv("CHAINRULE_DATA", str(isolated))
    with pytest.raises(DatasetError, match=message) as raised:
        load_arrays(SMALL, isolated if place == "root" else None)
    assert not isinstance(raised.value, DatasetNotFoundError)
    assert "\n" not in str(raised.value)


def test_a_file_that_cannot_be_read_is_an_error_naming_it(tmp_path, monkeypatch):
    store(tmp_path)

    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DatasetError, match=f"{TRAIN_IMAGES}.gz: cannot be read: Permission denied"):
        load_arrays(SMALL, tmp_path)


def test_a_file_of_the_other_set_is_recognised():
    assert download._whose(FASHION_MNIST.files[0].md5) == " (Fashion-MNIST's train-images-idx3-ubyte)"
    assert download._whose("0" * 32) == ""


# Downloading


@dataclass
class Mirror:
    """A web server on this machine: what it answers is set by path, what was asked of it is kept."""

    url: str = ""
    bodies: dict[str, bytes] = field(default_factory=dict)
    announced: dict[str, int] = field(default_factory=dict)  # a Content-Length that is not the body's
    delay: float = 0.0
    asked: list[str] = field(default_factory=list)

    def holds_small(self, folder: str) -> str:
        """Let `folder` hold the small set, and give its address."""
        for name, content in CONTENTS.items():
            self.bodies[f"/{folder}/{name}.gz"] = gzip.compress(content)
        return f"{self.url}/{folder}/"


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    answers = Mirror()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            answers.asked.append(self.path)
            time.sleep(answers.delay)
            body = answers.bodies.get(self.path)
            if body is None:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Length", str(answers.announced.get(self.path, len(body))))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, request, client_address):
            pass  # a client that hung up is what some of these tests are about

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        answers.url = f"http://127.0.0.1:{server.server_port}"
        yield answers
        server.shutdown()
        thread.join()


@pytest.fixture
def served(mirror: Mirror) -> Source:
    return replace(SMALL, mirrors=(mirror.holds_small("good"),))


def test_a_set_that_is_nowhere_is_downloaded_into_the_cache_once(mirror, served, isolated):
    assert_small(load_arrays(served))
    assert mirror.asked == [f"/good/{name}.gz" for name in NAMES]
    assert files_in(isolated) == sorted(f"{name}.gz" for name in NAMES)

    assert_small(load_arrays(served))
    assert len(mirror.asked) == 4


def test_only_what_the_cache_lacks_is_downloaded(mirror, served, isolated):
    store(isolated / "small", **{TEST_IMAGES: None})
    assert_small(load_arrays(served))
    assert mirror.asked == [f"/good/{TEST_IMAGES}.gz"]


def test_nothing_is_downloaded_in_place_of_a_root(mirror, served, tmp_path):
    with pytest.raises(DatasetNotFoundError):
        load_arrays(served, tmp_path)
    assert mirror.asked == []


def spoil(mirror: Mirror, fault: str, folder: str = "bad") -> str:
    """Let `folder` hold the small set with its first file wrong, and give its address."""
    address, path = mirror.holds_small(folder), f"/{folder}/{TRAIN_IMAGES}.gz"
    whole = mirror.bodies[path]
    if fault == "absent":
        del mirror.bodies[path]
    elif fault == "broken off":
        mirror.bodies[path], mirror.announced[path] = whole[:-20], len(whole)
    elif fault == "truncated":
        mirror.bodies[path] = whole[:-20]
    elif fault == "corrupt":
        mirror.bodies[path] = whole[:-8] + bytes(4) + whole[-4:]
    elif fault == "mislabelled":
        mirror.bodies[path] = gzip.compress(CONTENTS[TRAIN_LABELS])
    elif fault == "web page":
        mirror.bodies[path] = b"<html>Please log in.</html>"
    return address


FAULTS = {
    "absent": (DatasetNotFoundError, r"HTTP error 404 \(Not Found\)"),
    "broken off": (DatasetNotFoundError, r"broke off after \d+ of \d+ bytes"),
    "truncated": (DatasetError, "truncated: its gzip stream stops"),
    "corrupt": (DatasetError, "corrupt gzip file"),
    "mislabelled": (DatasetError, r"magic number 2049 \(labels\) found"),
    "web page": (DatasetError, r"b'<htm', which is no magic number"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_download_that_goes_wrong_is_an_error_and_leaves_nothing(mirror, isolated, fault):
    kind, message = FAULTS[fault]
    source = replace(SMALL, mirrors=(spoil(mirror, fault),))
    with pytest.raises(DatasetError, match=message) as raised:
        load_arrays(source)
    assert type(raised.value) is kind
    assert "\n" not in str(raised.value)
    assert f"{mirror.url}/bad/{TRAIN_IMAGES}.gz" in str(raised.value)
    assert files_in(isolated) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_the_next_mirror_is_tried(mirror, isolated, fault):
    source = replace(SMALL, mirrors=(spoil(mirror, fault), mirror.holds_small("good")))
    assert_small(load_arrays(source))
    assert files_in(isolated) == sorted(f"{name}.gz" for name in NAMES)


@pytest.mark.parametrize("faults", [("absent", "corrupt"), ("corrupt", "absent")])
def test_wrong_data_from_any_mirror_are_not_taken_for_an_absent_set(mirror, faults):
    source = replace(SMALL, mirrors=tuple(spoil(mirror, fault, fault) for fault in faults))
    with pytest.raises(DatasetError, match="corrupt gzip file") as raised:
        load_arrays(source)
    assert type(raised.value) is DatasetError


def test_an_unreachable_mirror_is_an_absent_set(mirror, isolated):
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as closed:
        port = closed.server_port
    source = replace(SMALL, mirrors=(f"http://127.0.0.1:{port}/",))
    with pytest.raises(DatasetNotFoundError, match=r"Small is neither in CHAINRULE_DATA \(not set\) nor in .*refused"):
        load_arrays(source)
    assert not isolated.exists()


def test_a_silent_mirror_is_given_up(mirror, served, monkeypatch):
    mirror.delay = 0.5
    monkeypatch.setattr(download, "TIMEOUT", 0.05)
    with pytest.raises(DatasetNotFoundError, match="timed out"):
        load_arrays(served)


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("interruption", [KeyboardInterrupt(), OSError(28, "No space left on device")], ids=repr)
def test_an_interrupted_write_leaves_nothing(served, isolated, monkeypatch, step, interruption):
    def interrupt(*args):
        assert len(files_in(isolated)) == 1  # the temporary file is there, and is what has to go
        raise interruption

    monkeypatch.setattr(os, step, interrupt)
    expected = KeyboardInterrupt if isinstance(interruption, KeyboardInterrupt) else DatasetNotFoundError
    with pytest.raises(expected):
        load_arrays(served)
    assert files_in(isolated) == []


def test_an_interrupted_download_keeps_the_files_that_are_whole(mirror, served, isolated, monkeypatch):
    fetch = download._download

    def interrupt(url):
        if TEST_IMAGES in url:
            raise KeyboardInterrupt
        return fetch(url)

    with monkeypatch.context() as patch:
        patch.setattr(download, "_download", interrupt)
        with pytest.raises(KeyboardInterrupt):
            load_arrays(served)
    assert files_in(isolated) == sorted([f"{TRAIN_IMAGES}.gz", f"{TRAIN_LABELS}.gz"])
    assert_small(load_arrays(served))


def test_a_cache_that_cannot_be_made_is_named(served, isolated):
    isolated.parent.write_text("a file where the cache should be")
    with pytest.raises(DatasetNotFoundError, match=f"{TRAIN_IMAGES}.gz: cannot be written .*XDG_CACHE_HOME"):
        load_arrays(served)


def hide(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    """Let `import package` fail, as if it were not installed."""
    original = builtins.__import__

    def without(name, *args, **kwargs):
        if name.partition(".")[0] == package:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return original(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)


def test_a_download_says_so_with_tqdm(served, capsys):
    load_arrays(served)
    captured = capsys.readouterr()
    assert "100%" in captured.err
    assert captured.out == ""


def test_a_download_says_so_without_tqdm(mirror, served, capsys, monkeypatch):
    hide(monkeypatch, "tqdm")
    load_arrays(served)
    captured = capsys.readouterr()
    assert captured.err.splitlines() == [f"downloading {mirror.url}/good/{name}.gz" for name in NAMES]
    assert captured.out == ""


# The data sets themselves


@pytest.mark.parametrize(("name", "source"), [("mnist", "MNIST"), ("fashion_mnist", "FASHION_MNIST")])
def test_the_image_sets_are_float_images_in_one_channel_and_integer_labels(tmp_path, monkeypatch, name, source):
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
def test_the_real_sets_are_what_they_are_known_to_be(source, needed_in_ci, mean):
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


def test_digits_are_split_the_same_way_always():
    pytest.importorskip("sklearn")
    train, test = datasets.digits()
    images, labels = (tensor.numpy() for tensor in train.tensors)
    assert (images.shape, images.dtype) == ((1437, 1, 8, 8), np.float32)
    assert (labels.shape, labels.dtype) == ((1437,), np.int64)
    assert tuple(tensor.shape for tensor in test.tensors) == ((360, 1, 8, 8), (360,))
    assert (images.min(), images.max()) == (0, 1)
    assert set(labels.tolist()) == set(test.tensors[1].tolist()) == set(range(10))
    assert labels[:10].tolist() == [2, 8, 2, 6, 6, 7, 1, 9, 8, 5]


def test_digits_are_all_there_and_each_once():
    load_digits = pytest.importorskip("sklearn.datasets").load_digits
    parts = [split.tensors[0].numpy() for split in datasets.digits()]
    ours = np.concatenate(parts).reshape(-1, 64) * 16
    theirs = load_digits().data
    np.testing.assert_array_equal(ours[np.lexsort(ours.T)], theirs[np.lexsort(theirs.T)])


def test_digits_without_scikit_learn_say_what_to_install(monkeypatch):
    hide(monkeypatch, "sklearn")
    with pytest.raises(ImportError, match=r'digits\(\) needs scikit-learn: pip install "chainrule\[demos\]"'):
        datasets.digits()


@pytest.mark.parametrize(
    ("name", "gate"),
    [
        ("and", lambda a, b: a and b),
        ("or", lambda a, b: a or b),
        ("xor", lambda a, b: a != b),
        ("nand", lambda a, b: not (a and b)),
        ("nor", lambda a, b: not (a or b)),
        ("xnor", lambda a, b: a == b),
    ],
)
def test_gates_are_their_truth_tables(name, gate):
    inputs, targets = (tensor.numpy() for tensor in datasets.gates()[name].tensors)
    assert inputs.dtype == targets.dtype == np.float32
    assert inputs.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert targets.tolist() == [[gate(a, b)] for a, b in inputs]


def test_xor_is_the_gate_of_that_name():
    for ours, gate in zip(datasets.xor().tensors, datasets.gates()["xor"].tensors, strict=True):
        np.testing.assert_array_equal(ours.numpy(), gate.numpy())


@pytest.mark.parametrize("n", [2, 7, 100])
def test_moons_without_noise_lie_on_their_half_circles(n):
    points, labels = (tensor.numpy() for tensor in datasets.moons(n, noise=0).tensors)
    assert (points.shape, points.dtype) == ((n, 2), np.float32)
    assert (labels.shape, labels.dtype) == ((n,), np.int64)
    assert np.bincount(labels).tolist() == [n // 2, n - n // 2]

    upper, lower = points[labels == 0], points[labels == 1] - (1, 0.5)
    np.testing.assert_allclose(np.linalg.norm(np.concatenate([upper, lower]), axis=1), 1, rtol=1e-6)
    assert (upper[:, 1] >= -1e-6).all()
    assert (lower[:, 1] <= 1e-6).all()


def test_moons_are_their_seeds():
    same, again, other = (datasets.moons(seed=seed).tensors[0].numpy() for seed in (1, 1, 2))
    np.testing.assert_array_equal(same, again)
    assert not np.array_equal(same, other)


def test_moons_are_as_noisy_as_asked():
    clean, noisy = (datasets.moons(10_000, noise=noise).tensors[0].numpy() for noise in (0, 0.3))
    assert (noisy - clean).std() == pytest.approx(0.3, rel=0.05)


@pytest.mark.parametrize(("arguments", "message"), [({"n": 1}, "n = 1 found"), ({"noise": -0.1}, "noise = -0.1 found")])
def test_moons_refuse_what_makes_no_sense(arguments, message):
    with pytest.raises(ValueError, match=message):
        datasets.moons(**arguments)
