"""Keeping the pictures and sounds of an imported deck beside the collection, as those that come by sync."""

import hashlib
from typing import TYPE_CHECKING

from quiz.collection.sync_folder import write_whole
from quiz.collection.sync_media import media_folder
from quiz.errors import StoreError
from quiz.facts.deck import Deck
from quiz.facts.media import Picture
from quiz.facts.media_named import media_of
from quiz.store.sharing import Medium

if TYPE_CHECKING:
    from quiz.store.store import Store


def keep(store: "Store", deck: Deck, target: str) -> int:
    """Copy the files that a deck names beside the collection, for the deck called `target`; return how many.

    A collection in memory has no place for them. Raises `StoreError` where one cannot be written.
    """
    folder = media_folder(store)
    if folder is None or deck.folder is None:
        return 0
    found: dict[str, Medium] = {}
    for value in media_of(deck):
        if value.path in found or (file := deck.media(value)) is None:
            continue
        try:
            content = file.read_bytes()
            digest = hashlib.sha256(content).hexdigest()
            if not (folder / digest).exists():
                folder.mkdir(parents=True, exist_ok=True)
                write_whole(folder / digest, content)
            at = file.stat().st_mtime_ns // 1_000_000
        except OSError as error:
            raise StoreError(f"{file} cannot be copied to {folder}: {error.strerror or type(error).__name__}") from error
        kind = "picture" if isinstance(value, Picture) else "sound"
        found[value.path] = Medium(target, value.path, kind, digest, at, len(content))
    store.sharing.put_media(found.values())
    return len(found)
