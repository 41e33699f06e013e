"""Counts of parameters."""

import pytest

from demos.parameter_counts import NETWORKS, counted, networks_with, per_layer


@pytest.mark.parametrize(
    ("sizes", "count"), [([3, 5, 5, 2], 62), ([784, 128, 10], 101_770), ([784, 128, 64, 10], 109_386)]
)
def test_the_counts_of_the_textbooks(sizes: list[int], count: int) -> None:
    assert counted(sizes) == sum(per_layer(sizes)) == count
    assert sizes in NETWORKS


def test_several_networks_have_62() -> None:
    found = networks_with(62)
    assert [3, 5, 5, 2] in found and [3, 10, 2] in found
    assert all(counted(sizes) == 62 for sizes in found)
