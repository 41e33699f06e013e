"""Expressions, in which rules are written as text."""

from __future__ import annotations

import pytest

from autograd.rules import expression


def test_a_rule_that_branches_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot branch"):
        bool(expression.variable("x") > 0)
