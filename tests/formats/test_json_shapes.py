"""Decks in JSON as other programs write them."""

import json
from pathlib import Path

import pytest

from quiz.formats.reading import Contents, read

CARDS = [{"front": "ebb", "back": "falling water"}, {"front": "flow", "back": "rising water"}]
PAIRS = [("ebb", "falling water"), ("flow", "rising water")]


def _read(tmp_path: Path, found: object, name: str = "sea.json") -> Contents:
    (tmp_path / name).write_text(found if isinstance(found, str) else json.dumps(found, indent=1), encoding="utf-8")
    return read(tmp_path / name)


def _pairs(found: Contents) -> list[tuple[str, str]]:
    return [(fact.subject, str(fact.value)) for deck in found.decks for fact in deck.facts]


@pytest.mark.parametrize(
    ("shape", "decks"),
    [
        ({"cards": CARDS}, ["sea"]),
        ({"name": "Tides", "id": 7, "cards": CARDS}, ["Tides"]),
        ({"code": 200, "data": {"title": "Tides", "flashcards": CARDS}}, ["Tides"]),
        ([{"title": "Out", "cards": CARDS[:1]}, {"title": "In", "cards": CARDS[1:]}], ["Out", "In"]),
        (
            {"name": "Sea", "decks": [{"name": "Out", "cards": CARDS[:1]}, {"name": "In", "cards": CARDS[1:]}]},
            ["Sea::Out", "Sea::In"],
        ),
        ({"Out": CARDS[:1], "In": CARDS[1:]}, ["Out", "In"]),
        ({"q1": {"Question": "ebb", "Answer": "falling water"}, "q2": {"Question": "flow", "Answer": "rising water"}}, ["sea"]),
        ([["ebb", "falling water"], ["flow", "rising water"]], ["sea"]),
        ([["front", "back"], ["ebb", "falling water"], ["flow", "rising water"]], ["sea"]),
        (
            {
                "tides": {
                    group: {"q": dict(zip(("question", "answer"), pair, strict=True))}
                    for group, pair in zip("ab", PAIRS, strict=True)
                }
            },
            ["a", "b"],
        ),
        ([{"fields": {"Front": front, "Back": back}, "tags": []} for front, back in PAIRS], ["sea"]),
        ({"notes": [{"fields": {"Front": {"value": front}, "Back": {"value": back}}} for front, back in PAIRS]}, ["sea"]),
    ],
)
def test_cards_are_found_wherever_they_are(tmp_path: Path, shape: object, decks: list[str]) -> None:
    found = _read(tmp_path, shape)
    assert (PAIRS, decks, 0) == (_pairs(found), [deck.id for deck in found.decks], found.skipped_count)
    assert {"answer"} == {fact.relation for deck in found.decks for fact in deck.facts}


def test_an_object_of_texts_is_a_list_of_pairs_and_one_of_a_record_is_none(tmp_path: Path) -> None:
    words = {"dog": "perro", "cat": "gato", "cow": "vaca", "pig": "cerdo"}
    assert list(words.items()) == _pairs(_read(tmp_path, words))
    found = _read(tmp_path, {"name": "Oslo", "country": "Norway", "river": "Akerselva", "king": "Harald"})
    assert {"country", "river", "king"} == {fact.relation for fact in found.deck.facts}


@pytest.mark.parametrize(
    "question",
    [
        {"question": "2+2?", "options": ["3", "4", "5"], "answer": "4"},
        {"question": "2+2?", "options": ["3", "4", "5"], "correct": 1},
        {"question": "2+2?", "options": ["3", "4", "5"], "correctIndex": 1},
        {"question": "2+2?", "options": ["3", "4", "5"], "correct_answer": "B"},
        {"question": "2+2?", "choices": ["A) 3", "B) 4", "C) 5"], "answer": "B) 4"},
        {"question": "2+2?", "options": {"A": "3", "B": "4", "C": "5"}, "correctAnswer": "B"},
        {
            "question": "2+2?",
            "answers": [{"text": "3", "isCorrect": False}, {"text": "4", "isCorrect": True}, {"text": "5", "isCorrect": False}],
        },
        {"type": "multiple", "question": "2+2?", "correct_answer": "4", "incorrect_answers": ["3", "5"]},
        {"question": "2+2?", "Answer 1": "3", "Answer 2": "4", "Answer 3 (Optional)": "5", "Correct Answer(s)": "2"},
        {"question": "2+2?", "choices": {"text": ["3", "4", "5"], "label": ["A", "B", "C"]}, "answerKey": "B"},
        {"question": "2+2?", "choices": {"text": ["3", "4", "5"], "label": ["1", "2", "3"]}, "answerKey": "2"},
    ],
)
def test_options_that_are_wrong_are_wrong_options(tmp_path: Path, question: dict[str, object]) -> None:
    found = _read(tmp_path, {"results": [{**question, "explanation": "Count.", "difficulty": "easy"}]})
    (fact,) = found.deck.facts
    assert ("2+2?", "answer", "4", ("3", "5"), "Count.") == (fact.subject, fact.relation, str(fact.value), fact.wrong, fact.note)
    assert any("difficulty" in note for note in found.notes)


def test_an_answer_to_a_query_is_a_table_of_its_words(tmp_path: Path) -> None:
    rows = [
        {
            "place": {"value": f"http://www.wikidata.org/entity/Q{n}"},
            "placeLabel": {"value": name},
            "riverLabel": {"value": river},
        }
        for n, name, river in ((1, "Ulm", "Danube"), (2, "Bonn", "Rhine"))
    ]
    found = _read(tmp_path, {"head": {"vars": ["place"]}, "results": {"bindings": rows}})
    assert [("Ulm", "river", "Danube"), ("Bonn", "river", "Rhine")] == [
        (fact.subject, fact.relation, str(fact.value)) for fact in found.deck.facts
    ]
    assert "place" == found.deck.subject_label
    plain = [{key: cell["value"] for key, cell in row.items()} for row in rows]
    assert _pairs(found) == _pairs(_read(tmp_path, plain))


def test_places_are_lines_of_the_file_and_a_bad_cell_costs_no_other(tmp_path: Path) -> None:
    cards = [*CARDS, {"front": "tide", "back": "both", "more": [{"a": 1}]}, {"front": "", "back": "x"}]
    text = '{\n "cards": [\n' + ",\n".join(json.dumps(card) for card in cards) + "\n]}"
    found = _read(tmp_path, text)
    assert [*PAIRS, ("tide", "both")] == _pairs(found)
    assert ["line 5", "line 6"] == [one.where for one in found.skipped]


@pytest.mark.parametrize(
    "text", ['{"cards": [' + '{"cards": [' * 50_000, '{"a": [{"b": NaN}]}', '{"cards": [{"front": "a"', '{"a": {' * 5000]
)
def test_what_is_broken_is_told_as_ever(tmp_path: Path, text: str) -> None:
    from quiz.errors import QuizError

    with pytest.raises(QuizError):
        _read(tmp_path, text)


def test_questions_of_open_trivia_are_read_as_a_page_shows_them(tmp_path: Path) -> None:
    asked = {
        "question": "Who &quot;ebbs&quot;?",
        "correct_answer": "Sea &amp; Son",
        "incorrect_answers": ["L&#039;eau", "&eacute;"],
    }
    (fact,) = _read(tmp_path, {"response_code": 0, "results": [asked]}).deck.facts
    assert ('Who "ebbs"?', "Sea & Son", ("L'eau", "é")) == (fact.subject, str(fact.value), fact.wrong)


def test_a_note_of_anki_connect_is_its_fields(tmp_path: Path) -> None:
    note = {
        "noteId": 15022, "profile": "me", "tags": ["sea"], "modelName": "Basic", "mod": 17, "cards": [14, 15],
        "fields": {"Front": {"value": "<b>ebb</b> &amp; flow", "order": 0}, "Back": {"value": "tide", "order": 1}},
    }  # fmt: skip
    (fact,) = _read(tmp_path, {"result": [note], "error": None}).deck.facts
    assert ("ebb & flow", "tide", "15022", {"sea"}) == (fact.subject, str(fact.value), fact.id, set(fact.tags))
