import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.cards.amounts import amounts
from quiz.cards.articles import clash, split_article
from quiz.cards.card import Card, Kind
from quiz.cards.generation import generate
from quiz.cards.index import Index
from quiz.cards.judge import LONGEST, judge
from quiz.cards.number_words import in_words
from quiz.cards.splitting import split
from quiz.cards.typed_dates import dates
from quiz.cards.verdict import Outcome
from quiz.facts.dates import Date
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.powers_of_ten import scale
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from quiz.facts.units import canonical, same_unit
from quiz.facts.values import Listed, TermName, Text, members
from quiz.text.closeness import Piece
from tests.cards import judge_table
from tests.cards.judge_table import ENGLISH, asked, card
from tests.cards.judge_table_wide import WIDE

GROUPS = {**judge_table.GROUPS, **WIDE}


def all_cards() -> list[Card]:
    found = []
    for groups in GROUPS.values():
        for group in groups:
            index = Index(group.deck)
            for fact in group.deck.facts:
                if fact.until is None:
                    found.append(card(group.deck, fact.relation, fact.subject, index=index))
                    found += [
                        card(group.deck, fact.relation, str(member), Kind.BACKWARD, index)
                        for member in found[-1].members
                        if not isinstance(member, Listed)
                    ]
    return [each for each in found if each.facts]


CARDS = all_cards()


@pytest.mark.parametrize("language", GROUPS)
def test_the_table(language: str) -> None:
    wrong = []
    for group in GROUPS[language]:
        index = Index(group.deck)
        for question, answers in group.rows.items():
            one = asked(group.deck, question, index)
            assert one.facts, question
            for answer, expected in answers.items():
                verdict = judge(one, answer)
                if verdict.outcome is not expected:
                    wrong.append((question, answer, expected, verdict))
    assert [] == wrong


def test_the_table_is_wide() -> None:
    assert sum(len(answers) for groups in GROUPS.values() for group in groups for answers in group.rows.values()) > 1200


def question(relation: str, given_side: str) -> Card:
    return asked(ENGLISH.deck, (relation, given_side))


@pytest.mark.parametrize(
    ("relation", "given_side", "answer", "note"),
    [
        ("capital", "Brazil", "Brasilia", "accent: Brasília"),
        ("capital", "Brazil", "Brasília", ""),
        ("capital", "Brazil", "Madrid", "Madrid is the capital of Spain"),
        ("capital", "Brazil", "Brazil", "“Brazil” is what the question says"),
        ("capital", "Brazil", "Madrid or Brasilia", "one answer is asked for"),
        ("capital", "Kazakhstan", "Nur-Sultan",
            "true, but not what is asked: Nur-Sultan is the capital of Kazakhstan, from 2019 until 2022"),
        ("leads", "King Mswati", "swaziland", "former name: now Eswatini"),
        ("leads", "Kim Jong Un", "DPRK", "also called North Korea"),
        ("<leads", "North Korea", "kim jong-un", ""),
        ("symbol", "iron", "fe", "every letter counts here"),
        ("home", "shire", "Hobbiton", "true, but it can be said more exactly"),
        ("home", "state", "Georgia", "say which: Georgia (state) or Georgia (country)"),
        ("area", "Spain", "506,000", "that is rounded: exactly 505,990 km²"),
        ("area", "Spain", "505990 kg", "the number is right, the unit is not: 505,990 km²"),
        ("population", "World", "8 billion", "right to within the tolerance: exactly 8100000000"),
        ("leaders", "parade", "25", "roughly right: c. 26"),
        ("born", "war", "1945", "true, but more exactly: 2 September 1945"),
        ("born", "war", "2 September", "the year is missing: 2 September 1945"),
        ("born", "war", "3 September 1945", "the month and year are right"),
        ("planets", "inner", "Venus, Mercury, Earth, Mars", "all of them, but in another order"),
        ("borders", "Peru", "Equador", "spelling: Ecuador"),
    ],
)  # fmt: skip
def test_notes(relation: str, given_side: str, answer: str, note: str) -> None:
    assert note == judge(question(relation, given_side), answer).note


@pytest.mark.parametrize(
    ("answer", "suggests"),
    [("Ecuador, Colombia, Brazil, Bolivia, Chile", 3), ("Equador, Colombia, Brazil, Bolivia, Chile", 2),
        ("Ecuador, Chile, Brazil", 2),
     ("Ecuador, Chile", 1), ("Ecuador, Chile, Brazil, Spain", 1), ("Spain", 1), ("", None)],
)  # fmt: skip
def test_suggestions(answer: str, suggests: int | None) -> None:
    verdict = judge(question("borders", "Peru"), answer)
    assert suggests == verdict.suggests


def test_other_is_no_lapse() -> None:
    assert judge(question("capital", "Kazakhstan"), "Nur-Sultan").suggests is None


def test_marks_and_extras_of_a_set() -> None:
    verdict = judge(question("borders", "Peru"), "chile, Spain; brasil")
    assert {"Chile", "Brazil"} == {name for name, was_given in verdict.marks if was_given}
    assert 5 == len(verdict.marks)
    assert ("Spain",) == verdict.extra


def test_a_near_miss_shows_where() -> None:
    verdict = judge(question("capital", "Brazil"), "Brassília")
    assert Outcome.CLOSE is verdict.outcome
    assert "Brasília" == verdict.matched
    assert [Piece("extra", "s")] == [piece for piece in verdict.diff if piece.op != "same"]


def test_matched_is_the_writing_that_matched() -> None:
    assert "DPRK" == judge(question("leads", "Kim Jong Un"), "d.p.r.k.").matched


def test_every_accepted_writing_is_right() -> None:
    for one in CARDS:
        separators = ("; ", ", ", "\n") if len(one.members) > 1 else ()
        whole = {separator.join(str(member) for member in one.members) for separator in separators}
        for answer in whole or {*one.accepted, str(one.members[0])}:
            verdict = judge(one, answer)
            assert (Outcome.RIGHT, 3) == (verdict.outcome, verdict.suggests), (one.given, answer)
            assert all(was_given for _, was_given in verdict.marks)


def test_another_subjects_value_is_never_right() -> None:
    wrong = []
    for one in CARDS:
        backward = one.kind is Kind.BACKWARD
        for fact in one.deck.by_relation[one.relation.name]:
            for value in (Text(fact.subject),) if backward else members(fact.value):
                known = any(member.key == value.key or one.index.may_be_same(value, member) for member in one.members)
                told_apart = str(value) not in one.accepted and isinstance(value, Text | TermName)
                if (told_apart or not known) and judge(one, str(value)).outcome is Outcome.RIGHT:
                    wrong.append((one.given, str(value)))
    assert [] == wrong


@settings(max_examples=300)
@given(st.sampled_from(CARDS), st.text() | st.text(alphabet="0123456789.,-/ :kmBC~c?年", max_size=20))
def test_any_text_is_judged(one: Card, answer: str) -> None:
    verdict = judge(one, answer)
    assert verdict.outcome in Outcome
    assert (verdict.suggests is None) == (verdict.outcome in {Outcome.OTHER, Outcome.EMPTY})
    assert "\n" not in verdict.answer
    assert "\x1b" not in verdict.answer + verdict.note + "".join(verdict.extra)
    assert judge(one, answer) == verdict


@given(st.lists(st.text(alphabet="abcé ,;&-", min_size=1, max_size=12).filter(lambda text: any(c.isalnum() for c in text)),
    min_size=1, max_size=5,
                unique_by=str.strip), st.randoms(use_true_random=False))  # fmt: skip
def test_members_with_separators_in_them_are_found(names: list[str], random: object) -> None:
    deck = Deck("d", relations=[Relation("has", many=True)], facts=[Fact("s", "has", name) for name in names])
    one = Card("x", Kind.FORWARD, deck.relations["has"], "s", "?", deck.facts, Index(deck))
    several = [str(member) for member in one.members]
    random.shuffle(several)  # type: ignore[attr-defined]
    verdict = judge(one, "\n".join(several))
    # Two names may differ in accents or punctuation only; each still counts as itself.
    assert verdict.outcome in {Outcome.RIGHT, Outcome.PARTIAL}
    if not any(c in name for name in several for c in ",;&- "):
        assert Outcome.RIGHT is verdict.outcome


def test_long_answers_are_cut() -> None:
    started = time.perf_counter()
    for one in CARDS[:40]:
        assert len(judge(one, "é, " * 1_000_000).answer) <= LONGEST
        judge(one, "1" * 100_000)
    assert time.perf_counter() - started < 20


def test_a_long_right_answer_is_not_cut() -> None:
    long = "word " * 600
    deck = Deck("d", facts=[Fact("s", "says", long), Fact("t", "says", long[:2000])])
    one = card(deck, "says", "s")
    assert Outcome.RIGHT is judge(one, long).outcome
    assert Outcome.RIGHT is not judge(one, long[:2000]).outcome


def test_same_words_of_other_claimants() -> None:
    deck = Deck("d", relations=[Relation("size", value="quantity")],
                facts=[Fact("army", "size", "100"), Fact("army", "size", "300", according_to="the rebels"),
                       Fact("army", "size", "900", according_to="nobody", status="denied")])  # fmt: skip
    one = card(deck, "size", "army")
    assert [Outcome.RIGHT, Outcome.OTHER, Outcome.WRONG] == [judge(one, text).outcome for text in ("100", "300", "900")]
    assert judge(one, "300").note.endswith("300 is the size of army, according to the rebels")


def test_a_name_that_two_terms_share_is_right_for_both() -> None:
    terms = [Term("Republic of the Congo", aliases=["Congo"]), Term("DR Congo", aliases=["Congo"])]
    deck = Deck(
        "d", terms=terms, facts=[Fact("Brazzaville", "lies in", "Republic of the Congo"), Fact("Kinshasa", "lies in", "DR Congo")]
    )
    for city in ("Brazzaville", "Kinshasa"):
        assert [Outcome.RIGHT, Outcome.RIGHT] == [judge(card(deck, "lies in", city), text).outcome for text in ("Congo", "congo")]


def test_what_is_nearer_to_another_answer_is_no_near_miss() -> None:
    deck = Deck("d", facts=[Fact("a", "is", "Slovakia"), Fact("b", "is", "Slovenia")])
    assert Outcome.WRONG is judge(card(deck, "is", "a"), "Slovennia").outcome
    assert Outcome.CLOSE is judge(card(deck, "is", "a"), "Slovakkia").outcome


def test_numbers_in_many_writings() -> None:
    def read(text: str, lang: str = "en") -> set[str]:
        return {f"{quantity.amount.normalize():f} {quantity.unit}".strip() for quantity in amounts(text, lang)}

    assert {"1234"} == read("1,234")
    assert {"1.234"} == read("1.234")
    assert {"1234", "1.234"} == read("1.234", "de") == read("1,234", "de")
    assert (
        {"1234567.8"}
        == read("1.234.567,8", "de")
        == read("1,234,567.8")
        == read("1 234 567,8", "fr")
        == read("1'234'567.8", "de")
    )
    assert {"10000000"} == read("1,00,00,000", "hi") == read("1 crore")
    assert {"400000000000 euros"} == read("400 mil millones de euros", "es")
    assert {"5 $"} == read("$5")
    assert {"-5"} == read("−5") == read("minus five")
    assert {"2000000000000"} == read("2 billion", "de")
    assert set() == read("1-2") == read("12:30") == read("") == read("many") == read("1,2,3")


@given(st.integers(-(10**9), 10**9), st.sampled_from(["en", "de", "hi"]))
def test_grouped_numbers_are_read(number: int, lang: str) -> None:
    assert Decimal(number) in {quantity.amount for quantity in amounts(f"{number:,}", lang)}


def test_english_number_words() -> None:
    spoken = {"zero": 0, "seventeen": 17, "twenty six": 26, "one hundred and five": 105, "a thousand": 1000, "two dozen": 24,
              "nine hundred ninety-nine thousand nine hundred and ninety-nine": 999_999,
              "half a million": "500000", "two and a half": "2.5", "one trillion": 10**12,
              "three point one four": "3.14",
              "half": None, "and": None, "two point five million": "2500000", "eleven hundred": 1100}  # fmt: skip
    for text, number in spoken.items():
        found = in_words(text)
        assert (number is None) == (found is None), text
        if found is not None:
            assert Decimal(str(number)) == found[0] * scale(f" {found[1]}", "en")[0][0], text


def test_what_follows_number_words_is_the_unit() -> None:
    assert (Decimal(70), "minutes and more") == in_words("seventy minutes and more")


def test_units() -> None:
    assert {"km2"} == {
        canonical(unit) for unit in ("km²", "sq km", "square kilometres", "KM^2", "Quadratkilometer", "км²", "平方公里")
    }
    assert same_unit("minutes", "min.")
    assert same_unit("leaders", "leader")
    assert not same_unit("MW", "mW")
    assert not same_unit("m", "km")


def test_dates_in_many_writings() -> None:
    day = Date(1945, 9, 2)
    for text, lang in (("2. September 1945", "de"), ("2 septembre 1945", "fr"), ("2 de septiembre de 1945", "es"),
        ("2 września 1945", "pl"),
                       ("2 Eylül 1945", "tr"), ("2 сентября 1945 г.", "ru"), ("2 Σεπτεμβρίου 1945", "el"), ("1945年9月2日", "ja"),
                       ("2 سبتمبر 1945", "ar"), ("2 בספטמבר 1945", "he"), ("2 सितंबर 1945", "hi"),
                       ("September 2nd, 1945", "en")):  # fmt: skip
        assert day in dates(text, lang), text
    assert () == dates("31/13/1945") == dates("30 February 1945")
    assert {Date(1945, 9, 2), Date(1945, 2, 9)} == set(dates("9/2/1945"))


@given(st.dates())
def test_days_are_read_in_every_order(day: object) -> None:
    expected = Date(day.year, day.month, day.day)  # type: ignore[attr-defined]
    year = f"{expected.year:04d}"
    for text in (
        f"{expected.day}.{expected.month}.{year}",
        f"{expected.month}/{expected.day}/{year}",
        expected.edtf,
        str(expected),
    ):
        assert expected in dates(text), text


def test_articles() -> None:
    assert [("the", "sun"), ("", "theatre"), ("", "the"), ("a", "b c")] == [
        split_article(t, "en") for t in ("the sun", "theatre", "the", "a b c")
    ]
    assert ("l'", "eau") == split_article("l'eau", "fr")
    assert ("ال", "قاهرة") == split_article("القاهرة", "ar")
    assert ("", "the sun") == split_article("the sun", "xx")
    assert [True, False, False] == [clash(*pair, "de") for pair in (("der", "das"), ("das", "ein"), ("", "der"))]


def test_splitting_prefers_long_parts() -> None:
    names = ("Trinidad and Tobago", "Washington, D.C.", "Cuba")
    found = split("Cuba and Trinidad and Tobago, Washington, D.C., Mars", {name: name for name in names}.get, names)
    assert ["Cuba", "Trinidad and Tobago", "Washington, D.C.", None] == [part.found for part in found]


def test_judging_is_quick() -> None:
    rows = [(asked(ENGLISH.deck, row, INDEX), answer) for row, answers in ENGLISH.rows.items() for answer in answers]
    for one, answer in rows:
        judge(one, answer)
    times = []
    for one, answer in rows:
        started = time.perf_counter()
        judge(one, answer)
        times.append(time.perf_counter() - started)
    # The aim is 200 µs; a busy machine is given room.
    assert sorted(times)[len(times) // 2] < 0.002


INDEX = Index(ENGLISH.deck)


def test_a_sign_for_another_sign_is_wrong() -> None:
    deck = Deck("d", relations=[Relation("r", kinds=("forward",))], facts=[Fact("s", "r", "+")])
    card = next(iter(generate(deck)))
    assert [Outcome.RIGHT, Outcome.WRONG, Outcome.EMPTY] == [judge(card, typed).outcome for typed in ("+", "-", " ")]


@pytest.mark.parametrize("value", ["house; home", "house / home"])
def test_one_of_several_answers_of_a_note_is_not_wrong(value: str) -> None:
    facts = [Fact("casa", "Back", value, id="n/0")]
    card = next(generate(Deck("d", facts=facts, relations=[Relation("Back", apart=True, kinds=("forward",))])))
    assert Outcome.RIGHT is judge(card, value).outcome
    for typed in ("house", "Home"):
        assert Outcome.CLOSE is judge(card, typed).outcome, typed
    assert Outcome.WRONG is judge(card, "mouse trap").outcome
    card = next(generate(Deck("d", facts=facts, relations=[Relation("Back", apart=True, strict=True, kinds=("forward",))])))
    assert Outcome.WRONG is judge(card, "house").outcome
