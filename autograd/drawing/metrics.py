"""Compute the width of a text in Helvetica, from the widths that Adobe published with the font (Helvetica.afm)."""

from __future__ import annotations

import unicodedata

# The characters of each width, in thousandths of the font size.
_REGULAR = {
    191: "'", 222: "ijl‘’", 260: "|¦", 278: " !,./:;I[\\]ft·ÌÍÎÏìíîï", 333: "()-`r¡¨¯´¸“”", 334: "{}", 350: "•",
    355: '"', 365: "º", 370: "ª", 389: "*", 400: "°", 453: "√", 469: "^", 476: "∂", 500: "Jcksvxyzçýÿ", 537: "¶",
    549: "≠≤≥", 556: "#$0123456789?L_abdeghnopqu¢£¤¥§«µ»àáâãäåèéêëðñòóôõöùúûüþ–†€", 584: "+<=>~¬±×÷−",
    600: "∑", 611: "FTZ¿ßø", 612: "∆", 667: "&ABEKPSVXYÀÁÂÃÄÅÈÉÊËÝÞ", 722: "CDHNRUwÇÐÑÙÚÛÜ", 737: "©®",
    778: "GOQÒÓÔÕÖØ", 833: "Mm", 834: "¼½¾", 889: "%æ", 944: "W", 1000: "Æ—…", 1015: "@",
}  # fmt: skip
_BOLD = {
    238: "'", 278: " ,./I\\ijl·ÌÍÎÏìíîï‘’", 280: "|¦", 333: "!()-:;[]`ft¡¨¯´¸", 350: "•", 365: "º", 370: "ª",
    389: "*r{}", 400: "°", 474: '"', 494: "∂", 500: "z“”", 549: "√≠≤≥",
    556: "#$0123456789J_aceksvxy¢£¤¥§«¶»àáâãäåçèéêëýÿ–†€", 584: "+<=>^~¬±×÷−", 600: "∑",
    611: "?FLTZbdghnopquµ¿ßðñòóôõöøùúûüþ", 612: "∆", 667: "EPSVXYÈÉÊËÝÞ", 722: "&ABCDHKNRUÀÁÂÃÄÅÇÐÑÙÚÛÜ", 737: "©®",
    778: "GOQwÒÓÔÕÖØ", 833: "M", 834: "¼½¾", 889: "%mæ", 944: "W", 975: "@", 1000: "Æ—…",
}  # fmt: skip
_WIDTHS = [{c: width for width, chars in table.items() for c in chars} for table in (_REGULAR, _BOLD)]


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of a text of this font size, in the unit of `size`.

    A character that Helvetica does not have counts as a third of the size if it is raised or lowered, such as ₁, as the
    size itself if it is East Asian, and as two thirds otherwise.
    """
    widths = _WIDTHS[bold]
    return sum(widths.get(c) or _guess(c) for c in text) * size / 1000


def _guess(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):  # it takes no room
        return 0
    if unicodedata.decomposition(char).startswith(("<sub>", "<super>")):
        return 333
    return 1000 if unicodedata.east_asian_width(char) in "WF" else 667
