"""What a collection does for its own safety: backups before large changes, and knowing that it can only be looked at."""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.store.backups import Backup
    from quiz.store.store import Store


class Safekeeping:
    """The part of a `Collection` that keeps it safe."""

    store: "Store"

    @property
    def read_only(self) -> bool:
        """Whether it can only be looked at, because this user may not write the file or its folder."""
        return self.store.read_only

    def back_up_before(self, reason: str, now: datetime) -> "Backup | None":
        """Make the backup that comes before a large change, where one is due; return it.

        None is due for half an hour after the last one, or for a day where the collection is large; where nothing has changed
        since; in a transaction; and in memory. Raises `StoreError` when it could not be written: then change nothing.
        """
        from quiz.collection.backing_up import before

        return before(self.store, reason, now)
