"""Run the functions of a learner's file, compare their results with the engine's, and describe the first mistake."""

from __future__ import annotations

import copy
import sys
import traceback
import types
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from autograd import Function, Tensor, check_gradients, jvp, tensor, vjp
from autograd.extend import Array
from nn.exercises.exercise import Case, Exercise, Part
from nn.exercises.finding import ERROR, RIGHT, UNWRITTEN, WRONG, Finding
from nn.exercises.mistakes import Trial, listed, name_mistake, results

UNKNOWN = "the numbers are not right"
LINE = 90  # characters of a line of an example


class KnownError(Exception):
    """A mistake that is known as soon as it occurs; the message says what kind it is."""


def examine(exercise: Exercise, path: Path) -> Finding:
    """Run a learner's file and check its functions in order, up to the first mistake.

    Errors of the file become a finding with the line in which they arose.

    Args:
        exercise: the exercise it belongs to.
        path: the file.
    """
    function, done = "", ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of an overflow, which the finding names
            module = _load(path)
            for part in exercise.parts:
                function = part.function
                found = examine_part(part, module)
                if found.verdict != RIGHT:
                    return found
                done += f"; {function}() is right"
    except NotImplementedError as error:
        if not function:
            return Finding(ERROR, described(error, path))
        return Finding(UNWRITTEN, f"{function}() is not written yet{done}", function)
    except KnownError as error:
        return Finding(WRONG, str(error), function, _notes(error))
    except BaseException as error:  # also SystemExit
        return Finding(ERROR, described(error, path), function, _notes(error))
    return Finding(RIGHT)


def examine_part(part: Part, module: Any) -> Finding:
    """Check one function of a learner's module; errors of the learner's pass through."""
    if part.call is None and not callable(getattr(module, part.function, None)):
        raise KnownError(f"the file defines no function {part.function}()")
    trials = []
    for case in part.cases:
        got = _called(part, module, case)
        trials.append(Trial(case, got, results(part.answer(**case.arguments), part)))
    if any(trial.wrong for trial in trials):
        kind, place, shown = name_mistake(part, trials)
        kind = kind or _checker(part, module, shown.case).get(part.returns[shown.wrong[0]]) or UNKNOWN
        return Finding(WRONG, f"{kind}, {place}", part.function, _example(part, shown))
    for name, kind in _checker(part, module, part.cases[0]).items():
        return Finding(WRONG, f"{kind or UNKNOWN}, in {name}", part.function)
    return Finding(RIGHT)


def described(error: BaseException, path: Path) -> str:
    """Return an error in one line, with the line of the learner's file in which it arose."""
    if isinstance(error, SyntaxError) and error.filename == str(path):
        return f"line {error.lineno}: {type(error).__name__}: {error.msg}"
    lines = [at.lineno for at in traceback.extract_tb(error.__traceback__) if at.filename == str(path)]
    try:
        text = " ".join(str(error).split())
    except Exception:  # of a __str__ of the learner's
        text = ""
    where = f"line {lines[-1]}: " if lines else ""
    return where + type(error).__name__ + (f": {text}" if text else "")


def _load(path: Path) -> types.ModuleType:
    # Of its own name, since names such as 09_bias are no identifiers. Dataclasses look for their module there.
    module = sys.modules["exercise"] = types.ModuleType("exercise")
    module.__file__ = str(path)
    exec(compile(path.read_bytes(), str(path), "exec"), module.__dict__)
    return module


def _called(part: Part, module: Any, case: Case) -> tuple[Array, ...]:
    """Call the learner's function and return its results as arrays."""
    arguments = copy.deepcopy(dict(case.arguments))
    try:
        if part.call is not None:
            return _arrays(part, part.call(module, arguments))
        value = getattr(module, part.function)(*arguments.values())
        for name, before in case.arguments.items():
            if not callable(before) and not np.array_equal(before, arguments[name]):
                raise KnownError(f"{part.function}() changes its argument {name}; work on a copy")
        return _arrays(part, value)
    except Exception as error:
        error.add_note(_call(part, case))
        raise


def _arrays(part: Part, value: Any) -> tuple[Array, ...]:
    count = len(part.returns)
    names = listed(part.returns)
    if value is None:
        raise KnownError(f"{part.function}() returns None; a `return` is missing")
    if value is Ellipsis:
        raise NotImplementedError
    if count == 1:
        value = (value,)
    elif not isinstance(value, tuple | list) or len(value) != count:
        got = f"{len(value)} of them" if isinstance(value, tuple | list) else f"one {type(value).__name__}"
        raise KnownError(f"{part.function}() should return {count} results ({names}), and returns {got}")
    found = []
    for name, one in zip(part.returns, value):
        if one is None:
            raise KnownError(f"{name} is None")
        if isinstance(one, tuple) and count == 1:
            raise KnownError(f"{part.function}() should return one result ({names}), and returns a tuple")
        try:
            array = np.asarray(one)
            found.append(np.asarray(array, np.float64) if array.dtype.kind in "biuf" else _refuse(name, one))
        except (TypeError, ValueError):
            _refuse(name, one)
    return tuple(found)


def _refuse(name: str, value: Any) -> Array:
    what = f"an array of {value.dtype}" if isinstance(value, np.ndarray) else type(value).__name__
    raise KnownError(f"{name} should consist of real numbers, and is {what}")


# ── the gradient checker ────────────────────────────────────────────────────────────────────────────────────────────


def _checker(part: Part, module: Any, case: Case) -> dict[str, str]:
    """Check a gradient with `check_gradients`, and return its diagnosis for each result that is wrong."""
    if part.forward is None:
        return {}
    differentiated = part.forward
    function = getattr(module, part.function)
    arguments = dict(case.arguments)
    has_upstream = arguments.pop("upstream", None) is not None
    count = len(part.returns)
    moving, constant = list(arguments.values())[:count], list(arguments.values())[count:]

    class Learners(Function):
        """The function with the learner's gradient."""

        @staticmethod
        def forward(ctx: Any, *tensors: Tensor) -> Tensor:
            ctx.save_for_backward(*tensors)
            return tensor(vjp(lambda *a: differentiated(*a, *constant), *map(_plain, tensors))[0])

        @staticmethod
        def backward(ctx: Any, upstream: Tensor) -> Any:
            values = [*map(_plain, ctx.saved_tensors), *constant]
            values = [*values, _plain(upstream)] if has_upstream else values
            factor = 1.0 if has_upstream else _plain(upstream)
            found = _arrays(part, function(*copy.deepcopy(values)))
            return tuple(tensor(factor * gradient) for gradient in found)

        @staticmethod
        def jvp(ctx: Any, *tangents: Tensor) -> Tensor:
            primals = [_plain(x) for x in ctx.saved_tensors]
            return tensor(jvp(lambda *a: differentiated(*a, *constant), primals, [_plain(x) for x in tangents])[1])

    report = check_gradients(Learners.apply, *(np.asarray(value, np.float64) for value in moving), order=1)
    return {
        name: _plausible(found.diagnosis, np.size(value))
        for name, found, value in zip(part.returns, report.inputs, moving)
        if found.verdict == "wrong"
    }


def _plausible(diagnosis: str, entries: int) -> str:
    """Return a diagnosis of the gradient checker, or "" if it may fit by accident.

    Any factor fits a single number, and any place of a few numbers looks like a branch. The learner writes no forward
    mode.
    """
    if "upstream" in diagnosis or diagnosis.startswith("not zero"):
        return diagnosis
    if entries == 1 or "on one branch only" in diagnosis or "forward mode" in diagnosis:
        return ""
    return f"{UNKNOWN} {diagnosis}" if diagnosis.startswith(("at ", "only at ")) else diagnosis


def _plain(x: Tensor) -> Any:
    """Return a Tensor as what a case holds: an array, or a float."""
    return x.item() if x.ndim == 0 else x.detach().numpy()


# ── the example ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _example(part: Part, trial: Trial) -> str:
    """Return a call, and below it the number that is most wrong."""
    k = trial.wrong[0]
    call = _call(part, trial.case)
    got, right = trial.got[k], trial.right[k]
    if got.shape != right.shape:
        return f"{call}\n{part.returns[k]}: got the shape {got.shape}, expected {right.shape}"
    with np.errstate(all="ignore"):
        gap = np.nan_to_num(np.abs(got - right), nan=np.inf)
    at = np.unravel_index(np.argmax(gap), gap.shape)
    index = f"[{', '.join(map(str, at))}]" if at else ""
    return f"{call}\n{part.returns[k]}{index}: got {got[at]:.6g}, expected {right[at]:.6g}"


def _call(part: Part, case: Case) -> str:
    """Return a call as the learner would write it, in several lines if it is long."""
    arguments = [f"{name}={_short(value)}" for name, value in case.arguments.items()]
    line = f"{part.function}({', '.join(arguments)})"
    if len(line) <= LINE and "=…" not in line:
        return line
    shapes = [f"  # shape {v.shape}" if isinstance(v, np.ndarray) else "" for v in case.arguments.values()]
    return "\n".join([f"{part.function}(", *(f"    {a},{shape}" for a, shape in zip(arguments, shapes)), ")"])


def _notes(error: BaseException) -> str:
    return "\n".join(getattr(error, "__notes__", []))


def _short(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return str(value.tolist()) if value.size <= 12 else "…"
    return getattr(value, "__name__", None) or repr(value)
