"""Mnemosyne's cards for sharing: an archive with an XML file of what was added one after the other, and the media.

(Numbers of what is added: `openSM2sync/log_entry.py` of Mnemosyne 2.)
"""

import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from attrs import define, field

from quiz.errors import FormatError
from quiz.formats.anki.media_names import problem
from quiz.formats.format import MediaFile, Skipped
from quiz.formats.mnemosyne.past import Learned
from quiz.formats.mnemosyne.second import Card, View
from quiz.formats.mnemosyne.words import literal
from quiz.formats.xml_records import Element, records
from quiz.text.safe import safe_line

CARDS: Final = "cards.xml"
METADATA: Final = "METADATA"
LARGEST: Final = 256 * 2**20
"""Bytes of the list of cards, unpacked."""
LARGEST_MEDIUM: Final = 100 * 2**20
_MOST_TIMES: Final = 200
_ALWAYS: Final = 64 * 2**20
_MOST_MEMBERS: Final = 250_000
_PIECE: Final = 256 * 1024
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


@define
class Shared:
    """What an archive holds."""

    title: str = ""
    description: str = ""
    facts: dict[str, dict[str, str]] = field(factory=dict)
    """The fields of each fact, by its id."""
    cards: dict[str, list[Card]] = field(factory=dict)
    """The cards of each fact, by its id."""
    views: dict[str, View] = field(factory=dict)
    media: dict[str, MediaFile] = field(factory=dict)
    problems: list[Skipped] = field(factory=list)


class Archive:
    """An open archive."""

    def __init__(self, path: Path) -> None:
        """Open it. Raises `FormatError` where it is no whole archive."""
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
            self._members = {member.filename: member for member in self._zip.infolist()[:_MOST_MEMBERS]}
        except _DAMAGE as error:
            raise FormatError(f"{path} is no whole archive: {error}. Export it from Mnemosyne once more.") from None

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    @property
    def is_mnemosyne(self) -> bool:
        """Whether it holds what Mnemosyne exports."""
        return CARDS in self._members

    def pieces(self, name: str, most: int) -> Iterator[bytes]:
        """Yield the content of a member. Raises `FormatError` where it is damaged or larger than it may be."""
        member = self._members[name]
        limit = min(most, max(_ALWAYS, _MOST_TIMES * member.compress_size))
        if stat.S_ISLNK(member.external_attr >> 16) or member.flag_bits & 0x1:
            raise FormatError(f"“{name}” in {self.path} is a link, or encrypted.")
        size = 0
        try:
            with self._zip.open(member) as file:
                while piece := file.read(_PIECE):
                    size += len(piece)
                    if size > limit:
                        raise FormatError(f"“{name}” in {self.path} has more than {limit:,} bytes.")
                    yield piece
        except _DAMAGE as error:
            raise FormatError(f"“{name}” in {self.path} cannot be read: {error}.") from None

    def read(self) -> Shared:
        """Return what it holds. Raises `FormatError` where its list of cards is missing."""
        if not self.is_mnemosyne:
            raise FormatError(f"{self.path} is a zip file without {CARDS}, in which Mnemosyne lists its cards.")
        found = Shared()
        told = self._metadata()
        found.title = safe_line(told.get("card_set_name", ""))
        notes = told.get("notes", "").replace("<br>", "\n")
        author = told.get("author_name", "").strip()
        found.description = "\n".join(filter(None, (notes.strip(), f"Author: {author}" if author else "")))
        tags: dict[str, str] = {}
        for entry in records(self.pieces(CARDS, LARGEST), {"log"}):
            if isinstance(entry, Skipped):
                found.problems.append(entry)
            else:
                self._take(entry, found, tags)
        for name in self._members:
            if name not in {CARDS, METADATA} and not name.endswith("/"):
                self._medium(name, found)
        return found

    def _metadata(self) -> Mapping[str, str]:
        if METADATA not in self._members:
            return {}
        try:
            text = b"".join(self.pieces(METADATA, 2**20)).decode("utf-8", "replace")
        except FormatError:
            return {}
        return {key: value.strip() for key, _, value in (line.partition(":") for line in text.splitlines())}

    def _take(self, entry: Element, found: Shared, tags: dict[str, str]) -> None:
        """Take one entry in."""
        given = entry.attributes
        id = given.get("o_id", "")
        match given.get("type"):
            case "10":
                tags[id] = safe_line(entry.said("name"))
            case "16":
                found.facts[id] = {child.tag: child.text for child in entry.children}
            case "6":
                found.cards.setdefault(given.get("fact", ""), []).append(_card(id, entry, tags))
            case _ if any(True for _ in entry.all("q_fact_keys")):
                found.views[id] = View(_keys(entry.said("q_fact_keys")), _keys(entry.said("a_fact_keys")))
            case _ if "q_fact_keys" in given:
                found.views[id] = View(_keys(given["q_fact_keys"]), _keys(given.get("a_fact_keys", "")))
            case _:
                pass

    def _medium(self, name: str, found: Shared) -> None:
        size = self._members[name].file_size
        parts = name.split("/")
        wrong = next((reason for part in parts if (reason := problem(part))), "")
        if wrong:
            found.problems.append(Skipped(f"media “{safe_line(name)[:80]}”", f"It cannot be kept under this name: {wrong}."))
        elif size > LARGEST_MEDIUM:
            found.problems.append(Skipped(f"media “{safe_line(name)[:80]}”", f"It has {size:,} bytes, which is too much."))
        else:
            path = self.path

            def pieces() -> Iterator[bytes]:
                again = Archive(path)
                try:
                    yield from again.pieces(name, LARGEST_MEDIUM)
                finally:
                    again.close()

            found.media[name] = MediaFile(size, pieces)


def _keys(text: str) -> tuple[str, ...]:
    found = literal(text, ())
    return tuple(key for key in found if isinstance(key, str)) if isinstance(found, list | tuple) else ()


def _card(id: str, entry: Element, tags: Mapping[str, str]) -> Card:
    """Return a card. Those for sharing are new: they hold no learning data."""
    given = entry.attributes
    return Card(
        id=id,
        type=given.get("card_t", ""),
        view=given.get("fact_v", ""),
        tags=tuple(tags.get(tag, "") for tag in given.get("tags", "").split(",")),
        learned=Learned(grade=-1),
        extra=entry.said("extra"),
    )
