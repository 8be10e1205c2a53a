"""The learner's own clozes: what the marks mean, what is hidden, and what is said of marks that cannot be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.facts.clozes import DEEPEST, LONGEST, Cloze, is_cloze


@pytest.mark.parametrize(
    ("text", "number", "shown", "hidden"),
    [
        ("{{c1::Paris}} is in France.", 1, "_____ is in France.", ("Paris",)),
        ("{{c1::Paris::city}} is in France.", 1, "[city] is in France.", ("Paris",)),
        ("{{c1::Paris}} is in {{c2::France}}.", 1, "_____ is in France.", ("Paris",)),
        ("{{c1::Paris}} is in {{c2::France}}.", 2, "Paris is in _____.", ("France",)),
        ("{{c1::Oslo}} and {{c1::Bergen::port}}", 1, "_____ and [port]", ("Oslo", "Bergen")),
        ("{{c1::the {{c2::left}} half}} thinks", 1, "_____ thinks", ("the left half",)),
        ("{{c1::the {{c2::left}} half}} thinks", 2, "the _____ half thinks", ("left",)),
        ("{{c1,2::both}} and {{c2::two}}", 1, "_____ and two", ("both",)),
        ("{{c1,2::both}} and {{c2::two}}", 2, "_____ and _____", ("both", "two")),
        ("{{c1, 3::both}} and {{c2::two}}", 3, "_____ and two", ("both",)),
        ("{{C1::Paris}} it is", 1, "_____ it is", ("Paris",)),
        (r"half is {{c1::\frac{1}{2}}}, yes", 1, "half is _____, yes", (r"\frac{1}{2}",)),
        (r"a set {{c1::\{1, 2\}}}", 1, "a set _____", (r"\{1, 2\}",)),
        ("a lone {{c1::brace { here}} too", 1, "a lone _____ too", ("brace { here",)),
        (r"{{c1::std\::vector::a type}} in C++", 1, "[a type] in C++", ("std::vector",)),
        (r"write \{{c1::…\}} for {{c1::a blank}}", 1, "write {{c1::…}} for _____", ("a blank",)),
        ("a::b {{c1::x::h::i}}", 1, "a::b [h::i]", ("x",)),
        ("{{name}} is {{c1::here}}", 1, "{{name}} is _____", ("here",)),
        ("{{c1:: Paris }} stays", 1, "_____ stays", ("Paris",)),
        ("{{c1::Paris}}", 7, "Paris", ()),
    ],
)
def test_a_blank_hides_its_words(text: str, number: int, shown: str, hidden: tuple[str, ...]) -> None:
    assert (shown, hidden) == Cloze(text).blanked(number)


def test_the_numbers_are_those_of_all_blanks_in_order() -> None:
    assert (1, 2, 7) == Cloze("{{c7::a {{c2::b}}}} {{c1,2::c}}").numbers


def test_as_text_it_is_the_whole_sentence() -> None:
    assert str(Cloze("{{c1::the {{c2::left}} half::which}} thinks")) == "the left half thinks"


@pytest.mark.parametrize("mended", ["{{c1::Rome}} is in {{c2::Italy}}.", "{{c1::Rom::city}} is in {{c2::{{c3::Ital}}ien}}."])
def test_the_frame_does_not_know_the_answers(mended: str) -> None:
    assert Cloze("{{c1::Paris}} is in {{c2::France}}.").frame == Cloze(mended).frame


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no blank at all", "nothing to recall"),
        ("", "nothing to recall"),
        ("It is {{c1::Paris", "“{{c1::Paris” at character 7 is not closed; end it with }}"),
        ("{{c1::a {{c2::b}} c", "“{{c1::a {{c2::b}} c” at character 1 is not closed"),
        ("{{c1:Paris}}", "opens no blank; write {{c1::…}}"),
        ("{{cl::Paris}}", "opens no blank"),
        ("{{c::Paris}}", "opens no blank"),
        ("{{c 1::Paris}}", "opens no blank"),
        ("{{c12345::Paris}}", "opens no blank"),
        ("{{c0::Paris}}", "has no number from 1 to 499"),
        ("{{c500::Paris}}", "has no number from 1 to 499"),
        ("{{c1::}} and so on", "hides nothing"),
        ("{{c1:: ::hint}}", "hides nothing"),
        ("{{c1::x::y {{c2::z}}}}", "stands in a hint"),
        ("{{c1::" * (DEEPEST + 1) + "x" + "}}" * (DEEPEST + 1), f"stands inside {DEEPEST} others"),
        ("{{c1::" + "x" * LONGEST + "}}", "10,008 characters; expected at most 10,000"),
    ],
)
def test_marks_that_cannot_be_read_are_told_with_their_place(text: str, told: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is what is looked at
        Cloze(text)
    assert told in str(caught.value)


def test_eight_blanks_inside_each_other_are_read() -> None:
    nested = "".join(f"{{{{c{number}::" for number in range(1, DEEPEST + 1)) + "x" + "}}" * DEEPEST
    assert tuple(range(1, DEEPEST + 1)) == Cloze(nested).numbers


def test_nothing_that_a_terminal_would_obey_stays() -> None:
    cloze = Cloze("\x1b[31m{{c1::Pa\u202eris::\x07hint}} is\r\nhere")
    assert "\x1b" not in str(cloze)
    assert ("\ufffd[31m[\ufffdhint] is\nhere", ("Paris",)) == cloze.blanked(1)


@pytest.mark.parametrize(
    ("text", "found"),
    [("{{c1::a}}", True), ("{{c1,2::a}}", True), ("{{c1:a}}", False), ("c1::a", False), (r"\{{c1::a}}", False)],
)
def test_the_opening_mark_tells_a_cloze(text: str, found: bool) -> None:  # noqa: FBT001 - a table of cases
    assert found is is_cloze(text)


@given(st.text(alphabet=r"{}:c1,\ ab", max_size=60) | st.text(max_size=40))
def test_whatever_stands_there_is_read_or_told(text: str) -> None:
    try:
        cloze = Cloze(text)
    except ValueError as error:
        assert str(error)  # noqa: PT017 - any other error is a failure
        return
    assert cloze.numbers
    assert Cloze(cloze.text) == cloze
    for number in cloze.numbers:
        shown, hidden = cloze.blanked(number)
        assert hidden
        assert all(hidden)
        assert shown.count("_____") + shown.count("[") >= 1


_WORDS = st.text(alphabet="abé 日", min_size=1, max_size=8).filter(str.strip)


@given(st.lists(st.tuples(st.integers(1, 5), _WORDS, st.booleans()), min_size=1, max_size=6))
def test_what_was_written_is_what_is_hidden(blanks: list[tuple[int, str, bool]]) -> None:
    text = ", ".join(f"{{{{c{number}::{words}{'::hint' if hinted else ''}}}}}" for number, words, hinted in blanks)
    cloze = Cloze(text)
    for number in cloze.numbers:
        assert (
            tuple(Cloze(f"{{{{c1::{words}}}}}").blanked(1)[1][0] for own, words, _ in blanks if own == number)
            == (cloze.blanked(number)[1])
        )


def test_a_hostile_sentence_takes_no_time() -> None:
    for text in ("{{c1::" * 1600, "{" * 9_900, "{{c" * 3_000, "}}" * 4_000, "{{c1::a" + "{" * 9_000, "{{c" + "1," * 4_000):
        with pytest.raises(ValueError, match=r"."):
            Cloze(text)
