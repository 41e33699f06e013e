"""Six jobs of practice. Each is a function of `torch`, which is PyTorch or `nn.torch`, and returns its figures.

    python -m tests.jobs

prints the table of docs/jobs.md, where PyTorch is installed. A seed gives the same random numbers in both, so both
begin with the same weights and take the same batches.
"""

from __future__ import annotations

import importlib
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

import nn.torch

Figures = dict[str, float]
PAGE = Path(__file__).parents[1] / "docs" / "jobs.md"


def tabular(torch: Any) -> Figures:
    """Classify rows of numbers and a category, one class in six: embedding, batch norm, and weights of the classes."""
    rng = np.random.default_rng(1)
    numbers, category = rng.normal(size=(600, 4)) * [1, 10, 0.1, 3] + [0, 50, 0, -2], rng.integers(0, 5, 600)
    score = (numbers - numbers.mean(0)) / numbers.std(0) @ [1.0, -1.0, 0.5, 0.0] + (category == 2) * 2
    x, c = torch.tensor(numbers), torch.tensor(category)
    y = torch.tensor((score > np.quantile(score, 5 / 6)) * 1.0)
    x = (x - x.mean(0)) / x.std(0)
    torch.manual_seed(0)

    class Network(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.embedding = torch.nn.Embedding(5, 3)
            self.body = torch.nn.Sequential(
                torch.nn.Linear(7, 16), torch.nn.BatchNorm1d(16), torch.nn.ReLU(), torch.nn.Linear(16, 1)
            )

        def forward(self, x: Any, c: Any) -> Any:
            return self.body(torch.cat([x, self.embedding(c)], 1))[:, 0]

    model = Network().double()
    weight = ((1 - y).sum() / y.sum()).reshape(1)
    loss_of = torch.nn.BCEWithLogitsLoss(pos_weight=weight)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.02, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.05, total_steps=5 * 8)
    data = torch.utils.data.TensorDataset(x[:500], c[:500], y[:500])
    for _ in range(5):
        for rows, categories, targets in torch.utils.data.DataLoader(data, 64, shuffle=True):
            optimizer.zero_grad()
            loss_of(model(rows, categories), targets).backward()
            optimizer.step()
            schedule.step()
    model.eval()
    with torch.no_grad():
        logits = model(x[500:], c[500:])
    hits = ((logits > 0) == (y[500:] > 0.5)).double().mean()
    return {"test loss": loss_of(logits, y[500:]).item(), "test accuracy": hits.item()}


def regression(torch: Any) -> Figures:
    """Fit a mean and a variance that depends on x: Gaussian likelihood, clipped gradients, a rate that goes down."""
    rng = np.random.default_rng(2)
    x = rng.uniform(-2, 2, (256, 1))
    y = np.sin(2 * x) + (0.05 + 0.2 * (x > 0)) * rng.normal(size=x.shape)
    inputs, targets = torch.tensor(x), torch.tensor(y)
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(1, 24), torch.nn.Tanh(), torch.nn.Linear(24, 2)).double()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 150)
    norms = []
    for _ in range(150):
        mean, variance = model(inputs).split(1, 1)
        loss = torch.nn.functional.gaussian_nll_loss(mean, targets, torch.nn.functional.softplus(variance), full=True)
        optimizer.zero_grad()
        loss.backward()
        norms.append(torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0).item())
        optimizer.step()
        schedule.step()
    with torch.no_grad():
        mean, variance = model(inputs).split(1, 1)
        spread = torch.nn.functional.softplus(variance).sqrt()
        residuals = ((targets - mean) / spread).abs()
        noisy, quiet = spread[inputs > 0].mean(), spread[inputs < 0].mean()
    return {
        "loss": loss.item(),
        "largest norm before clipping": max(norms),
        "0.9-quantile of the residuals": torch.quantile(residuals, 0.9).item(),
        "noise right : left": (noisy / quiet).item(),
    }


def network_of_images(torch: Any) -> Figures:
    """Train a CNN, save a nested checkpoint halfway, and resume from it in new objects, to the same bits."""
    rng = np.random.default_rng(3)
    classes = rng.integers(0, 3, 192)
    images = rng.normal(size=(192, 1, 12, 12)) * 0.6
    for image, kind in zip(images[:, 0], classes):
        place = rng.integers(2, 10)
        image[(slice(None), place) if kind == 0 else (place, slice(None))] += kind != 2
    data = torch.utils.data.TensorDataset(torch.tensor(images).float(), torch.tensor(classes))

    def build() -> tuple[Any, Any, Any]:
        nn = torch.nn
        model = nn.Sequential(
            nn.Conv2d(1, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 12, 3),
            nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(12, 3),
        )  # fmt: skip
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, nesterov=True)
        return model, optimizer, torch.optim.lr_scheduler.StepLR(optimizer, 1, gamma=0.7)

    def train(model: Any, optimizer: Any, schedule: Any) -> float:
        for _ in range(4):
            for batch, target in torch.utils.data.DataLoader(data, 32, shuffle=True):
                optimizer.zero_grad()
                loss = torch.nn.functional.cross_entropy(model(batch), target, label_smoothing=0.05)
                loss.backward()
                optimizer.step()
            schedule.step()
        return float(loss.item())

    torch.manual_seed(0)
    parts = build()
    first = train(*parts)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "checkpoint.pt"
        state = {"parts": [part.state_dict() for part in parts], "random": torch.get_rng_state(), "epoch": 4}
        torch.save(state, path)
        second = train(*parts)
        resumed = build()
        saved = torch.load(path)
    for part, state in zip(resumed, saved["parts"]):
        part.load_state_dict(state)
    torch.set_rng_state(saved["random"])
    again = train(*resumed)
    weights = [torch.nn.utils.parameters_to_vector(model.parameters()) for model in (parts[0], resumed[0])]
    return {
        "loss after 4 epochs": first,
        "loss after 8 epochs": second,
        "difference when resumed": abs(second - again) + (weights[0] - weights[1]).abs().max().item(),
    }


def inverse_pinn(torch: Any) -> Figures:
    """Find the damping and the stiffness of an oscillator from measurements: a loss with u′ and u″ inside."""
    rng = np.random.default_rng(4)
    measured = np.linspace(0, 3, 30)[:, None]
    values = np.exp(-0.3 * measured) * np.cos(2 * measured) + 0.01 * rng.normal(size=measured.shape)
    torch.manual_seed(0)
    nn = torch.nn
    model = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 16), nn.Tanh(), nn.Linear(16, 1)).double()
    constants = nn.Parameter(torch.tensor([0.1, 3.0], dtype=torch.float64))
    t, u, grid = (torch.tensor(x) for x in (measured, values, np.linspace(0, 3, 40)[:, None]))
    grid.requires_grad_()
    optimizer = torch.optim.Adam([*model.parameters(), constants], lr=0.01)
    for _ in range(300):
        found = model(grid)
        (du,) = torch.autograd.grad(found.sum(), grid, create_graph=True)
        (ddu,) = torch.autograd.grad(du.sum(), grid, create_graph=True)
        equation = ((ddu + 2 * constants[0] * du + constants[1] * found) ** 2).mean()
        loss = ((model(t) - u) ** 2).mean() + 0.01 * equation
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return {"loss": loss.item(), "damping": constants[0].item(), "stiffness": constants[1].item()}


def layer_of_ones_own(torch: Any) -> Figures:
    """Train a layer with a function and a derivative of one's own, a buffer and a hook: x · sigmoid(βx), β learned."""

    class Swish(torch.autograd.Function):  # type: ignore[misc]
        @staticmethod
        def forward(ctx: Any, x: Any, beta: Any) -> Any:
            ctx.save_for_backward(x, beta)
            return x * torch.sigmoid(beta * x)

        @staticmethod
        def backward(ctx: Any, upstream: Any) -> Any:
            x, beta = ctx.saved_tensors
            gate = torch.sigmoid(beta * x)  # computed again, so that the derivative has derivatives
            slope = x * gate * (1 - gate)
            return upstream * (gate + beta * slope), (upstream * x * slope).sum(0)

    class Layer(torch.nn.Module):  # type: ignore[misc]
        def __init__(self, size: int) -> None:
            super().__init__()
            self.beta = torch.nn.Parameter(torch.ones(size))
            self.register_buffer("calls", torch.tensor(0))

        def forward(self, x: Any) -> Any:
            self.calls += 1
            return Swish.apply(x, self.beta)

    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(2, 12), Layer(12), torch.nn.Linear(12, 1)).double()
    sizes = []
    model[1].register_full_backward_hook(lambda module, given, received: sizes.append(received[0].norm().item()))
    optimizer = torch.optim.RMSprop(model.parameters(), lr=0.01)
    x = torch.randn(128, 2, dtype=torch.float64)
    y = (x[:, :1] * x[:, 1:]).tanh()
    for _ in range(100):
        loss = torch.nn.functional.huber_loss(model(x), y, delta=0.5)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    sample = (x[:3, :2].detach().clone().requires_grad_(), torch.ones(2, dtype=torch.float64, requires_grad=True))
    assert torch.autograd.gradcheck(Swish.apply, sample) and torch.autograd.gradgradcheck(Swish.apply, sample)
    assert model.state_dict()["1.calls"].item() == 100
    return {"loss": loss.item(), "mean of β": model[1].beta.mean().item(), "last upstream norm": sizes[-1]}


def gaussian_process(torch: Any) -> Figures:
    """Maximise the marginal likelihood of a Gaussian process by L-BFGS, and predict with its variance."""
    rng = np.random.default_rng(5)
    at = np.sort(rng.uniform(0, 5, 40))
    x, y = torch.tensor(at), torch.tensor(np.sin(2 * at) + 0.1 * rng.normal(size=40))
    settings = torch.tensor([0.0, 0.0, -1.0], dtype=torch.float64, requires_grad=True)
    unit = torch.eye(40, dtype=torch.float64)

    def kernel(a: Any, b: Any) -> Any:
        return torch.exp(2 * settings[1] - 0.5 * (a[:, None] - b[None, :]) ** 2 / torch.exp(2 * settings[0]))

    def factor() -> Any:
        return torch.linalg.cholesky(kernel(x, x) + torch.exp(2 * settings[2]) * unit)

    def negative_likelihood() -> Any:
        half = torch.linalg.solve_triangular(factor(), y[:, None], upper=False)
        return 0.5 * (half * half).sum() + torch.diagonal(factor()).log().sum() + 20 * np.log(2 * np.pi)

    optimizer = torch.optim.LBFGS([settings], max_iter=25, line_search_fn="strong_wolfe")

    def closure() -> Any:
        optimizer.zero_grad()
        loss = negative_likelihood()
        loss.backward()
        return loss

    optimizer.step(closure)
    with torch.no_grad():
        new = torch.tensor([1.3, 6.0], dtype=torch.float64)
        mean = kernel(new, x) @ torch.cholesky_solve(y[:, None], factor())
        inside = torch.linalg.solve_triangular(factor(), kernel(x, new), upper=False)
        variance = torch.diagonal(kernel(new, new)) - (inside * inside).sum(0)
    return {
        "negative log-likelihood": negative_likelihood().item(),
        "length scale": settings[0].exp().item(),
        "noise": settings[2].exp().item(),
        "prediction at 1.3": mean[0, 0].item(),
        "variance at 6.0": variance[1].item(),
    }


JOBS: dict[str, Callable[[Any], Figures]] = {
    "tabular data": tabular,
    "regression with noise": regression,
    "CNN with resume": network_of_images,
    "inverse PINN": inverse_pinn,
    "layer of one's own": layer_of_ones_own,
    "Gaussian process": gaussian_process,
}


def recorded() -> dict[tuple[str, str], tuple[float, float]]:
    """Return the figures of the page: for each job and figure those of chainrule and of PyTorch."""
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (\S+) \| (\S+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {(job, figure): (float(ours), float(theirs)) for job, figure, ours, theirs in rows if ours[-1].isdigit()}


def main() -> None:
    """Print the table."""
    torch = importlib.import_module("torch")
    print("| job | figure | chainrule | PyTorch |\n|---|---|---|---|")
    for name, job in JOBS.items():
        ours, theirs = job(nn.torch), job(torch)
        for figure in ours:
            print(f"| {name} | {figure} | {ours[figure]:.6g} | {theirs[figure]:.6g} |")


if __name__ == "__main__":
    main()
