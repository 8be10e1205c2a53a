"""Pictures for the tests, made when they are needed."""

from pathlib import Path

from PIL import Image

from quiz.collection.collection import Collection
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.media import Picture
from quiz.facts.relation import Relation
from quiz.facts.loading import load
from quiz.store.store import Store
from tests.tui.samples import START

FLAGS = {
    "Austria": ("h", "#ed2939", "#ffffff", "#ed2939"),
    "Estonia": ("h", "#0072ce", "#000000", "#ffffff"),
    "France": ("v", "#002395", "#ffffff", "#ed2939"),
    "Germany": ("h", "#000000", "#dd0000", "#ffce00"),
    "Hungary": ("h", "#cd2a3e", "#ffffff", "#436f4d"),
    "Ireland": ("v", "#169b62", "#ffffff", "#ff883e"),
    "Italy": ("v", "#008c45", "#ffffff", "#cd212a"),
}


def flag(path: Path, stripes: tuple[str, ...], size: tuple[int, int] = (90, 60)) -> Path:
    """Write the picture of a flag."""
    way, *colours = stripes
    image = Image.new("RGB", size)
    for number, colour in enumerate(colours):
        start, end = number / len(colours), (number + 1) / len(colours)
        box = (int(start * size[0]), 0, int(end * size[0]), size[1]) if way == "v" else (0, int(start * size[1]), size[0], int(end * size[1]))
        image.paste(Image.new("RGB", (box[2] - box[0], box[3] - box[1]), colour), box)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path)
    return path
