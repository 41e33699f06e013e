"""`chainrule predict`: what a trained run says to new examples."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from nn.cli.options import whole
from nn.cli.shared import OK, checked_errors, show
from nn.plain import to_json

DARK = ("mnist", "fashion-mnist", "digits")  # data sets with a dark background


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the arguments of the verb."""
    parser = verbs.add_parser(
        "predict",
        help="ask a run about new examples",
        description="Print what a run predicts for images, or for the rows of a CSV or NPZ file.",
        epilog="examples: chainrule predict runs/mnist three.png; chainrule predict runs/houses new.csv --json",
    )
    parser.add_argument("run_folder", metavar="RUN", type=Path, help="the folder of a run")
    parser.add_argument("files", metavar="FILE", nargs="+", help="image files; or a .csv or .npz file")
    parser.add_argument("--top", metavar="N", type=whole(1), default=3, help="how many classes to name (default: 3)")
    parser.add_argument("--invert", action="store_true", help="swap dark and bright in images: MNIST is white on black")
    parser.add_argument("--json", action="store_true", help="print a JSON object for each example")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Predict, print a line for each example and return the exit code."""
    with checked_errors():
        from nn.runs.run import Run

        found = Run.load(given.run_folder)
        for file in given.files:
            inputs = found.inputs(file)
            if given.invert:
                inputs = 1 - inputs
            elif found.settings.data in DARK and inputs.shape[-2:] == found.meaning.shape[-2:] and _bright(inputs):
                print(
                    f"{file}: has a bright background, {found.settings.data} a dark one; try --invert", file=sys.stderr
                )
            for number, output in enumerate(found.outputs(inputs).tolist(), 1):
                name = f"{file}:{number}" if len(inputs) > 1 else file
                answer = _answer(output, found.meaning.classes, given.top)
                show(to_json({"example": name, **answer}) if given.json else f"{name}: {_text(answer)}")
    return OK


def _bright(images: Any) -> bool:
    """Return whether the edge of an image is bright."""
    edge = [images[..., 0, :], images[..., -1, :], images[..., :, 0], images[..., :, -1]]
    return bool(sum(part.mean().item() for part in edge) / len(edge) > 0.5)


def _answer(output: list[float], classes: tuple[str, ...] | None, top: int) -> dict[str, Any]:
    if classes is None:
        return {"value": output[0] if len(output) == 1 else output}
    order = sorted(range(len(classes)), key=lambda i: -output[i])
    return {"class": classes[order[0]], "probabilities": {classes[i]: output[i] for i in order[:top]}}


def _text(answer: dict[str, Any]) -> str:
    if "value" in answer:
        values = answer["value"] if isinstance(answer["value"], list) else [answer["value"]]
        return ", ".join(f"{value:.6g}" for value in values)
    return ", ".join(f"{name} {share:.1%}" for name, share in answer["probabilities"].items())
