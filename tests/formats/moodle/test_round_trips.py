"""What the formats of Moodle can hold survives being written and read: facts that came from them, and any deck's questions."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from attrs import evolve
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source
from quiz.facts.relation import Relation
from quiz.facts.values import Boolean, SetOf, Text
from quiz.formats.format import Opened, Outgoing, Taken
from quiz.formats.moodle.bank import Bank
from quiz.formats.moodle.deck_questions import SEED, divided, question_of
from quiz.formats.moodle.question import WHOLE, Amount, Option, Pair, Question, QuestionKind
from quiz.formats.moodle.words import of_plain, of_rich
from quiz.formats.moodle.xml_writing import write as write_xml
from quiz.formats.reading import Contents, read
from quiz.formats.writing import write
from quiz.testing import decks, plain_names

_quick = settings(max_examples=40, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
_nasty = st.text("ab ~=#{}:\\%*[]<>&$_^`-!.?/\n\"'éß中\u202e1", min_size=1, max_size=14)
_words = _nasty.map(of_plain).filter(lambda words: words.plain not in {"", "*"} and "->" not in words.plain)
_styled = st.one_of(_words, st.sampled_from(["**b**", "x^2^ and *y*", "$\\frac{a}{b}$", "`c` d", "![it](a b.png)"]).map(of_rich))
_remark = st.one_of(st.just(""), _styled.map(lambda words: words.rich))
_name = st.one_of(st.just(""), st.text("Aa1 :/]{}é~", min_size=1, max_size=8).map(str.strip))
_share = st.sampled_from([Decimal(0), Decimal(50), Decimal("33.33333")])
_number = st.decimals(-1000, 1000, places=2)


@st.composite
def _questions(draw: st.DrawFn) -> Question:
    """Draw a question as Moodle can hold it."""
    kind = draw(st.sampled_from(QuestionKind))
    if kind in {QuestionKind.GAPS, QuestionKind.ORDER}:
        kind = QuestionKind.CHOICE
    options = draw(st.lists(_styled, min_size=2, max_size=5, unique_by=lambda words: words.plain.casefold()))
    shares = [WHOLE, *(draw(_share) for _ in options[1:])]
    if kind is QuestionKind.SEVERAL:
        shares = [Decimal(50), Decimal(50), *(Decimal(-50) for _ in options[2:])]
    typed = [of_plain(words.plain.replace("->", "")) for words in options]
    words = typed if kind is QuestionKind.SHORT else options
    found = [Option(one, share, draw(_remark)) for one, share in zip(words, shares, strict=True) if one]
    return Question(
        kind,
        "line 1",
        # Pairs are put together again where they are words alone.
        draw(_words if kind is QuestionKind.PAIRS else _styled),
        title=draw(_name),
        id=draw(_name),
        tags=tuple(draw(st.lists(st.text("ab ]é", min_size=1, max_size=4).map(str.strip).filter(bool), max_size=2, unique=True))),
        note=draw(_remark),
        options=tuple(found),
        amounts=(Amount(draw(_number), abs(draw(_number)), WHOLE, draw(_remark)),),
        pairs=tuple(Pair(of_plain(f"l{place} {one.plain}"), of_plain(one.plain)) for place, one in enumerate(options)),
        is_true=draw(st.booleans()),
        remarks=(draw(_remark), draw(_remark)),
    )


def _deck(questions: list[Question]) -> Deck:
    bank = Bank("some::deck")
    for question in questions:
        bank.take(question)
    records = list(bank.records())
    facts = [fact for record in records if isinstance(record, Taken) for fact in record.facts]
    (head,) = [record.deck for record in records if isinstance(record, Opened)]
    return evolve(head, facts=facts)


def _through(deck: Deck, format: str) -> Contents:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        written = write(deck, path, format=format)
        assert () == written.skipped
        return read(path)


@pytest.mark.parametrize("format", ["gift", "moodle"])
@_quick
@given(questions=st.lists(_questions(), min_size=1, max_size=5))
def test_facts_that_came_from_questions_come_back_whole(format: str, questions: list[Question]) -> None:
    deck = _deck(questions)
    if not deck.facts:
        return
    found = _through(deck, format)
    assert (format, ()) == (found.format.name, found.skipped)
    assert deck.id == found.deck.id
    got = {fact.id: evolve(fact, kept="") for fact in found.deck.facts}
    assert {fact.id: fact for fact in deck.facts} == got
    again = _through(found.deck, format)
    assert Counter(found.deck.facts) == Counter(again.deck.facts)


@pytest.mark.parametrize("format", ["gift", "moodle"])
@settings(max_examples=15, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(deck=decks(plain_names()))
def test_the_questions_and_right_answers_of_any_deck_survive(format: str, deck: Deck) -> None:
    cards = [card for card in generate(deck) if card.forms and question_of(card) is not None]
    if not cards:
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        written = write(deck, path, format=format)
        assert len(cards) == written.cards
        found = read(path, format=format)
    assert len(cards) == found.facts
    assert len(cards) == found.taken


def _capitals() -> Deck:
    towns = {"France": "Paris", "Italy": "Rome", "Japan": "Tokyo", "Kenya": "Nairobi", "Peru": "Lima"}
    source = Source("The Atlas", url="https://example.org/atlas")
    facts = [Fact(country, "capital", town, sources=[source]) for country, town in towns.items()]
    capital = Relation("capital", ask="The capital of {subject}?", kinds="forward")
    return Deck("capitals", "Capitals", facts=facts, relations=[capital])


@pytest.mark.parametrize("format", ["gift", "moodle", "aiken"])
def test_cards_with_provably_wrong_options_go_out_with_them(format: str) -> None:
    found = _through(_capitals(), format)
    france = next(fact for fact in found.deck.facts if "France" in fact.subject)
    assert ("The capital of France?", "Paris", 3) == (france.subject, str(france.value), len(france.wrong))
    if format != "aiken":
        assert "The Atlas" in france.note
        assert {"Rome is the capital of Italy"} & {remark[:28] for _, remark in france.feedback} or france.feedback


def _read_back(deck: Deck, format: str) -> Iterator[Fact]:
    yield from _through(deck, format).deck.facts


@pytest.mark.parametrize("format", ["gift", "moodle"])
def test_each_kind_of_value_has_its_kind_of_question(format: str) -> None:
    deck = Deck(
        "d",
        facts=[
            Fact("Peru", "population", "34.1 ± 0.5 million"),
            Fact("Peru", "landlocked", Boolean(true=False)),
            Fact("Benelux", "members", SetOf([Text("Belgium"), Text("Luxembourg"), Text("Netherlands")])),
            Fact("Water", "formula", "H2O"),
            Fact("Paris", "said", "{{c1::Paris}} is in {{c2::France::country}}"),
        ],
        relations=[
            Relation("formula", kinds="forward"),
            Relation("said", value="cloze"),
            Relation("population", value="quantity"),
        ],
    )
    facts = list(_read_back(deck, format))
    assert Counter(fact.relation for fact in facts) == {"number": 1, "is true": 1, "answers": 1, "answer": 3}
    number = next(fact for fact in facts if fact.relation == "number")
    assert "± 500,000" in str(number.value) or "± 0.5" in str(number.value) or "± 500000" in str(number.value)


def test_pictures_go_out_within_moodle_xml_and_come_back(tmp_path: Path) -> None:
    (tmp_path / "flag.png").write_bytes(b"\x89PNG\r\n\x1a\n flag")
    deck = Deck(
        "flags",
        facts=[
            Fact("Which country?", "answer", "Peru", front="Which? ![a flag](flag.png)", wrong=["Chile"], id="q"),
            Fact("Gone?", "answer", "x", front="![gone](gone.png)", id="g"),
        ],
        relations=[Relation("answer", value="rich", ask="{subject}", kinds="forward", apart=True, many=True)],
    )
    path = tmp_path / "x.xml"
    written = write_xml(Outgoing(deck, media=lambda value: tmp_path / value.path if value.path == "flag.png" else None), path)
    assert (2, 1) == (written.cards, written.media)
    assert '<file name="flag.png" path="/" encoding="base64">' in path.read_text(encoding="utf-8")
    first = read(path)
    assert "![a flag](flag.png)" in first.deck.facts[0].front
    again = tmp_path / "y.xml"
    assert 1 == write_xml(Outgoing(first.deck, media=lambda _: tmp_path / "flag.png"), again).media
    assert Counter(first.deck.facts) == Counter(read(again).deck.facts)


@pytest.mark.parametrize("count", range(1, 21))
def test_the_marks_of_several_right_answers_add_up(count: int) -> None:
    known = {"100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10", "5"}
    shares = divided(count)
    assert count == len(shares)
    assert {f"{share:f}" for share in shares} <= known
    assert abs(sum(shares, Decimal(-100))) < Decimal("0.001")


def test_the_same_deck_is_always_written_the_same(tmp_path: Path) -> None:
    assert SEED
    for name in ("one", "two"):
        write(_capitals(), tmp_path / name, format="gift")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_what_was_changed_goes_out_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.gift"
    path.write_text("::N::q{=a ~b#no}\n\n::M::pairs{=x -> 1 =y -> 2}\n\n[markdown]kept {~%30%a ~%70%b ~c}", encoding="utf-8")
    deck = read(path).deck
    facts = [evolve(fact, value=fact.value if fact.id != "N" else Text("new")) for fact in deck.facts]
    found = _through(evolve(deck, facts=facts), "gift")
    assert ["new", "1", "2", "a, b"] == [str(fact.value) for fact in found.deck.facts]
    assert [fact.id for fact in deck.facts] == [fact.id for fact in found.deck.facts]
    out = tmp_path / "b.gift"
    write(evolve(deck, facts=facts), out, format="gift")
    assert "[markdown]kept {~%30%a ~%70%b ~c}" in out.read_text(encoding="utf-8")
