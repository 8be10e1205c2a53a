"""Anki's notes in plain text, with and without the lines above them."""

from pathlib import Path

import pytest

from quiz.cards.card import Kind
from quiz.cards.generation import generate
from quiz.errors import FormatError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.formats.reading import Contents, read
from quiz.formats.writing import write
from quiz.text.rich import plain_of


def _read(tmp_path: Path, text: str, **options: object) -> Contents:
    path = tmp_path / "notes.txt"
    path.write_bytes(text.encode())
    return read(path, format="anki-text", **options)  # type: ignore[arg-type]  # a test's own options


def _cards(found: Contents) -> list[tuple[str, str]]:
    return [(card.prompt, card.answer) for deck in found.decks for card in generate(deck)]


def test_the_first_field_is_asked_and_the_second_one_answers(tmp_path: Path) -> None:
    assert [("Haus", "house"), ("Baum", "tree")] == _cards(_read(tmp_path, "Haus\thouse\nBaum\ttree\n"))


@pytest.mark.parametrize(
    ("told", "sign"), [("Comma", ","), ("semicolon", ";"), ("Pipe", "|"), ("tab", "\t"), ("colon", ":"), ("@", "@")]
)
def test_the_separator_is_the_one_that_is_told(tmp_path: Path, told: str, sign: str) -> None:
    assert [("a b", "c")] == _cards(_read(tmp_path, f"#separator:{told}\na b{sign}c\n"))


def test_the_lines_above_say_what_the_columns_are(tmp_path: Path) -> None:
    text = (
        "#separator:tab\n#html:false\n#tags:all\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
        "N#1\tBasic\tGeo::Cities\tPeru?\tLima\tsouth warm\n"
        '"#x"\tBasic\tGeo::Rivers\t<b>\tlong\t\n'
        "# a remark\tBasic\tGeo\ta\tb\t\n"
    )
    found = _read(tmp_path, text)
    assert ["Geo::Cities", "Geo::Rivers"] == [deck.id for deck in found.decks]
    facts = [fact for deck in found.decks for fact in deck.facts]
    assert [("N#1", {"south", "warm", "all"}), ("#x", {"all"})] == [(fact.id, set(fact.tags)) for fact in facts]
    assert [("Peru?", "Lima"), ("<b>", "long")] == _cards(found)


def test_a_deck_can_be_named_for_all_of_them(tmp_path: Path) -> None:
    text = "#separator:tab\n#deck column:1\na\tx\ty\nb\tz\tw\n"
    assert ["mine"] == [deck.id for deck in _read(tmp_path, text, deck="mine").decks]


def test_html_becomes_words_and_styles(tmp_path: Path) -> None:
    text = "#separator:tab\n#html:true\nH<sub>2</sub>O &amp;&nbsp;co\t<b>water</b><br>wet\nplain\tx_y\n"
    found = _read(tmp_path, text)
    assert [("H₂O & co", "water\nwet"), ("plain", "x_y")] == _cards(found)
    assert "**water**\nwet" == getattr(found.deck.facts[0].value, "source", "")


def test_the_question_that_stands_in_the_answer_again_is_left_out(tmp_path: Path) -> None:
    text = '#separator:tab\n#html:true\nWer?\t"Wer?\n\n<hr id=""answer"">\n\nNeruda"\n'
    assert [("Wer?", "Neruda")] == _cards(_read(tmp_path, text))


def test_sentences_with_blanks_are_clozes(tmp_path: Path) -> None:
    found = _read(tmp_path, "#separator:tab\n{{c1::Paris}} is in {{c2::France}}\tmore\nHaus\thouse\n")
    cards = list(generate(found.deck))
    assert {Kind.CLOZE: 2, Kind.FORWARD: 1} == {
        kind: [card.kind for card in cards].count(kind) for kind in {card.kind for card in cards}
    }
    found = _read(tmp_path, "{{c1::Paris}} is big\t\n{{c1::Rome}} is old\t\n")
    assert [("_____ is big", "Paris"), ("_____ is old", "Rome")] == _cards(found)


def test_named_columns_are_relations_of_the_first_one(tmp_path: Path) -> None:
    found = _read(tmp_path, "#separator:tab\n#columns:Country\tCapital\tTags\nPeru\tLima\tx\n")
    assert [("Peru", "Capital", "Lima", {"x"})] == [
        (one.subject, one.relation, str(one.value), set(one.tags)) for one in found.deck.facts
    ]


def test_a_deck_is_written_as_notes_of_the_basic_type(tmp_path: Path) -> None:
    relation = Relation("capital", ask="What is the capital of {subject}?", kinds="forward")
    deck = Deck("geo::capitals", facts=[Fact("Peru", "capital", "<Lima>", tags=["south america"], id="#p")], relations=[relation])
    written = write(deck, tmp_path / "x.txt")
    assert (1, 1) == (written.facts, written.cards)
    assert (
        "#separator:tab\n#html:true\n#notetype:Basic\n#deck:geo::capitals\n#guid column:1\n#tags column:4\n"
        '"#p"\tWhat is the capital of Peru?\t&lt;Lima&gt;\tsouth_america\n'
    ) == (tmp_path / "x.txt").read_text(encoding="utf-8")
    found = read(tmp_path / "x.txt")
    assert ("geo::capitals", "#p", [("What is the capital of Peru?", "<Lima>")]) == (
        found.deck.id,
        found.deck.facts[0].id,
        _cards(found),
    )


def test_what_is_asked_may_stand_behind_what_is_not(tmp_path: Path) -> None:
    text = "#separator:tab\n#html:true\n#guid column:1\n#tags column:2\nk1\tx\t*who*?\t<b>I</b>\nk2\ty\t{{c1::You}} too\t\n"
    found = _read(tmp_path, text)
    assert {("*who*?", "I"), ("_____ too", "You")} == set(_cards(found))


def test_lines_that_leave_no_field_are_told(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no column is left for what is asked"):
        _read(tmp_path, "#separator:tab\n#guid column:1\n#tags column:2\na\tb\n")


def test_an_id_that_two_notes_share_is_never_asked(tmp_path: Path) -> None:
    found = _read(tmp_path, "#separator:tab\n#guid column:1\nk1\twho?\tI\nk2\twhat?\tit\nk1\twhere?\there\n")
    assert [("who?", "k1"), ("what?", "k2"), ("where?", None)] == [(fact.subject, fact.id) for fact in found.deck.facts]
    assert {"answer"} == {fact.relation for fact in found.deck.facts}


def test_tags_for_all_join_those_of_a_column_however_it_is_written(tmp_path: Path) -> None:
    told = "#separator:Semicolon\n#tags:all sea\n#columns:Front;Back;Extra;Tags\n"
    found = _read(tmp_path, f"{told}ebb;out;slow;t1 t2\nflow;in;;\nneap;;;\n")
    assert [
        ("ebb", "answer", "slow", {"t1", "t2", "all", "sea"}),
        ("flow", "answer", "", {"all", "sea"}),
    ] == [(fact.subject, fact.relation, fact.note, set(fact.tags)) for fact in found.deck.facts]
    assert ["line 6"] == [one.where for one in found.skipped]


def test_what_stands_beside_a_sentence_with_blanks_is_told_with_its_answer(tmp_path: Path) -> None:
    rows = "Cloze\tThe {{c1::ebb}} falls\t<b>slow</b>\tsea\twater\nCloze\t{{c1::Flow}} rises\t\t\t\n"
    told = "#separator:tab\n#notetype column:1\n#tags column:5\n#html:"
    facts = _read(tmp_path, f"{told}true\n{rows}").deck.facts
    assert [("**slow**\n\nsea", {"water"}), ("", set())] == [(fact.note, set(fact.tags)) for fact in facts]
    assert ["<b>slow</b>\n\nsea", ""] == [plain_of(fact.note) for fact in _read(tmp_path, f"{told}false\n{rows}").deck.facts]


def test_notes_of_types_that_are_asked_both_ways_have_two_cards(tmp_path: Path) -> None:
    text = (
        "#separator:tab\n#html:true\n#notetype column:1\n"
        "Basic (and reversed card)\tebb\tout\t\n"
        "Basic\tneap\tsmall\t\n"
        "Basic (optional reversed card)\tflow\tin\ty\n"
        "Basic (optional reversed card)\tslack\t<i>none</i>\t\n"
        "Einfach (beide Richtungen)\tTide\trise\t\n"
        "Cloze\tThe {{c1::sea}} is reversed\t\t\n"
    )
    found = _read(tmp_path, text)
    forward = {("ebb", "out"), ("neap", "small"), ("flow", "in"), ("slack", "none"), ("Tide", "rise")}
    backward = {("out", "ebb"), ("in", "flow"), ("rise", "Tide")}
    assert {*forward, *backward} == {(card.prompt, card.answer) for card in generate(found.deck) if card.kind != Kind.CLOZE}
    assert 9 == len(list(generate(found.deck)))
    assert {"answer", "answer, both ways", "cloze"} == {fact.relation for fact in found.deck.facts}
    one = _read(tmp_path, "#separator:tab\n#notetype:Basic (and reversed card)\nebb\tout\n")
    assert 2 == len(list(generate(one.deck)))
