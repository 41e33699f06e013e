"""Learn the price of a house from its size with a network 1-16-1.

The invented prices are 0.2 · size + 50 thousand dollars with noise, so a house of 3,000 square feet is worth $650,000.
Sizes in the thousands would make the gradients huge. The network therefore works with standardised numbers, and both
directions of that are layers.
"""

from __future__ import annotations

from pathlib import Path

import autograd
import nn
from demos._command import Options, announce, prepare, run
from nn import plots
from nn.data import TensorDataset
from nn.training import History

HOUSES = 200
EPOCHS = 60
ASKED = [1000.0, 2000.0, 3000.0, 4000.0]  # square feet


class Prices(nn.Module):
    """A network from sizes to prices, in square feet and thousands of dollars."""

    def __init__(self, houses: TensorDataset) -> None:
        super().__init__()
        sizes, prices = houses.tensors
        self.sizes = nn.Standardize(1).fit(sizes)
        self.network = nn.MLP(1, [16, 1])
        self.prices = nn.Standardize(1).fit(prices)

    def forward(self, sizes: autograd.Tensor) -> autograd.Tensor:
        """Return the prices of houses of these sizes, both (n, 1)."""
        return self.prices.inverse(self.network(self.sizes(sizes)))

    def loss(self, output: autograd.Tensor, target: autograd.Tensor) -> autograd.Tensor:
        """Return the mean squared error in units of the standard deviation of the prices."""
        return nn.functional.mse_loss(self.prices(output), self.prices(target))


def train(houses: TensorDataset, seed: int = 0, epochs: int = EPOCHS) -> tuple[Prices, History]:
    """Train the network on the houses."""
    autograd.manual_seed(seed)
    model = Prices(houses)
    optimizer = nn.optim.Adam(model.parameters(), lr=0.01)
    trainer = nn.Trainer(model, model.loss, optimizer, metrics=["mean_absolute_error"])
    return model, trainer.fit(houses, epochs=epochs, batch_size=16)


@autograd.no_grad()
def price(model: Prices, size: float) -> float:
    """Return the price of one house in thousands of dollars."""
    return float(model(autograd.tensor([[size]])).item())


def save_fit(model: Prices, houses: TensorDataset, path: Path) -> None:
    """Draw the houses, the network's prices and the true line."""
    figure = plots.new_figure(7, 4.6)
    axis = figure.subplots()
    sizes, prices = (tensor.flatten().tolist() for tensor in houses.tensors)
    axis.scatter(sizes, prices, s=14, color=plots.BLUE, alpha=0.45, linewidths=0, label="houses, with noise")
    line = [500.0 + 50 * i for i in range(71)]
    axis.plot(line, [0.2 * size + 50 for size in line], color=plots.INK, linewidth=1, label="0.2 · size + 50")
    axis.plot(line, [price(model, size) for size in line], color=plots.ORANGE, linewidth=2, label="network 1-16-1")
    axis.axvline(3000, color=plots.INK, linewidth=0.8, linestyle=":")
    axis.text(3030, 150, f"3,000 square feet:\n${1000 * price(model, 3000):,.0f}", color=plots.INK)
    axis.set(xlabel="size, square feet", ylabel="price, thousands of dollars", title="House prices")
    plots.plain(axis)
    axis.legend(frameon=False)
    plots.save_figure(figure, path)


def main() -> None:
    """Train the network, print some prices, and draw them."""
    options = Options("house_prices", __doc__ or "").parse_args()
    prepare(options.out)
    houses = nn.datasets.house_prices(HOUSES, seed=options.seed)
    model, history = train(houses, options.seed)
    print(
        f"{len(houses)} houses, {EPOCHS} epochs, mean error {history['mean_absolute_error'][-1]:.1f} thousand dollars"
    )
    print("\nsquare feet    network       true   thousand dollars")
    for size in ASKED:
        print(f"{size:11,.0f}{price(model, size):11.1f}{0.2 * size + 50:11.1f}")
    print()
    save_fit(model, houses, options.out / "prices.png")
    announce("prices", options.out / "prices.png")


if __name__ == "__main__":
    run(main, "matplotlib")
