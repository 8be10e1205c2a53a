"""Mending: what is wrong with a deck's files and leaves its author nothing to choose is put right; nothing else is touched."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from attrs import field, frozen

from quiz.errors import Edit, Problem, UsageError
from quiz.facts.editing.applying import DeckMends, edit_table
from quiz.facts.editing.table_edits import TableEdits
from quiz.facts.editing.toml_spans import spans_of
from quiz.facts.lint import in_order
from quiz.facts.loading import LARGEST, DeckPath, examine
from quiz.facts.reading import Reading

Drafts = Mapping[Path, bytes]
"""What files are to hold."""


@frozen
class Hunk:
    """Lines of a file that mending changes."""

    file: str
    line: int
    """The first of them, counted from 1, in the file as it was."""
    before: tuple[str, ...]
    after: tuple[str, ...]


@frozen
class Mending:
    """What mending a deck comes to. Nothing is written until `write`."""

    mended: tuple[Problem, ...] = ()
    """The problems that are gone, in the order in which they were mended; places are those of the file at that moment."""
    left: tuple[Problem, ...] = ()
    """Those that are still there, as `check` tells them."""
    originals: Drafts = field(factory=dict)
    """The files that change, as they are."""
    drafts: Drafts = field(factory=dict)
    """The same files, mended."""

    @property
    def hunks(self) -> tuple[Hunk, ...]:
        """The lines that change, file by file."""
        return tuple(hunk for path, new in self.drafts.items() for hunk in _hunks(path, self.originals[path], new))

    def write(self) -> None:
        """Write the mended files, all of them or none.

        Raises `UsageError` where one cannot be written, or was changed since it was read.
        """
        from quiz.facts.editing.replacing import replace_files

        for path, content in self.originals.items():
            if _content(path) != content:
                raise UsageError(f"{path} was changed while it was being mended; nothing was written. Try again.")
        replace_files({path.resolve(): content for path, content in self.drafts.items()})


def mend(path: DeckPath, today: date | None = None) -> Mending:
    """Work out how a deck's files are mended, without writing them.

    A problem is mended where it carries the edits that do it, and they leave fewer errors and no other ones, or as many errors
    and fewer warnings and no other ones. Comments and layout stay. Mending a mended deck changes nothing more.
    """
    work = _Work(path, today)
    return work.result()


@frozen(slots=False)
class _Work:
    path: DeckPath
    today: date | None
    originals: dict[Path, bytes] = field(factory=dict)
    drafts: dict[Path, bytes] = field(factory=dict)
    mended: list[Problem] = field(factory=list)

    def result(self) -> Mending:
        reading = examine(self.path)
        problems = in_order(reading, self.today)
        refused: set[tuple[str, ...]] = set()
        while batch := [problem for problem in problems if problem.fix and _name(problem) not in refused]:
            found = self._tried(batch, reading, problems)
            while found is None and len(batch) > 1:
                batch = batch[: len(batch) // 2]
                found = self._tried(batch, reading, problems)
            if found is None:
                refused.add(_name(batch[0]))
                continue
            drafts, reading, problems = found
            self.drafts.update(drafts)
            self.mended.extend(batch)
            # What could not be mended beside another mistake perhaps can be now.
            refused.clear()
        changed = {path: content for path, content in self.drafts.items() if content != self.originals[path]}
        return Mending(tuple(self.mended), problems, {path: self.originals[path] for path in changed}, changed)

    def _tried(
        self, batch: list[Problem], reading: Reading, before: tuple[Problem, ...]
    ) -> tuple[Drafts, Reading, tuple[Problem, ...]] | None:
        """Return what mending these problems leads to; nothing where it cannot be done or makes anything worse."""
        drafts: dict[Path, bytes] = {}
        for file, edits in _by_file(batch, reading).items():
            draft = self._edited(file, edits)
            if draft is None:
                return None
            drafts[file] = draft
        again = examine(self.path, {**self.drafts, **drafts})
        after = in_order(again, self.today)
        return (drafts, again, after) if again.deck is not None and _better(before, after, batch) else None

    def _edited(self, file: Path, edits: list[Edit]) -> bytes | None:
        content = self.drafts.get(file) or self._original(file)
        if content is None:
            return None
        try:
            if edits[0].path[0] == "row":
                table = TableEdits(content, str(file))
                return table.result() if all(edit_table(table, edit) for edit in edits) else None
            mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
            text = content.decode("utf-8-sig")
            deck = DeckMends(text)
            if not all(deck.apply(edit) for edit in edits):
                return None
            result = deck.result()
        except (UsageError, ValueError):
            return None
        return mark + result.encode() if _comments(text) == _comments(result) else None

    def _original(self, file: Path) -> bytes | None:
        if file not in self.originals:
            content = _content(file)
            if content is None or len(content) > LARGEST:
                return None
            self.originals[file] = content
        return self.originals[file]


def _better(before: Iterable[Problem], after: Iterable[Problem], batch: Iterable[Problem]) -> bool:
    """Say whether there are fewer errors and no other ones; or, with the same errors, fewer warnings and no other ones.

    A warning that could only not be told while an error hid it is no reason against mending that error.
    """
    for severity in ("error", "warning"):
        old, new, done = (Counter(p.code for p in some if p.severity == severity) for some in (before, after, batch))
        if new - (old - done):
            return False
        if new.total() < old.total():
            return True
    return False


def _by_file(batch: Iterable[Problem], reading: Reading) -> dict[Path, list[Edit]]:
    """Return the edits of several problems by the file to which they are made, each once."""
    found: dict[Path, dict[Edit, None]] = {}
    for problem in batch:
        for edit in problem.fix:
            file = problem.file if edit.path[0] == "row" else reading.places.file
            found.setdefault(Path(file), {})[edit] = None
    return {file: list(edits) for file, edits in found.items()}


def _name(problem: Problem) -> tuple[str, ...]:
    return problem.code, problem.file, problem.where, problem.message


def _comments(text: str) -> list[str]:
    spans = spans_of(text)
    return sorted(text[at:].partition("\n")[0].rstrip() for at in spans.comments)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _hunks(path: Path, old: bytes, new: bytes) -> Iterable[Hunk]:
    before, after = old.decode("utf-8", "replace").splitlines(), new.decode("utf-8", "replace").splitlines()
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    for kind, begin, end, new_begin, new_end in SequenceMatcher(
        None, before[first:], after[first:], autojunk=False
    ).get_opcodes():
        if kind != "equal":
            gone, come = before[first + begin : first + end], after[first + new_begin : first + new_end]
            yield Hunk(str(path), first + begin + 1, tuple(gone), tuple(come))
