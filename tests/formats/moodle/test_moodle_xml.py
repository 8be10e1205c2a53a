"""Moodle XML: every type of question, its pictures, and what is broken in it."""

import base64
import time
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest

from quiz.cards.generation import generate
from quiz.errors import FormatError
from quiz.facts.quantities import Quantity
from quiz.facts.values import Boolean, Listed, RichText, SetOf
from quiz.formats.format import Head, Opened, ReadOptions
from quiz.formats.moodle import xml_chunks
from quiz.formats.moodle.moodle_xml import read as records_of
from quiz.formats.moodle.moodle_xml import sniff
from quiz.formats.reading import Contents, read

PIXEL = base64.b64encode(b"\x89PNG\r\n\x1a\n picture").decode()
COUNTED = {
    # file: questions taken, facts, decks, questions left out
    "moodle_core/nested_categories_with_questions.xml": (4, 4, ["Iota", "Iota::Kappa", "Iota::Kappa::Lambda", "Iota::Mu"], 1),
    "moodle_core/old_format_file.xml": (2, 2, ["Pi", "Pi::Rho"], 0),
    "tuberlin/matchingRef.xml": (2, 6, ["matchingRef"], 0),
    "tuberlin/numericalRef.xml": (2, 2, ["numericalRef"], 0),
}

Bank = Callable[..., Contents]


def text(words: str) -> str:
    return f"<text><![CDATA[{words}]]></text>"


def question(type: str, words: str, inside: str, name: str = "Name", *, format: str = "html", files: str = "") -> str:
    named = f'<question type="{type}"><name><text>{name}</text></name>'
    return f'{named}<questiontext format="{format}">{text(words)}{files}</questiontext>{inside}</question>'


def answer(fraction: str, words: str, feedback: str = "", more: str = "") -> str:
    said = f'<feedback format="html">{text(feedback)}</feedback>' if feedback else ""
    return f'<answer fraction="{fraction}">{text(words)}{said}{more}</answer>'


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    def make(*questions: str, head: str = '<?xml version="1.0"?>', encoding: str = "utf-8") -> Contents:
        path = tmp_path / "bank.xml"
        path.write_bytes(f"{head}\n<quiz>\n{chr(10).join(questions)}\n</quiz>".encode(encoding))
        return read(path)

    return make


@pytest.mark.parametrize("name", COUNTED)
def test_real_files_have_what_a_reader_counts(corpus: Path, name: str) -> None:
    found = read(corpus / "text" / "moodle_xml" / name)
    assert ("moodle", *COUNTED[name]) == (
        found.format.name,
        found.taken,
        found.facts,
        [deck.id for deck in found.decks],
        found.skipped_count,
    )
    assert found.facts == sum(len(list(generate(deck))) for deck in found.decks)


def test_a_type_without_answers_is_told(corpus: Path) -> None:
    with pytest.raises(FormatError, match="line 3, “Differentially graded set equality question”: Questions of the type “stack”"):
        read(corpus / "text" / "moodle_xml" / "tuberlin" / "diff_set_equalityRef.xml")


def test_options_of_which_one_or_some_are_right(bank: Bank) -> None:
    options = answer("100", "<b>a</b>", "yes") + answer("50", "b", "nearly") + answer("0", "c")
    several = answer("50", "a") + answer("50", "b") + answer("-100", "c")
    found = bank(
        question("multichoice", "<p>One?</p>", "<single>true</single>" + options, "one"),
        question("multichoice", "Some?", "<single>false</single>" + several, "some"),
        question("multichoiceset", "All?", answer("100", "a") + answer("100", "b") + answer("0", "c"), "all"),
    )
    one, some, every = found.deck.facts
    assert ("One?", RichText("**a**"), ("b", "c")) == (one.subject, one.value, one.wrong)
    assert (("a", "yes"), ("b", "50 %: nearly")) == one.feedback
    assert (SetOf([RichText("a"), RichText("b")]), ("c",)) == (some.value, some.wrong) == (every.value, every.wrong)


def test_true_and_false_in_any_order_and_language(bank: Bank) -> None:
    found = bank(
        question("truefalse", "a", answer("0", "false", "no") + answer("100", "true", "yes"), "a"),
        question("truefalse", "b", answer("0", "Wahr") + answer("100", "Falsch"), "b"),
        question("truefalse", "c", answer("0", "true") + answer("0", "false"), "c"),
    )
    assert [Boolean(true=True), Boolean(true=False)] == [fact.value for fact in found.deck.facts]
    assert (("true", "yes"), ("false", "no")) == found.deck.facts[0].feedback
    assert "Neither true nor false" in found.skipped[0].reason


def test_words_numbers_orders_and_pairs(bank: Bank) -> None:
    units = "<units><unit><multiplier>1</multiplier><unit_name>km</unit_name></unit></units>"
    pairs = "".join(
        f"<subquestion>{text(a)}<answer>{text(b)}</answer></subquestion>" for a, b in [("x", "1"), ("y", "2"), ("", "3")]
    )
    found = bank(
        question("shortanswer", "w", "<usecase>1</usecase>" + answer("100", "One") + answer("100", "1") + answer("30", "o"), "w"),
        question("numerical", "n", answer("100", "3.5", more="<tolerance>0.5</tolerance>") + units, "n"),
        question("ordering", "o", answer("1", "first") + answer("2", "second") + answer("3", "third"), "o"),
        question("matching", "m", pairs, "m"),
    )
    words, number, order, one, two = found.deck.facts
    assert ("exact answer", ("1",), (("o", "30 %"),)) == (words.relation, words.accept, words.feedback)
    assert Quantity(Decimal("3.5"), "km", tolerance=Decimal("0.5")) == number.value
    assert Listed([RichText("first"), RichText("second"), RichText("third")]) == order.value
    assert [("x", "1", ("2", "3")), ("y", "2", ("1", "3"))] == [(f.subject, str(f.value), f.wrong) for f in (one, two)]


def test_each_blank_of_a_text_is_a_card(bank: Bank) -> None:
    embedded = (
        "The capital of {1:MC:Peru~=France#right~%50%Spain#near} is {:SHORTANSWER:=Paris~=Lutetia~*#no\\}}, "
        "of {2:NUMERICAL:=2.1:0.1~%50%3} million."
    )
    found = bank(
        question("cloze", embedded, "", "c"),
        question(
            "ddwtos",
            "The [[1]] is [[3]].",
            "".join(
                f"<dragbox>{text(word)}<group>{group}</group></dragbox>"
                for word, group in [("sky", 1), ("sea", 1), ("blue", 2), ("wet", 2)]
            ),
            "d",
        ),
        question(
            "gapselect",
            "It [[2]].",
            "".join(f"<selectoption>{text(word)}<group>1</group></selectoption>" for word in ("is", "was")),
            "g",
        ),
        question("cloze", "No blank.", "", "none"),
    )
    facts = found.deck.facts
    assert [
        ("The capital of _____ is Paris, of 2.1 million.", "France", ("Peru", "Spain")),
        ("The capital of France is _____, of 2.1 million.", "Paris", ()),
        ("The capital of France is Paris, of _____ million.", "2.1 ± 0.1", ()),
        ("The _____ is blue.", "sky", ("sea",)),
        ("The sky is _____.", "blue", ("wet",)),
        ("It _____.", "was", ("is",)),
    ] == [(fact.subject, str(fact.value), fact.wrong) for fact in facts]
    assert ["c/1", "c/2", "c/3", "d/1", "d/2", "g/1"] == [fact.id for fact in facts]
    assert (("Lutetia",), (("*", "no}"),)) == (facts[1].accept, facts[1].feedback)
    assert (("France", "right"), ("Spain", "50 %: near")) == facts[0].feedback
    assert "It has no blanks" in found.skipped[0].reason
    assert 6 == len(list(generate(found.deck)))


def test_what_is_said_beside_a_question(bank: Bank) -> None:
    beside = (
        f"<generalfeedback>{text('<i>so</i>')}</generalfeedback><idnumber>7</idnumber><hint>{text('think')}</hint>"
        f"<tags><tag>{text('two words')}</tag><tag>{text('x')}</tag></tags>" + answer("100", "a")
    )
    (fact,) = bank(question("shortanswer", "q", beside)).deck.facts
    assert ("7", "*so*\n\nHint: think", {"two words", "x"}) == (fact.id, fact.note, set(fact.tags))


def test_formats_of_texts_and_old_files(bank: Bank) -> None:
    found = bank(
        question("shortanswer", "**b** and `c`", "<answer><text>x</text><fraction>1</fraction></answer>", "m", format="markdown"),
        question("shortanswer", "a < b", answer("100", "x"), "p", format="plain_text"),
        '<question type="shortanswer"><questiontext>old</questiontext>' + answer("100", "x") + "</question>",
    )
    assert ["b and c", "a < b", "old"] == [fact.subject for fact in found.deck.facts]
    assert "**b** and `c`" == found.deck.facts[0].front


def test_the_encoding_that_the_file_names_is_heeded(bank: Bank) -> None:
    made = question("shortanswer", "Größe?", answer("100", "groß"))
    for name in ("iso-8859-1", "utf-16", "windows-1252"):
        found = bank(made, head=f'<?xml version="1.0" encoding="{name}"?>', encoding=name)
        assert ("Größe?", ()) == (found.deck.facts[0].subject, found.notes)
    found = bank(made, encoding="cp1252")
    assert ("Größe?", "its encoding was guessed" in found.notes[0]) == (found.deck.facts[0].subject, True)


def test_pictures_and_sounds_come_along_and_others_are_told(tmp_path: Path) -> None:
    def file(name: str, content: str, path: str = "/") -> str:
        return f'<file name="{name}" path="{path}" encoding="base64">{content}</file>'

    shown = '<p><img src="@@PLUGINFILE@@/a%20b.png" alt="it"> and <img src="@@PLUGINFILE@@/gone.png"></p>'
    other = base64.b64encode(b"another").decode()
    path = tmp_path / "x.xml"
    contents = [("a b.png", PIXEL), ("x.pdf", PIXEL), ("../../etc/passwd.png", other), ("bad.png", "no base64 ###")]
    files = "".join(file(*one) for one in contents)
    one = question("shortanswer", shown, answer("100", "x"), "one", files=files)
    two = question("shortanswer", shown, answer("100", "x"), "two", files=file("a b.png", other))
    path.write_text(f"<quiz>{one}{two}</quiz>", encoding="utf-8")
    records = list(records_of(path, ReadOptions()))
    (opened,) = [record for record in records if isinstance(record, Opened)]
    digest = next(name for name in opened.media if name.startswith("a b-"))
    assert {"a b.png", "passwd.png", digest} == set(opened.media)
    assert b"\x89PNG\r\n\x1a\n picture" == b"".join(opened.media["a b.png"].pieces())
    assert b"another" == b"".join(opened.media[digest].pieces()) == b"".join(opened.media[digest].pieces())
    found = read(path)
    assert ["line 1, “one”, file “x.pdf”", "line 1, “one”, file “bad.png”"] == [one.where for one in found.skipped]
    assert all("a b" in fact.front for fact in found.deck.facts)


def test_a_broken_question_costs_only_itself(bank: Bank) -> None:
    good = question("truefalse", "ok", answer("100", "true"), "ok")
    found = bank(
        good,
        "<question type='truefalse'><name><text>b</name></question>",
        question("numerical", "n", answer("100", "many"), "n"),
        question("shortanswer", "a & b &nbsp;&eacute; \x0b", answer("100", "x"), "amp")
        .replace("<![CDATA[", "")
        .replace("]]>", ""),
        "<question type='shortanswer'><name>",
        question("unheard", "x", "", "u"),
        "<question><name/></question>",
        good.replace("ok", "last"),
    )
    assert ["ok", "a & b é", "last"] == [fact.subject for fact in found.deck.facts]
    told = [one.reason for one in found.skipped]
    for part in ("mismatched tag", "“many” is no number", "has no end", "type “unheard”", "does not say of what type"):
        assert sum(part in reason for reason in told) == 1, part
    assert "1 question was not well-formed XML" in found.notes[0]


def test_a_file_that_was_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    whole = "<quiz>" + "".join(question("truefalse", f"q{n}", answer("100", "true"), f"q{n}") + "\n" for n in range(5))
    path = tmp_path / "x.xml"
    for cut in (len(whole) - 20, len(whole) - 150):
        path.write_text(whole[:cut], encoding="utf-8")
        found = read(path)
        assert (4, 1) == (found.taken, found.skipped_count)
        assert "has no end (</question>)" in found.skipped[0].reason


def test_entities_of_the_files_own_are_refused(bank: Bank, corpus: Path) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(FormatError, match="declares entities of its own"):
        bank(question("truefalse", "&b;", answer("100", "true")), head=bomb)
    with pytest.raises(FormatError, match="declares entities of its own"):
        read(corpus / "malformed" / "synthetic" / "text" / "xml_external_entity.xml")


@pytest.mark.parametrize(
    "content",
    [
        b"<quiz><question>" + b"<a>" * 500_000 + b"</question>",
        b"<quiz>" + b"<!--" * 2_000_000 + b"<question type='a'></question>",
        b"<quiz>" + b"<question " * 250_000,
        b"<quiz><question type='cloze'><questiontext>" + b"{1:SA:=a" * 200_000 + b"</questiontext></question>",
        b"<quiz><question type='cloze'><questiontext>" + b"{1:SA:=a}" * 200_000 + b"</questiontext></question>",
        b"<quiz><question type='shortanswer'><questiontext>" + rb"\(x" * 300_000 + b"</questiontext></question>",
        b"<quiz><question><![CDATA[" + b"a" * 3_000_000,
        b"<quiz><question type='shortanswer'><questiontext>" + b"&amp;" * 300_000 + b"</questiontext></question>",
    ],
)
def test_what_is_made_to_be_slow_ends_soon(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.xml"
    path.write_bytes(content)
    start = time.monotonic()
    with suppress(FormatError):
        read(path, format="moodle")
    assert time.monotonic() - start < 8


def test_a_huge_question_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_chunks, "LARGEST_QUESTION", 100_000)
    monkeypatch.setattr(xml_chunks, "_PIECE", 4096)
    path = tmp_path / "x.xml"
    ok = question("truefalse", "ok", answer("100", "true"), "ok")
    path.write_text(f"<quiz>\n{ok}\n<question>{'a' * 300_000}</question>\n{ok}</quiz>", encoding="utf-8")
    found = read(path)
    assert (2, ["line 3"]) == (found.taken, [one.where for one in found.skipped])


@pytest.mark.parametrize("size", [1, 7, 64, 65, 1000])
def test_questions_are_found_however_the_file_comes_in_pieces(tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.xml"
    made = "<question type='a'>\n<t><![CDATA[</question> {0}]]></t><!-- <question > -->\n</question>\n"
    path.write_text("<quiz>\n" + "".join(made.format(number) for number in range(60)) + "</quiz>", encoding="utf-8")
    whole = [(chunk.line, chunk.text) for chunk in xml_chunks.chunks(path, "utf-8")]
    assert (60, 2, 5) == (len(whole), whole[0][0], whole[1][0])
    monkeypatch.setattr(xml_chunks, "_PIECE", size)
    assert whole == [(chunk.line, chunk.text) for chunk in xml_chunks.chunks(path, "utf-8")]


def test_a_file_is_known_by_what_it_begins_with() -> None:
    def sure(data: str) -> float:
        return sniff(Head(Path("x"), data.encode(), len(data)))

    assert sure("<?xml version='1.0'?>\n<!-- q -->\n<quiz>\n<question type='x'>") > 0.9
    assert 0 == sure("<html><quiz></html>") == sure("<cards><question type='x'/></cards>") == sure("quiz")
