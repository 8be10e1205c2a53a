"""Which events a device writes into its folder: its own, and those of others that cannot be had from them."""

import hashlib
from itertools import islice
from typing import TYPE_CHECKING

from quiz.collection.sync_events import CLOSED, packed
from quiz.collection.sync_folder import EVENTS, Chain, Segment, SyncFolder
from quiz.collection.sync_streams import Reading, longer
from quiz.store.streams import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quiz.memory.events import Name
    from quiz.store.store import Store


def chains_to_write(store: "Store", folder: SyncFolder, own: str, reading: Reading) -> tuple[tuple[Chain, ...], int]:
    """Write the segments that a device's folder lacks; return its chains, and how many events were nowhere in the folder before.

    Besides its own events a device passes on those that it has from a device whose folder is not here, is damaged, or is behind,
    until that device's own folder has them. Segments that are full are written once. Raises `OSError`.
    """
    chains = []
    sent = 0
    for device, head in sorted(store.heads().items()):
        others = max((found.get(device, 0) for writer, found in reading.covered.items() if writer != own), default=0)
        present = reading.whole.get((own, device), ())
        already = present[-1].last if present else 0
        by_itself = reading.covered.get(device, {}).get(device, 0) if device != own else 0
        if device != own and (by_itself >= head or (others >= head and not already)):
            continue
        sent += max(0, head - max(others, already))
        chains.append(Chain(device, _segments(store, folder, own, (device, head), present)))
    return tuple(chains), sent


def remember(store: "Store", reading: Reading, chains: "Iterable[Chain]") -> None:
    """Note that the log says what these chains say, which were written from it, and forget those that have grown since."""
    with store.transaction():
        for chain in chains:
            name = chain.device
            for segment in chain.segments:
                name = longer(name, segment)
                if name not in reading.visited:
                    closed = segment.last % CLOSED == 0
                    store.sharing.put_pieces(name, (Piece(1, chain.device, 1),), closed=closed)
                    reading.visited.add(name)
        store.sharing.keep_only(reading.visited)


def _segments(store: "Store", folder: SyncFolder, own: str, name: "Name", present: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Return the segments of a device's events up to its last one's `name`; those that are not `present` are written."""
    device, head = name
    kept = [segment for segment in present if segment.last % CLOSED == 0 or segment.last == head]
    last = kept[-1].last if kept else 0
    records = store.event_data(device, last)
    while last < head:
        batch = list(islice(records, min(CLOSED - last % CLOSED, head - last)))
        content = packed(batch)
        digest = hashlib.sha256(content).hexdigest()
        folder.write(own, EVENTS, digest, content)
        kept.append(Segment(digest, last + 1, last + len(batch)))
        last += len(batch)
    return tuple(kept)
