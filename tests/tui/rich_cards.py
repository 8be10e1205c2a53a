"""Cards with everything that rich text holds: lists, tables, readings, code, formulas, pictures and covered parts of them."""

from pathlib import Path

from PIL import Image, ImageDraw

from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.values import RichText

LISTS = """**Verbs** of the [second group]{.underline}:

1. *finir*, to end
2. *choisir*, to choose
   - je choisis
   - nous choisissons

     > Nous avons choisi.

---

| person | ending |
| :-- | --: |
| je | -is |
| nous | -issons[]{.br}(long) |"""
READINGS = "[日本語]{ruby=にほんご} is written with [漢]{ruby=かん}[字]{ruby=じ}, H~2~O with letters and $x^2$ with signs."
STEPS = """- Count:

  ```python
  for letter in word:
      seen[letter] += 1
  ```
- compare: `a == b`

|  |  |
| --- | --- |
| time | $O(n)$ |
| room | $O(1)$ |"""


def _deck(subject: str, value: str, ask: str, **more: str) -> Deck:
    fact = Fact(subject, "way", RichText(value), **more)
    return Deck("d", "Things", facts=[fact], relations=[Relation("way", value="rich", ask=ask, kinds="forward")])


def lists() -> Deck:
    """An answer with nested lists, a quote, a line and a table."""
    return _deck("second group", LISTS, "What is there to know of the {subject}?")


def readings() -> Deck:
    """An answer with readings, formulas and letters below the line."""
    return _deck("Japanese", READINGS, "How is {subject} written?")


def steps() -> Deck:
    """An answer with code in a list and a table without a heading."""
    return _deck("anagrams", STEPS, "How are {subject} found?")


def plan(path: Path) -> Path:
    """Draw the plan of a house."""
    image = Image.new("RGB", (160, 100), "#dfe8f0")
    pen = ImageDraw.Draw(image)
    for box, colour in (((8, 8, 78, 58), "#7fb069"), ((84, 8, 152, 58), "#5a8fbb"), ((8, 64, 152, 92), "#d98f4e")):
        pen.rectangle(box, fill=colour, outline="black")
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path)
    return path


_PLAN = """[deck]
id = "plan"
title = "A house"

[relations.room]
value = "rich"
ask = "Which room is covered on the {{subject}}?"
kinds = "forward"

[[facts]]
subject = "plan"
room = 'The **kitchen** ![]({name}){{hide=rect:.05,.64,.9,.28 show=rect:.525,.08,.425,.5;text:.6,.3,Kitchen}}'
{front}"""


def house(folder: Path, *, front: bool = False) -> Path:
    """Write a deck with a plan of which one part is asked for."""
    plan(folder / "plans" / "house (1).png")
    name = "plans/house (1).png"
    laid_out = f"front = 'Which room is this? ![]({name}){{hide=rect:.05,.64,.9,.28 ask=rect:.525,.08,.425,.5}}'\n"
    (folder / "deck.toml").write_text(_PLAN.format(name=name, front=laid_out if front else ""), encoding="utf-8")
    return folder
