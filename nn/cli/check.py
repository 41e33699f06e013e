"""`chainrule check`: compare a function's derivatives with finite differences at a random point."""

from __future__ import annotations

import argparse
import math

from nn.cli.shared import INCONCLUSIVE, OK, WRONG, UsageError, first_line, load_function, show

MOST = 10_000_000  # numbers to check at; a check holds several arrays of as many


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the arguments of the verb."""
    parser = verbs.add_parser(
        "check",
        help="check the derivatives of a function",
        description="Check the derivatives of a function at a random point against differences, and print the report.",
        epilog="Exit code: 0 if they are right (kinks included), 1 if one is wrong, 2 for wrong usage, 3 if nothing "
        "certain could be said.",
    )
    parser.add_argument("target", metavar="module.py:function", help="the function; package.module:function works too")
    parser.add_argument(
        "--shape",
        action="append",
        type=_shape,
        default=[],
        metavar="3,4",
        help="the shape of one argument, given once for each; () for a number",
    )
    parser.add_argument("--order", type=int, default=2, choices=(1, 2), help="the highest order to check (default: 2)")
    parser.add_argument("--seed", type=int, default=0, help="the seed of the random point (default: 0)")
    parser.add_argument("--dtype", default="float64", choices=("float64", "float32"), help="the dtype of the arguments")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Check the function, print the report and return the exit code."""
    if not given.shape:
        raise UsageError("give the shape of each argument, as in --shape 3,4; --shape '()' for a number")
    if given.seed < 0:
        raise UsageError(f"--seed is 0 or more, got {given.seed}")
    count = sum(math.prod(shape) for shape in given.shape)
    if count == 0:
        raise UsageError("the shapes hold no numbers, so there is nothing to check; give sizes of 1 or more")
    if count > MOST:
        raise UsageError(f"the shapes hold more than {MOST:,} numbers; give smaller ones, which check the same code")
    # Imported here so that `chainrule --help` does not wait for NumPy.
    import numpy as np

    from autograd import check_gradients

    rng = np.random.default_rng(given.seed)  # imports all of NumPy, before a random.py of the user comes first
    function = load_function(given.target)
    shapes = ", ".join(str(shape) for shape in given.shape)
    try:
        inputs = [np.asarray(rng.standard_normal(shape), given.dtype) for shape in given.shape]
        report = check_gradients(function, *inputs, order=given.order, seed=given.seed)
        text = str(report)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # also SystemExit, which would say that the derivatives are right
        raise UsageError(f"{given.target} cannot be checked with shapes {shapes}: {first_line(error)}") from None
    show(text)
    return {"wrong": WRONG, "inconclusive": INCONCLUSIVE}.get(report.verdict, OK)


def _shape(text: str) -> tuple[int, ...]:
    """Return `3,4` as (3, 4), and `()` or nothing as ()."""
    parts = [part.strip() for part in text.strip("()[] ").split(",")]
    try:
        shape = tuple(int(part) for part in parts if part)
    except ValueError:
        shape = (-1,)
    if any(size < 0 for size in shape):
        got = text if len(text) <= 40 else f"{text[:40]}…"
        raise argparse.ArgumentTypeError(f"sizes are whole numbers with commas between, as in 3,4; got {got!r}")
    return shape
