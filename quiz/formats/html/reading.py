"""Reading HTML as rich text: what it says and how it is laid out, and nothing that a browser would obey."""

import re
from collections.abc import Callable
from typing import Final, TypeAlias
from urllib.parse import unquote

from attrs import frozen

from quiz.formats.html.elements import KINDS
from quiz.formats.html.formulas import formulas_of
from quiz.formats.html.layout import Layout
from quiz.formats.html.ruby import Ruby
from quiz.formats.html.styles import Styles
from quiz.formats.html.tables import TableReading
from quiz.formats.html.tokens import attributes, tokens, unescaped, without_tags
from quiz.formats.html.visible import may_hide, visible
from quiz.text.blocks import Block, Rule, blocks, media_in, words_of
from quiz.text.normal import plain, seen
from quiz.text.rich import MASKS, SHIFTS, Span, Style, kind_of, mark
from quiz.text.rich_signs import ADDRESS, escaped, lines_escaped
from quiz.text.rich_writing import written
from quiz.text.safe import safe

LONGEST: Final = 200_000
"""Characters of one field; of a longer one, only the words are read."""

Named: TypeAlias = Callable[[str], str | None]
"""Returns the path of a picture or sound as facts name it, by the name that HTML has for it; nothing where there is none."""

_IN_TEXT: Final = re.compile(r"\[sound:([^\]\n]{1,500})\]|\[/?anki:tts\b[^\]]{0,500}\]")
_LANGUAGE: Final = re.compile(r"\b(?:language|lang|highlight)-([\w+#.-]{1,30})")
_NO_FILE: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/")
_UNPLAIN: Final = re.compile(r"[<&\\*_`~^$\[\n\r\t\f\xa0]|  ")


@frozen
class Fragment:
    """What a field of HTML says."""

    plain: str
    """Its words."""
    rich: str
    """Its words in the marks of quiz's rich text."""
    media: tuple[str, ...] = ()
    """The files of the pictures and sounds that it names."""

    @property
    def is_styled(self) -> bool:
        """Whether it says more than its words."""
        return bool(self.media) or lines_escaped(escaped(self.plain)) != self.rich

    @property
    def has_words(self) -> bool:
        """Whether it says anything besides pictures and sounds of which nothing is said; marks stand for these."""
        return self.plain != " ".join(map(mark, media_in(blocks(self.rich)))) if self.media else bool(self.plain)


def file_named(name: str) -> str | None:
    """Return the file that HTML names, if it is one beside it: no address, and no place elsewhere."""
    found = plain(safe(unquote(name) if "%" in name else name))
    return None if not found or _NO_FILE.match(found) else found


def from_html(source: str, *, named: Named = file_named, dollars: bool = False) -> Fragment:
    """Return what a field of HTML says. Never raises: what is no HTML is text.

    `named` tells which file is meant by a name; where there is none, what is said of it is left. With `dollars`, `$$…$$` is TeX.
    """
    if not _UNPLAIN.search(source):
        words = seen(safe(source)).strip()
        return Fragment(words, escaped(words) if "]{" in words else words)
    if len(source) > LONGEST:
        words = "\n".join(" ".join(line.split()) for line in safe(without_tags(source)).split("\n")).strip()
        return Fragment(words, words)
    reading = _Reading(named)
    if may_hide(source):
        source = visible(source, buttons=True)
    for kind, name, text in tokens(source, dollars=dollars):
        if kind == "text":
            reading.text(text)
        elif kind == "open":
            reading.opened(name, text)
        elif kind == "close":
            reading.closed(name)
        else:
            reading.formula(name, text)
    found = reading.blocks()
    rich = written(found)
    # How words are raised or lowered is known once they are read.
    words = words_of(blocks(rich) if reading.has_shifts else found)
    return Fragment(words, rich, tuple(dict.fromkeys(reading.media)))


class _Reading:
    """Takes the tags and texts of a field one after the other."""

    def __init__(self, named: Named) -> None:
        self.media: list[str] = []
        self._named = named
        self._layout = Layout()
        self._words = self._layout.words
        self._ruby = Ruby(self._read_so)
        self._styles = Styles()
        self._table: TableReading | None = None
        self._tables = 0

    @property
    def has_shifts(self) -> bool:
        """Whether anything is raised or lowered."""
        return self._styles.has_shifts

    def blocks(self) -> list[Block]:
        """Return what was read, whatever is still open."""
        self._ruby.end()
        self._end_table()
        return self._layout.blocks()

    # Words

    def text(self, text: str) -> None:
        if self._layout.in_code:
            self._layout.code(unescaped(text))
            return
        at = 0
        for found in _IN_TEXT.finditer(text) if "[" in text else ():
            self._say(unescaped(text[at : found.start()]))
            at = found.end()
            name = unescaped(found[1] or "")
            if name and not (kind_of(name) == "sound" and self._medium(name, "")):
                self._say(f"[sound:{name}]")
        self._say(unescaped(text[at:] if at else text))

    def formula(self, opener: str, text: str) -> None:
        for found in formulas_of(opener, text):
            if self._layout.in_code:
                self._layout.code(found if isinstance(found, str) else found.raw)
            elif isinstance(found, str):
                self._say(found)
            else:
                styles = found.styles | (self._styles.now - {"code"})
                self._words.add(Span(found.text, styles, raw=found.raw, href=self._styles.href))

    def _say(self, text: str) -> None:
        if text and not self._ruby.take(text):
            self._words.text(text, self._styles.now, self._styles.href)

    def _read_so(self, base: str, reading: str) -> None:
        if reading and base:
            styles: frozenset[Style] = (self._styles.now - {"code"}) | {"ruby"}
            self._words.add(Span(f"{base}({reading})", styles, raw=base, reading=reading, href=self._styles.href))
        else:
            self._words.text(base, self._styles.now, self._styles.href)

    def _medium(self, name: str, alt: str, masks: tuple[tuple[str, str], ...] = ()) -> bool:
        """Add a picture or sound; say whether there is one."""
        path = self._named(name)
        if path is None:
            return False
        alt = alt or self._styles.title
        said = "" if alt in {name, path} else plain(safe(alt))
        self.media.append(path)
        styles = (self._styles.now - {"code"} - SHIFTS) | {kind_of(path)}
        self._words.add(Span(said, styles, path=path, alt=said, masks=masks, href=self._styles.href))
        return True

    # Tags

    def opened(self, name: str, given: str) -> None:  # noqa: C901, PLR0912 - one case a kind of tag
        kind = KINDS.get(name, "")
        if self._layout.in_code and kind != "image":
            if name == "code" and (lang := _LANGUAGE.search(given)):
                self._layout.code_in(lang[1].lower())
            elif kind in {"br", "line", "paragraph"}:
                self._layout.code("\n")
            return
        match kind:
            case "":
                pass
            case "br":
                self._words.line_break()
            case "line":
                self._words.line()
            case "image":
                self._image(attributes(given))
            case "link":
                self._styles.link(attributes(given).get("href", ""))
            case "ruby":
                self._ruby.opened(name)
            case "played":
                self._played(attributes(given))
            case "table":
                self._table_opened(name, given)
            case "marks":
                self._say("“")
            case _ if self._table is not None:
                self._words.line()
                self._say("• " if kind == "item" else "")
            case _:
                self._block_opened(name, kind, given)
        self._styles.opened(name, given)

    def closed(self, name: str) -> None:  # noqa: C901 - one case a kind of tag
        kind = KINDS.get(name, "")
        if self._layout.in_code:
            if name == "pre":
                self._layout.end_code()
            elif kind == "line":
                self._layout.code("\n")
            return
        self._styles.closed(name)
        match kind:
            case "" | "image" | "played":
                pass
            case "br":
                self._words.line_break()
            case "line":
                self._words.line()
            case "link":
                self._styles.unlink()
            case "ruby":
                self._ruby.closed(name)
            case "table":
                self._table_closed(name)
            case "marks":
                self._say("”")
            case _ if self._table is not None:
                self._words.line()
            case _:
                self._block_closed(name, kind)

    def _block_opened(self, name: str, kind: str, given: str) -> None:
        layout = self._layout
        if kind not in {"paragraph", "term"}:
            self._ruby.end()
        match kind:
            case "paragraph":
                self._words.paragraph()
            case "list":
                start = attributes(given).get("start", "") if name == "ol" and given else ""
                number = int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 1
                layout.begin("list", number if name == "ol" else None)
            case "item":
                self._item(name)
            case "quote":
                layout.begin("quote")
            case "heading":
                layout.heading(int(name[1]))
            case "rule":
                layout.flush()
                layout.put(Rule())
            case "code":
                layout.begin_code((_LANGUAGE.search(given) or ["", ""])[1].lower())
            case _:
                self._styles.closed_all("dt")
                layout.end("dd")
                self._words.paragraph()

    def _block_closed(self, name: str, kind: str) -> None:
        match kind:
            case "paragraph":
                self._words.paragraph()
            case "list" | "quote":
                self._ruby.end()
                self._layout.end(kind)
            case "heading":
                self._layout.flush()
            case "term" if name == "dl":
                self._styles.closed_all("dt")
                self._layout.end("dd")
            case _:
                self._words.line()

    def _item(self, name: str) -> None:
        self._styles.closed_all("dt")
        if self._layout.item("list" if name == "li" else "dd"):
            return
        if name == "dd":
            self._layout.begin("dd")
            if self._layout.item("dd"):
                return
        self._words.line()
        self._say("• ")

    # Pictures and sounds

    def _image(self, given: dict[str, str]) -> None:
        source, alt = given.get("src", ""), given.get("alt", "")
        masks = tuple((name, given[f"data-{name}"]) for name in MASKS if given.get(f"data-{name}"))
        if source and self._medium(source, alt, masks):
            return
        words = plain(safe(alt))
        if ADDRESS.fullmatch(source):
            # A picture of elsewhere is not fetched.
            self._words.add(Span(words or "picture", self._styles.now | {"link"}, href=source))
        else:
            self._say(words or (" picture " if source.startswith("data:image/") else ""))

    def _played(self, given: dict[str, str]) -> None:
        source = given.get("src") or given.get("data") or ""
        if source and kind_of(source) == "sound":
            self._medium(source, given.get("title", ""))

    # Tables

    def _table_opened(self, name: str, given: str) -> None:
        if name == "table":
            self._tables += 1
            if self._tables == 1:
                self._ruby.end()
                self._layout.flush()
                self._table = TableReading(boxed="border" in given)
                return
        if self._table is None or self._tables > 1:
            if name in {"td", "th"}:
                self._words.text(" ", self._styles.now, self._styles.href)
            else:
                self._words.line()
            return
        self._end_cell()
        if name == "tr":
            self._table.row()
        else:
            self._table.cell(name, attributes(given))

    def _table_closed(self, name: str) -> None:
        if name != "table":
            if self._tables == 1:
                self._end_cell()
        elif self._tables == 1:
            self._end_table()
        else:
            self._tables = max(0, self._tables - 1)
            self._words.line()

    def _end_cell(self) -> None:
        self._ruby.end()
        if self._table is not None and self._words:
            self._table.say(self._words)

    def _end_table(self) -> None:
        self._tables = 0
        if self._table is not None:
            self._end_cell()
            found, self._table = self._table.blocks(), None
            self._layout.put(*found)
