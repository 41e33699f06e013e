"""Gradients averaged and batches divided, among threads; test_processes.py has real processes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import autograd
import nn
import nn.functional as F
from autograd.extend import array_of
from nn.data import Augmented, DataLoader, IterableDataset, TensorDataset
from nn.distributed import average_gradients, broadcast_parameters, shard
from tests.nn.distributed.threads import ThreadCommunicator, in_threads


def network(dtype: Any = None) -> nn.Sequential:
    autograd.manual_seed(0)
    return nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2)).to(dtype or autograd.float64)


def gradients(model: nn.Module) -> list[np.ndarray]:
    return [p.grad.numpy() for p in model.parameters()]


@given(sizes=st.lists(st.integers(0, 4), min_size=1, max_size=4).filter(any), seed=st.integers(0, 100))
def test_the_average_is_the_gradient_of_all_examples_whatever_the_parts(sizes: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = autograd.tensor(rng.normal(size=(sum(sizes), 3)))
    y = autograd.tensor(rng.integers(0, 2, sum(sizes)))
    whole = network()
    F.cross_entropy(whole(x), y).backward()
    models = [network() for _ in sizes]  # in one thread: the generator is common to all

    def work(comm: ThreadCommunicator) -> list[np.ndarray]:
        rank = comm.rank
        begin, n = sum(sizes[:rank]), sizes[rank]
        if n:
            F.cross_entropy(models[rank](x[begin : begin + n]), y[begin : begin + n]).backward()
        average_gradients(models[rank], comm, n)
        return gradients(models[rank])

    found = in_threads(len(sizes), work)
    for part in found:
        for ours, theirs in zip(part, gradients(whole)):
            np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-14)
        for ours, first in zip(part, found[0]):
            assert np.array_equal(ours, first)


def test_a_gradient_keeps_its_dtype_and_none_stays_none() -> None:
    models = [network(autograd.float32) for _ in range(2)]

    def work(comm: ThreadCommunicator) -> nn.Module:
        model = models[comm.rank]
        unused = nn.ModuleDict({"used": model, "unused": nn.Linear(1, 1), "frozen": nn.Linear(1, 1)})
        unused["frozen"].requires_grad_(False)
        model(autograd.ones(1, 3)).sum().backward()
        average_gradients(unused, comm)
        return unused

    for model in in_threads(2, work):
        assert all(p.grad.dtype == autograd.float32 for p in model["used"].parameters())
        assert all(p.grad is None for name in ("unused", "frozen") for p in model[name].parameters())


@pytest.mark.parametrize(("examples", "says"), [(-1, "0 or more, got -1"), (0, "no process had an example")])
def test_a_wrong_number_of_examples_is_refused(examples: int, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        in_threads(2, lambda comm: average_gradients(nn.Linear(1, 1), comm, examples))


def test_all_get_the_weights_and_buffers_of_the_first() -> None:
    models = [nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2)) for _ in range(3)]
    models[0](autograd.randn(5, 2))
    in_threads(3, lambda comm: broadcast_parameters(models[comm.rank], comm))
    for model in models[1:]:
        for name, t in model.state_dict().items():
            assert np.array_equal(t.numpy(), models[0].state_dict()[name].numpy()), name


# ── shard ──


def examples(n: int) -> TensorDataset:
    return TensorDataset(autograd.arange(n), autograd.arange(n) * 10)


@given(n=st.integers(1, 40), batch_size=st.integers(4, 9), size=st.integers(1, 4), drop_last=st.booleans())
def test_all_parts_together_are_the_batches_of_one_process(n: int, batch_size: int, size: int, drop_last: bool) -> None:
    def loader() -> DataLoader:
        return DataLoader(examples(n), batch_size, shuffle=True, drop_last=drop_last, generator=autograd.Generator(5))

    whole = [x.tolist() for x, _ in loader()]
    whole = [batch for batch in whole if len(batch) >= size]
    parts = in_threads(size, lambda comm: [(x.tolist(), y.tolist()) for x, y in shard(loader(), comm)])
    lengths = in_threads(size, lambda comm: len(shard(loader(), comm)))
    assert lengths == [len(whole)] * size
    for number, batch in enumerate(whole):
        shares = [part[number][0] for part in parts]
        assert [i for share in shares for i in share] == batch
        assert max(map(len, shares)) - min(map(len, shares)) <= 1
        assert all(part[number][1] == [10 * i for i in part[number][0]] for part in parts)


def test_an_augmented_loader_stays_one() -> None:
    def work(comm: ThreadCommunicator) -> list[float]:
        loader = Augmented(DataLoader(examples(6), 6), lambda x: -x)
        return [v for x, _ in shard(loader, comm) for v in x.tolist()]

    assert in_threads(2, work) == [[0, -1, -2], [-3, -4, -5]]


class Stream(IterableDataset[Any]):
    """A data set without indices."""

    def __iter__(self) -> Any:
        return iter(range(4))


@pytest.mark.parametrize(
    ("loader", "error", "says"),
    [
        ([1, 2], TypeError, "expected a DataLoader with batches of indices, got list"),
        (DataLoader(Stream(), 2), TypeError, "expected a DataLoader with batches of indices"),
        (DataLoader(examples(4), batch_size=None), TypeError, "expected a DataLoader with batches of indices"),
        (DataLoader(examples(4), 2), ValueError, "a batch of 2 cannot be divided among 3 processes"),
    ],
    ids=["list", "stream", "samples", "too small"],
)
def test_what_cannot_be_divided_is_refused(loader: Any, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        in_threads(3, lambda comm: shard(loader, comm))


def test_processes_agree_on_the_loss_of_a_closure_and_on_buffers() -> None:
    x = autograd.randn(40, 3, generator=autograd.Generator(0)).double()
    y = (x[:, 0] > 0).long()
    models = [nn.Sequential(network(), nn.BatchNorm1d(2).double()) for _ in range(2)]

    def work(comm: ThreadCommunicator) -> list[bytes]:
        model = models[comm.rank]
        optimizer = nn.optim.LBFGS(model.parameters(), line_search_fn="strong_wolfe")  # it compares losses
        trainer = nn.Trainer(model, nn.CrossEntropyLoss(), optimizer, comm=comm, progress=False, watch=False)
        trainer.fit(DataLoader(TensorDataset(x, y), 40), epochs=2)
        assert trainer.history["loss"][1] < trainer.history["loss"][0]
        return [array_of(tensor).tobytes() for tensor in model.state_dict().values()]

    first, second = in_threads(2, work)
    assert first == second
