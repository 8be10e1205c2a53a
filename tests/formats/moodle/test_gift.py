"""Questions of GIFT as facts and cards."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from quiz.cards.card import Form
from quiz.cards.choices import choice
from quiz.cards.generation import generate
from quiz.cards.judge import judge
from quiz.cards.verdict import Outcome
from quiz.errors import FormatError
from quiz.facts.fact import Fact
from quiz.facts.quantities import Quantity
from quiz.facts.values import Boolean, RichText, SetOf
from quiz.formats.format import Head
from quiz.formats.moodle.gift import sniff
from quiz.formats.reading import Contents, read


def gift(tmp_path: Path, text: str, name: str = "bank.gift", **options: str) -> Contents:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return read(path, format="gift", deck=options.get("deck"))


def one(tmp_path: Path, text: str) -> Fact:
    (fact,) = gift(tmp_path, text).deck.facts
    return fact


def test_a_question_with_options_keeps_them_and_what_is_said_to_each(tmp_path: Path) -> None:
    contents = gift(tmp_path, "::Tomb::Who?{~Ann#no, her sister ~%50%Bob#nearly =Cy#yes ####It is written.}")
    (fact,) = contents.deck.facts
    assert ("Tomb", "Who?", "answer", RichText("Cy"), ("Ann", "Bob")) == (
        fact.id,
        fact.subject,
        fact.relation,
        fact.value,
        fact.wrong,
    )
    assert (("Cy", "yes"), ("Ann", "no, her sister"), ("Bob", "50 %: nearly")) == fact.feedback
    assert "It is written." == fact.note
    (card,) = generate(contents.deck)
    assert {"Ann", "Bob", "Cy"} == {option.text for option in choice(card, "1").options}
    assert "Who?" == card.prompt


def test_several_right_options_are_a_set(tmp_path: Path) -> None:
    fact = one(tmp_path, "Which?{~%50%a ~%50%b ~%-100%c ~d#no}")
    assert SetOf([RichText("a"), RichText("b")]) == fact.value
    assert (("c", "d"), (("d", "no"),)) == (fact.wrong, fact.feedback)


def test_one_right_option_of_several_is_no_set(tmp_path: Path) -> None:
    assert RichText("a") == one(tmp_path, "Which?{~%100%a ~b}").value


def test_words_that_are_typed_have_other_writings_and_parts_of_the_marks(tmp_path: Path) -> None:
    contents = gift(tmp_path, "From?{=Nazareth#Yes! =Nasaret =%75%Nazereth#misspelled =%25%Bethlehem =%0%*#No.}")
    (fact,) = contents.deck.facts
    assert ("Nazareth", ("Nasaret",), ()) == (str(fact.value), fact.accept, fact.wrong)
    assert (("Nazareth", "Yes!"), ("Nazereth", "75 %: misspelled"), ("Bethlehem", "25 %"), ("*", "No.")) == fact.feedback
    (card,) = generate(contents.deck)
    assert Outcome.RIGHT == judge(card, "nasaret").outcome
    assert Outcome.WRONG == judge(card, "Bethlehem").outcome
    assert Form.CHOICE not in card.forms


def test_asterisks_stand_for_any_letters_and_are_left_out(tmp_path: Path) -> None:
    assert ("vitamin", ("2 * 2",)) == (str((fact := one(tmp_path, "What?{=*vitamin* =2 \\\\* 2}")).value), fact.accept)


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ("#4", Quantity(Decimal(4))),
        ("#3:2", Quantity(Decimal(3), tolerance=Decimal(2))),
        ("#3.141..3.142", Quantity(Decimal("3.1415"), tolerance=Decimal("0.0005"))),
        ("#=%50%5 =4:0.1", Quantity(Decimal(4), tolerance=Decimal("0.1"))),
    ],
)
def test_numbers_keep_how_far_an_answer_may_be_off(tmp_path: Path, answer: str, value: Quantity) -> None:
    assert value == one(tmp_path, f"How many?{{{answer}}}").value


def test_a_range_takes_what_lies_in_it(tmp_path: Path) -> None:
    (card,) = generate(gift(tmp_path, "A number from 1 to 5?{#1..5}").deck)
    assert [Outcome.RIGHT, Outcome.RIGHT, Outcome.RIGHT, Outcome.WRONG] == [
        judge(card, typed).outcome for typed in ("1", "3.5", "5", "5.1")
    ]


def test_a_statement_is_true_or_false_with_a_remark_to_each(tmp_path: Path) -> None:
    fact = one(tmp_path, "So.{FALSE#No, it is not.#Right.}")
    assert (Boolean(true=False), (("true", "No, it is not."), ("false", "Right."))) == (fact.value, fact.feedback)


def test_pairs_are_facts_of_a_relation_of_their_own(tmp_path: Path) -> None:
    contents = gift(tmp_path, "::Capitals::Match the capitals.{=Canada -> Ottawa =Italy -> Rome =Japan -> Tokyo = -> Bern}")
    assert [("Canada", "Ottawa"), ("Italy", "Rome"), ("Japan", "Tokyo")] == [
        (f.subject, str(f.value)) for f in contents.deck.facts
    ]
    assert ("Rome", "Tokyo", "Bern") == contents.deck.facts[0].wrong
    cards = list(generate(contents.deck))
    assert "Match the capitals. Canada" == cards[0].prompt
    assert Form.MATCHING in cards[0].forms
    assert 1 == len({card.sibling for card in cards})


def test_a_blank_in_the_middle_stands_where_it_belongs(tmp_path: Path) -> None:
    contents = gift(tmp_path, "It is {~red =blue}, they say.\n\nTwo and two are {=four}.\n\nPi?{#3}.")
    assert ["It is _____, they say.", "Two and two are _____.", "Pi?"] == [fact.subject for fact in contents.deck.facts]


def test_styles_are_shown_and_words_are_what_is_asked(tmp_path: Path) -> None:
    html = "[html]<p>What is <b>H<sub>2</sub>O</b>?</p>{=[html]<i>water</i> ~fire}"
    text = f"{html}\n\n[markdown]Is **this** it?{{T}}\n\nLet \\\\(x<1\\\\)?{{T}}"
    first, second, third = gift(tmp_path, text).deck.facts
    assert "What is H₂O?" == first.subject
    assert "~2~" in first.front
    assert ("water", "*water*") == (str(first.value), first.value.source if isinstance(first.value, RichText) else "")
    assert ("Is this it?", "Is **this** it?") == (second.subject, second.front)
    assert "$x<1$" in third.front


def test_categories_are_decks_and_tags_are_tags(tmp_path: Path) -> None:
    text = "a{T}\n\n$CATEGORY: $course$/top/Geo/Rivers // Lakes\n\n// [id:r1] [tag:big one]\nb{T}\n\n$CATEGORY: Geo\n\nc{T}"
    contents = gift(tmp_path, text)
    assert ["bank", "Geo::Rivers - Lakes", "Geo"] == [deck.id for deck in contents.decks]
    (fact,) = contents.decks[1].facts
    assert ("r1", {"big one"}) == (fact.id, set(fact.tags))
    named = gift(tmp_path, text, deck="mine")
    assert ["mine"] == [deck.id for deck in named.decks]
    assert {"Geo::Rivers // Lakes".replace("//", "/"), "big one"} == set(named.deck.facts[1].tags)


def test_what_names_a_question_stays_when_its_answer_is_mended(tmp_path: Path) -> None:
    before = [fact.id for fact in gift(tmp_path, "::N::q{=a}\n\n// [id:7]\nr{=b}\n\nWords?{=c}").deck.facts]
    after = [fact.id for fact in gift(tmp_path, "Words?{=c2 =c}\n\n::N::q2{=a2}\n\n// [id:7]\n::t::r2{=b2}").deck.facts]
    assert set(before) == set(after)
    assert {"N", "7"} < set(before)


def test_questions_that_are_the_same_word_for_word_are_all_asked_and_told(tmp_path: Path) -> None:
    contents = gift(tmp_path, "a{T}\n\na{T}\n\na{F}")
    assert 3 == len({fact.id for fact in contents.deck.facts}) == len(list(generate(contents.deck)))
    assert "line 1 and line 3" in contents.notes[0]


def test_what_asks_nothing_is_told_with_its_line(tmp_path: Path) -> None:
    contents = gift(tmp_path, "::D::Read this.\n\nWrite.{}\n\na{~b ~c}\n\nd{=*}\n\ne{#*}\n\nf{}}\n\nok{T}")
    assert ["line 1, “D”", "line 3", "line 5", "line 7", "line 9", "line 11"] == [one.where for one in contents.skipped]
    assert 1 == contents.facts


def test_moodles_own_examples_as_facts(corpus: Path) -> None:
    contents = read(corpus / "text" / "gift" / "moodle_examples.txt")
    assert ("gift", 43, ()) == (contents.format.name, contents.taken, contents.skipped)
    # 40 questions with one answer or set, and pairs: 3, 4 and 3.
    assert 50 == contents.facts == len(list(generate(contents.deck)))
    assert {"answer": 25, "answers": 2, "is true": 5, "number": 8, "match": 10} == Counter(
        fact.relation.partition(":")[0] for fact in contents.deck.facts
    )


@pytest.mark.parametrize(
    "text",
    [
        "some words { and more }",
        '{"a": 1}',
        "body { color: red; }\n\nh1 { margin: 0 }",
        "{{c1::Paris}} is the capital",
        "key = { a = 1 }",
        "# Title\n\nText\n\nint main() { return 0; }",
        "",
    ],
)
def test_other_texts_with_braces_are_not_taken_for_questions(tmp_path: Path, text: str) -> None:
    assert sniff(Head(tmp_path / "x.txt", text.encode(), len(text.encode()))) < 0.5


@pytest.mark.parametrize(
    "text", ["Who?{~a =b}", "::T::Who?{=b}", "$CATEGORY: x\n\nSo.{T}", "// remark\n\nN?{#1:2}", "M{=a->b =c->d}"]
)
def test_questions_are_known_by_their_answers(tmp_path: Path, text: str) -> None:
    assert sniff(Head(tmp_path / "x", text.encode(), len(text.encode()))) >= 0.9


def test_a_file_of_nothing_that_can_be_asked_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="An essay has no answer"):
        gift(tmp_path, "Write.{}")
    with pytest.raises(FormatError, match="more than 300,000 lines"):
        gift(tmp_path, "a" + "\n" * 300_001)


def test_a_sign_within_words_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.gift").write_text(
        "Which option?{\n=`header=True`\n~none\n}\n\nTwo?{\n=`a\\=b` # x=y\n=c\n~d == e\n}\n\nThree?{=yes ~no}\n"
    )
    notes = [note for note in read(tmp_path / "x.gift").notes if "within words" in note]
    assert ["line 1"] == [note.partition(":")[0] for note in notes]
