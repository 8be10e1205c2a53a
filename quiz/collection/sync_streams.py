"""Reading the chains of segments that devices wrote, as far as they are whole, and merging them into the log."""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from quiz.collection.sync_events import CLOSED, UnfitError, Unpacked, unpacked
from quiz.collection.sync_folder import EVENTS, Chain, Manifest, Segment, SyncFolder
from quiz.collection.sync_report import Skipped
from quiz.store.streams import Piece, Pieces, Streams, Taken

if TYPE_CHECKING:
    from quiz.store.sharing import Sharing
    from quiz.store.store import Store


@define
class Reading:
    """What was found in the folder and taken in."""

    taken: Taken
    visited: set[str] = field(factory=set)
    """The chains that were read, by digest."""
    whole: dict[tuple[str, str], tuple[Segment, ...]] = field(factory=dict)
    """By writer and device: the segments that are whole and say what the log says under the same names."""
    covered: dict[str, dict[str, int]] = field(factory=dict)
    """By writer and device: up to which number its folder has the events that the log has under that name."""


def read_streams(store: "Store", folder: SyncFolder, manifests: Sequence[Manifest], skipped: list[Skipped]) -> Reading:
    """Take in every chain of every manifest; what is missing, damaged or too new ends its chain, and is told."""
    streams = store.sharing.streams()
    reading = Reading(streams.taken)
    found: list[tuple[str, Chain, list[Segment], Pieces]] = []
    chains = _Chains(store.sharing, folder, reading, streams, skipped)
    lifted = 0
    for manifest in manifests:
        for chain in manifest.chains:
            found.append((manifest.writer, chain, *chains.take(manifest.writer, chain)))
            if len(streams.taken.lifted) != lifted:
                lifted = len(streams.taken.lifted)
                store.sharing.forget_chains()
                reading.visited.clear()
    streams.settle()
    # Of branches that were lifted, this device writes what it has; the next sync finds where else it is.
    unsure = {device for branch in streams.taken.lifted for device in (branch.device, *(one.device for one in branch.pieces))}
    for writer, chain, segments, pieces in found:
        if segments and not unsure & {chain.device, *(piece.device for piece in pieces)}:
            _note(reading, writer, Chain(chain.device, tuple(segments)), pieces)
    return reading


@frozen
class _Chains:
    """Takes chains in."""

    sharing: "Sharing"
    folder: SyncFolder
    reading: Reading
    streams: Streams
    skipped: list[Skipped]

    def take(self, writer: str, chain: Chain) -> tuple[list[Segment], Pieces]:
        """Take in a chain as far as it is whole; return the segments up to there, and what its events are called here."""
        pieces: Pieces = (Piece(1, chain.device, 1),)
        name = chain.device
        read: list[Segment] = []
        for segment in chain.segments:
            content = self.folder.segment(writer, segment.digest)
            if isinstance(content, Skipped):
                self.skipped.append(content)
                break
            name = longer(name, segment)
            known = self.sharing.pieces(name)
            if known is None:
                events = self._unpacked(content, writer, chain, segment)
                pieces = self.streams.take(pieces, events.records, events.events)
                if len(events.records) != segment.last - segment.first + 1:
                    break
                self.sharing.put_pieces(name, pieces, closed=segment.last % CLOSED == 0)
            else:
                pieces = known
            self.reading.visited.add(name)
            read.append(segment)
        return read, pieces

    def _unpacked(self, content: bytes, writer: str, chain: Chain, segment: Segment) -> Unpacked:
        place = f"{writer}/{EVENTS}/{segment.digest}"
        try:
            events = unpacked(content, chain.device, segment.first, segment.last)
        except UnfitError as error:
            self.skipped.append(Skipped(place, str(error), "Sync once more on that device, then here."))
            return Unpacked([])
        if events.newer:
            self.skipped.append(Skipped(place, events.newer, "Update quiz on this device, and sync again.", damaged=False))
        return events


def longer(chain: str, segment: Segment) -> str:
    """Return the name of a chain with one more segment; that of an empty one is its device."""
    return hashlib.sha256(f"{chain} {segment.digest}".encode()).hexdigest()


def _note(reading: Reading, writer: str, chain: Chain, pieces: Pieces) -> None:
    """Note which events the folder of a writer has, and under which names."""
    covered = reading.covered.setdefault(writer, {})
    for piece, after in zip(pieces, (*pieces[1:], None), strict=True):
        end = chain.segments[-1].last if after is None else after.first - 1
        covered[piece.device] = max(covered.get(piece.device, 0), piece.sequence + end - piece.first)
    if pieces == (Piece(1, chain.device, 1),):
        reading.whole.setdefault((writer, chain.device), chain.segments)
