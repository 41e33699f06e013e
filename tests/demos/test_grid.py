"""The grid of rate, width, depth and batch size."""

import pytest

from demos.grid import BATCHES, DEPTHS, POINTS, RATES, WIDTHS, Point, means, rows, train

FOUND = {point: point.rate + point.width / 1000 for point in POINTS}


def test_the_grid_is_whole() -> None:
    assert len(POINTS) == len(set(POINTS)) == len(RATES) * len(WIDTHS) * len(DEPTHS) * len(BATCHES) == 108


def test_the_table_and_its_means() -> None:
    table = rows(FOUND)
    assert list(table)[:2] == [(8, 1), (8, 2)]
    assert table[32, 2] == pytest.approx([100 * rate + 3.2 for rate in RATES for _ in BATCHES])
    assert means(FOUND, "depth") == pytest.approx(dict.fromkeys(DEPTHS, sum(FOUND.values()) / 108))
    assert means(FOUND, "rate")[0.3] == pytest.approx(0.3 + 0.056)


def test_two_points() -> None:
    assert train(Point(0.3, 32, 1, 32), epochs=4) > 0.85
    assert train(Point(0.03, 8, 3, 128), epochs=4) < 0.3


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_the_best_rate_depends_on_batch_size_and_depth(seed: int) -> None:
    assert train(Point(1.0, 32, 1, 8), seed) < 0.5
    assert train(Point(1.0, 32, 1, 32), seed) > 0.85
    assert train(Point(0.03, 32, 1, 8), seed) > 0.85
    assert train(Point(0.03, 32, 1, 128), seed) < 0.6
    assert train(Point(0.1, 32, 3, 8), seed) > 0.8
    assert train(Point(0.1, 32, 3, 128), seed) < 0.5
