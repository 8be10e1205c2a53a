"""Finding what stands between two marks, in time that grows with the length of the text only, whatever the text."""

from collections.abc import Callable, Iterator, Sequence


class Finder:
    """Finds marks in one text, from the left to the right; a mark that there is no more is not looked for again."""

    def __init__(self, text: str) -> None:
        """Look in a text."""
        self._text = text
        self._next: dict[str, int] = {}

    def find(self, mark: str, start: int) -> int:
        """Return where a mark stands next, from a place on; -1 where it does not. Places have to grow."""
        found = self._next.get(mark, 0)
        if 0 <= found < start or mark not in self._next:
            found = self._next[mark] = self._text.find(mark, start)
        return found


def between(text: str, marks: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int, int]]:
    """Yield each part of a text between two marks: where it begins and ends, marks and all, and the place of its pair of marks.

    What begins first counts; what has no end is none.
    """
    finder, at = Finder(text), 0
    while True:
        begun = [(start, place) for place, (first, _) in enumerate(marks) if (start := finder.find(first, at)) >= 0]
        ends = {place: finder.find(marks[place][1], start + len(marks[place][0])) for start, place in begun}
        whole = [(start, place) for start, place in begun if ends[place] >= 0]
        if not whole:
            return
        start, place = min(whole)
        at = ends[place] + len(marks[place][1])
        yield start, at, place


def changed(text: str, marks: Sequence[tuple[str, str]], change: Callable[[str], str]) -> str:
    """Return a text in which all that stands between marks, marks and all, was changed."""
    found: list[str] = []
    at = 0
    for start, end, _ in between(text, marks):
        found += (text[at:start], change(text[start:end]))
        at = end
    return "".join([*found, text[at:]])
