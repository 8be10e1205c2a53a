"""Org's files: the items of org-drill and the headings of org-fc, each with the cards that a reader counts."""

from pathlib import Path

import pytest

from quiz.cards.generation import generate
from quiz.errors import FormatError
from quiz.formats.past import Past
from quiz.formats.reading import Contents, read
from quiz.memory.state import Phase


def _read(tmp_path: Path, text: str) -> Contents:
    (tmp_path / "notes.org").write_text(text, encoding="utf-8")
    return read(tmp_path / "notes.org")


def _cards(found: Contents) -> list[tuple[str, str]]:
    return [(card.prompt, card.answer) for deck in found.decks for card in generate(deck)]


def test_the_examples_of_org_drill_give_the_cards_that_a_reader_counts(corpus: Path) -> None:
    # 19 items: greetings 2; grammar 1, 1, 3 blanks one by one; vocabulary 2, 2, 3 sides, 2; the verb 2 blanks, 2 tenses,
    # participles 2 (the type of the verb holds for them), 2 empty ones; the older verb 2; sentences 2 and 3; random numbers none.
    found = read(corpus / "text" / "org-drill" / "spanish.org")
    assert ("org", 16, 2 + 5 + 9 + 2 + 2 + 2 + 2 + 5) == (found.format.name, found.taken, len(_cards(found)))
    assert ["line 351: Its numbers are drawn anew each time, which quiz does not do."] == list(map(str, found.skipped))
    assert any("2 items without any text" in note for note in found.notes)


def test_the_manual_whose_items_are_only_shown_has_none(corpus: Path) -> None:
    with pytest.raises(FormatError, match="in no format"):
        read(corpus / "text" / "org-drill" / "org-drill_manual.org")


def test_simple_items_are_answered_below_in_brackets_or_by_their_text(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        "* Item :drill:\nWhat is the capital of Estonia?\n** The Answer\nTallinn.\n** Notes\nOld.\n"
        "* Fact :drill:\nThe capital of Latvia is [Riga||city] on the [Daugava].\n"
        "* What is 2 + 2? :drill:\nfour\n"
        "* Life :drill:\n:PROPERTIES:\n:DRILL_ANSWER: 42\n:END:\nThe question?\n"
        "* Empty :drill:\n* No item\nnothing\n",
    )
    expected = [
        ("What is the capital of Estonia?", "Tallinn."),
        ("The capital of Latvia is [city] on the _____.", "Riga; Daugava"),
        ("What is 2 + 2?", "four"),
        ("The question?", "42"),
    ]
    assert sorted(expected) == sorted(_cards(found))
    assert "**Notes**\n\nOld." in {fact.note for fact in found.deck.facts}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("hide1cloze", ["_ b c", "a _ c", "a b _"]),
        ("show1cloze", ["a _ _", "_ b _", "_ _ c"]),
        ("hide2cloze", ["_ _ c", "a _ _", "_ b _"]),
        ("show2cloze", ["a b _", "_ b c", "a _ c"]),
        ("hide1_firstmore", ["_ b c", "a _ c", "a b _"]),
        ("simple", ["_ _ _"]),
    ],
)
def test_each_type_of_blanks_hides_what_it_says(tmp_path: Path, kind: str, expected: list[str]) -> None:
    found = _read(tmp_path, f"* x :drill:\n:PROPERTIES:\n:DRILL_CARD_TYPE: {kind}\n:END:\n[a] [b] [c]\n")
    assert sorted(expected) == sorted(prompt.replace("_____", "_") for prompt, _ in _cards(found))


def test_links_days_boxes_and_code_are_no_blanks(tmp_path: Path) -> None:
    text = "* x :drill:\n[[https://a.example][site]] [2024-01-01 Mon] [ ] [X] [50%] [1/2] [fn:1] =a[0]= [blank]\n"
    assert ["blank"] == [answer for _, answer in _cards(_read(tmp_path, text))]


def test_what_org_drill_remembers_holds_for_each_card(tmp_path: Path) -> None:
    item = (
        "* Noun :drill:\nSCHEDULED: <2026-12-24 Thu>\n:PROPERTIES:\n:ID: id-1\n:DRILL_CARD_TYPE: twosided\n"
        ":DRILL_LAST_INTERVAL: 10.5\n"
        ":DRILL_REPEATS_SINCE_FAIL: 3\n:DRILL_TOTAL_REPEATS: 5\n:DRILL_FAILURE_COUNT: 1\n:DRILL_AVERAGE_QUALITY: 3.8\n"
        ":DRILL_EASE: 2.4\n"
        ":DRILL_LAST_QUALITY: 4\n:DRILL_LAST_REVIEWED: [2026-12-14 Mon 10:00]\n:END:\n** A\nel gato\n** B\nthe cat\n"
    )
    past = list(_read(tmp_path, item).past)
    assert [("id-1", "forward"), ("id-1", "backward")] == [(one.fact, one.kind) for one in past]
    assert {(Phase.REVIEW, 20811, 10, 2.4, 5, 1)} == {
        (one.phase, one.due_day, one.interval, one.ease, one.reps, one.lapses) for one in past
    }
    old = "* x :drill:\nSCHEDULED: <2026-12-24>\n:PROPERTIES:\n:LEARN_DATA: (7 2 2.6)\n:END:\n[a]\n"
    assert [(7, 2.6, 2)] == [(one.interval, one.ease, one.reps) for one in _read(tmp_path, old).past]
    assert [] == list(_read(tmp_path, "* x :drill:\n[a]\n").past)


FC = """#+TITLE: Topics
#+FILETAGS: :file:
* Topic
** What is /this/? :fc:tag:
:PROPERTIES:
:ID: aaa
:FC_TYPE: normal
:END:
:REVIEW_DATA:
| position | ease | box | interval | due                  |
|----------+------+-----+----------+----------------------|
| front    |  2.5 |   3 |     6.10 | 2021-02-07T10:00:00Z |
:END:
See $x^2$.
*** Back
The /answer/
** Capital :fc:suspended:
:PROPERTIES:
:ID: bbb
:FC_TYPE: double
:END:
City of rulers
** Sentence :fc:
:PROPERTIES:
:ID: ccc
:FC_TYPE: cloze
:END:
:REVIEW_DATA:
| position | ease | box | interval | due                  |
|----------+------+-----+----------+----------------------|
| 0        |  2.5 |   3 |     6.10 | 2021-02-07T10:00:00Z |
| 1        |  2.5 |   0 |        0 | 2021-02-07T10:00:00Z |
:END:
{{Org}{mode}@0} is {{good}@1}
** Typed :fc:
:PROPERTIES:
:FC_TYPE: text-input
:ANSWER: 42
:END:
"""


def test_the_types_of_org_fc_make_their_cards(tmp_path: Path) -> None:
    found = _read(tmp_path, FC)
    expected = [
        ("What is this?\n\nSee x².", "The answer"),
        ("Capital", "City of rulers"),
        ("City of rulers", "Capital"),
        ("[mode] is good", "Org"),
        ("Org is _____", "good"),
        ("Typed", "42"),
    ]
    assert sorted(expected) == sorted(_cards(found))
    assert ("Topics", frozenset({"file", "tag", "Topic"})) == (
        found.deck.title,
        next(f for f in found.deck.facts if f.id == "aaa").tags,
    )
    told = {(one.fact, one.kind, one.number): one for one in found.past}
    assert {("aaa", "forward", 0), ("bbb", "forward", 0), ("bbb", "backward", 0), ("ccc", "cloze", 1)} == told.keys()
    assert (18665, 6, False) == _state(told["aaa", "forward", 0])
    assert all(told["bbb", kind, 0].suspended for kind in ("forward", "backward"))


def _state(past: Past) -> tuple[int | None, int, bool]:
    return past.due_day, past.interval, past.suspended


def test_enumerations_hide_what_follows(tmp_path: Path) -> None:
    text = "* x :fc:\n:PROPERTIES:\n:FC_TYPE: cloze\n:FC_CLOZE_TYPE: enumeration\n:END:\n{{a}@0} {{b}@1} {{c}@2}\n"
    found = _read(tmp_path, text)
    assert [("[…] […] […]", "a"), ("a […] […]", "b"), ("a b […]", "c")] == _cards(found)


def test_marks_of_org_are_styles_lists_tables_and_code(tmp_path: Path) -> None:
    text = (
        "* x :drill:\n*b* /i/ _u_ +s+ =c= ~d~ a_{1} [[file:a.png]] [[https://e.example][link]]\n\n- one\n  - two\n- three\n\n"
        "| h | k |\n|---+---|\n| 1 | 2 |\n\n#+BEGIN_SRC python\n* no heading :drill:\nprint(1)\n#+END_SRC\n** Answer\nyes\n"
    )
    (tmp_path / "a.png").write_bytes(b"x")
    found = _read(tmp_path, text)
    (fact,) = found.deck.facts
    for part in (
        "**b** *i*",
        "`c` `d`",
        "![](a.png)",
        "- one\n  - two\n- three",
        "| h | k |",
        "```python\n* no heading",
        "href=https",
    ):
        assert part in fact.front
    assert ["a.png"] == list(found.media["notes"])


def test_a_folder_is_a_deck_for_each_file(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.org").write_text("* q? :drill:\nyes\n")
    (tmp_path / "deep" / "b.org").write_text("* r? :fc:\nno\n")
    (tmp_path / "other.org").write_text("* nothing\n")
    found = read(tmp_path)
    assert {"a", "deep::b"} == {deck.id for deck in found.decks}
    assert {"q?", "r?"} == {fact.subject for deck in found.decks for fact in deck.facts}


@pytest.mark.parametrize(
    "text",
    [
        "* a :drill:\n" + "[" * 5_000,
        "* a :drill:\n" + "*" * 5_000,
        "* a :drill:\n" + "{{" * 5_000,
        "*" * 50 + " a :fc:\n" + "- " * 5_000,
        "* a :drill:\n:PROPERTIES:\n" * 500,
        "* a :drill:\n#+begin_src\n" * 500,
        "* a :fc:\n" + "\n".join("  " * n + "- x" for n in range(300)),
        "* a :drill:\n" + "|" * 20_000,
        "* a :drill:\n" + "[[x" * 5_000,
    ],
)
def test_hostile_text_ends_soon(tmp_path: Path, text: str) -> None:
    import time
    from contextlib import suppress

    start = time.monotonic()
    with suppress(FormatError):
        _read(tmp_path, text)
    assert time.monotonic() - start < 10


def test_a_sentence_that_is_to_have_blanks_and_has_none_is_told(tmp_path: Path) -> None:
    text = "* Sums :drill:\n:PROPERTIES:\n:DRILL_CARD_TYPE: hide1cloze\n:END:\n<2 + 2> is <4>\n* Tide :drill:\nIt falls.\n"
    (tmp_path / "x.org").write_text(text)
    found = read(tmp_path / "x.org")
    assert (["Tide"], ["It has no blank; put the words to recall in brackets."]) == (
        [fact.subject for fact in found.deck.facts],
        [one.reason for one in found.skipped],
    )


def test_a_heading_with_an_answer_below_it_is_a_question_and_one_with_nothing_is_none(tmp_path: Path) -> None:
    found = _read(tmp_path, "* What ebbs? :drill:\n** Answer\nThe sea.\n* Mole :drill:\n** Answer\n* Pier :drill:\n")
    assert [("What ebbs?", "The sea.")] == _cards(found)
    assert any("2 items without any text" in note for note in found.notes)


def test_blocks_of_code_hold_no_blanks_and_bars_are_blanks_too(tmp_path: Path) -> None:
    text = (
        "* List :drill:\nAppend to it:\n#+BEGIN_SRC python\nx = [1]\n#+END_SRC\n** Answer\nDone [sic].\n**** \nThere.\n"
        "* Item :drill:\n:PROPERTIES:\n:DRILL_CARD_TYPE: hide1cloze\n:END:\n!|2 + 2|! is !|4||a number|!.\n"
    )
    first, *blanks = _cards(_read(tmp_path, text))
    assert ("Append to it:\n\nx = [1]", "Done [sic].\n\nThere.") == first
    assert [("_____ is 4.", "2 + 2"), ("2 + 2 is [a number].", "4")] == blanks
