"""Colours, fonts and shapes, as attributes of Graphviz."""

from __future__ import annotations

from collections.abc import Mapping

# Text has a contrast of at least 4.5 : 1 on each of these tints (WCAG 2, level AA).
INK, FAINT_INK, LINE, SLATE = "#1f2937", "#5b6472", "#94a3b8", "#475569"
GRADIENT_INK, DERIVATIVE_INK = "#b42318", "#6d28d9"
FONT = {"fontname": "Helvetica,Arial,sans-serif", "fontsize": "12"}
TEXT_SIZE, WORD_SIZE, OPERATION_SIZE = 12, 10, 13
LARGE = 1.75  # the factor of all sizes of type in a drawing for a projector

GRAPH = {**FONT, "bgcolor": "white", "pad": "0.2", "nodesep": "0.25", "ranksep": "0.35", "fontcolor": FAINT_INK}
NODE = {**FONT, "shape": "box", "style": "rounded,filled", "penwidth": "1.2", "margin": "0.06,0.03", "fontcolor": INK}
EDGE = {**FONT, "fontsize": "10", "fontcolor": DERIVATIVE_INK, "color": LINE, "arrowsize": "0.6"}

RESULT = {"fillcolor": "#f8fafc", "color": LINE}
LEAF = {"fillcolor": "#e6f0fb", "color": "#3b78b5"}
FOLDED = {"fillcolor": "#ece9f8", "color": "#6d5bb0"}
NEURON = {
    "shape": "circle",
    "fillcolor": "#f8fafc",
    "color": SLATE,
    "width": "0.5",
    "fixedsize": "true",
    "fontsize": "9",
}
NETWORK = {"ranksep": "2", "splines": "line"}
CLUSTER = {
    "style": "rounded,filled",
    "color": "#c9c2e6",
    "fillcolor": "#faf9fe",
    "fontcolor": FAINT_INK,
    "margin": "10",
}
POSITIVE, NEGATIVE = "#2f6fb3", "#d97706"  # weights; they differ for the colour-blind too
ROOT = {"fillcolor": "#fdf0d9", "color": "#c2761b", "penwidth": "2"}
OPERATION = {"shape": "ellipse", "fillcolor": SLATE, "color": SLATE, "fontcolor": "white", "fontsize": "13"}
OPERATION |= {"width": "0.42", "height": "0.34", "margin": "0.02,0"}
CONSTANT = {"shape": "plaintext", "style": "", "fontcolor": FAINT_INK, "width": "0", "height": "0"}

CAPTION = (
    f'<<FONT COLOR="{GRADIENT_INK}">gradient</FONT> = upstream ×'
    f'<FONT COLOR="{DERIVATIVE_INK}"> local derivative</FONT>, summed over the edges>'
)

_SIZES = {"fontsize", "penwidth", "width", "height", "arrowsize"}


def scaled(attributes: Mapping[str, str], factor: float) -> dict[str, str]:
    """Return attributes with all sizes of type and lines multiplied by a factor."""
    return {name: f"{float(text) * factor:g}" if name in _SIZES else text for name, text in attributes.items()}
