"""Any rich text there can be: spans and blocks, with words that look like its signs."""

from collections.abc import Iterable

from hypothesis import strategies as st

from quiz.text.blocks import Block, Code, Items, Paragraph, Quote, Rule, Table
from quiz.text.rich import Span, kind_of, merged, spans
from quiz.text.rich_signs import picture
from quiz.text.rich_writing import formula

PIECES = (
    "a",
    "b c",
    "é",
    "日本",
    "1",
    "2.",
    "-",
    "*",
    "_",
    "`",
    "~",
    "^",
    "$",
    "\\",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    "!",
    "|",
    "#",
    "<",
    "&",
    ">",
    ":",
    "+",
    ".br",
    "![",
    "](",
    "]{",
    "**",
    "``",
    "~~",
    "$$",
    "5 ",
    " ",
    "ruby=",
    '"',
    "'",
    "=",
    "&lt;",
    "<b>",
    "\\(",
    "[sound:",
    "x²",
)
_STYLES = ("bold", "italic", "underline", "strike", "sub", "sup")


def _tidy(text: str) -> str:
    return " ".join(text.split())


LINES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join).map(_tidy).filter(bool)
NAMES = st.sampled_from(
    ("a.png", "my map (1).png", "x(y.jpg", "[z].gif", "日本 語.mp3", "a)b](c.ogg", "back\\slash.png", "a&b.png", 'q"r.png')
)
AREAS = st.sampled_from(("rect:.1,.2,.3,.4", "ellipse:.5,.5,.1,.2;text:.1,.1,a b"))
TEX = st.sampled_from(("x^2", r"\frac{a}{b}", "a < b", r"|x\|", r"\hat{ab} & c")).map(formula)
_MASKS = st.sampled_from(((), (("hide", "rect:.1,.2,.3,.4"),), (("hide", "rect:0,0,1,1"), ("ask", 'text:.1,.1,a "b" \\'))))


def _read(source: str) -> Span:
    (span,) = spans(source)
    return span


TEXT = LINES.map(Span)
LEAVES = st.one_of(
    TEXT,
    TEXT,
    LINES.map(lambda words: Span(words, frozenset({"code"}))),
    st.builds(
        lambda name, alt, masks: _read(picture(name, alt, () if kind_of(name) == "sound" else masks)),
        NAMES,
        LINES | st.just(""),
        _MASKS,
    ),
    TEX.map(_read),
    st.builds(lambda base, reading: Span(f"{base}({reading})", frozenset({"ruby"}), raw=base, reading=reading), LINES, LINES),
)


@st.composite
def styled(draw: st.DrawFn) -> Span:
    """One span with any styles; what is raised is not shown as it will be."""
    span = draw(LEAVES)
    styles = draw(st.sets(st.sampled_from(_STYLES), max_size=2)) if not draw(st.booleans()) else set()
    if span.path:
        styles -= {"sub", "sup"}
    if {"sub", "sup"} <= styles:
        styles.remove("sup")
    href = draw(st.sampled_from(("", "", "", "https://example.org/a_b?c=[d]&e=(f)", "mailto:a@example.org")))
    extra = {"link"} if href else set()
    return Span(
        span.text,
        span.styles | styles | extra,
        raw=span.raw,
        reading=span.reading,
        href=href,
        path=span.path,
        alt=span.alt,
        masks=span.masks,
    )


@st.composite
def words(draw: st.DrawFn, *, lines: bool = True) -> tuple[Span, ...]:
    """A paragraph's words: of several lines, none of which begins or ends with a space."""
    found: list[Span] = []
    for number in range(draw(st.integers(1, 2)) if lines else 1):
        if number:
            found.append(Span("\n"))
        parts = draw(st.lists(styled(), min_size=1, max_size=4))
        for place, part in enumerate(parts):
            if place and draw(st.booleans()):
                found.append(Span(" "))
            found.append(part)
    return tuple(merged(found))


CODES = st.builds(
    Code,
    st.lists(st.sampled_from(("x = 1", "    y", "", "```", "# z", "- a", "&lt;", "</pre>", "日本")), min_size=1, max_size=4)
    .map("\n".join)
    .filter(lambda source: source.strip("\n") == source and bool(source.strip())),
    st.sampled_from(("", "python", "c++")),
)


def paragraphs() -> st.SearchStrategy[Block]:
    return st.builds(Paragraph, words(), st.sampled_from((0, 0, 0, 1, 3)))


@st.composite
def tables(draw: st.DrawFn) -> Block:
    width = draw(st.integers(1, 3))
    cell = words() | st.just(())
    rows = draw(st.lists(st.tuples(*[cell] * width), min_size=1, max_size=3))
    aligns = draw(st.tuples(*[st.sampled_from(("left", "right", "center"))] * width))
    if not any(any(row) for row in rows):
        rows = [tuple(words_of_text("x") for _ in range(width)), *rows[1:]]
    headed = any(rows[0]) and draw(st.booleans())
    if not headed and len(rows) == 1:
        rows = [*rows, tuple(words_of_text("x") for _ in range(width))]
    return Table(tuple(rows), aligns, headed)


def words_of_text(text: str) -> tuple[Span, ...]:
    return (Span(text),)


def all_blocks(depth: int = 2) -> st.SearchStrategy[tuple[Block, ...]]:
    """Blocks in blocks."""
    one: st.SearchStrategy[Block] = paragraphs() | CODES | tables() | st.just(Rule())
    if depth:
        inner = all_blocks(depth - 1)
        lists = st.builds(Items, st.lists(inner, min_size=1, max_size=3).map(tuple), st.sampled_from((None, None, 1, 3)))
        one = one | st.builds(Quote, inner) | lists
    return st.lists(one, min_size=1, max_size=3).map(tuple)


Told = tuple[str, tuple[str, ...], str, str, str, object]


def told(words: Iterable[Span]) -> list[Told]:
    """Return all that spans hold but for how raised and lowered words are shown, and how the ends of lines are."""
    found: list[Told] = []
    for span in words:
        alone = bool(span.path or span.reading or "math" in span.styles)
        for place, line in enumerate([span.words] if alone else span.words.split("\n")):
            one: Told = (line, tuple(sorted(span.styles)), span.reading, span.href, span.path, (span.alt, span.masks))
            if place:
                found.append(("\n", (), "", "", "", ("", ())))
            if found and not alone and found[-1][1:] == one[1:] and found[-1][0] != "\n":
                one = (found.pop()[0] + one[0], *one[1:])
            if one[0] or alone:
                found.append(one)
    return found


def told_of(block: Block) -> object:
    match block:
        case Paragraph(words, heading):
            return ("p", heading, told(words))
        case Table(rows, aligns, headed):
            return ("table", headed, aligns, [[told(cell) for cell in row] for row in rows])
        case Quote(inner):
            return ("quote", [told_of(one) for one in inner])
        case Items(items, start):
            return ("items", start, [[told_of(one) for one in item] for item in items])
        case _:
            return block
