"""Obsidian's notes: the cards that the plugin makes of each way to write one, their decks, their due days, whole vaults."""

import json
from pathlib import Path

import pytest

from quiz.cards.generation import generate
from quiz.errors import FormatError
from quiz.formats.reading import Contents, read
from quiz.formats.sniffing import sniff
from quiz.memory.state import Phase


def _read(tmp_path: Path, text: str, name: str = "note.md") -> Contents:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read(tmp_path / name, format="obsidian")


def _cards(found: Contents) -> list[tuple[str, str]]:
    return [(card.prompt, card.answer) for deck in found.decks for card in generate(deck)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Question::Answer", [("Question", "Answer")]),
        ("- Question::Answer", [("Question", "Answer")]),
        ("one:::two", [("one", "two"), ("two", "one")]),
        ("A long\nquestion\n?\nits\nanswer", [("A long\nquestion", "its\nanswer")]),
        ("Question?\n?\nAnswer", [("Question?", "Answer")]),
        ("left\n??\nright", [("left", "right"), ("right", "left")]),
        ("The ==first== and ==second==^[hint]", [("The _____ and second", "first"), ("The first and [hint]", "second")]),
        ("==a==[^1] ==b==[^2] ==c==[^1]", [("_____ b _____", "a; c"), ("a _____ c", "b")]),
        ("It is {{curly}} here", [("It is _____ here", "curly")]),
        ("x\n?\n```\n\ncode::no\n```", [("x", "code::no")]),
        ("`a::b` is code", []),
        ("$a::b$ is a formula", []),
        ("```\na::b\n```", []),
        ("<!-- a::b -->\nc::d", [("c", "d")]),
        ("<!--\na::b\n-->\nc::d", [("c", "d")]),
        ("a\n?\nb\n\nc", [("a", "b")]),
        ("a\n?\nfirst\n\nsecond\n+++\nnot this", [("a", "first\n\nsecond")]),
        ("#flashcards/x Q::A", [("Q", "A")]),
        ("a::b::c", [("a", "b::c")]),
        ("Heat flows where?\n\n?\n\nTo the colder side", [("Heat flows where?", "To the colder side")]),
        (
            "Other words\n\nHeat flows where?\n?\n\n```\nto the\n\ncolder side\n```",
            [("Heat flows where?", "to the\n\ncolder side")],
        ),
        ("Over a line\n---\nHeat?\n?\nWork", [("Heat?", "Work")]),
    ],
)
def test_every_way_to_write_a_card(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    if not expected:
        with pytest.raises(FormatError):
            _read(tmp_path, text)
        return
    assert sorted(expected) == sorted(_cards(_read(tmp_path, text)))


def test_bold_words_are_blanks_only_where_nothing_else_is_or_the_plugin_says_so(tmp_path: Path) -> None:
    assert [("A _____ word", "bold")] == _cards(_read(tmp_path, "A **bold** word"))
    assert [("q", "a")] == _cards(_read(tmp_path, "A **bold** word\n\nq::a"))
    assert 2 == len(_cards(_read(tmp_path, "A **bold** word\n<!--SR:!2024-01-01,3,250-->\n\nq::a")))
    settings = tmp_path / ".obsidian" / "plugins" / "obsidian-spaced-repetition" / "data.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"settings": {"convertBoldTextToClozes": True, "singleLineCardSeparator": ";;"}}))
    assert [("A _____ word", "bold"), ("q", "a")] == sorted(_cards(_read(tmp_path, "A **bold** word\n\nq;;a")))


def test_a_question_or_an_answer_that_is_missing_is_told(tmp_path: Path) -> None:
    found = _read(tmp_path, "?\nanswer\n\nquestion\n?\n\ngood::one\n")
    assert [("good", "one")] == _cards(found)
    assert ["line 4"] == [one.where for one in found.skipped]


def test_due_days_below_something_that_is_no_card_are_told(tmp_path: Path) -> None:
    found = _read(tmp_path, "one::two\n\n- Words of no sign\n<!--SR:!2024-01-01,3,250-->\n\n<!--SR:!2024-01-01,3,250-->\n")
    assert ["line 3"] == [skipped.where for skipped in found.skipped]
    assert "--separator" in found.skipped[0].reason


@pytest.mark.parametrize("sign", ["->", "->->->", "=>", "→", ">>"])
def test_a_sign_of_ones_own_is_known_by_the_due_days_below_it_or_told(tmp_path: Path, sign: str) -> None:
    due = "<!--SR:!2024-01-01,3,250-->"
    found = _read(tmp_path, f"A `->` is code, `>>` and `=>` too.\n\nsalt {sign} `NaCl`\n{due}\n- ice {sign} water\n{due}\n")
    assert [("salt", "NaCl"), ("ice", "water")] == _cards(found)
    assert 2 == len(list(found.past))
    assert any(sign in note for note in found.notes)
    (tmp_path / "told.md").write_text("#flashcards\nsalt ~~ NaCl", encoding="utf-8")
    assert [("salt", "NaCl")] == _cards(read(tmp_path / "told.md", format="obsidian", separator="~~"))


def test_due_days_belong_to_the_siblings_in_their_order(tmp_path: Path) -> None:
    text = (
        "a::b\n<!--SR:!2024-01-01,3,250-->\n\nc:::d <!--SR:!2024-02-01,10,230!2024-02-05,14,270-->\n\n"
        "==x== ==y== ==z==\n<!--SR:!2000-01-01,1,250!2023-09-05,3,250-->\n\n"
        "e::f<!--SR:!fsrs,2023-09-06T00:10:00.000Z,5,4.5,5.5,2,3,1,0,2023-09-01T00:00:00.000Z-->\n"
    )
    found = _read(tmp_path, text)
    told = [(one.kind, one.number, one.due_day, one.interval, one.ease) for one in found.past]
    assert [
        ("forward", 0, 19723, 3, 2.5),
        ("forward", 0, 19754, 10, 2.3),
        ("backward", 0, 19758, 14, 2.7),
        ("cloze", 2, 19605, 3, 2.5),
    ] == told[:4]
    (last,) = list(found.past)[4:]
    assert (Phase.REVIEW, 4.5, 5.5, 3, 1, 5) == (
        last.phase,
        last.stability,
        last.difficulty,
        last.reps,
        last.lapses,
        last.interval,
    )


def test_tags_choose_the_decks(tmp_path: Path) -> None:
    text = (
        "---\ntags: [flashcards/geo, school]\n---\nq0::a0\n#flashcards/deckA\nq1::a1\nq2::a2\n\n"
        "#flashcards/deckB q3::a3\n\nq4::a4\n"
        "#flashcards/x #flashcards/y\nq5::a5\n"
    )
    found = _read(tmp_path, text)
    decks = {deck.id: [fact.subject for fact in deck.facts] for deck in found.decks}
    assert {
        "flashcards::geo": ["q0"],
        "flashcards::deckA": ["q1", "q2", "q4"],
        "flashcards::deckB": ["q3"],
        "flashcards::x": ["q5"],
    } == decks
    assert {"school", "flashcards::y"} == next(deck for deck in found.decks if deck.id == "flashcards::x").facts[0].tags


def test_markdown_is_kept_links_are_words_and_headings_stand_above(tmp_path: Path) -> None:
    (tmp_path / "img.png").write_bytes(b"x")
    text = (
        "# Trivia\n## Maps\nWhat is **this** ![[img.png|100]]\n?\n[[Peru|the land]] ==hi== $x_1^2$\n- one\n  - two\n%%remark%%\n"
    )
    found = _read(tmp_path, text)
    (fact,) = found.deck.facts
    assert "*Trivia › Maps*\n\nWhat is **this** ![](img.png)" == fact.front
    assert "the land [hi]{.underline} $x_1^2$\n\n- one\n  - two" == getattr(fact.value, "source", "").replace("\n\n\n", "\n\n")
    assert ["img.png"] == list(found.media[found.deck.id])


def test_headings_are_shown_as_they_are_laid_out(tmp_path: Path) -> None:
    text = "# `ls` and [[Files|the files]] <!-- id 7 -->\n## 1. [[First]]\nq::a"
    assert "[`ls` and the files › 1. First]{.italic}\n\nq" == _read(tmp_path, text).deck.facts[0].front


def test_a_link_to_a_part_of_a_note_names_both(tmp_path: Path) -> None:
    found = _read(tmp_path, "q::see [[Heat#Flow]]\n\nr\n?\n![[Heat#^abc]]\n\ns::![[Heat#Flow]]")
    assert [("q", "see Heat › Flow"), ("r", "Heat"), ("s", "Heat › Flow")] == _cards(found)
    assert ["2 notes that are embedded are named, and not shown. The first: “Heat”."] == list(found.notes)


def test_a_vault_is_read_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "Geo").mkdir()
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "map of x.png").write_bytes(b"x")
    (tmp_path / "Geo" / "a.md").write_text("#flashcards\nq::![[map of x.png]]\n")
    (tmp_path / "Geo" / "plain.md").write_text("std::vector is no card\n")
    (tmp_path / "Geo" / "outside.md").write_text("#flashcards\nx::![](../../../etc/passwd.png)\n")
    assert "obsidian" == sniff(tmp_path).format.name
    found = read(tmp_path)
    assert ["flashcards"] == [deck.id for deck in found.decks]
    assert (1, 1, ["map of x.png"]) == (found.facts, found.skipped_count, list(found.media["flashcards"]))


def test_block_ids_name_the_facts(tmp_path: Path) -> None:
    assert ["note^abc"] == [fact.id for fact in _read(tmp_path, "a::b ^abc").deck.facts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#flashcards\na::b\n", "obsidian"),
        ("text\n\na::b\n<!--SR:!2024-01-01,3,250-->\n", "obsidian"),
        ("Front\n?\nBack\n", "obsidian"),
        ("---\ntags: flashcards\n---\nThe ==x== y\n", "obsidian"),
        ("#flashcards/keys\n`x`:::take the line\n`y`::: leave it\n", "obsidian"),
        ("---\ntags: [flashcards, x]\n---\n# Heat\n\n#flashcards/x\n\n## One\nq\n?\na\n\n## Two\nr\n?\nb\n", "obsidian"),
        ("Q: a\nA: b\n", "hashcards"),
        ("::title::Question {=a ~b}\n", "gift"),
        ("a,b::c\n1,2::3\n", "csv"),
    ],
)
def test_notes_are_told_from_other_texts(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "x").write_text(text)
    assert expected == sniff(tmp_path / "x").format.name


def test_a_page_about_flashcards_is_no_note_with_cards(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("---\nlayout: page\ntitle: Flashcards\n---\n\n* [{{ deck.title }}]({{ deck.url }})\n")
    with pytest.raises(FormatError, match="in no format"):
        sniff(tmp_path / "x.md")


@pytest.mark.parametrize(
    "text",
    [
        "==" * 20_000,
        "a::" * 20_000,
        "**" * 20_000,
        "{{" * 20_000,
        "a\n?\n" * 5_000,
        "<!--" * 20_000,
        "#flashcards " * 10_000 + "a::b",
        "a::" + "[" * 20_000,
        "a::" + "*" * 20_000,
        "a::" + "> " * 5_000,
        "a::" + "$" * 20_000,
        "a::b <!--SR:" + "!1,1,1" * 20_000 + "-->",
        "---\n" * 20_000,
    ],
)
def test_hostile_text_ends_soon(tmp_path: Path, text: str) -> None:
    import time
    from contextlib import suppress

    start = time.monotonic()
    with suppress(FormatError):
        _read(tmp_path, text)
    assert time.monotonic() - start < 10


def test_code_alone_may_be_a_blank_and_a_question_of_one_line_is_no_list(tmp_path: Path) -> None:
    found = _read(tmp_path, "The ==`ls`== command lists.\n\n1. **What** ebbs?\n?\nThe sea\n\n- Where\n- when?\n?\nHere\n")
    assert [("The […] command lists.", "ls"), ("What ebbs?", "The sea"), ("• Where\n• when?", "Here")] == _cards(found)


def test_signs_of_ones_own_stand_around_blanks(tmp_path: Path) -> None:
    text = "A {@{tide}@} falls {@{twice a {day}}@}. <!--SR:!2024-05-01,10,270!2024-05-03,12,250-->\n\nA <<pier>> of ==wood==.\n"
    assert [
        ("A _____ falls twice a {day}.", "tide"),
        ("A tide falls _____.", "twice a {day}"),
        ("A <<pier>> of _____.", "wood"),
    ] == (_cards(_read(tmp_path, text)))
    plugin = tmp_path / ".obsidian" / "plugins" / "obsidian-spaced-repetition"
    plugin.mkdir(parents=True)
    (plugin / "data.json").write_text('{"settings": {"clozePatterns": ["<<[123;;]answer[;;hint]>>"]}}')
    assert [("A […] of wood.", "pier")] == _cards(_read(tmp_path, text))
