"""What a sync tells: what was sent, what was received, and what had to be left, with the reason and what to do."""

from attrs import frozen


@frozen
class Skipped:
    """Something in the folder that was not taken in, or not wholly."""

    file: str
    """Where it is, from the folder that devices sync through."""
    reason: str
    hint: str
    """What to do about it."""
    damaged: bool = True
    """Whether it is damaged, or not wholly there. Otherwise a newer quiz wrote it."""

    def __str__(self) -> str:
        return f"{self.file}: {self.reason}\n{self.hint}"


@frozen
class SyncReport:
    """What a sync has done."""

    device: str
    """The id of this device."""
    renewed: bool = False
    """Whether it was given in this sync, because another collection writes under the one before."""
    peers: int = 0
    """Other devices that have written into the folder."""
    sent: int = 0
    """Events that were not in the folder before."""
    received: int = 0
    """Events that were not in the collection before."""
    versions_sent: int = 0
    versions_received: int = 0
    media_sent: int = 0
    media_received: int = 0
    decks: tuple[str, ...] = ()
    """Decks that came, or are another version than before."""
    merged: tuple[str, ...] = ()
    """Decks in which edits that were made here and elsewhere were joined."""
    skipped: tuple[Skipped, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left because it is damaged or not wholly there."""
        return not any(skipped.damaged for skipped in self.skipped)
