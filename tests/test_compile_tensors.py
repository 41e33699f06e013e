"""nn.compile: what is written out gives what f gives, or refuses."""

from __future__ import annotations

import copy
import pickle
import random
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import autograd
import nn
import nn.functional as F
from autograd import Tensor
from autograd.operation import ELEMENTWISE
from tests.test_array_ops import CASES, IDS, array

# These read numbers on the way: a comparison, an index that is a tensor, a check of probabilities.
REFUSED = {
    ("norm", 2), ("matrix_norm", 3), ("getitem", 6), ("getitem", 7), ("getitem", 8), ("where", 1),
    ("elementwise_bce", 0),
}  # fmt: skip


def seed_like(out: Tensor) -> Tensor:
    """An upstream gradient without symmetries."""
    return autograd.tensor(np.linspace(-1, 2, out.numel()).reshape(out.shape).astype(out.dtype))


def agree(f: Callable[..., Any], arrays: tuple[np.ndarray, ...], calls: int = 2) -> Any:
    """The value and gradients of the compiled f are those of f, to the last bit."""
    compiled = nn.compile(f)
    for call in range(calls):
        mine, theirs = ([autograd.tensor(a + 0.01 * call, requires_grad=True) for a in arrays] for _ in range(2))
        expected, out = f(*mine), compiled(*theirs)
        np.testing.assert_array_equal(out.detach().numpy(), expected.detach().numpy())
        assert out.dtype == expected.dtype
        assert out.requires_grad == expected.requires_grad
        if out.requires_grad:
            expected.backward(seed_like(expected))
            out.backward(seed_like(expected))
        for a, b in zip(mine, theirs):
            assert (a.grad is None) == (b.grad is None)
            if a.grad is not None:
                np.testing.assert_array_equal(b.grad.numpy(), a.grad.numpy())
                assert b.grad.dtype == a.grad.dtype
    return compiled


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("name", "i"), IDS)
def test_every_array_operation(name: str, i: int, dtype: Any) -> None:
    f, arrays = CASES[name][i]
    arrays = tuple(a.astype(dtype) for a in arrays)
    if (name, i) in REFUSED:
        with pytest.raises(TypeError, match="reads the numbers"):
            agree(f, arrays)
    else:
        agree(f, arrays)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", ELEMENTWISE)
def test_every_row(name: str, dtype: Any) -> None:
    row = autograd.ops.TABLE[name]
    x, y = (np.linspace(0.2, 0.9, 6).reshape(2, 3).astype(dtype), np.array([0.3, 0.6, 0.75], dtype))
    if row.arity == 1:
        agree(row, (x,))
        return
    agree(row, (x, y))
    agree(lambda x: row(x, 0.5), (x,))
    agree(lambda y: row(2, y), (y,))
    agree(lambda x: row(x, x), (x,))


@settings(max_examples=80)
@given(data=st.data())
def test_random_functions(data: st.DataObject) -> None:
    names = "add sub mul div tanh relu maximum exp2 where matmul sum mean reshape cat linear".split()
    steps = data.draw(
        st.lists(st.tuples(st.sampled_from(names), st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=12)
    )
    fixed = autograd.tensor(array(3, 3, seed=5), requires_grad=True)
    corner = autograd.eye(3) > 0

    def f(x: Tensor, y: Tensor) -> Tensor:
        nodes = [x, y, fixed, autograd.ones(3, 3, dtype=autograd.float64)]
        for name, i, j in steps:
            a, b = nodes[i % len(nodes)], nodes[j % len(nodes)]
            made = {
                "tanh": a.tanh, "relu": a.relu, "exp2": lambda a=a: autograd.exp2(a.tanh()),
                "where": lambda a=a, b=b: autograd.where(corner, a, b * 0.5),
                "sum": lambda a=a: a.sum(0, keepdim=True).expand(3, 3), "mean": lambda a=a: a - a.mean(),
                "reshape": lambda a=a: a.reshape(9).reshape(3, 3), "matmul": lambda a=a, b=b: (a @ b).tanh(),
                "cat": lambda a=a, b=b: autograd.cat([a[:1], b[1:]]), "linear": lambda a=a, b=b: F.linear(a, b, b[0]),
                "div": lambda a=a, b=b: a / (b * b + 1.5),
            }.get(name, lambda a=a, b=b, name=name: getattr(autograd, name)(a, b))()  # fmt: skip
            nodes.append(made.tanh())
        return autograd.cat(nodes[4:])

    compiled = agree(f, (array(3, 3), array(3, 3, seed=1)))
    fixed.grad = None
    f(*map(autograd.tensor, (array(3, 3), array(3, 3, seed=1)))).sum().backward() if fixed_moves(f) else None
    expected, fixed.grad = fixed.grad, None
    if expected is not None:
        compiled(*map(autograd.tensor, (array(3, 3), array(3, 3, seed=1)))).sum().backward()
        np.testing.assert_array_equal(fixed.grad.numpy(), expected.numpy())


def fixed_moves(f: Callable[..., Tensor]) -> bool:
    return f(*map(autograd.tensor, (array(3, 3), array(3, 3, seed=1)))).requires_grad


def networks() -> dict[str, tuple[nn.Module, tuple[int, ...]]]:
    autograd.manual_seed(0)
    return {
        "mlp": (nn.MLP(6, [5, 3]), (4, 6)),
        "normalised": (nn.Sequential(nn.Linear(6, 4), nn.LayerNorm(4), nn.GELU(), nn.Dropout(0.5)).eval(), (4, 6)),
        "cnn": (
            nn.Sequential(nn.Conv2d(1, 2, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(8, 3)),
            (4, 1, 4, 4),
        ),
    }


@pytest.mark.parametrize("name", networks())
def test_training_goes_the_same_way(name: str) -> None:
    losses = []
    for compiling in (False, True):
        model, shape = networks()[name]
        optimizer = nn.optim.Adam(model.parameters(), lr=0.01)

        def loss(x: Tensor, y: Tensor, model: nn.Module = model) -> Tensor:
            return F.cross_entropy(model(x), y)

        run = nn.compile(loss) if compiling else loss
        rng = np.random.default_rng(0)
        losses.append([])
        for _ in range(5):
            x = autograd.tensor(rng.random(shape, np.float32))
            y = autograd.tensor(rng.integers(0, 3, shape[0]))
            optimizer.zero_grad()
            found = run(x, y)
            found.backward()
            optimizer.step()
            losses[-1].append(found.item())
    assert losses[0] == losses[1]


def test_the_text_is_backpropagation_written_out() -> None:
    model = nn.Linear(3, 2)
    compiled = nn.compile(lambda x: (model(x) * 2).relu().sum())
    with pytest.raises(RuntimeError, match="call the function once"):
        compiled.source  # noqa: B018
    compiled(autograd.ones(4, 3)).backward()
    assert compiled.source == (
        "def forward(x, weight, bias):\n"
        "    t1 = xp.linear(x, weight, bias)\n"
        "    t2 = t1 * 2\n"
        "    t3 = xp.relu(t2)\n"
        "    t4 = asarray(xp.sum(t3, None, False, None))\n"
        "    return t4, [t3, x]\n"
        "\n\n"
        "def backward(upstream, kept):\n"
        "    t3, x = kept\n"
        "    d_t3 = fit(sum_by_x(xp, upstream, (4, 2), None, False), like_t3, upstream)\n"
        "    d_t2 = d_t3 * (t3 > 0)\n"
        "    d_t1 = d_t2 * k\n"
        "    d_weight = linear_by_weight(xp, d_t1, x)\n"
        "    d_bias = xp.sum_to(linear_by_bias(xp, d_t1), (2,))\n"
        "    return [None, d_weight, d_bias]\n"
    )


def test_memory_is_given_back_as_early_as_operation_by_operation() -> None:
    model = nn.MLP(256, [256] * 12)
    x = autograd.rand(512, 256)
    peaks = []
    for f in (lambda x: model(x).sum(), nn.compile(lambda x: model(x).sum())):
        f(x).backward()
        model.zero_grad()
        tracemalloc.start()
        f(x).backward()
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] <= 1.1 * peaks[0]


def test_it_is_traced_anew_for_other_shapes_dtypes_and_settings() -> None:
    traced = []

    def f(x: Tensor, power: float = 2.0, *, twice: bool = False) -> Tensor:
        traced.append(power)
        return (x**power * (2 if twice else 1)).sum()

    compiled = nn.compile(f)
    x = autograd.tensor([1.0, 2.0, 3.0])
    assert [compiled(x).item() for _ in range(3)] == [14.0] * 3
    assert len(traced) == 2
    assert compiled(x, 3.0).item() == 36
    assert compiled(x, twice=True).item() == 28
    assert compiled(x[:2]).item() == 5
    assert compiled(x.double()).dtype == autograd.float64
    assert np.isnan(compiled(x, float("nan")).item())
    assert compiled(x, -0.0).item() == 3
    count = len(traced)
    compiled(x), compiled(x, float("nan")), compiled(x, twice=True), compiled(x[:2])
    assert len(traced) == count


def test_what_is_left_out_is_not_what_is_none() -> None:
    compiled = nn.compile(lambda x, y=1.0: x * (0.0 if y is None else y))
    x = autograd.tensor([3.0])
    assert compiled(x).item() == 3
    assert compiled(x, None).item() == 0


def test_arguments_in_nests_and_one_twice() -> None:
    compiled = nn.compile(lambda pair, named: pair[0] * pair[1] + named["z"])
    x, y, z = (autograd.tensor([float(i)], requires_grad=True) for i in (2, 3, 4))
    compiled((x, x), {"z": z}).backward()
    assert x.grad.item() == 4
    out = compiled((x, y), {"z": z})
    assert out.item() == 10
    x.grad = None
    out.backward()
    assert (x.grad.item(), y.grad.item()) == (3, 2)


def test_a_gradient_flows_through_it_to_what_comes_before() -> None:
    compiled = nn.compile(lambda x: (x * x).sum())
    w = autograd.tensor([1.0, 2.0], requires_grad=True)
    (compiled(w * 3) * 2).backward()
    np.testing.assert_allclose(w.grad.numpy(), 4 * 9 * np.array([1.0, 2.0]))


def test_evaluation_training_freezing_and_new_parameters() -> None:
    model = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.5))
    compiled = nn.compile(model)
    x = autograd.ones(3, 2)
    with pytest.raises(TypeError, match="draws random numbers"):
        compiled(x)
    compiled.eval()  # the module's own method
    assert not model.training
    np.testing.assert_array_equal(compiled(x).detach().numpy(), model(x).detach().numpy())
    model[0].weight.requires_grad_(False)
    compiled(x).sum().backward()
    assert model[0].weight.grad is None
    assert model[0].bias.grad is not None
    model[0].weight = nn.Parameter(autograd.zeros(2, 2))
    np.testing.assert_array_equal(compiled(x).detach().numpy(), model(x).detach().numpy())
    model[0] = nn.Linear(2, 4)
    assert compiled(x).shape == (3, 4)
    with autograd.no_grad():
        assert not compiled(x).requires_grad
    assert compiled(x).requires_grad


@pytest.mark.parametrize(
    "f",
    [
        lambda x: x * x.sum().item(),
        lambda x: x if x.sum() > 0 else -x,
        lambda x: x * float(x[0]),
        lambda x: x * x.detach().numpy(),
        lambda x: x[x > 0],
        lambda x: x * autograd.tensor(x.tolist()),
    ],
)
def test_reading_numbers_is_refused(f: Callable[..., Any]) -> None:
    with pytest.raises(TypeError, match=r"test_compile_tensors.py:\d+ the function reads the numbers"):
        nn.compile(f)(autograd.ones(3))
    assert (autograd.ones(3) * 2).sum().item() == 6  # nothing is left of the attempt


def test_what_cannot_be_written_down_is_refused() -> None:
    def in_place(x: Tensor) -> Tensor:
        y = x * 1
        y += 1
        return y

    for f, message in [
        (in_place, "changes a tensor in place"),
        (lambda x: x + autograd.rand(3), "draws random numbers"),
        (lambda x: x * random.random(), "is it random"),
        (lambda x: x * float(np.random.rand()), "is it random"),
        (lambda x: autograd.unique(x).sum(), "hangs on numbers"),
        (lambda x: x.register_hook(print), "registers a hook"),
        (lambda x: (x, x), "must return one Tensor, got tuple"),
        (lambda x: x.sum().backward(), r"calls backward\(\)"),
    ]:
        with pytest.raises(TypeError, match=message):
            nn.compile(f)(autograd.ones(3))
    made = autograd.ones(3, requires_grad=True) * 2
    with pytest.raises(TypeError, match="computed outside"):
        nn.compile(lambda x: x * made)(autograd.ones(3))
    with pytest.raises(TypeError, match="plain setting"):
        nn.compile(lambda x, y: x)(autograd.ones(3), np.ones(3))


def test_errors_are_the_functions_own() -> None:
    compiled = nn.compile(lambda x, y: F.cross_entropy(x, y))
    x = autograd.ones(2, 3)
    assert compiled(x, autograd.tensor([0, 2])).item() == pytest.approx(np.log(3))
    with pytest.raises(IndexError, match="class 3 is out of range for 3 classes"):
        compiled(x, autograd.tensor([0, 3]))
    # One that is ignored goes another way in f, so f is asked.
    assert compiled(x, autograd.tensor([0, -100])).item() == pytest.approx(np.log(3))


def test_versions_second_passes_and_hooks() -> None:
    w = autograd.tensor([2.0], requires_grad=True)
    compiled = nn.compile(lambda x: (w * w * x).sum())
    out = compiled(autograd.ones(1))
    out.backward(retain_graph=True)
    out.backward()
    assert w.grad.item() == 8
    with pytest.raises(RuntimeError, match="a second time"):
        out.backward()
    out = compiled(autograd.ones(1))
    with autograd.no_grad():
        w.add_(1)
    with pytest.raises(RuntimeError, match="changed in place"):
        out.backward()
    seen = []
    out = compiled(autograd.ones(1))
    out.register_hook(lambda g: seen.append(g.item()) or g * 10)
    w.grad = None
    out.backward()
    assert (seen, w.grad.item()) == ([1.0], 60.0)


def test_two_calls_before_the_passes_back() -> None:
    compiled = nn.compile(lambda x: (x * x).sum())
    x, y = (autograd.tensor([v], requires_grad=True) for v in (2.0, 5.0))
    first, second = compiled(x), compiled(y)
    first.backward()
    second.backward()
    assert (x.grad.item(), y.grad.item()) == (4, 10)


def test_higher_orders_are_computed_by_the_function() -> None:
    compiled = nn.compile(lambda x: (x**3).sum())
    x = autograd.tensor([2.0], dtype=autograd.float64, requires_grad=True)
    compiled(x).backward(create_graph=True)
    slope, x.grad = x.grad, None
    slope.backward()
    assert (slope.item(), x.grad.item()) == (12, 12)
    assert autograd.hessian(compiled)(autograd.tensor([2.0], dtype=autograd.float64)).item() == 12
    assert autograd.check_gradients(compiled, autograd.tensor([2.0, -1.5], dtype=autograd.float64), order=2)


def test_under_detect_anomaly_the_function_itself_runs() -> None:
    compiled = nn.compile(lambda x: autograd.log(x))
    x = autograd.tensor([0.0])
    compiled(x)
    with autograd.detect_anomaly(), pytest.raises(ArithmeticError, match="log made infinity"):
        compiled(x)


def test_a_result_does_not_share_memory_with_parameters() -> None:
    w = autograd.ones(2, 2, requires_grad=True)
    out = nn.compile(lambda x: w.T)(autograd.ones(1))
    with autograd.no_grad():
        out.mul_(3)
    assert w.sum().item() == 4


def test_the_graph_of_a_call_can_be_drawn_and_freed() -> None:
    import gc
    import weakref

    model = nn.Linear(2, 2)
    compiled = nn.compile(lambda x: model(x).sum())
    out = compiled(autograd.ones(1, 2))
    assert "compiled" in repr(out.grad_fn).lower() or "lambda" in repr(out.grad_fn)
    assert autograd.draw(out).dot
    alive = weakref.ref(out)
    gc.disable()
    try:
        del out
        assert alive() is None
    finally:
        gc.enable()


# ── what fresh eyes found: each gave wrong numbers once ──


def leaf(*numbers: float) -> Tensor:
    return autograd.tensor(np.array(numbers), requires_grad=True)


def test_what_was_changed_after_the_call_is_noticed() -> None:
    x = leaf(1.0)
    out = nn.compile(lambda x: x.exp())(x)
    out.mul_(10.0)
    with pytest.raises(RuntimeError, match="changed in place"):
        out.sum().backward()
    w, x = leaf(2.0, 3.0).reshape(1, 2).detach().requires_grad_(), autograd.ones(2, 1, dtype=autograd.float64)
    out = nn.compile(lambda x: (x.T * w).sum())(x)
    x.mul_(100.0)
    with pytest.raises(RuntimeError, match="changed in place"):
        out.backward()
    w = leaf(1.0)
    out = nn.compile(lambda w: w.exp().sum())(w)
    with autograd.no_grad():
        w.add_(1)
    with pytest.raises(RuntimeError, match="changed in place"):
        out.backward(create_graph=True)


def test_one_tensor_in_two_places() -> None:
    def f(a: Tensor, b: Tensor) -> Tensor:
        return (a * b).sum()

    hessian = autograd.hessian(lambda x: nn.compile(f)(x, x))(leaf(1.0, 2.0).detach())
    np.testing.assert_array_equal(hessian.numpy(), 2 * np.eye(2))
    w = leaf(2.0)
    v = nn.Parameter(w.data)  # another tensor, the same array
    nn.compile(lambda x: (v * x + w * x * x).sum())(autograd.tensor([3.0], dtype=autograd.float64)).backward()
    assert (v.grad.item(), w.grad.item()) == (3, 9)


def test_numbers_from_outside_are_numbers_too() -> None:
    w = leaf(1.0, -1.0)
    index = autograd.tensor([1, 0])
    for f in (
        lambda x: autograd.where(w > 0, w, 0.1 * w) * x,
        lambda x: x * w.sum().item(),
        lambda x: x[index],
        lambda x: x * w.detach(),
        lambda x: x * w.tolist()[0],
        lambda x: x * [x.sum(), x.max()],
        lambda x: autograd.cat([x, [x.sum()]]),
    ):
        with pytest.raises(TypeError, match="compile: at"):
            nn.compile(f)(leaf(1.0, 2.0))
    with pytest.raises(TypeError, match="compile: at"):
        nn.compile(lambda x, n: x[:n].sum())(leaf(1.0, 2.0), autograd.tensor(1))


def test_a_refusal_cannot_be_swallowed() -> None:
    def f(x: Tensor) -> Tensor:
        try:
            scale = float(x.sum())
        except Exception:
            scale = 0.0
        return x * scale

    with pytest.raises(TypeError, match="reads the numbers"):
        nn.compile(f)(leaf(1.0))


def test_modules_are_watched_wherever_they_are() -> None:
    class Holder:
        def __init__(self) -> None:
            self.model = nn.Sequential(nn.Linear(2, 2), nn.LeakyReLU(0.1), nn.Dropout(0.5)).eval()

    holder, x = Holder(), autograd.tensor([[1.0, -2.0]])
    compiled = nn.compile(lambda x: holder.model(x))

    def same() -> bool:
        return np.array_equal(compiled(x).detach().numpy(), holder.model(x).detach().numpy())

    assert same()
    holder.model[0].weight = nn.Parameter(autograd.ones(2, 2))
    assert same()
    holder.model[1].negative_slope = 0.7
    assert same()
    handle = holder.model[0].register_forward_hook(lambda module, args, out: out * 2)
    assert same()
    handle.remove()
    assert same()
    holder.model.append(nn.Tanh())
    assert same()
    holder.model.train()
    with pytest.raises(TypeError, match="draws random numbers"):
        compiled(x)


def test_a_variable_that_stands_for_something_else() -> None:
    scale = 2.0
    model = nn.Linear(1, 1)
    compiled = nn.compile(lambda x: model(x) * scale)
    x = autograd.ones(1, 1)
    first = compiled(x).item()
    scale = 4.0
    assert compiled(x).item() == pytest.approx(2 * first)
    model = nn.Linear(1, 1)
    assert compiled(x).item() == (model(x) * scale).item()


def test_layouts_results_of_no_dimensions_and_infinite_numbers() -> None:
    compiled = nn.compile(lambda x: x.reshape(-1))
    wide = autograd.ones(2, 3)
    compiled(wide[:, :2])
    x = autograd.ones(2, 2)
    out = compiled(x)
    out.add_(1)
    assert x.sum().item() == 4
    for power in (2, 3, 0.5, -0.5, 0.3):
        agree(lambda x, power=power: (x * x).sum() ** power, (np.array([0.3, 0.7], np.float32),))
    agree(lambda x: F.leaky_relu(x, float("inf")), (np.array([0.3, -0.7], np.float32),))


def test_a_stale_view_is_refused() -> None:
    a, w = leaf(1.0, 2.0), leaf(5.0)
    base = a * 1
    view = base[0:1]
    base[0:1] = w
    with pytest.raises(RuntimeError, match="take the view again"):
        nn.compile(lambda x: x * 2)(view)


def test_copies_are_of_the_function() -> None:
    compiled = nn.compile(nn.Linear(2, 2))
    x = autograd.ones(1, 2)
    compiled(x)
    for other in (copy.deepcopy(compiled), pickle.loads(pickle.dumps(compiled))):
        np.testing.assert_array_equal(other(x).detach().numpy(), compiled(x).detach().numpy())
        with autograd.no_grad():
            other._f.weight.add_(1)
        np.testing.assert_array_equal(other(x).detach().numpy(), other._f(x).detach().numpy())


def test_an_argument_that_is_the_result() -> None:
    x = leaf(3.0)
    (nn.compile(lambda x: x)(x) * x).sum().backward(create_graph=True)
    assert x.grad.item() == 6
    x.grad = None


def test_forward_mode_says_what_to_do() -> None:
    compiled = nn.compile(lambda x: x * x)
    with pytest.raises(RuntimeError, match="give the function that was compiled"):
        autograd.jvp(compiled, (leaf(3.0).detach(),), (leaf(1.0).detach(),))


def test_programs_are_not_kept_without_end() -> None:
    compiled = nn.compile(lambda x, scale: x * scale)
    for i in range(100):
        assert compiled(leaf(2.0), i / 7).item() == 2 * (i / 7)
    assert len(compiled._programs) <= 64


def test_what_f_kept_of_a_trace_are_ordinary_tensors() -> None:
    kept = []

    def f(x: Tensor) -> Tensor:
        kept.append(x * 2)
        return kept[-1].sum()

    nn.compile(f)(leaf(1.0))
    assert all(type(t) is Tensor for t in kept)
