"""What the trials stand on: a time that stands still."""

import pytest

from tests.cli.running import NOW


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZ_NOW", NOW)
