"""A moment at which files are taken in."""

from datetime import UTC, datetime

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
