"""Wikidata's JSON: entity documents, answers of its interface, and dumps line by line, packed or not.

Statements become facts and items terms, as `quiz.from_wikidata` makes them. A dump is read twice and never held as a whole: once
for what its entities are called, once for what is stated.
"""

import gzip
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from attrs import field, frozen

from quiz.errors import FormatError
from quiz.facts.building import Building, DeckOptions, by_name
from quiz.facts.wikidata.entities import Labels, table
from quiz.facts.wikidata.statements import Stated, StatementReader
from quiz.formats.format import Format, Head, Noted, Opened, ReadOptions, Record, Skipped, Taken
from quiz.formats.tabular import check_size, deck_id
from quiz.text.safe import safe_line

_GZIP: Final = b"\x1f\x8b"
_ENTITY: Final = re.compile(r'"id"\s*:\s*"[QP]\d{1,12}"')
_ENTITIES: Final = re.compile(r'\{\s*"entities"\s*:\s*[\[{]')
_PARTS: Final = re.compile(r'"(?:labels|claims|datatype|aliases)"\s*:\s*[\[{"]')
_KIND: Final = re.compile(r'"type"\s*:\s*"(?:item|property)"')
LARGEST: Final = 4 * 2**30
"""Bytes that are unpacked at most."""
_MOST_TIMES: Final = 200
_ALWAYS: Final = 64 * 2**20
_LONGEST_LINE: Final = 32 * 2**20
_MOST_ENTITIES: Final = 2_000_000
_MOST_TOLD: Final = 1_000
_LANG: Final = "en"
_NOTED: Final = frozenset({"no-label", "unread-qualifier"})


def sniff(head: Head) -> float:
    """Return how surely a file is Wikidata's: JSON of entities with their labels and claims."""
    text = head.text
    if head.data.startswith(_GZIP):
        try:
            text = zlib.decompressobj(31).decompress(head.data, 256 * 1024).decode("utf-8", "replace")
        except zlib.error:
            return 0.0
    if not text or text.lstrip()[:1] not in {"{", "["}:
        return 0.0
    if _ENTITIES.match(text.lstrip()) and (_ENTITY.search(text) or re.search(r'"[QP]\d{1,12}"\s*:', text)):
        return 0.98
    return 0.97 if _ENTITY.search(text) and _PARTS.search(text) and _KIND.search(text) else 0.0


def read(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read the statements of a file. Its labels are taken in English, or where there are none, in the language that most have."""
    source = _Source(path, options)
    known, lang = _labels(source)
    if not known:
        raise FormatError(f"{path} holds no entities of Wikidata.")
    labels = Labels.of(known, lang, {})
    reader = StatementReader(source.entities(), labels, None)
    stated = reader.statements()
    yield from source.problems
    told = DeckOptions(lang=lang, terms=by_name(reader.terms(stated)))
    building = Building.of(options.deck or deck_id(path.with_suffix("") if path.suffix == ".gz" else path), told, "entities",
                           reader.relations(stated))  # fmt: skip
    yield Opened(building.deck(()))
    yield from map(_taken, stated)
    yield from _left_out(reader)


def _taken(one: Stated) -> Taken:
    return Taken(" ".join(map(str, one.path)), (one.fact,))


def _left_out(reader: StatementReader) -> Iterator[Record]:
    """Yield what made no fact: entities without a name only as a note."""
    nameless = [one.where for one in reader.left_out if one.code == "no-label"]
    if nameless:
        shown = ", ".join(nameless[:5]) + (" …" if len(nameless) > 5 else "")
        yield Noted(f"The file does not say what {len(nameless):,} entities are called; their ids stand for them: {shown}.")
    notes = 0
    for one in reader.left_out:
        if one.code not in _NOTED:
            yield Skipped(one.where, f"{one.message}.")
        elif one.code != "no-label" and (notes := notes + 1) <= 20:
            yield Noted(f"{one.where}: {one.message}.")


def _labels(source: "_Source") -> tuple[list[dict[str, Any]], str]:
    """Return what the entities are called, and in which language."""
    spoken: Counter[str] = Counter()
    found: list[dict[str, Any]] = []
    for entity in source.entities():
        names = table(entity.get("labels"))
        spoken.update(names.keys())
        found.append({"id": entity["id"], "labels": names, "aliases": table(entity.get("aliases"))})
        if len(found) > _MOST_ENTITIES:
            raise FormatError(f"{source.path} holds more than {_MOST_ENTITIES:,} entities. Read a part of it.")
        if len(found) == _MOST_TOLD:
            lang = _language(spoken)
            found = [_slim(one, lang) for one in found]
        elif len(found) > _MOST_TOLD:
            found[-1] = _slim(found[-1], lang)
    return found, _language(spoken) if len(found) < _MOST_TOLD else lang


def _language(spoken: Mapping[str, int]) -> str:
    if _LANG in spoken or not spoken:
        return _LANG
    return max(sorted(spoken), key=lambda lang: spoken[lang])


def _slim(entity: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """Return only what counts of an entity's names, since a dump has very many."""
    wanted = (lang, lang.partition("-")[0], "mul")
    return {
        "id": entity["id"],
        "labels": {key: entity["labels"][key] for key in wanted if key in entity["labels"]},
        "aliases": {key: entity["aliases"][key] for key in wanted if key in entity["aliases"]},
    }


@frozen(eq=False)
class _Source:
    """A file of entities, that can be gone through more than once."""

    path: Path
    options: ReadOptions
    problems: list[Skipped] = field(factory=list)

    def entities(self) -> Iterator[dict[str, Any]]:
        """Yield its items and properties."""
        self.problems.clear()
        with _opened(self.path) as file:
            first = next(_lines(file), b"").strip().rstrip(b",")
            by_line = first == b"[" or _is_entity(_json(first.removeprefix(b"[")))
        if by_line:
            yield from self._by_line()
        else:
            check_size(self.path)
            with _opened(self.path) as file:
                data = file.read(_ALWAYS * 4 + 1)
            if len(data) > _ALWAYS * 4:
                raise FormatError(f"{self.path} is too large to be read as one document; a dump has an entity on each line.")
            yield from (one for one in _listed(_whole(data, self.path), 0))

    def _by_line(self) -> Iterator[dict[str, Any]]:
        with _opened(self.path) as file:
            for number, line in enumerate(_lines(file), start=1):
                if not number % 200:
                    self.options.tick()
                bare = line.strip().removeprefix(b"[").rstrip(b"],") if number == 1 else line.strip().rstrip(b",")
                if bare in {b"", b"[", b"]"}:
                    continue
                found = _json(bare)
                if _is_entity(found):
                    yield found
                elif not isinstance(found, dict) and len(self.problems) < _MOST_TOLD:
                    self.problems.append(Skipped(f"line {number}", "This is no JSON, or none of an entity."))


def _is_entity(found: object) -> bool:
    return isinstance(found, dict) and isinstance(found.get("id"), str) and found["id"][:1] in {"Q", "P"}


def _listed(found: object, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(found, dict):
        inside = found.get("entities")
        if isinstance(inside, dict | list) and depth < 3:
            yield from _listed([*inside.values()] if isinstance(inside, dict) else inside, depth + 1)
        elif _is_entity(found):
            yield found
    elif isinstance(found, list) and depth < 3:
        for one in found:
            yield from _listed(one, depth + 1)


def _json(line: bytes) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _whole(data: bytes, path: Path) -> object:
    try:
        return json.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except ValueError as error:
        raise FormatError(f"{path} is no JSON: {safe_line(str(error))}.") from None


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file, unpacked. Raises `FormatError` where that is damaged, or unpacks to more than it may."""
    with path.open("rb") as raw:
        if raw.read(2) != _GZIP:
            raw.seek(0)
            yield raw
            return
        raw.seek(0)
        limit = min(LARGEST, max(_ALWAYS, _MOST_TIMES * path.stat().st_size))
        try:
            with gzip.open(raw, "rb") as file:
                yield _Limited(file, limit, path)  # type: ignore[misc]
        except (OSError, EOFError, zlib.error) as error:
            raise FormatError(f"{path} cannot be unpacked: {error}.") from None


class _Limited:
    """A file of which no more than so many bytes are read."""

    def __init__(self, file: gzip.GzipFile, left: int, path: Path) -> None:
        self._file, self._left, self._path = file, left, path

    def read(self, size: int) -> bytes:
        return self._counted(self._file.read(size))

    def readline(self, size: int) -> bytes:
        return self._counted(self._file.readline(size))

    def _counted(self, found: bytes) -> bytes:
        self._left -= len(found)
        if self._left < 0:
            raise FormatError(f"{self._path} unpacks to more than a file of its size can hold.")
        return found


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a file. Of one that is too long, the beginning; it is no JSON then."""
    while line := file.readline(_LONGEST_LINE):
        yield line


FORMATS: Final = {
    "wikidata": Format(
        name="wikidata",
        title="Wikidata JSON",
        sniff=sniff,
        read=read,
        extensions=(".json", ".gz"),
        holds="statements of items with their times, ranks and sources; labels and aliases as terms",
        lacks="coordinates, external identifiers, pictures",
    )
}
