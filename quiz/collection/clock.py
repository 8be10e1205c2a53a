"""The clock of this computer, with the time zone that it is set to now."""

import time
from datetime import UTC, datetime, timedelta, tzinfo

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a reading of the clock


class LocalZone(tzinfo):
    """The zone of this computer at every moment, summer time and all.

    `datetime.astimezone()` knows only the offset that holds now, so with it the next study day would begin an hour early or late
    in the night of a change.
    """

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        """Return how far the clock is ahead of UTC when it reads `when`; `fold` tells apart what it reads twice (PEP 495)."""
        if when is None:
            return None
        wall = when.replace(tzinfo=None)
        return wall - (_EPOCH + timedelta(seconds=wall.timestamp()))

    def dst(self, _: datetime | None) -> None:
        """Return nothing: nobody here asks which part of the offset is summer time."""
        return

    def tzname(self, when: datetime | None) -> str | None:
        """Return what the zone is called then."""
        return None if when is None else when.replace(tzinfo=None).astimezone().tzname()

    def fromutc(self, when: datetime) -> datetime:
        """Return what the clock reads at a moment that is given in UTC, with this zone as its own."""
        moment = when.replace(tzinfo=UTC).timestamp()
        return datetime.fromtimestamp(moment).replace(tzinfo=self)  # noqa: DTZ006 - the local time is what is wanted

    def __repr__(self) -> str:
        """Name the zone."""
        return "LocalZone()"


LOCAL = LocalZone()


def local_now() -> datetime:
    """Return the present moment in the local time zone.

    Where the system lets a program ask, it is the zone that the computer is set to now, and not when the program began: the app
    stays open on a flight.
    """
    if hasattr(time, "tzset"):
        time.tzset()
    return datetime.now(LOCAL)
