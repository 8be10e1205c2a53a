"""A deck with every kind, every form and every type of value, for what has to work with all of them."""

from pathlib import Path

DECK = r"""
[deck]
id = "all"
title = "All of it"
sources = {}

[relations.capital]
ask = "What is the capital of {subject}?"
say = "The capital of {subject} is {value}."
subject = "country"
value = "city"
kinds = ["forward", "backward", "cloze"]
contrast = [["Norway", "Peru"]]

[relations.borders]
many = true
complete = true
ask = "Which countries border {subject}?"
kinds = ["forward"]

[relations.founded]
value = "date"
kinds = ["order"]

[relations.euro]
value = "boolean"
ask = "Does {subject} pay in euros?"
kinds = ["forward"]

[relations.flag]
value = "picture"
ask = "What does the flag of {subject} look like?"
ask_back = "Whose flag is {value}?"
kinds = ["forward", "backward"]

[relations.anthem]
value = "sound"
ask = "How does the anthem of {subject} go?"
kinds = ["forward"]

[relations.area]
value = "rich"
ask = "What is the area of a {subject}?"
kinds = ["forward"]

[relations.stages]
value = "list"
ask = "Which stages has {subject}?"
kinds = ["forward"]

[relations.learnt]
value = "cloze"
"""
FACTS = r"""
Norway | capital | "Oslo"
Peru | capital | "Lima"
Spain | capital | "Madrid"
Italy | capital | "Rome"
Norway | borders | ["Finland", "Russia", "Sweden"]
Peru | borders | ["Bolivia", "Chile", "Ecuador"]
Spain | borders | ["Portugal", "France"]
Bologna | founded | 1088
Coimbra | founded | 1290
Uppsala | founded | 1477
Norway | euro | false
Spain | euro | true
Norway | flag | "![a blue cross on red](norway.png)"
Peru | flag | "![three stripes](peru.png)"
Italy | flag | "![green, white and red](italy.png)"
Spain | flag | "![red and gold](spain.png)"
Norway | anthem | "![a march](norway.mp3)"
circle | area | '$\pi r^2 \le 4 r^2$'
square | area | '$a^2$'
a butterfly | stages | ["egg", "caterpillar", "pupa", "imago"]
a sign | learnt | "The sign → is called {{c1::an arrow}} · ✓"
"""
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fcffff3f030005fe02fea735813e0000000049454e44ae426082"
)


def write(folder: Path) -> Path:
    """Write the deck to a folder and return it."""
    folder.mkdir(parents=True)
    rows = [[part.strip() for part in line.split(" | ")] for line in FACTS.strip().splitlines()]
    text = DECK.replace("sources = {}\n", 'source = "atlas"\n\n[sources.atlas]\ntitle = "An atlas"\n')
    text += "".join(f'\n[[facts]]\nsubject = "{subject}"\n{relation} = {value}\n' for subject, relation, value in rows)
    (folder / "deck.toml").write_text(text, encoding="utf-8")
    for name in ("norway", "peru", "italy", "spain"):
        (folder / f"{name}.png").write_bytes(PICTURE)
    (folder / "norway.mp3").write_bytes(b"ID3\x04" + bytes(60))
    return folder
