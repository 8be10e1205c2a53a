"""The pictures in the documentation are of the program as it is."""

import asyncio
import importlib.util
from types import ModuleType

import pytest

from tests.conftest import ROOT


def _screenshots() -> ModuleType:
    spec = importlib.util.spec_from_file_location("screenshots", ROOT / "docs" / "screenshots.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


screenshots = _screenshots()


@pytest.mark.parametrize("name", sorted(screenshots.PICTURES))
def test_a_picture_shows_what_the_app_shows(name: str) -> None:
    """If this fails because a screen was changed: `uv run python docs/screenshots.py`."""
    kept = (ROOT / "docs" / "images" / f"{name}.svg").read_text(encoding="utf-8")
    shown = asyncio.run(screenshots.picture(screenshots.PICTURES[name]))
    assert screenshots.words(kept) == screenshots.words(shown)
    assert "http://" not in kept.replace("http://www.w3.org/", "")
