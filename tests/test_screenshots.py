"""The pictures in the documentation are of the program as it is."""

import asyncio
import re
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.conftest import ROOT

DOCS = ROOT / "docs"
IMAGES = DOCS / "images"
sys.path.insert(0, str(DOCS))
screenshots = import_module("screenshots")
tour = import_module("tour")


@pytest.mark.parametrize("reel", screenshots.REELS, ids=lambda reel: reel.names[0])
def test_a_picture_shows_what_the_app_shows(reel: object) -> None:
    """If this fails because a screen was changed: `uv run python docs/screenshots.py`."""
    for name, svg in asyncio.run(screenshots.shoot(reel)).items():
        kept = (IMAGES / f"{name}.svg").read_text(encoding="utf-8")
        assert screenshots.words(kept) == screenshots.words(svg), name
        assert kept == svg, f"{name}: the colours or the places of its words are other ones now"


def test_the_tour_shows_what_the_app_shows() -> None:
    """If this fails because a screen was changed: `uv run python docs/tour.py`."""
    kept = (IMAGES / "tour.svg").read_text(encoding="utf-8")
    shown = asyncio.run(tour.frames())
    assert kept == tour.svg(shown)
    assert 10 <= len(shown) <= 14
    assert len(kept.encode()) < 250_000


@pytest.mark.parametrize("path", sorted(IMAGES.glob("*.svg")), ids=lambda path: path.stem)
def test_a_picture_fetches_nothing(path: Path) -> None:
    svg = re.sub(r"<!--.*?-->", "", path.read_text(encoding="utf-8")).replace("http://www.w3.org/", "")
    assert not re.search(r"https?://(?!(ssd\.jpl|science)\.nasa\.gov)", svg), "a picture names another machine"
    assert not re.search(r"@import|url\((?!#)|href=\"(?!#)|<script", svg)


def test_every_picture_is_shown_somewhere_and_every_one_that_is_shown_is_there() -> None:
    pages = [ROOT / "README.md", *DOCS.rglob("*.md")]
    shown = {name for page in pages for name in re.findall(r"images/([\w-]+\.svg)\)", page.read_text(encoding="utf-8"))}
    made = {f"{name}.svg" for reel in screenshots.REELS for name in reel.names} | {"tour.svg"}
    assert made == {path.name for path in IMAGES.glob("*.svg")}, "docs/images holds what the scripts make"
    assert made == shown
