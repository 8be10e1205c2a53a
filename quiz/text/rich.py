r"""Rich text: a small, safe part of Markdown as spans with styles; whatever else is written in it is shown as text.

`*emphasis*`, `**strong**`, a code span, `~~struck out~~`, `H~2~O`, `x^2^`, a backslash or two spaces at a line's end, and
`$…$` or `$$…$$` for TeX. A picture or sound of the deck is `![what it shows](its file)`. What Markdown has no signs for is
written with brackets and braces, as in Pandoc: `[words]{.underline}`, `[漢字]{ruby=かんじ}`,
`[words]{href=https://example.org}`, and a line break in a cell of a table as `[]{.br}`. Links of Markdown, HTML and everything
that needs a whole line stay the characters that they are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import evolve, field, frozen

from quiz.text.rich_signs import ADDRESS, ATTRIBUTES, MATH, PICTURE, SOUND_ENDS, SUB, SUP, attributes, masked, unescaped
from quiz.text.safe import safe

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

Style: TypeAlias = Literal[
    "bold", "italic", "code", "strike", "sub", "sup", "math", "underline", "ruby", "link", "picture", "sound"
]

LONGEST = 20_000
"""Characters; in a longer text nothing is styled."""

_MARKED = re.compile(r"[*_`~^$\\]|  \n|\]\{|!\[")
_NAMED: dict[str, Style] = {
    "strong": "bold", "em": "italic", "s": "strike", "bold": "bold", "italic": "italic", "strike": "strike", "sub": "sub",
    "sup": "sup", "underline": "underline",
}  # fmt: skip
CLASSES = frozenset({"bold", "italic", "strike", "underline", "sub", "sup", "br"})
"""What may stand in braces behind words in brackets, with a dot before it."""
_KEYS = frozenset({"ruby", "href"})
SHIFTS: frozenset[Style] = frozenset({"sub", "sup"})
"""Styles that pictures and sounds do not have."""
MASKS = ("hide", "ask", "show")
"""What may be said of areas of a picture: which are covered, which of them is asked for, and which is only outlined."""


@frozen
class Span:
    """A run of text in one style."""

    text: str
    """The words as a terminal shows them: `x²` is raised, a formula is in Unicode, and a picture is what is said of it."""
    styles: frozenset[Style] = frozenset()
    raw: str = field(default="", kw_only=True)
    """What its author wrote, where it is shown otherwise: of a formula with its dollar signs."""
    reading: str = field(default="", kw_only=True)
    """How words are read, in small letters above them."""
    href: str = field(default="", kw_only=True)
    """The address that words lead to. It is kept for other programs, and never followed or shown."""
    path: str = field(default="", kw_only=True)
    """The file of a picture or sound in the deck's folder. It is never shown: it says too much."""
    alt: str = field(default="", kw_only=True)
    """What a picture or sound shows, where its author said so."""
    masks: tuple[tuple[str, str], ...] = field(default=(), kw_only=True)
    """What is covered of a picture: pairs of one of `MASKS` and the areas."""

    @property
    def words(self) -> str:
        """The words as their author wrote them, without marks of styles."""
        return self.raw or self.text


def spans(source: str) -> tuple[Span, ...]:
    """Return the spans of a text. No span holds anything that a terminal would obey, and none is a link."""
    cleaned = safe(source)
    if not _MARKED.search(cleaned) or len(cleaned) > LONGEST:
        return (Span(cleaned),) if cleaned else ()
    parsed = _markdown().parseInline(cleaned)
    return tuple(merged(_spans([token for block in parsed for token in block.children or ()])))


def plain_of(source: str) -> str:
    """Return the words of a text without their styles; what is raised or lowered stays so: 10^6^ is no 106."""
    return plain_words(spans(source))


def plain_words(found: Iterable[Span]) -> str:
    """Return the words of spans. Of pictures and sounds it has what is said of them; where there is nothing else, their marks."""
    words = tuple(found)
    text = "".join(span.text for span in words)
    return text if text.strip() else text + " ".join(mark(span) for span in words if span.path)


def media_of(source: str) -> tuple[Span, ...]:
    """Return the pictures and sounds that a text names, in their order."""
    if "![" not in source:
        return ()
    return tuple(span for span in spans(source) if span.path)


@lru_cache(maxsize=4096)
def canonical_of(source: str) -> str:
    """Return the words that a text is known by: those of `plain_of`, but for formulas, which `canonical` writes.

    Pictures and sounds are known by all that is written of them: two with the same words are two.
    """
    cleaned = safe(source)
    if ("$" not in cleaned and "![" not in cleaned) or len(cleaned) > LONGEST:
        return plain_of(cleaned)
    from quiz.text.canonical import canonical

    tokens = [token for block in _markdown().parseInline(cleaned) for token in block.children or ()]
    for token in tokens:
        if token.type == "math":
            token.type, token.content = "text", canonical(token.info)
        elif token.type == "media":
            token.type, token.content = "text", token.info
    return plain_words(_spans(tokens))


def mark(span: Span) -> str:
    """Return the words for a picture or sound of which nothing is said: they differ from file to file, and tell nothing."""
    from hashlib import blake2b

    name = span.path + masked(span.masks)
    return f"{kind_of(span.path)} {blake2b(name.encode(), digest_size=3).hexdigest()}"


def kind_of(path: str) -> Literal["picture", "sound"]:
    """Return what a file is by the end of its name: a `sound` (or film), or a `picture`."""
    return "sound" if path.lower().endswith(SOUND_ENDS) else "picture"


def merged(found: Iterable[Span]) -> Iterator[Span]:
    """Yield spans, with neighbours of one style as one, and none without words."""
    last = Span("")
    for span in found:
        if last.text and span.styles == last.styles and span.href == last.href and not (_alone(span) or _alone(last)):
            last = evolve(last, text=last.text + span.text, raw=last.words + span.words if last.raw or span.raw else "")
        elif span.text or span.path:
            if last.text or last.path:
                yield last
            last = span
    if last.text or last.path:
        yield last


def _alone(span: Span) -> bool:
    return bool(span.path or span.reading or "math" in span.styles)


def _spans(found: "Sequence[Token]") -> Iterator[Span]:
    """Yield the spans of tokens, which hold no tokens of their own."""
    styles: list[Style] = []
    at = 0
    while at < len(found):
        token = found[at]
        name, _, side = token.type.rpartition("_")
        if token.type == "span_open":
            end = _end(found, at)
            yield from _bracketed(found[at + 1 : end], token, frozenset(styles))
            at = end
        elif side == "open":
            styles.append(_NAMED[name])
        elif side == "close":
            styles.remove(_NAMED[name])
        else:
            yield _leaf(token, frozenset(styles))
        at += 1


def _end(found: "Sequence[Token]", start: int) -> int:
    """Return the place of the token that closes the one at a place."""
    depth = 0
    for at in range(start, len(found)):
        depth += {"span_open": 1, "span_close": -1}.get(found[at].type, 0)
        if depth == 0:
            return at
    return len(found)


def _leaf(token: "Token", styles: frozenset[Style]) -> Span:
    # Only here: most decks have no formula, and no letter that is raised.
    from quiz.text.tex import formula, lowered, raised

    match token.type:
        case "softbreak" | "hardbreak":
            return Span("\n", styles)
        case "math":
            # A formula that cannot be shown in Unicode without a doubt stays between its dollar signs.
            shown = formula(token.content.strip())
            text = f"${safe(token.content)}$" if shown is None else shown
            return Span(text, styles | {"math"}, raw=safe(token.info))
        case "sub":
            return Span(lowered(token.content, _around(token.content)), styles | {"sub"}, raw=token.content)
        case "sup":
            return Span(raised(token.content, _around(token.content)), styles | {"sup"}, raw=token.content)
        case "media":
            path, alt = token.meta["path"], token.meta["alt"]
            return Span(alt, styles | {kind_of(path)}, path=path, alt=alt, masks=token.meta["masks"])
        case "code_inline":
            return Span(safe(token.content), styles | {"code"})
        case _:
            return Span(safe(token.content), styles)


def _bracketed(found: "Sequence[Token]", opening: "Token", styles: frozenset[Style]) -> Iterator[Span]:
    """Yield the spans of words in brackets, with what the braces behind them say."""
    classes, values = opening.meta["classes"], opening.meta["values"]
    if "br" in classes:
        yield Span("\n", styles)
    own = styles | {_NAMED[name] for name in classes if name in _NAMED}
    inner = [evolve(span, styles=span.styles | (own - SHIFTS if span.path else own)) for span in merged(_spans(found))]
    if "href" in values:
        inner = [evolve(span, styles=span.styles | {"link"}, href=span.href or values["href"]) for span in inner]
    for name in ("sub", "sup"):
        if name in classes:
            inner = list(_shifted(inner, name))
    if "ruby" in values and inner:
        base = "".join(span.words for span in inner)
        shared = frozenset[Style].intersection(*(span.styles for span in inner))
        reading = values["ruby"]
        inner = [Span(f"{base}({reading})", shared | {"ruby"}, raw=base, reading=reading, href=inner[0].href)]
    yield from inner


def _shifted(inner: list[Span], name: str) -> Iterator[Span]:
    """Yield spans raised or lowered; where Unicode has not all of their letters, between brackets behind `^` or `_`."""
    from quiz.text.tex import lowered, raised

    shift = lowered if name == "sub" else raised
    shifted = [place for place, span in enumerate(inner) if not span.path]
    words = "".join(inner[place].words for place in shifted)
    whole = shift(words, _around(words))
    alike = len(whole) == len(words)
    before, after = ("", "") if alike else (whole[: whole.find(words)], whole[whole.find(words) + len(words) :])
    for place, span in enumerate(inner):
        if span.path:
            yield span
            continue
        text = (before if place == shifted[0] else "") + (shift(span.words) if alike else span.text)
        yield evolve(span, text=text + (after if place == shifted[-1] else ""), raw=span.words)


def _around(content: str) -> tuple[str, str]:
    """Return what stands around text outside of formulas that has no raised or lowered letters: nothing around one letter."""
    return ("", "") if len(content) < 2 else ("(", ")")


@cache
def _markdown() -> "MarkdownIt":
    """Return the parser with the few rules that are wanted, and some of its own."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero", {"maxNesting": 100}).enable(["backticks", "emphasis", "strikethrough", "escape", "newline"])
    for name, pattern in (("math", MATH), ("sub", SUB), ("sup", SUP)):
        parser.inline.ruler.before("strikethrough", name, _Rule(name, pattern))
    parser.inline.ruler.before("strikethrough", "media", _media)
    parser.inline.ruler.before("strikethrough", "span", _span)
    return parser


class _Rule:
    """A rule of the parser: what a pattern matches becomes one token."""

    def __init__(self, name: str, pattern: re.Pattern[str]) -> None:
        self._name, self._pattern = name, pattern

    def __call__(self, state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
        # When it looks for the end of brackets, the parser goes by letters: the second tilde of two begins nothing.
        before = state.src[max(0, state.pos - 2) : state.pos] if silent and self._name == "sub" else ""
        if before.endswith("~") and before != "\\~":
            return False
        match = self._pattern.match(state.src, state.pos, state.posMax)
        if not match:
            return False
        if not silent:
            token = state.push(self._name, "", 0)
            token.content, token.info = match[match.lastindex or 1], match[0]
        state.pos = match.end()
        return True


def _media(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
    """Read a picture or sound: `![what it shows](its file)`, perhaps with what is covered of it in braces."""
    match = PICTURE.match(state.src, state.pos, state.posMax)
    path = " ".join(unescaped(match["path"]).split()) if match else ""
    if not match or not path:
        return False
    end = match.end()
    braces = ATTRIBUTES.match(state.src, end, state.posMax)
    found = attributes(braces[0]) if braces else None
    masks: tuple[tuple[str, str], ...] = ()
    covers = found is not None and not found[0] and found[1] and found[1].keys() <= {*MASKS} and kind_of(path) == "picture"
    if braces and found and covers:
        masks, end = tuple((name, found[1][name]) for name in MASKS if name in found[1]), braces.end()
    if not silent:
        token = state.push("media", "", 0)
        token.info = state.src[state.pos : end]
        token.meta = {"path": path, "alt": " ".join(unescaped(match["alt"]).split()), "masks": masks}
    state.pos = end
    return True


def _span(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
    """Read words in brackets with braces behind them."""
    if state.src[state.pos] != "[" or state.pos > state.env.setdefault("last", state.src.rfind("]{")):
        return False
    from markdown_it.helpers import parseLinkLabel

    start, last = state.pos, state.posMax
    end = parseLinkLabel(state, start, disableNested=False)
    braces = ATTRIBUTES.match(state.src, end + 1, last) if end >= 0 else None
    found = attributes(braces[0]) if braces else None
    if not braces or found is None or not _is_known(*found):
        return False
    if not silent:
        token = state.push("span_open", "", 1)
        token.meta = {"classes": found[0], "values": found[1]}
        state.pos, state.posMax = start + 1, end
        state.md.inline.tokenize(state)
        state.push("span_close", "", -1)
    state.pos, state.posMax = braces.end(), last
    return True


def _is_known(classes: frozenset[str], values: dict[str, str]) -> bool:
    return (
        classes <= CLASSES and values.keys() <= _KEYS and ("href" not in values or ADDRESS.fullmatch(values["href"]) is not None)
    )
