import pytest

from quiz.cards.card import Card, Kind
from quiz.cards.index import Index
from quiz.cards.judge import judge
from quiz.cards.verdict import Outcome, Verdict
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.media import Picture
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from quiz.facts.values import Boolean, RichText
from quiz.text.closeness import Piece

R, C, O, W, E = Outcome.RIGHT, Outcome.CLOSE, Outcome.OTHER, Outcome.WRONG, Outcome.EMPTY  # noqa: E741 - the table's columns are narrow


def ask(deck: Deck, given: str = "s", relation: str = "r", kind: Kind = Kind.FORWARD) -> Card:
    facts = deck.by_relation[relation]
    mine = [
        fact for fact in facts if fact.until is None and (str(fact.value) if kind is Kind.BACKWARD else fact.subject) == given
    ]
    return Card("x", kind, deck.relations[relation], given, "?", tuple(mine), Index(deck))


def one(
    value: object, *others: object, lang: str = "en", strict: bool = False, terms: tuple[Term, ...] = (), type_name: str = "text"
) -> Card:
    facts = [Fact("s", "r", value), *(Fact(f"o{place}", "r", other) for place, other in enumerate(others))]
    return ask(Deck("d", lang=lang, terms=terms, facts=facts, relations=[Relation("r", value=type_name, strict=strict)]))


def told(card: Card, typed: str) -> tuple[Outcome, str | None, str]:
    verdict = judge(card, typed)
    return verdict.outcome, verdict.matched, verdict.note


def test_notes_on_writing() -> None:
    assert (R, "Brasília", "accent: Brasília") == told(one("Brasília"), "Brasilia")
    assert (R, "Brasília", "") == told(one("Brasília"), "BRASILIA")
    assert (R, "Αθήνα", "accent: Αθήνα") == told(one("Αθήνα", lang="el"), "Αθηνα")
    assert (R, "Йога", "accent: Йога") == told(one("Йога", lang="ru"), "Иога")
    assert (R, "カメラ", "written: カメラ") == told(one("カメラ", lang="ja"), "かめら")
    assert (R, "Москва", "written: Москва") == told(one("Москва", lang="ru"), "Moskva")
    assert (C, "United States", "in full: United States") == told(one("United States"), "U.S.")
    assert (C, "das Haus", "article: das Haus") == told(one("das Haus", lang="de"), "der Haus")
    assert (C, "nước", "accent: nước") == told(one("nước", lang="vi"), "nuoc")


def test_notes_on_names() -> None:
    terms = (Term("Eswatini", aliases=["Kingdom of Eswatini", "eSwatini"], was=["Swaziland"]),)
    card = one("Eswatini", terms=terms)
    assert (R, "Swaziland", "former name: now Eswatini") == told(card, "swaziland")
    assert (R, "Kingdom of Eswatini", "also called Eswatini") == told(card, "kingdom of Eswatini")
    assert (R, "eSwatini", "") == told(card, "eSwatini")
    assert (R, "Eswatini", "") == told(card, "the Eswatini")


def test_what_does_not_tell_two_answers_apart_is_close() -> None:
    assert (C, "мел", "say which: мел or мель") == told(one("мел", "мель", lang="ru"), "mel")
    assert (C, "South Korea", "say which: South Korea or Saint Kitts") == told(one("South Korea", "Saint Kitts"), "SK")
    assert (C, "Georgia (state)", "say which: Georgia (state) or Georgia (country)") == told(
        one("Georgia (state)", "Georgia (country)"), "Georgia"
    )


def test_what_is_another_answer_is_told() -> None:
    assert (W, None, "Paris is the r of o0") == told(one("Rome", "Paris"), "paris")
    facts = [Fact("s", "r", "Astana", since="2022"), Fact("s", "r", "Nur-Sultan", since="2019", until="2022")]
    card = ask(Deck("d", facts=facts))
    assert (O, None, "true, but not what is asked: Nur-Sultan is the r of s, from 2019 until 2022") == told(card, "nur sultan")


def test_numbers_and_dates_true_at_another_time() -> None:
    facts = [Fact("s", "r", "8000000", since="2020"), Fact("s", "r", "7000000", since="2010", until="2020")]
    card = ask(Deck("d", facts=facts, relations=[Relation("r", value="quantity")]))
    assert [R, O, W] == [judge(card, typed).outcome for typed in ("8 million", "7 million", "6 million")]
    assert "true, but not what is asked: 7000000 is the r of s, from 2010 until 2020" == judge(card, "7 million").note


@pytest.mark.parametrize(
    ("typed", "expected"), [("Fe", R), ("fe", C), ("FE", C), ("Co", W), ("Fee", W), ("Feer", W), ("iron", W), ("", E)]
)
def test_letter_by_letter(typed: str, expected: Outcome) -> None:
    assert expected is judge(one("Fe", "Co", strict=True), typed).outcome


def test_letter_by_letter_notes() -> None:
    assert (R, "Fe", "") == told(one("Fe", "Co", strict=True), "Fe")
    assert (C, "Fe", "every letter counts here") == told(one("Fe", "Co", strict=True), "fe")
    assert (C, "ferrum", "every letter counts here") == told(one("ferrum", "Co", strict=True), "ferrumm")
    assert (W, None, "fe is the r of o0") == told(one("Fe", "fe", strict=True), "fe")
    card = one("Polish", "polish", strict=True)
    assert [R, W, W] == [judge(card, typed).outcome for typed in ("Polish", "polish", "x")]
    number = one("70 min", strict=True, type_name="quantity")
    assert [R, W, W, W] == [judge(number, typed).outcome for typed in ("70 min", "70", "70.0 min", "seventy min")]


def test_a_diff_is_for_words_that_are_alike() -> None:
    verdict = judge(one("Brasília"), "Brassília")
    assert (Piece("same", "Bras"), Piece("extra", "s"), Piece("same", "ília")) == verdict.diff
    assert () == judge(one("Brasília"), "Brasília").diff
    assert () == judge(one("Brasília"), "x" * 40).diff
    assert () == judge(one("70"), "").diff
    assert () != judge(one("Fe", strict=True), "fe").diff
    assert (Piece("wrong", "f"), Piece("missing", "F"), Piece("same", "e")) == judge(one("Fe", strict=True), "fe").diff
    assert () == judge(one("505990", type_name="quantity"), "505991").diff


def test_marks_of_one_answer() -> None:
    marks = [judge(one("Rome"), typed).marks for typed in ("Rome", "Romme", "Paris", "")]
    assert [(("Rome", True),), (("Rome", True),), (("Rome", False),), (("Rome", False),)] == marks


def test_broader_terms() -> None:
    terms = (
        Term("Bagend", broader=["Hobbiton"]),
        Term("Hobbiton", aliases=["Hobbit Town"], broader=["Shire"]),
        Term("Shire", broader=["Bagend"]),
    )
    card = one("Bagend", terms=terms, type_name="place")
    assert [O, O, O, W] == [judge(card, typed).outcome for typed in ("Hobbiton", "hobbit town", "the Shire", "Bree")]
    assert "true, but it can be said more exactly" == judge(card, "Shire").note


def test_guesses_and_repeated_questions() -> None:
    facts = [Fact("Brazil", "r", "Brasília"), Fact("Spain", "r", "Madrid")]
    card = ask(Deck("d", facts=facts), "Brazil")
    assert (W, None, "one answer is asked for") == told(card, "Brasília or Madrid")
    assert (W, None, "one answer is asked for") == told(card, "x, Brasília, y")
    assert (R, "Brasília", "") == told(card, "Brasília, Brazil")
    assert (R, "Brasília", "accent: Brasília") == told(card, "brazil / Brasilia")
    assert (W, None, "“Brazil” is what the question says") == told(card, "brazil")
    assert (W, None, "") == told(card, "x, y")


def test_the_question_romanised_is_no_answer() -> None:
    deck = Deck("d", lang="ja", facts=[Fact("ka", "r", "か"), Fact("inu", "r", "いぬ")])
    assert [W, R] == [judge(ask(deck, "ka"), typed).outcome for typed in ("ka", "か")]
    assert "“ka” is what the question says" == judge(ask(deck, "ka"), "KA").note
    assert R is judge(ask(deck, "ka", kind=Kind.FORWARD), "カ").outcome
    backward = ask(deck, "か", kind=Kind.BACKWARD)
    assert [R, W] == [judge(backward, typed).outcome for typed in ("ka", "か")]


def test_yes_and_no() -> None:
    card = one(Boolean(true=True), type_name="boolean")
    assert [(R, "yes", ""), (W, None, ""), (W, None, "the answer is yes or no")] == [
        told(card, typed) for typed in ("Oui!", "nein", "maybe")
    ]
    card = one(Boolean(true=False), type_name="boolean")
    assert [(R, "no", ""), (W, None, "")] == [told(card, typed) for typed in ("いいえ", "はい")]


def test_rich_text_is_judged_by_its_words() -> None:
    card = one(RichText("**Paris** is $x^2$"), type_name="rich")
    assert [R, R, R, W] == [
        judge(card, typed).outcome for typed in (str(card.members[0]), "**Paris** is $x^2$", "**paris** is x^2", "Rome")
    ]


@pytest.mark.parametrize(
    ("source", "typed"),
    [("10^6^ m", "10^6 m"), ("10^6^ m", "10⁶ m"), ("H~2~O", "H2O"), ("H~2~O", "H₂O"), ("x^1/2^", "x^1/2"), ("x^1/2^", "x^(1/2)")],
)
def test_what_is_raised_or_lowered_may_be_typed_plainly(source: str, typed: str) -> None:
    assert R == judge(one(RichText(source), type_name="rich"), typed).outcome


def test_pictures_are_not_typed() -> None:
    verdict = judge(one(Picture("flag.png"), type_name="picture"), "flag.png")
    assert (E, None, "this cannot be typed") == (verdict.outcome, verdict.suggests, verdict.note)
    assert [False] == [was_given for _, was_given in verdict.marks]


def test_nothing_to_judge() -> None:
    verdicts: list[Verdict] = [judge(one("Rome"), typed) for typed in ("", "   ", "?!", "\n", "\u200b")]
    assert {(E, None)} == {(verdict.outcome, verdict.suggests) for verdict in verdicts}
    assert "?!" == verdicts[2].answer


def test_hostile_text_is_made_safe() -> None:
    verdict = judge(one("Rome"), "Ro\x1b[31mme\u202e\n\x00")
    assert not set("\x1b\u202e\n\x00") & set(verdict.answer)
