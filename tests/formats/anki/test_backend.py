"""Anki's own backend is the judge: it imports the same files, and lays out the same cards.

`uv run --group bench pytest tests/formats/anki/test_backend.py`
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from quiz.cards.generation import generate
from quiz.formats.anki import clozes
from quiz.formats.anki.decks import DeckNames
from quiz.formats.anki.layout import FLAGS, Content
from quiz.formats.anki.notetypes import NoteType, of_model
from quiz.formats.anki.template import TemplateError
from quiz.formats.reading import Contents, read
from tests.formats.anki.peer import PROBLEM, Peer, imported, opened
from tests.formats.anki.test_corpus import PACKAGES, media_of

pytest.importorskip("anki", reason="the package `anki` is in the dependency group bench")

_ADDED = re.compile(
    r' data-[a-z]+="[^"]*"|\[\[type:[^\]]*\]\]|\s*<a class=hint.*?</a>\s*<div id="hint[^"]*" class=hint[^>]*>.*?</div>\s*',
    re.DOTALL,
)
_TTS = re.compile(r"\[anki:tts[^\]]*\].*?\[/anki:tts\]", re.DOTALL)


@pytest.fixture
def peer(tmp_path: Path) -> Iterator[Peer]:
    with opened(tmp_path / "anki") as found:
        yield found


@pytest.mark.parametrize("name", PACKAGES)
def test_cards_media_and_answers_are_those_that_anki_has(corpus: Path, tmp_path: Path, name: str) -> None:
    with imported(corpus / name, tmp_path / "anki") as peer:
        found = read(corpus / name)
        assert peer.cards() == _cards(found)
        assert peer.media() == media_of(found)
        assert peer.answers() == found.past.answers


def _cards(found: Contents) -> dict[str, int]:
    return {deck.id: sum(1 for _ in generate(deck)) for deck in found.decks}


@pytest.mark.parametrize("name", PACKAGES)
def test_cards_are_laid_out_as_anki_lays_them_out(corpus: Path, tmp_path: Path, name: str) -> None:
    with imported(corpus / name, tmp_path / "anki") as peer:
        for card in peer.all_cards():
            content = content_of(peer, card)
            question, answer = peer.laid_out(card)
            if "No cloze" in question or "front of this card is blank" in question or content.note_type.is_occlusion:
                continue
            assert cleaned(question) == cleaned(content.question())
            assert cleaned(answer).endswith(cleaned(content.answer()))


def cleaned(html: str) -> str:
    return "".join(_TTS.sub("", _ADDED.sub("", html)).split())


def content_of(peer: Peer, card: Any) -> Content:  # noqa: ANN401 - Anki's own card
    note = card.note()
    found = of_model(note.mid, peer.model(note.mid))
    assert isinstance(found, NoteType)
    deck = peer.deck(card.odid or card.did)
    special = {"Tags": " ".join(note.tags), "Type": found.name, "Deck": deck, "Subdeck": deck.rpartition("::")[2]}
    template = found.templates[0 if found.is_cloze else card.ord].name
    special |= {"Card": template, "CardFlag": FLAGS[card.flags & 7], "CardID": str(card.id)}
    return Content(found, card.ord, dict(zip(found.fields, note.fields, strict=True)), special)


PIECES = (
    "{{c1::", "{{c2::", "}}", "::", "a", "b ", "{{c1,2::", "<b>", "</b>", r"\(", r"\)", "{", "}", "{{", "x", "c1", "::h",
    " [sound:a.mp3]", "&amp;", "{{c3::", "\n",
)  # fmt: skip


def test_blanks_are_read_as_anki_reads_them(peer: Peer) -> None:
    random = Random(7)
    note = peer.new_note("Cloze", "{{cloze:Text}}", "{{cloze:Text}}|{{cloze-only:Text}}")
    for _ in range(1500):
        text = "".join(random.choice(PIECES) for _ in range(random.randint(1, 9)))
        note["Text"] = text
        numbers = peer.numbers(note)
        assert numbers == clozes.numbers_in(text), text
        for number in numbers:
            question, answer = peer.laid_out_as(note, number - 1)
            assert cleaned(question) == cleaned(clozes.shown(text, number, answered=False)), text
            both = f"{clozes.shown(text, number, answered=True)}|{clozes.alone(text, number, answered=True)}"
            assert cleaned(answer) == cleaned(both), text


SIDES = (
    *(
        "{{A}}",
        "{{B}}",
        "{{#A}}",
        "{{/A}}",
        "{{^A}}",
        "{{#B}}",
        "{{/B}}",
        "{{^B}}",
        "{{#Tags}}",
        "{{/Tags}}",
        "{{#A}}{{B}}{{/A}}",
    ),
    *("{{text:A}}", "{{hint:A}}", "{{kana:B}}", "{{furigana:B}}", "{{kanji:B}}", "{{strange:A}}", "{{::A}}", "{{type:A}}"),
    *("{{strange:text:A}}", "{{text:strange:A}}", "{{Tags}}", "{{Deck}}", "{{Subdeck}}", "{{Card}}", "{{Type}}", "{{CardFlag}}"),
    *("words ", "<!-- {{A}} -->", "{{ A }}", "{{{A}}}", "<br>", "{{A", "}}", "<hr id=answer>"),
)
VALUES = (
    "",
    " ",
    "<br>",
    "a",
    "<b>x</b> &amp; y",
    "漢字[かんじ] &nbsp;b[c]",
    "<div></div>",
    "1 &lt; 2",
    " 日[に]",
    "[sound:x.mp3]",
)


def test_templates_are_read_as_anki_reads_them(peer: Peer) -> None:
    random = Random(26)
    outcomes: Counter[str] = Counter()
    for _ in range(600):
        side = "".join(random.choice(SIDES) for _ in range(random.randint(1, 6)))
        if random.random() < 0.1:
            side = "{{=<% %>=}}" + side.replace("{{", "<%").replace("}}", "%>")
        note = peer.two_fields(side)
        # What a hint unfolds to is looked for by the end of its element.
        values = [value for value in VALUES if "div" not in value or "hint" not in side]
        note["A"], note["B"] = random.choice(values), random.choice(values)
        note.tags = random.choice([[], ["x", "y::z"]])
        question, _ = peer.laid_out_as(note, 0)
        content = peer.content_of(note)
        try:
            own = content.question()
        except TemplateError:
            outcomes["broken"] += 1
            assert PROBLEM in question, side
            continue
        if content.unknown or PROBLEM in question:
            outcomes["unknown"] += 1
            assert bool(content.unknown) is (PROBLEM in question), (side, question, own)
        elif "front of this card is blank" not in question:
            outcomes["laid out"] += 1
            assert cleaned(question) == cleaned(own), side
    assert min(outcomes[kind] for kind in ("broken", "laid out")) > 50, outcomes


def test_deck_ids_are_as_many_as_the_decks(peer: Peer) -> None:
    names = DeckNames()
    for name in ("a/b", "a-b", "A-B", "x" * 300, "..", "a::/::b"):
        peer.add_deck(name)
    made = [names.id_of(name) for name in peer.decks()]
    assert len(set(made)) == len(made)
