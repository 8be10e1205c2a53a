"""Newer packages with notes that are laid out otherwise: their cards are the same, with their memory, and none is there twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.collection.collection import Collection
from quiz.formats.anki.mapping import kept_deck
from quiz.formats.reading import read
from quiz.memory.rating import Rating
from tests.collection.remembering import NOW
from tests.collection.samples import check_replay
from tests.formats.anki.made import BASIC, Made, MadeNote, MadeType

CLOZE = MadeType(("Text", "Extra"), (("{{cloze:Text}}", "{{cloze:Text}}<br>{{Extra}}"),), "Cloze", is_cloze=True)
PLAIN, BOLD = "{{c1::Lima}} is in {{c2::Peru}}", "{{c1::<b>Lima</b>}} is in {{c2::Peru}}"


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    with Collection.open(tmp_path / "c.quiz") as found:
        yield found
        check_replay(found)


def taken(collection: Collection, folder: Path, made: Made) -> str:
    """Import a package; return what changed. Doing so again changes nothing."""
    path = made.package(folder / "x.apkg")
    changes = collection.import_(path, now=NOW).changes
    assert "no change" == collection.import_(path, now=NOW, dry_run=True).changes
    return changes


def sentence(text: str) -> Made:
    return Made([MadeNote((text, ""), {0: 1, 1: 1}, guid="g"), MadeNote(("{{c1::A}}", ""), guid="h")], (CLOZE,))


def answered(collection: Collection) -> None:
    session = collection.session("Default", now=NOW)
    while session.next(NOW) is not None:
        session.answer(Rating.EASY, NOW)


@pytest.mark.parametrize(("before", "after"), [(PLAIN, BOLD), (BOLD, PLAIN)])
def test_a_sentence_that_gets_or_loses_a_bold_word_keeps_its_memory(
    collection: Collection, tmp_path: Path, before: str, after: str
) -> None:
    taken(collection, tmp_path, sentence(before))
    answered(collection)
    stood = {str(card.answer): collection.state(card.id) for card in collection.cards("Default")}
    assert {"Lima", "Peru", "A"} == stood.keys()
    assert "2 renamed" == taken(collection, tmp_path, sentence(after))
    assert stood == {str(card.answer): collection.state(card.id) for card in collection.cards("Default")}
    # And back again.
    assert "2 renamed" == taken(collection, tmp_path, sentence(before))
    assert stood == {str(card.answer): collection.state(card.id) for card in collection.cards("Default")}


def test_other_words_are_taught_again(collection: Collection, tmp_path: Path) -> None:
    taken(collection, tmp_path, sentence(PLAIN))
    answered(collection)
    assert "1 renamed, 1 changed" == taken(collection, tmp_path, sentence("{{c1::<b>Quito</b>}} is in {{c2::Peru}}"))


def test_a_question_whose_template_shows_more_keeps_its_memory(collection: Collection, tmp_path: Path) -> None:
    def made(question: str) -> Made:
        types = MadeType(("Front", "Back"), ((question, "{{FrontSide}}<hr id=answer>{{Back}}"), ("{{Back}}", "{{Front}}")))
        return Made(
            [MadeNote((f"word {number}", f"answer {number}"), {0: 1, 1: 1}, guid=f"g{number}") for number in range(3)], (types,)
        )

    taken(collection, tmp_path, made("{{Front}}"))
    answered(collection)
    stood = sorted((card.answer, collection.state(card.id).reps) for card in collection.cards("Default"))
    assert [1] * 6 == [reps for _, reps in stood]
    taken(collection, tmp_path, made("{{Front}} {{Tags}}"))
    assert stood == sorted((card.answer, collection.state(card.id).reps) for card in collection.cards("Default"))


def test_the_note_types_of_all_that_was_taken_in_are_kept(collection: Collection, tmp_path: Path) -> None:
    taken(collection, tmp_path, sentence(PLAIN))
    taken(collection, tmp_path, Made([MadeNote(("Peru", "Lima"), guid="p", type=BASIC + 1)], (MadeType(id=BASIC + 1),)))
    taken(collection, tmp_path, sentence(BOLD))
    deck = collection.deck("Default")
    assert deck.relations.keys() == kept_deck(deck).links.keys()
    collection.export("Default", tmp_path / "out.apkg")
    assert {"g", "h", "p"} == {str(fact.id).partition("/")[0] for fact in read(tmp_path / "out.apkg").deck.facts}
    assert {CLOZE.name, MadeType().name} == {one["name"] for one in kept_deck(read(tmp_path / "out.apkg").deck).types.values()}
