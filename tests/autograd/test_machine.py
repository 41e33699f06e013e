"""Questions about the machine, which has one CPU and no accelerator."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import autograd
from autograd import tensor

DEVICES = [autograd.cuda, autograd.mps, autograd.xpu, autograd.accelerator]


@pytest.mark.parametrize("device", DEVICES, ids=lambda device: device.__name__)
def test_no_device_is_available_but_the_cpu(device: Any) -> None:
    assert device.is_available() is False
    assert device.device_count() == 0


@pytest.mark.parametrize(
    "name",
    [
        *"cuda.current_device cuda.get_device_name cuda.get_device_properties cuda.set_device cuda.synchronize".split(),
        *"mps.empty_cache mps.synchronize accelerator.synchronize accelerator.set_device_index".split(),
    ],
)
def test_what_needs_a_device_is_an_error_that_names_the_question(name: str) -> None:
    kind, function = name.split(".")
    with pytest.raises(RuntimeError, match=rf"{name}\(\): there is no such device, .*ask {kind}\.is_available\(\)"):
        getattr(getattr(autograd, kind), function)(0)


def test_settings_of_absent_devices_are_accepted() -> None:
    autograd.cuda.manual_seed_all(0)
    autograd.cuda.empty_cache()
    autograd.mps.manual_seed(0)
    autograd.xpu.empty_cache()
    assert autograd.cuda.memory_allocated() == autograd.cuda.max_memory_reserved(0) == 0
    assert autograd.accelerator.current_accelerator() is None


def test_a_misspelt_name_is_an_error_that_suggests_another() -> None:
    with pytest.raises(AttributeError, match="is_available"):
        autograd.cuda.is_avaliable  # noqa: B018
    with pytest.raises(AttributeError, match=r"torch\.backends"):
        autograd.backends.cudn  # noqa: B018


def test_backends_are_absent_and_their_settings_have_no_effect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autograd.backends.cudnn, "benchmark", True)
    monkeypatch.setattr(autograd.backends.cuda.matmul, "allow_tf32", True)
    for backend in (autograd.backends.mps, autograd.backends.mkl, autograd.backends.openmp):
        assert not backend.is_available() and not backend.is_built()
    assert autograd.backends.cudnn.version() is autograd.version.cuda is None


def test_a_loss_is_not_scaled() -> None:
    scaler = autograd.GradScaler()
    p = tensor([1.0], requires_grad=True)
    calls = []

    class Optimizer:
        def step(self, *args: Any) -> str:
            calls.append(args)
            return "done"

    with autograd.autocast("cuda", dtype=autograd.float16):
        loss = (p * 2).sum()
    assert loss.dtype == autograd.float32
    assert (scaler.is_enabled(), scaler.get_scale()) == (False, 1.0)
    assert scaler.scale(loss) is loss
    scaler.unscale_(Optimizer())
    assert scaler.step(Optimizer(), 3) == "done"
    assert calls == [(3,)]
    scaler.update()
    scaler.load_state_dict(scaler.state_dict())
    assert scaler.state_dict() == {}


def test_settings_are_remembered() -> None:
    assert not autograd.are_deterministic_algorithms_enabled()
    assert autograd.get_float32_matmul_precision() == "highest"
    try:
        autograd.use_deterministic_algorithms(True)
        autograd.set_float32_matmul_precision("medium")
        assert autograd.are_deterministic_algorithms_enabled()
        assert autograd.get_float32_matmul_precision() == "medium"
    finally:
        autograd.use_deterministic_algorithms(False)
        autograd.set_float32_matmul_precision("highest")
    with pytest.raises(ValueError, match="expected 'highest', 'high' or 'medium', got 'low'"):
        autograd.set_float32_matmul_precision("low")


def test_the_number_of_threads_is_what_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    assert autograd.get_num_threads() == 3
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "all")
    monkeypatch.setenv("MKL_NUM_THREADS", "5")
    assert autograd.get_num_threads() == 5
    for name in ("OPENBLAS", "MKL", "OMP"):
        monkeypatch.delenv(f"{name}_NUM_THREADS", raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: 7)
    assert autograd.get_num_threads() == 7
    autograd.set_num_threads(2)
    with pytest.raises(ValueError, match="a whole number of 1 or more, got 0"):
        autograd.set_num_threads(0)


# ── devices ──


def test_a_device_is_equal_to_its_text() -> None:
    cpu, first, second = autograd.device("cpu"), autograd.device("cuda:0"), autograd.device("cuda", 1)
    assert cpu == "cpu" and cpu == "cpu:0" and cpu != "cuda" and cpu != "nowhere" and cpu != "cpu:x" and cpu != 1
    assert (str(first), str(second), first == "cuda:0", first == second) == ("cuda:0", "cuda:1", True, False)
    assert autograd.device(1) == second
    assert len({autograd.device("cpu"), autograd.device("cpu:0"), first}) == 2
    with pytest.raises(ValueError, match=r"device\(\): expected one of cpu, cuda, .* got 'gpu'"):
        autograd.device("gpu")


def test_the_cpu_is_the_default_device() -> None:
    with autograd.device("cpu") as device:
        assert autograd.ones(1).device == device == autograd.get_default_device()
    autograd.set_default_device("cpu")
    for call in (lambda: autograd.device("cuda").__enter__(), lambda: autograd.set_default_device("cuda:0")):
        with pytest.raises(ValueError, match="tensors live on the CPU, got device 'cuda"):
            call()


# ── dtypes ──


def test_limits_of_dtypes() -> None:
    limits = autograd.finfo(autograd.float32)
    assert (limits.bits, limits.eps, limits.tiny) == (32, 2.0**-23, 2.0**-126)
    assert autograd.finfo().dtype == "float32"
    assert (autograd.iinfo(autograd.int16).min, autograd.iinfo("uint8").max) == (-(2**15), 255)
    with pytest.raises(TypeError, match=r"finfo\(\): expected a floating dtype, got int64; use iinfo\(\)"):
        autograd.finfo(autograd.int64)
    with pytest.raises(TypeError, match=r"iinfo\(\): expected an integer dtype, got bool; use finfo\(\)"):
        autograd.iinfo(autograd.bool)


@pytest.mark.parametrize("wanted", [autograd.float64, "torch.DoubleTensor", autograd.DoubleTensor])
def test_the_default_dtype_has_older_names(wanted: Any) -> None:
    try:
        autograd.set_default_tensor_type(wanted)
        assert tensor([1.0]).dtype == autograd.zeros(1).dtype == autograd.float64
    finally:
        autograd.set_default_dtype(autograd.float32)
    with pytest.raises(TypeError, match=r"set_default_dtype\(\): expected a floating dtype, got int64"):
        autograd.set_default_dtype(autograd.int64)


@pytest.mark.parametrize(
    ("name", "dtype"),
    [
        ("HalfTensor", "float16"), ("FloatTensor", "float32"), ("DoubleTensor", "float64"), ("ByteTensor", "uint8"),
        ("CharTensor", "int8"), ("ShortTensor", "int16"), ("IntTensor", "int32"), ("LongTensor", "int64"),
        ("BoolTensor", "bool"),
    ],
)  # fmt: skip
def test_types_of_tensors_make_and_recognize_them(name: str, dtype: str) -> None:
    kind = getattr(autograd, name)
    made = kind([1, 0])
    assert (made.dtype, made.tolist(), kind(2, 3).shape, kind().shape) == (dtype, [1, 0], (2, 3), (0,))
    assert isinstance(made, kind)
    assert not isinstance(tensor(np.zeros(1, "int8" if dtype != "int8" else "uint8")), kind)
    assert not isinstance(1.0, kind)
    assert made.type() == autograd.typename(made) == f"torch.{name}"
