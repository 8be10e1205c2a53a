r"""Writing a formula on one line of Unicode, with parentheses wherever a reader of the line would take it for another formula.

\frac{a}{b}c   (a/b)c      \frac{a}{bc}   a/(bc)      2\frac{1}{2}   2(1/2)      {x^2}^3   (x²)³
"""

import unicodedata
from collections.abc import Iterable, Sequence

from attrs import frozen

from quiz.text.tex_chemistry import chemistry
from quiz.text.tex_reading import Accent, Binomial, Chemistry, Fraction, Group, Node, Nodes, Root, Scripts, Sign, Styled, Table
from quiz.text.tex_signs import LIMITS, SHIFTED, SPACED, UnknownTeXError, lowered, part, raised, styled

_ROOTS = {"": "√", "3": "∛", "4": "∜"}
_LEADING = frozenset("d∂Δδ")
"""What stands before one letter and belongs to it: dx, ∂x, Δx."""
_BEFORE_QUOTIENT = frozenset({"", "open", "relation", "comma", "sum", "limit"})
_AFTER_QUOTIENT = frozenset({"", "close", "relation", "comma"})
_MILD = frozenset("+-−±∓·×")
"""Operators beside which a quotient is read as it is meant."""


@frozen
class Piece:
    """A part of the line, and what it is to its neighbours: a part of a sign, or `quotient`, `root`, `table`, `limit`, `unit`."""

    text: str
    part: str


def write(nodes: Nodes) -> str:
    """Return a formula on one line, or raise `UnknownTeXError` where that would say something else."""
    pieces = _without_idle_spaces(_pieces(nodes))
    if any(piece.part == "rows" for piece in pieces) and len(pieces) > 1:
        raise UnknownTeXError("rows beside something else")
    if any(piece.part == "cases" for piece in pieces[:-1]):
        raise UnknownTeXError("something behind what has no end")
    return _line(pieces)


def _tight(nodes: Nodes) -> str:
    """Return a formula without the spaces around its signs, as it is raised or lowered."""
    return _line(_pieces(nodes), spaced=False)


def _pieces(nodes: Nodes) -> list[Piece]:
    return [found for node in nodes for found in _of(node)]


def _of(node: Node) -> list[Piece]:  # noqa: C901 - one case a node
    match node:
        case Sign(text, kind):
            return [Piece(text, "limit" if kind == "name" and text in LIMITS else kind)]
        case Fraction(above, below):
            return [Piece(f"{_grouped(above)}/{_grouped(below, below=True)}", "quotient")]
        case Binomial(above, below):
            return [Piece(f"({_line(_pieces(above))} over {_line(_pieces(below))})", "unit")]
        case Root(degree, inner):
            return [_root(_tight(degree), _pieces(inner))]
        case Scripts():
            return [_scripted(node)]
        case Accent(mark, inner):
            return [Piece(unicodedata.normalize("NFC", _letter(inner) + mark), "letter")]
        case Styled(command, inner):
            return [Piece(styled(command, letter), part(letter)) for letter in _letters(inner)]
        case Group(inner):
            return _pieces(inner)
        case Table(start, end, rows):
            return [Piece(_table(start, end, rows), "table" if end else "cases" if start else "rows")]
        case Chemistry(source):
            return [Piece(chemistry(source), "name")]


# The line


def _line(pieces: Iterable[Piece], *, spaced: bool = True) -> str:
    """Put the pieces together: spaces around relations and names, parentheses around what would be misread."""
    found = _without_idle_spaces([piece for piece in pieces if piece.text and (spaced or piece.part != "space")])
    line = ""
    for at, piece in enumerate(found):
        before, after = _near(found, at, -1), _near(found, at, 1)
        text = _guarded(piece, before, after)
        beside = found[at - 1] if at else None
        if text[0] in SHIFTED and beside is not None and beside.part not in {"space", "operator", "relation", "open", "comma"}:
            if piece.part != "root":
                raise UnknownTeXError("raised before its own base")
            text = f" · {text}" if spaced else f"·{text}"
        if spaced and _stands_apart(piece, before):
            text = f"{text} " if beside is not None and beside.part == "relation" else f" {text} "
        if spaced and beside is not None and beside.part == "relation" and piece.part == "relation":
            line = line.rstrip()
        line += _gap(beside, piece) + text
    return " ".join(line.split())


def _stands_apart(piece: Piece, before: Piece | None) -> bool:
    """Say whether a sign has a space on both sides: relations, and operators that stand between two things."""
    if piece.part == "relation":
        return True
    joins = before is not None and before.part not in {"operator", "relation", "open", "comma"}
    return joins and piece.part == "operator" and piece.text in SPACED


def _without_idle_spaces(pieces: Sequence[Piece]) -> list[Piece]:
    """Leave out spaces at the ends, doubled ones, and those inside of a number."""
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        if piece.part == "space":
            before, after = found[-1].part if found else "", _near(pieces, at, 1)
            if not before or before == "space" or after is None or (before == "digit" and after.part == "digit"):
                continue
        found.append(piece)
    return found


def _near(pieces: Sequence[Piece], at: int, step: int) -> Piece | None:
    at += step
    while 0 <= at < len(pieces):
        if pieces[at].part != "space":
            return pieces[at]
        at += step
    return None


def _guarded(piece: Piece, before: Piece | None, after: Piece | None) -> str:
    """Return a piece in parentheses where its neighbours would be read as part of it."""
    left, right = before.part if before else "", after.part if after else ""
    if piece.part == "quotient":
        mild_left = left in _BEFORE_QUOTIENT or (before is not None and before.text in _MILD)
        mild_right = right in _AFTER_QUOTIENT or (after is not None and after.text in _MILD)
        return piece.text if mild_left and mild_right else f"({piece.text})"
    if (
        piece.part == "root"
        and not piece.text.endswith(")")
        and right in {"letter", "digit", "open", "post", "bar", "name", "unit", "root"}
    ):
        sign, inner = piece.text[:1], piece.text[1:]
        while inner and sign[-1] not in "√∛∜":
            sign, inner = sign + inner[0], inner[1:]
        return f"{sign}({inner})"
    return piece.text


def _gap(before: Piece | None, piece: Piece) -> str:
    """Return the space between two pieces: names and numbers do not grow together with what stands beside them."""
    if before is None:
        return ""
    words = {"name", "limit"}
    grown = {"letter", "digit", "post", "close", "root", "unit", "quotient", "sum", *words}
    if piece.part in words and before.part in grown and (len(piece.text) > 1 or before.part in words):
        return " "
    lowered_limit = before.part in {"sum", "limit"} and len(before.text) > 1 and before.text not in LIMITS
    if (lowered_limit or (before.part == "sum" and piece.part == "quotient")) and piece.part not in {
        "space",
        "post",
        "comma",
        "close",
    }:
        return " "
    if (
        before.part in words
        and len(_word_of(before.text)) > 1
        and piece.part in {"letter", "digit", "quotient", "root", "sum", "unit"}
    ):
        return " "
    return ""


def _word_of(text: str) -> str:
    return "".join(letter for letter in text if letter.isalpha())


# Parts of it


def _grouped(nodes: Nodes, *, below: bool = False) -> str:
    """Return what stands above or below a line, in parentheses where it is more than one thing."""
    pieces = _without_idle_spaces(_pieces(nodes))
    if all(piece.part in {"letter", "digit", "space"} for piece in pieces):
        pieces = [piece for piece in pieces if piece.part != "space"]
    text = _line(pieces)
    if not pieces:
        raise UnknownTeXError("an empty part of a fraction")
    return text if _is_one(pieces, product=not below) else f"({text})"


def _is_one(pieces: Sequence[Piece], *, product: bool = False) -> bool:
    """Say whether pieces are one thing to whoever reads the line; a `product` of letters may be one, too."""
    parts = [piece.part for piece in pieces]
    if all(kind == "digit" for kind in parts):
        return True
    if len(parts) == 1:
        return parts[0] in {"letter", "name", "root", "unit"} and " " not in pieces[0].text
    if parts[0] == "open" and _closed_by_last(parts):
        return True
    if parts[-1] == "post" and _is_one(pieces[:-1]):
        return True
    if [*parts] == ["letter", "letter"] and pieces[0].text in _LEADING:
        return True
    return product and all(kind in {"letter", "digit"} for kind in parts)


def _closed_by_last(parts: Sequence[str]) -> bool:
    depth = 0
    for at, kind in enumerate(parts):
        depth += {"open": 1, "close": -1}.get(kind, 0)
        if depth == 0:
            return at == len(parts) - 1
    return False


def _root(degree: str, inner: list[Piece]) -> Piece:
    inner = _without_idle_spaces(inner)
    if not inner:
        raise UnknownTeXError("an empty root")
    sign = _ROOTS.get(degree) or f"{raised(degree)}√"
    if sign.startswith("^"):
        raise UnknownTeXError(degree)
    single = all(piece.part == "digit" for piece in inner) or (
        len(inner) == 1 and inner[0].part == "letter" and len(inner[0].text) < 3
    )
    simple = single and not any(letter in SHIFTED for letter in inner[-1].text)
    return Piece(sign + (_line(inner) if simple else f"({_line(inner)})"), "root")


def _scripted(node: Scripts) -> Piece:
    low = lowered(_tight(node.low)) if node.low else ""
    high = _high(node.high) if node.high else ""
    if not low + high:
        raise UnknownTeXError("empty scripts")
    if node.base is None:
        if any(mark in low + high for mark in "^_"):
            raise UnknownTeXError("scripts before their base")
        return Piece(high + low, "before")
    pieces = _pieces((node.base,))
    kind = pieces[0].part if len(pieces) == 1 else "group"
    text = _line(pieces)
    if kind in {"quotient", "root", "group", "table", "cases", "rows"} or (kind == "letter" and text[-1:] in SHIFTED):
        return Piece(f"({text}){low}{high}", "letter")
    return Piece(text + low + high, "letter" if kind in {"digit", "unit"} else kind)


def _high(nodes: Nodes) -> str:
    text = _tight(nodes)
    if text in {"∘", "°"}:
        return "°"
    if text and not text.strip("′"):
        return text
    return raised(text)


def _table(start: str, end: str, rows: Sequence[Sequence[Nodes]]) -> str:
    written = [[_line(_pieces(cell)) for cell in row] for row in rows]
    if any(mark in cell for row in written for cell in row for mark in ("," if start else "", ";") if mark):
        raise UnknownTeXError("commas in a table")
    body = "; ".join(", ".join(row) for row in written)
    return f"{start}{body}{end}"


def _letters(nodes: Nodes) -> list[str]:
    if not nodes or not all(isinstance(node, Sign) and node.part in {"letter", "digit"} for node in nodes):
        raise UnknownTeXError("a style of more than letters")
    return [node.text for node in nodes if isinstance(node, Sign)]


def _letter(nodes: Nodes) -> str:
    pieces = _without_idle_spaces(_pieces(nodes))
    if len(pieces) != 1 or pieces[0].part not in {"letter", "digit"} or len(pieces[0].text) > 1:
        raise UnknownTeXError("a mark over more than one letter")
    return pieces[0].text
