"""Which styles words have while HTML is read, and where they lead to."""

from quiz.formats.html.elements import CSS, STYLES
from quiz.formats.html.tokens import attributes
from quiz.text.rich import SHIFTS, Style
from quiz.text.rich_signs import ADDRESS


class Styles:
    """Takes elements that give styles. As in browsers, one that is not closed goes on in the blocks that follow."""

    def __init__(self) -> None:
        """Start without any."""
        self.now: frozenset[Style] = frozenset()
        """The styles of the words that are read now."""
        self.href = ""
        """The address that they lead to, if any."""
        self.title = ""
        """What the element around them says of them."""
        self.has_shifts = False
        """Whether anything was raised or lowered so far."""
        self._counts: dict[Style, int] = {}
        self._open: dict[str, list[tuple[Style, ...]]] = {}
        self._hrefs: list[str] = []

    def opened(self, name: str, given: str) -> None:
        """Take the start of an element, with its attributes as they are written."""
        if not (name in STYLES or "style" in given or name in self._open or name == "span"):
            return
        own = [STYLES[name]] if name in STYLES else []
        if "style" in given or (name == "span" and "title" in given):
            found = attributes(given)
            self.title = found.get("title", "") if name == "span" else self.title
            css = found.get("style", "")
            own += [style for pattern, style in CSS if style not in own and pattern.search(css)]
        self._open.setdefault(name, []).append(tuple(own))
        for style in own:
            self._counts[style] = self._counts.get(style, 0) + 1
        if own:
            self._settle()

    def closed(self, name: str) -> None:
        """Take the end of an element."""
        if name == "span":
            self.title = ""
        if self._open.get(name):
            for style in self._open[name].pop():
                self._counts[style] -= 1
            self._settle()

    def closed_all(self, name: str) -> None:
        """Take the end of all elements of a name: those whose end tags may be left out."""
        while self._open.get(name):
            self.closed(name)

    def link(self, address: str) -> None:
        """Take the start of a link; only addresses of the web and of mail are kept."""
        address = address.strip().replace(" ", "%20")
        self._hrefs.append(address if ADDRESS.fullmatch(address) else "")
        self._settle()

    def unlink(self) -> None:
        """Take the end of a link."""
        if self._hrefs:
            self._hrefs.pop()
            self._settle()

    def _settle(self) -> None:
        now: set[Style] = {style for style, count in self._counts.items() if count > 0}
        self.has_shifts = self.has_shifts or not now.isdisjoint(SHIFTS)
        if now >= SHIFTS:
            now.remove("sup")
        self.href = self._hrefs[-1] if self._hrefs else ""
        self.now = frozenset(now | {"link"} if self.href else now)
