"""`chainrule exercises`: twenty small files to be completed, and what is wrong with them."""

from __future__ import annotations

import argparse
import dataclasses
import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nn.cli.options import decimal
from nn.cli.shared import OK, WRONG, UsageError, checked_errors, show
from nn.plain import to_json

if TYPE_CHECKING:
    from nn.exercises.finding import Finding
    from nn.exercises.folder import Folder

ACTIONS = ("check", "list", "reset")
FOLDER = Path("exercises")

EXAMPLES = """examples:
  chainrule exercises                            lay out twenty files in the folder exercises
  chainrule exercises check                      check what you have written, and name the next one
  chainrule exercises check --hint               show a hint too; call it again for the next hint
  chainrule exercises check exercises/09_bias.py
  chainrule exercises list                       show your progress
  chainrule exercises reset exercises/09_bias.py begin this one again; your file is kept beside it

Exit code of check: 0 if all that is written is right, 1 if something is wrong or nothing is written yet, 2 for wrong
usage.
"""


class _Words(tuple[str, ...]):
    """Words that shells complete. Others are accepted too, since the folder may stand in their place."""

    def __contains__(self, word: object) -> bool:
        return True


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the arguments of the verb."""
    parser = verbs.add_parser(
        "exercises",
        help="learn backpropagation in twenty small exercises",
        description="Lay out twenty small Python files to be completed, from one multiplication to attention. Then "
        "check them:\nwhat kind of mistake it is, and where. No file of yours is overwritten.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("action", metavar="check|list|reset", nargs="?", choices=_Words(ACTIONS),
                        help="what to do; without it, the files are laid out in FOLDER")  # fmt: skip
    parser.add_argument("target", metavar="FOLDER|FILE", nargs="?", type=Path,
                        help="the folder of the exercises, or one of its files (default: exercises)")  # fmt: skip
    parser.add_argument("--course", metavar="FOLDER", type=Path,
                        help="when laying out: the exercises of your own course, in place of the twenty")  # fmt: skip
    parser.add_argument("--hint", action="store_true", help="with check: show the next hint for the first mistake")
    parser.add_argument("--seconds", metavar="N", type=decimal(below=86_400), default=10.0,
                        help="with check: the time that one file may take (default: 10)")  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print a JSON object")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Lay out, check, list or reset, and return the exit code."""
    from nn.exercises.folder import Folder

    action, target = given.action, given.target
    if action not in ACTIONS:
        if target is not None:
            raise UsageError(f"expected check, list or reset before {target}, got {action!r}")
        near = difflib.get_close_matches(str(action), ACTIONS, 1, 0.7)
        if near and not Path(str(action)).exists():
            raise UsageError(f"expected check, list, reset or a folder, got {action!r}; did you mean {near[0]!r}?")
        action, target = "lay out", None if action is None else Path(action)
    if given.hint and action != "check":
        raise UsageError("--hint goes with check, as in: chainrule exercises check --hint")
    if given.course and action != "lay out":
        raise UsageError(f"--course goes with laying out; {action} finds it in progress.json")
    with checked_errors():
        path, name = _place(target)
        folder = Folder(path, given.course)
        if name is not None and name not in folder.names:
            raise UsageError(f"{target} is no exercise; they are {folder.names[0]}.py to {folder.names[-1]}.py")
        if action == "lay out":
            if name is not None:
                raise UsageError(f"say what to do with {target}, as in: chainrule exercises check {target}")
            return _lay_out(folder, given.json)
        if not folder.exists:
            raise UsageError(f"there are no exercises in {path}; lay them out with: chainrule exercises {path}")
        if action == "list":
            return _list(folder, given.json)
        if action == "reset":
            return _reset(folder, name, given.json)
        return _check(folder, name, given)


def _place(target: Path | None) -> tuple[Path, str | None]:
    """Return the folder, and the exercise if the target is a file. Without a target, look here, then in `exercises`."""
    from nn.exercises.folder import PROGRESS

    if target is None:
        return (Path() if Path(PROGRESS).is_file() and any(Path().glob("01_*.py")) else FOLDER), None
    if target.suffix == ".py" and not target.is_dir():
        return target.parent, target.stem
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is no folder")
    return target, None


def _lay_out(folder: Folder, as_json: bool) -> int:
    written = folder.lay_out()
    first = folder.file(folder.next or folder.names[0])
    if as_json:
        show(to_json({"folder": str(folder.path), "written": [f"{name}.py" for name in written]}))
    elif written:
        show(f"{_count(len(written), 'exercise')} laid out in {folder.path}.")
        show(f"Complete {first}, then run: {_command(folder, 'check')}")
    else:
        show(f"All {len(folder.names)} exercises are in {folder.path} already; nothing was changed.")
        show(f"Check them with: {_command(folder, 'check')}")
    return OK


def _list(folder: Folder, as_json: bool) -> int:
    rows = [
        {"file": f"{name}.py", "state": folder.state(name), "attempts": record.attempts, "hints": record.hints,
         "subject": folder.subject(name)}
        for name, record in folder.records.items()
    ]  # fmt: skip
    if as_json:
        show(to_json({**_progress(folder), "exercises": rows}))
        return OK
    show(f"{'exercise':<27}{'state':<17}{'attempts':>8}{'hints':>7}  subject")
    for row in rows:
        show(f"{row['file']:<27}{row['state']:<17}{row['attempts']:>8}{row['hints']:>7}  {row['subject']}")
    show("")
    _show_progress(folder)
    return OK


def _reset(folder: Folder, name: str | None, as_json: bool) -> int:
    if name is None:
        raise UsageError(f"name the file to begin again, as in: {_command(folder, 'reset')}/01_multiply.py")
    copy = folder.reset(name)
    if as_json:
        show(to_json({"file": f"{name}.py", "kept": None if copy is None else str(copy)}))
    else:
        show(f"{folder.file(name)} is as it was at first" + (f"; your file is kept as {copy}" if copy else "."))
    return OK


# ── check ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _check(folder: Folder, name: str | None, given: argparse.Namespace) -> int:
    from nn.exercises.finding import RIGHT
    from nn.exercises.process import check_in_process

    if name is not None and not folder.file(name).exists():
        raise UsageError(f"there is no file {folder.file(name)}; lay it out with: chainrule exercises {folder.path}")
    checked: dict[str, Finding] = {}
    for each in [name] if name else folder.to_be_checked():
        digest = folder.digest(each)
        found = checked[each] = check_in_process(each, folder.file(each), given.seconds, folder.course)
        folder.record(each, found, digest)
        folder.save()  # after each, so that Ctrl-C loses none
        if not given.json:
            _show_finding(f"{each}.py", found)
    wrong = [each for each, found in checked.items() if found.verdict != RIGHT]
    hint = _hint(folder, wrong[0] if wrong else name or folder.next) if given.hint else None
    if given.json:
        findings = [{"file": f"{each}.py", **dataclasses.asdict(found)} for each, found in checked.items()]
        show(to_json({"checked": findings, "hint": hint, **_progress(folder)}))
    else:
        if hint:
            show(hint)
        elif wrong:
            show(f"A hint: {_command(folder, 'check')} --hint")
        _show_progress(folder, begun=bool(checked))
    return WRONG if wrong or not (checked or _solved(folder)) else OK


def _show_finding(file: str, found: Finding) -> None:
    show(f"{file}: {found.verdict}" + (f": {found.message}" if found.message else ""))
    for line in found.example.splitlines():
        show(f"    {line}")
    if found.printed.strip():
        show("    it printed:")
        for line in found.printed.rstrip().splitlines():
            show(f"    | {line}")


def _hint(folder: Folder, name: str | None) -> str | None:
    """Return the next hint of an exercise; the last one again if there are no more."""
    if name is None:
        return None
    from nn.exercises.catalogue import exercise_of

    hints, record = exercise_of(name, folder.course).hints, folder.records[name]
    if not hints:
        return f"There are no hints for {name}.py."
    record.hints = min(record.hints + 1, len(hints))
    folder.save()
    return f"Hint {record.hints} of {len(hints)} for {name}.py: {hints[record.hints - 1]}"


def _solved(folder: Folder) -> int:
    from nn.exercises.folder import SOLVED

    return sum(folder.state(name) == SOLVED for name in folder.names)


def _progress(folder: Folder) -> dict[str, Any]:
    return {"solved": _solved(folder), "of": len(folder.names), "next": folder.next and f"{folder.next}.py"}


def _show_progress(folder: Folder, begun: bool = True) -> None:
    from nn.exercises.folder import MISSING

    solved, count = _solved(folder), len(folder.names)
    if folder.next is None:
        show(f"All {count} are solved.")
        return
    text = f"{solved} of {count} solved. " if begun or solved else "Nothing is written yet. "
    show(f"{text}Next: {folder.file(folder.next)}, {folder.subject(folder.next)}")
    if folder.state(folder.next) == MISSING:
        show(f"It is missing; lay it out again with: chainrule exercises {folder.path}")


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'s' * (n != 1)}"


def _command(folder: Folder, action: str) -> str:
    """Return the command for this folder, without the folder if it is found by itself."""
    where = "" if folder.path in (FOLDER, Path()) and action != "reset" else f" {folder.path}"
    return f"chainrule exercises {action}{where}"
