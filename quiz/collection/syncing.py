"""Syncing: taking in what other devices wrote into a folder, and writing into it what they do not have.

First everything is read and merged, in one transaction: events, versions of decks, and what follows from them. Then this
device's own files are written, the manifest last. A sync that is cut off at any moment has done one part or none, and the
next one does the rest; one that is repeated does nothing.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from quiz.collection import sync_media
from quiz.collection.checkpoint import are_many, kept_up, rebuild
from quiz.collection.sync_decks import LARGEST_VERSION, bring_up_to_date, join_edits, unseen, versions_named
from quiz.collection.sync_folder import VERSIONS, Manifest, SyncFolder, is_device
from quiz.collection.sync_report import Skipped, SyncReport
from quiz.collection.sync_states import are_fittings, follow_log
from quiz.collection.sync_streams import Reading, read_streams
from quiz.collection.sync_writing import chains_to_write, remember
from quiz.errors import StoreError
from quiz.memory.events import Undone
from quiz.store.sharing import unzipped
from quiz.store.streams import Taken, renamed

if TYPE_CHECKING:
    from quiz.collection.shelf import Shelf
    from quiz.collection.tuning import Tuning
    from quiz.store.store import Store


@frozen
class Moment:
    """When a sync happens."""

    at: int
    """In milliseconds since the epoch (UTC)."""
    day: int
    """The study day."""


@define
class _Sync:
    """One sync while it goes on."""

    store: "Store"
    folder: SyncFolder
    manifests: list[Manifest]
    skipped: list[Skipped]
    device: str = ""
    renewed: bool = False
    received: int = 0
    versions_received: int = 0
    decks: list[str] = field(factory=list)
    joined: list[str] = field(factory=list)


def sync(store: "Store", shelf: "Shelf", place: Path, now: Moment, tuning: "Tuning") -> SyncReport:
    """Sync a collection through a folder, and return what was done.

    Raises:
        NotFoundError: there is no such folder.
        StoreError: the collection could not be written, and then nothing was taken in; or the folder, and then all was taken in.
    """
    folder = SyncFolder.at(place)
    skipped: list[Skipped] = []
    try:
        writers = folder.writers()
    except OSError as error:
        raise StoreError(f"{place}: The folder cannot be read: {error.strerror}. Nothing was synced.") from error
    manifests = [manifest for writer in writers for manifest in folder.manifests(writer, skipped)]
    one = _Sync(store, folder, manifests, skipped)
    with kept_up(store):
        reading = _take_in(one, now, tuning)
    try:
        sync_media.note(store, [medium for manifest in manifests for medium in manifest.media])
        media_received = sync_media.fetch(store, folder, writers, skipped)
        sync_media.look_at(store, shelf)
        sent, versions_sent, media_sent = _write(one, reading, writers)
    except StoreError:
        raise
    except OSError as error:
        where = error.filename or place
        message = f"{where}: It could not be written: {error.strerror or type(error).__name__}."
        raise StoreError(f"{message} What others wrote was taken in. Mend that, and sync again to send what is yours.") from error
    return SyncReport(
        one.device,
        renewed=one.renewed,
        peers=len({manifest.writer for manifest in manifests} - {one.device}),
        sent=sent,
        received=one.received,
        versions_sent=versions_sent,
        versions_received=one.versions_received,
        media_sent=media_sent,
        media_received=media_received,
        decks=tuple(one.decks),
        merged=tuple(one.joined),
        skipped=tuple(dict.fromkeys(skipped)),
    )


def _take_in(one: _Sync, now: Moment, tuning: "Tuning") -> Reading:
    """Merge everything that can be read. Called inside the transaction."""
    store = one.store
    before = store.device
    device = store.writing_device()
    if not is_device(device):
        device = store.renew_device()  # a program chose it, and it can be no folder's name
    seen = max((manifest.heads.get(device, 0) for manifest in one.manifests), default=0)
    mine = unseen(store, seen)
    former = store.former_ids()
    reading = read_streams(store, one.folder, one.manifests, one.skipped)
    taken = reading.taken
    if device in taken.forked or any(event.device == device for event in taken.added):
        device = store.renew_device()  # another collection writes under the id that was ours
    one.device, one.renewed, one.received = device, device != before, len(taken.added)
    corrections = _corrections(store, taken)
    one.versions_received = _fetch_versions(one)
    one.decks, unread = bring_up_to_date(store)
    one.skipped += unread
    events = [*taken.added, *corrections]
    # Which parameters hold for a card depends on its deck.
    if (
        are_many(len(events), store)
        or taken.lifted
        or taken.aimed
        or are_fittings(events, store)
        or (one.decks and store.fit_count())
    ):
        rebuild(store, tuning)
    else:
        follow_log(store, events, former, tuning)
    one.joined = join_edits(store, mine, now.at, now.day, tuning)
    return reading


def _corrections(store: "Store", taken: Taken) -> list[Undone]:
    """Let this device's undoings of events that have another name now take back those, and not what has their name now."""
    own = store.own_devices()
    moved = {(event.device, event.sequence) for event in taken.moved}
    made: list[Undone] = []
    for branch in taken.lifted:
        for event in store.standing((Undone,)):
            target = (event.target_device, event.target_sequence) if isinstance(event, Undone) else ("", 0)
            name = (event.device, event.sequence)
            if event.device not in own or name in moved or target[0] != branch.device or target[1] < branch.first:
                continue
            found = renamed(target, taken.lifted)
            made += [Undone(at=event.at, day=event.day, target_device=back[0], target_sequence=back[1]) for back in (name, found)]
    return store.append_all(dict.fromkeys(made))


def _fetch_versions(one: _Sync) -> int:
    """Bring the versions of decks that the log speaks of and that are not here; return how many came."""
    have = set(one.store.digests())
    came = 0
    for digest, deck in versions_named(one.store).items():
        if digest in have:
            continue
        content = _found_version(one, digest, deck)
        if isinstance(content, Skipped):
            one.skipped.append(content)
        else:
            one.store.put_version(deck, content)
            came += 1
    return came


def _found_version(one: _Sync, digest: str, deck: str) -> bytes | Skipped:
    from quiz.store.decks import digest as digest_of

    hint = "Sync once more on the device that has it, then here."
    told = Skipped(f"{VERSIONS}/{digest}", f"A version of the deck {deck} is not here yet.", hint)
    for writer in dict.fromkeys(manifest.writer for manifest in one.manifests):
        found = one.folder.read(writer, VERSIONS, digest, LARGEST_VERSION)
        if isinstance(found, Skipped):
            continue
        content = unzipped(found, LARGEST_VERSION)
        if content is not None and digest_of(content) == digest:
            return content
        reason = f"A version of the deck {deck} is damaged, or only a part of it is here."
        told = Skipped(f"{writer}/{VERSIONS}/{digest}", reason, hint)
    return told


def _write(one: _Sync, reading: Reading, writers: Sequence[str]) -> tuple[int, int, int]:
    """Write what this device has and the folder lacks; return how many events, versions and media that were. Raises `OSError`."""
    store, folder, own = one.store, one.folder, one.device
    others = [writer for writer in writers if writer != own]
    versions = _send_versions(one, others)
    media = sync_media.send(store, folder, own, others)
    chains, sent = chains_to_write(store, folder, own, reading)
    manifest = Manifest(own, chains, store.heads(), sync_media.all_media(store))
    folder.write_manifest(manifest)
    folder.tidy(manifest)
    remember(store, reading, chains)
    return sent, versions, media


def _send_versions(one: _Sync, others: Sequence[str]) -> int:
    store, own = one.store, one.device
    sent = 0
    for digest in versions_named(store):
        packed = store.sharing.packed_version(digest)
        if packed is None or _has_version(one, own, digest, packed):
            continue
        if not any(_has_version(one, other, digest, packed) for other in others):
            one.folder.write(own, VERSIONS, digest, packed)
            sent += 1
    return sent


def _has_version(one: _Sync, writer: str, digest: str, packed: bytes) -> bool:
    """Say whether a device's folder has a version undamaged; another device may have compressed it otherwise."""
    from quiz.store.decks import digest as digest_of

    if not one.folder.has(writer, VERSIONS, digest):
        return False
    found = one.folder.read(writer, VERSIONS, digest, LARGEST_VERSION)
    if isinstance(found, Skipped) or found == packed:
        return not isinstance(found, Skipped)
    content = unzipped(found, LARGEST_VERSION)
    return content is not None and digest_of(content) == digest
