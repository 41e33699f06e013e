"""How objects are shown in notebooks: HTML in one style, the numbers of arrays in short, and Treescope's trees."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

# A wide table scrolls, so that nothing is cut off.
_FRAME = '<div style="max-width: 100%; overflow-x: auto; font-variant-numeric: tabular-nums">{}</div>\n'
_SMALL = 6  # numbers, at most, that are shown one by one


def escape(text: object) -> str:
    """Return a text for HTML. The module `html` takes 20 ms to import."""
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def html_facts(title: str, facts: Mapping[str, str | tuple[str, str]], text: str = "", more: str = "") -> str:
    """Return the HTML of one object: a title, a text, and a table of facts about it.

    Args:
        title: the class of the object, with its name.
        facts: for each word, what it is; as a pair, with a tooltip.
        text: a text that keeps its line breaks.
        more: HTML that follows.

    >>> "<th" in html_facts("Value", {"data": "0.5"})
    True
    """
    rows = []
    for word, fact in facts.items():
        shown, tooltip = fact if isinstance(fact, tuple) else (fact, "")
        hover = f' title="{escape(tooltip)}"' if tooltip else ""
        rows.append(f'<tr><th style="text-align: left">{escape(word)}</th><td{hover}>{escape(shown)}</td></tr>')
    body = f"<pre>{escape(text)}</pre>" if text else ""
    table = f"<table>{''.join(rows)}</table>" if rows else ""
    head = f"<strong>{escape(title)}</strong>" if title else ""
    return _FRAME.format(f"{head}{body}{table}{more}")


def html_table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]], text: str = "") -> str:
    """Return the HTML of a table with a title, and a text below it.

    >>> html_table("loss", ["epoch", "loss"], [["1", "0.5"]]).count("<td")
    2
    """
    cells = "".join(f"<th>{escape(name)}</th>" for name in head)
    lines = ["".join(f'<td style="text-align: right">{escape(cell)}</td>' for cell in row) for row in rows]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    below = f"<p>{escape(text)}</p>" if text else ""
    table = f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"
    return _FRAME.format(f"<strong>{escape(title)}</strong>{table}{below}")


def treescope_tree(subject: Any, attributes: Mapping[str, Any], path: str | None, renderer: Any) -> Any:
    """Return what `__treescope_repr__` returns: an object with these attributes, which Treescope folds and opens.

    Args:
        subject: the object.
        attributes: its attributes by their names.
        path, renderer: the arguments of `__treescope_repr__`.
    """
    from treescope import repr_lib

    return repr_lib.render_object_constructor(type(subject), attributes, path, renderer)


def short(number: float) -> str:
    """Return a number with four digits."""
    return f"{number + 0.0:.4g}"  # + 0.0 makes a plain zero of a negative one


def numbers(array: Any) -> str:
    """Return the elements of a small NumPy array, the range of a larger one."""
    if array.size == 0:
        return "none"
    if array.size <= _SMALL and array.ndim <= 2:
        return _listed(array.tolist())
    if array.dtype.kind == "b":
        return f"{int(array.sum()):,} of {array.size:,} true"
    return f"{short(array.min().item())} … {short(array.max().item())}"


def gradient_text(array: Any) -> str:
    """Return the elements of a small gradient, the norm of a larger one."""
    return numbers(array) if array.size <= _SMALL and array.ndim <= 2 else f"norm {short(norm(array))}"


def all_digits(array: Any) -> str:
    """Return the elements of a small array with all digits, the range and the norm of a larger one."""
    if array.size <= _SMALL:
        return str(array.tolist())
    return f"{numbers(array)}, norm {norm(array):.6g}"


def norm(array: Any) -> float:
    """Return the Euclidean norm, without overflow."""
    array = array.astype("float64")
    largest = float(abs(array).max(initial=0.0))
    return largest * math.sqrt(float(((array / largest) ** 2).sum())) if 0 < largest < math.inf else largest


def _listed(elements: Any) -> str:
    if isinstance(elements, list):
        return f"[{', '.join(map(_listed, elements))}]"
    return short(elements) if isinstance(elements, float) else str(elements)
