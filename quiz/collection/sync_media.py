"""Pictures and sounds of decks: on their way from the folder of a deck to devices that do not have that folder.

A deck calls a picture by a path; what travels is the file, named by its digest. Of several files under one path the one changed
last counts, on every device. They are kept in the folder `media` beside the collection's file.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.collection.places import MEDIA, followed
from quiz.collection.sync_folder import SyncFolder, is_digest, write_whole
from quiz.collection.sync_report import Skipped
from quiz.facts.deck_folder import LARGEST, TYPES, Unusable, medium, type_of
from quiz.facts.media import Picture, Sound
from quiz.facts.media_named import media_of
from quiz.store.sharing import Medium

if TYPE_CHECKING:
    from quiz.collection.shelf import Shelf
    from quiz.facts.deck import Deck
    from quiz.store.decks import DeckRow
    from quiz.store.store import Store

_AGAIN = "Sync once more on the device that has the deck's folder, then here."


def media_folder(store: "Store") -> Path | None:
    """Return the folder of the pictures and sounds that came by sync; there is none for a collection in memory."""
    return None if store.path is None else store.path.absolute().parent / MEDIA


def file_of(store: "Store", row: "DeckRow", value: Picture | Sound) -> Path | None:
    """Return the file of a picture or sound of a deck: in the deck's folder if that is here, else the one that came by sync."""
    kind = "picture" if isinstance(value, Picture) else "sound"
    folder = _folder(row)
    found = medium(folder, value.path, kind) if folder is not None else None
    if isinstance(found, Path):
        return found
    kept = media_folder(store)
    for known in store.sharing.media(row.deck) if kept is not None else ():
        if known.path == value.path and is_digest(known.digest):
            came = medium(kept, known.digest, kind) if kept is not None else None
            return came if isinstance(came, Path) else None
    return None


def files_of(store: "Store", deck: str) -> dict[str, Path]:
    """Return the files of a deck that are kept beside the collection, by their paths, whatever is in them."""
    kept = media_folder(store)
    if kept is None:
        return {}
    named = ((known.path, kept / known.digest) for known in store.sharing.media(deck) if is_digest(known.digest))
    return {path: file for path, file in named if file.is_file()}


def look_at(store: "Store", shelf: "Shelf") -> None:
    """Note the pictures and sounds of the decks whose folder is on this device, if they are new or were changed."""
    for row in store.deck_rows():
        folder = _folder(row)
        if folder is None or not _may_have_media(store.version(row.version)):
            continue
        known = {medium.path: medium for medium in store.sharing.media(row.deck)}
        found = []
        for path, kind in sorted(set(_named(shelf.deck(row.deck)))):
            file = medium(folder, path, kind)
            if isinstance(file, Unusable):
                continue
            was = known.get(path)
            status = file.stat()
            at = status.st_mtime_ns // 1_000_000
            if was is None or (was.at, was.size) != (at, status.st_size):
                content = file.read_bytes()
                found.append(Medium(row.deck, path, kind, hashlib.sha256(content).hexdigest(), at, len(content)))
        store.sharing.put_media(found)


def note(store: "Store", named: Iterable[tuple[str, str, str, str, int, int]]) -> None:
    """Note what other devices say of the pictures and sounds of the decks that are here."""
    decks = {row.deck for row in store.deck_rows()}
    latest: dict[tuple[str, str], Medium] = {}
    for entry in named:
        found = Medium(*entry)
        if found.deck in decks and found.size <= LARGEST:
            place = (found.deck, found.path)
            latest[place] = max(latest.get(place, found), found, key=_age)
    changed = []
    for deck in {deck for deck, _ in latest}:
        known = {medium.path: medium for medium in store.sharing.media(deck)}
        changed += [
            found for (of, path), found in latest.items() if of == deck and (path not in known or _age(found) > _age(known[path]))
        ]
    store.sharing.put_media(changed)


def fetch(store: "Store", folder: SyncFolder, writers: list[str], skipped: list[Skipped]) -> int:
    """Bring the pictures and sounds that are missing here from the folder; return how many came."""
    kept = media_folder(store)
    if kept is None:
        return 0
    came = 0
    for row in store.deck_rows():
        for wanted in store.sharing.media(row.deck):
            if _source(row, wanted, kept) is not None:
                continue
            content = _found(folder, writers, wanted)
            if isinstance(content, Skipped):
                skipped.append(content)
            else:
                kept.mkdir(parents=True, exist_ok=True)
                write_whole(kept / wanted.digest, content)
                came += 1
    return came


def send(store: "Store", folder: SyncFolder, own: str, writers: list[str]) -> int:
    """Write the pictures and sounds that no device has in the folder into the own one; return how many."""
    kept = media_folder(store)
    sent = 0
    for row in store.deck_rows():
        for wanted in store.sharing.media(row.deck):
            if any(folder.has(writer, MEDIA, wanted.digest, wanted.size) for writer in {own, *writers}):
                continue
            source = _source(row, wanted, kept)
            content = b"" if source is None else source.read_bytes()
            if hashlib.sha256(content).hexdigest() == wanted.digest:
                folder.write(own, MEDIA, wanted.digest, content)
                sent += 1
    return sent


def all_media(store: "Store") -> tuple[tuple[str, str, str, str, int, int], ...]:
    """Return what is known of the pictures and sounds of all current decks, for a manifest."""
    return tuple(
        (found.deck, found.path, found.kind, found.digest, found.at, found.size)
        for row in sorted(store.deck_rows(), key=lambda row: row.deck)
        for found in store.sharing.media(row.deck)
    )


def _folder(row: "DeckRow") -> Path | None:
    place = followed(row.path) if row.path else None
    if place is None or not place.exists():
        return None
    return place if place.is_dir() else place.parent


def _may_have_media(content: bytes) -> bool:
    """Say whether a version can name a picture or sound, without reading it as a deck, which takes long for a large one."""
    return b'"picture"' in content or b'"sound"' in content or b"![" in content


def _named(deck: "Deck") -> Iterator[tuple[str, str]]:
    """Yield the paths of a deck's pictures and sounds, each with its kind."""
    for value in media_of(deck):
        yield value.path, "picture" if isinstance(value, Picture) else "sound"


def _source(row: "DeckRow", wanted: Medium, kept: Path | None) -> Path | None:
    """Return the file here that has the size of a picture or sound: in the deck's folder, or one that came before."""
    folder = _folder(row)
    found = medium(folder, wanted.path, wanted.kind) if folder is not None else None
    if isinstance(found, Path) and found.stat().st_size == wanted.size:
        return found
    came = None if kept is None else kept / wanted.digest
    return came if came is not None and came.is_file() and came.stat().st_size == wanted.size else None


def _found(folder: SyncFolder, writers: list[str], wanted: Medium) -> bytes | Skipped:
    place = f"{MEDIA}/{wanted.digest}"
    told = Skipped(place, f"The {wanted.kind} {wanted.path} of the deck {wanted.deck} is not here yet.", _AGAIN)
    for writer in writers:
        content = folder.read(writer, MEDIA, wanted.digest, LARGEST)
        if isinstance(content, Skipped):
            continue
        if hashlib.sha256(content).hexdigest() != wanted.digest:
            told = Skipped(
                f"{writer}/{place}", f"The {wanted.kind} {wanted.path} is damaged, or only a part of it is here.", _AGAIN
            )
        elif type_of(content) not in TYPES[wanted.kind]:
            return Skipped(f"{writer}/{place}", f"It is no {wanted.kind} of a known type.", "Correct it in the deck's folder.")
        else:
            return content
    return told


def _age(found: Medium) -> tuple[int, str]:
    return found.at, found.digest
