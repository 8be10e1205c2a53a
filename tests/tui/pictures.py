"""Decks with pictures and sounds, whose files are made when they are needed."""

import wave
from pathlib import Path

from PIL import Image

from quiz.collection.collection import Collection
from quiz.store.store import Store
from tests.tui.samples import START

FLAGS = {
    "Austria": ("h", "#ed2939", "#ffffff", "#ed2939"),
    "Estonia": ("h", "#0072ce", "#000000", "#ffffff"),
    "France": ("v", "#002395", "#ffffff", "#ed2939"),
    "Germany": ("h", "#000000", "#dd0000", "#ffce00"),
    "Hungary": ("h", "#cd2a3e", "#ffffff", "#436f4d"),
    "Ireland": ("v", "#169b62", "#ffffff", "#ff883e"),
}
_DECK = """
[deck]
id = "flags"
title = "Flags of Europe"

[relations.flag]
subject = "country"
value = "picture"
ask = "What does the flag of {{subject}} look like?"
ask_back = "Whose flag is {{value}}?"
say = "The flag of {{subject}} is {{value}}."
kinds = "{kinds}"
"""
_SOUNDS = """
[deck]
id = "songs"
title = "Birds by ear"

[relations.song]
subject = "bird"
value = "sound"
ask_back = "Which bird is {value}?"
kinds = "backward"

[[facts]]
subject = "wren"
song = "birds/one.wav"

[[facts]]
subject = "robin"
song = "![a thin, silvery song](birds/two.wav)"
"""


def flag(path: Path, stripes: tuple[str, ...], size: tuple[int, int] = (90, 60)) -> Path:
    """Write the picture of a flag."""
    way, *colours = stripes
    image = Image.new("RGB", size)
    wide, high = size
    for number, colour in enumerate(colours):
        start, end = number / len(colours), (number + 1) / len(colours)
        box = (int(start * wide), 0, int(end * wide), high) if way == "v" else (0, int(start * high), wide, int(end * high))
        image.paste(Image.new("RGB", (box[2] - box[0], box[3] - box[1]), colour), box)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path)
    return path


def flags(folder: Path, *, kinds: str = "backward", described: bool = False) -> Path:
    """Write a deck of flags into a folder."""
    parts = [_DECK.format(kinds=kinds)]
    for country, stripes in FLAGS.items():
        flag(folder / "flags" / f"{country.lower()}.png", stripes)
        words = f"![{stripes[0]} {' '.join(stripes[1:])}]" if described else ""
        value = f"{words}(flags/{country.lower()}.png)" if words else f"flags/{country.lower()}.png"
        parts.append(f'[[facts]]\nsubject = "{country}"\nflag = "{value}"\n')
    (folder / "deck.toml").write_text("\n".join(parts), encoding="utf-8")
    return folder


def songs(folder: Path) -> Path:
    """Write a deck of sounds into a folder."""
    (folder / "birds").mkdir(parents=True, exist_ok=True)
    for name in ("one", "two"):
        with wave.open(str(folder / "birds" / f"{name}.wav"), "wb") as written:
            written.setnchannels(1)
            written.setsampwidth(2)
            written.setframerate(8000)
            written.writeframes(b"\0\0" * 800)
    (folder / "deck.toml").write_text(_SOUNDS, encoding="utf-8")
    return folder


def followed(folder: Path) -> Collection:
    """Return a collection in memory that follows the deck in a folder."""
    found = Collection(Store.in_memory(device="test"))
    found.add(folder, START)
    return found
