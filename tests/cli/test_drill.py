"""`quiz drill`: the conversation, line by line."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import DECK, run, write_deck
from tests.cli.several import BORDERS, CAPITALS, FOUNDED, several

GRADES = "Grade: 1 Again in 1 minute, 2 Hard in 6 minutes, 3 Good in 10 minutes, 4 Easy in "
TOLD = ["Type the answer; an empty line tells it.", "h is help, r repeats the question, p tells how far you are."]


def log() -> list[dict[str, Any]]:
    return [event for event in run("log", "--json").objects if event["event"] == "Reviewed"]


def drill(*arguments: str | Path, typed: str = "") -> list[str]:
    found = run("drill", *arguments, typed=typed)
    assert (0, "") == (found.code, found.err)
    return found.lines


def events(*arguments: str, typed: str = "") -> list[dict[str, Any]]:
    found = run("drill", *arguments, "--json", typed=typed)
    assert 0 == found.code
    return found.objects


@pytest.mark.usefixtures("added")
def test_a_new_card_is_taught_asked_explained_graded_and_saved() -> None:
    found = drill("--form", "typed", "--limit", "1", typed="the North Sea\n\n")
    assert [
        "New: The Rhine ends in the North Sea.",
        "Source: An atlas, page 3",
        "Where does the Rhine end?",
        *TOLD,
        "Right. Answer: the North Sea",
        "The Rhine ends in the North Sea.",
        "Source: An atlas, page 3",
    ] == found[:8]
    assert found[8].startswith(GRADES)
    summary = "1 answer: 0 again, 0 hard, 1 good, 0 easy; 0 cards left; the next learning card in 10 minutes."
    assert ["saved", "", summary] == found[9:]
    (review,) = log()
    assert {"rating": 3, "form": "typed", "answer": "the North Sea", "undone": False}.items() <= review.items()


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize(
    ("typed", "said", "rating"),
    [
        ("the North Sea\n\n", "Right. Answer: the North Sea", 3),
        ("the Nroth Sea\n\n", "Close. Answer: the North Sea", 2),
        ("the Black Sea\n\n", "Wrong. Answer: the North Sea", 1),
        ("\n\n", "Answer: the North Sea", 3),
        ("\n1\n", "Answer: the North Sea", 1),
        ("the Black Sea\n4\n", "Wrong. Answer: the North Sea", 4),
    ],
)
def test_an_empty_grade_is_the_suggested_one(typed: str, said: str, rating: int) -> None:
    assert said in drill("--form", "typed", "--limit", "1", typed=typed)
    assert [rating] == [event["rating"] for event in log()]


@pytest.mark.usefixtures("added")
def test_a_near_miss_shows_where_it_differs() -> None:
    assert "I in place of e after “the North S”." in drill("--form", "typed", "--limit", "1", typed="the North Sia\n\n")


@pytest.mark.usefixtures("added")
def test_a_number_picks_an_option() -> None:
    asked = drill("--form", "choice", "--limit", "1", typed="")
    options = [line.removeprefix(f"{number}: ") for number, line in enumerate(asked[3:7], start=1)]
    assert ["1: ", "2: ", "3: ", "4: "] == [line[:3] for line in asked[3:7]]
    right = options.index("the North Sea")
    wrong = (right + 1) % 4
    found = drill("--form", "choice", "--limit", "1", typed=f"{wrong + 1}\n\n")
    assert "Wrong. Answer: the North Sea" in found
    assert f"You answered: {options[wrong]}" in found
    assert any(line.endswith(f" ends in {options[wrong]}.") for line in found)
    (review,) = log()
    assert (options, options[wrong], 1) == (review["options"], review["answer"], review["rating"])


@pytest.mark.usefixtures("added")
def test_an_option_may_be_given_in_words() -> None:
    assert "Right. Answer: the North Sea" in drill("--form", "choice", "--limit", "1", typed="the north sea\n\n")


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize(("form", "answer"), [("choice", "9"), ("choice", "0"), ("choice", "perhaps"), ("truefalse", "perhaps")])
def test_whatever_stands_on_the_line_is_the_answer(form: str, answer: str) -> None:
    found = drill("--form", form, "--limit", "1", typed=f"{answer}\n\n")
    assert "saved" in found
    assert [(answer, 1)] == [(event["answer"], event["rating"]) for event in log()]


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize("number", ["3", "0", "10"])
def test_a_number_that_is_neither_true_nor_false_is_asked_again(number: str) -> None:
    found = drill("--form", "truefalse", "--limit", "1", typed=f"{number}\nt\n3\n")
    assert "That cannot be an answer. Try again; an empty line tells the answer." in found
    assert 2 == sum(line.startswith("True or false: ") for line in found)
    assert [("True", 3)] == [(event["answer"], event["rating"]) for event in log()]


@pytest.mark.usefixtures("added")
def test_a_number_that_is_no_answer_leaves_the_question_open() -> None:
    drill("--form", "truefalse", "--limit", "1", typed="3\n\n4\n")
    assert [("", 4)] == [(event["answer"], event["rating"]) for event in log()]


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize("word", ["t", "T", "true", "1"])
def test_true_or_false_takes_letters_words_and_numbers(word: str) -> None:
    found = drill("--form", "truefalse", "--limit", "1", typed=f"{word}\n\n")
    statement = found[2].removeprefix("True or false: ")
    answer = "True" if statement == "The Rhine ends in the North Sea." else "False"
    assert f"{'Right' if answer == 'True' else 'Wrong'}. Answer: {answer}" in found


@pytest.mark.usefixtures("added")
def test_a_wrong_grade_is_asked_for_again() -> None:
    found = drill("--limit", "1", "--form", "reveal", typed="\n5\nx\ngood\n2\n")
    assert 3 == sum(line.startswith("Expected a grade from 1 to 4") for line in found)
    assert [2] == [event["rating"] for event in log()]


@pytest.mark.usefixtures("added")
def test_u_takes_back_the_last_answer_which_is_asked_again() -> None:
    found = drill("--limit", "2", "--form", "reveal", typed="\nu\n1\n\nu\n\n4\n\n3\n")
    assert "There is nothing to undo in this session." in found
    assert "Undone: Where does the Rhine end?" in found
    assert 3 == found.count("saved")
    assert [(1, True), (4, False), (3, False)] == [(event["rating"], event["undone"]) for event in log()]


@pytest.mark.usefixtures("added")
def test_q_ends_and_what_was_not_graded_is_not_recorded() -> None:
    found = drill("--form", "reveal", typed="\n3\n\nq\n\n3\n")
    assert 1 == found.count("saved")
    assert found[-1].startswith("1 answer: ")
    assert 1 == len(log())


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize("typed", ["", "\n", "the North", "\n3\n", "\n3\n\n"])
def test_the_end_of_the_input_ends_cleanly_anywhere(typed: str) -> None:
    found = drill("--form", "typed", typed=typed)
    assert found.count("saved") == len(log())
    assert " cards left" in found[-1]


@pytest.mark.usefixtures("added")
def test_new_and_limit_bound_the_session() -> None:
    assert 2 == drill("--new", "2", typed="\n4\n" * 20).count("saved")
    assert 1 == drill("--limit", "1", typed="\n4\n" * 20).count("saved")
    assert ["0 answers; 0 cards left."] == drill("--limit", "0", typed="\n4\n" * 20)


@pytest.mark.usefixtures("added")
def test_only_the_named_deck_is_asked() -> None:
    run("add", "victory-day-2025")
    assert {"rivers"} == {event["deck"] for event in events("rivers", typed="\n4\n" * 20) if event["event"] == "question"}
    found = run("drill", "lakes")
    assert (1, "") == (found.code, found.out)
    assert "There is no deck “lakes”" in found.err


@pytest.mark.usefixtures("added")
def test_a_seed_orders_the_options() -> None:
    def options(seed: str) -> list[str]:
        found: list[str] = events("--form", "choice", "--seed", seed)[0]["options"]
        return found

    assert options("1") == options("1")
    assert 1 < len({tuple(options(str(seed))) for seed in range(5)})


def test_an_answer_that_is_true_but_not_asked_for_is_asked_again(tmp_path: Path) -> None:
    table = "name,mouth,until\nRhine,the Zuiderzee,1600\nRhine,the North Sea,\n"
    run("add", write_deck(tmp_path / "times", table))
    found = events("--form", "typed", "--limit", "1", typed="the North Sea\nthe Zuiderzee\n\n")
    first, other, verdict, *_ = found
    assert "until 1600" in first["prompt"]
    assert ("other", True, None) == (other["outcome"], other["ask_again"], other["right_answer"])
    assert other["note"]
    assert ("right", False, "the Zuiderzee") == (verdict["outcome"], verdict["ask_again"], verdict["right_answer"])
    text = run("drill", "--form", "typed", "--limit", "1", typed="the Zuiderzee\n\n\n").out
    assert "True, but not what was asked." in text
    assert [("the Zuiderzee", 3), (None, 3)] == [(event.get("answer") or None, event["rating"]) for event in log()]


def test_a_set_shows_what_was_named(tmp_path: Path) -> None:
    deck = DECK.replace('kinds = ["forward"]', 'kinds = ["forward"]\nmany = true')
    run("add", write_deck(tmp_path / "sets", "name,mouth\nNile,Rosetta;Damietta\n", deck))
    found = drill("--form", "typed", "--limit", "1", typed="rosetta\n\n")
    assert "Partly right. Answer: Damietta; Rosetta" in found
    assert ["You named: Rosetta.", "You missed: Damietta."] == found[
        found.index("Partly right. Answer: Damietta; Rosetta") + 1 :
    ][:2]
    (review,) = log()
    assert [["Damietta", False], ["Rosetta", True]] == review["marks"]


@pytest.mark.usefixtures("added")
def test_programs_get_objects() -> None:
    question, verdict, saved, summary = events("--form", "typed", "--limit", "1", typed="the Nroth Sea\n3\n")
    assert ["question", "verdict", "saved", "summary"] == [found["event"] for found in (question, verdict, saved, summary)]
    assert {
        "form": "typed",
        "deck": "rivers",
        "teach": ["The Rhine ends in the North Sea."],
        "prompt": "Where does the Rhine end?",
        "options": [],
        "left": {"new": 1, "learning": 0, "review": 0},
    }.items() <= question.items()
    assert {
        "outcome": "close",
        "answer": "the Nroth Sea",
        "right_answer": "the North Sea",
        "suggested": 2,
        "ask_again": False,
        "facts": ["The Rhine ends in the North Sea."],
        "sources": ["An atlas, page 3"],
    }.items() <= verdict.items()
    assert ["1", "2", "3", "4"] == list(verdict["grades"])
    assert (60, 600) == (verdict["grades"]["1"], verdict["grades"]["3"])
    (review,) = log()
    assert {key: review[key] for key in ("card", "rating", "phase", "due_day", "due_at", "device", "sequence")} == {
        key: value for key, value in saved.items() if key != "event"
    }
    assert (1, 1, 0) == (summary["answers"], summary["good"], summary["again"])


@pytest.mark.usefixtures("added")
def test_remarks_to_programs_go_to_standard_error() -> None:
    found = run("drill", "--form", "reveal", "--limit", "1", "--json", typed="\nx\nu\n3\n")
    assert ["question", "verdict", "saved", "summary"] == [event["event"] for event in found.objects]
    assert ["Expected a grade", "There is nothing"] == [line[:16].rstrip() for line in found.err.splitlines()]


def test_a_changed_answer_is_taught_again(added: Path) -> None:
    drill("--form", "typed", "--limit", "1", typed="the North Sea\n4\n")
    write_deck(added, "name,mouth\nRhine,Lake Constance\n")
    assert 0 == run("update", "--yes").code
    assert "Changed: The Rhine ends in Lake Constance." in drill(typed="")


@pytest.mark.usefixtures("added")
def test_a_text_that_spans_lines_never_looks_like_the_drill_itself(tmp_path: Path) -> None:
    folder = write_deck(tmp_path / "lines", 'name,mouth\nRhine,"a\nsaved\n1 answer"\n', DECK.replace('"rivers"', '"lines"'))
    run("add", folder)
    found = drill("lines", "--form", "reveal", typed="")
    assert "saved" not in found
    assert "    saved" in found


@pytest.fixture
def several_added(tmp_path: Path) -> None:
    """A collection with a deck for the forms with several picks."""
    path = tmp_path / "several.toml"
    path.write_text(several(), encoding="utf-8")
    assert 0 == run("add", path).code


def asked(form: str) -> dict[str, Any]:
    return next(
        event for event in events("--form", form, "--limit", "1", "--seed", "1", typed="") if event["event"] == "question"
    )


@pytest.mark.usefixtures("several_added")
def test_pairs_are_matched_by_numbers() -> None:
    question = asked("matching")
    assert ("matching", 4) == (question["form"], question["wants"])
    right = " ".join(str(question["options"].index(CAPITALS[item]) + 1) for item in question["match"])
    lines = drill("--form", "matching", "--limit", "1", "--seed", "1", typed=f"{right}\n\n")
    assert [f"{letter}: {item}" for letter, item in zip("abcd", question["match"], strict=True)] == lines[2:6]
    assert "Type the numbers for a, b, c, d in turn, such as 2 1 3 4; an empty line tells the answer." == lines[10]
    assert any(line.startswith("Right. Answer: ") for line in lines)
    (review,) = log()
    assert (3, "matching") == (review["rating"], review["form"])
    assert [[item, True] for item in question["match"]] == [list(mark) for mark in review["marks"]]


@pytest.mark.usefixtures("several_added")
def test_a_wrong_pair_of_another_card_is_hard() -> None:
    question = asked("matching")
    own = question["teach"][0].partition(" — ")[0]
    order = [question["options"].index(CAPITALS[item]) + 1 for item in question["match"]]
    one, two = [place for place, item in enumerate(question["match"]) if item != own][:2]
    order[one], order[two] = order[two], order[one]
    found = events("--form", "matching", "--limit", "1", "--seed", "1", typed=f"{','.join(map(str, order))}\n\n")
    (verdict,) = (event for event in found if event["event"] == "verdict")
    assert ("partial", 2) == (verdict["outcome"], verdict["suggested"])
    assert 2 == sum(not good for _, good in verdict["marks"])


@pytest.mark.parametrize(("form", "relation"), [("multiselect", "border"), ("ordering", "founded")])
def test_sets_and_orders_are_answered_by_numbers(form: str, relation: str, tmp_path: Path) -> None:
    path = tmp_path / "several.toml"
    path.write_text(several(relation), encoding="utf-8")
    assert 0 == run("add", path).code
    question = asked(form)
    answer = next((others for others in BORDERS.values() if others[0] in question["teach"][0]), [*FOUNDED])
    right = "".join(str(question["options"].index(item) + 1) for item in answer)
    found = events("--form", form, "--limit", "1", "--seed", "1", typed=f"{right}\n\n")
    (verdict,) = (event for event in found if event["event"] == "verdict")
    assert ("right", 3) == (verdict["outcome"], verdict["suggested"])
    assert form == log()[0]["form"]


def test_a_card_that_is_not_there_is_told_of(added: Path) -> None:  # noqa: ARG001
    found = run("drill", "--card", "nope")
    assert 1 == found.code
    assert "No current deck has a card 'nope'" in found.err


@pytest.mark.usefixtures("added")
def test_commands_work_before_the_answer_and_after_it() -> None:
    found = drill("--form", "typed", "--limit", "2", typed="h\nr\np\nu\nthe North Sea\nh\nr\np\n\nu\n\n3\nq\n")
    assert 3 == found.count("Where does the Rhine end?")
    assert 2 == found.count("Question 1 of 2. Left, with this one: 2 new.")
    assert 1 == found.count("There is nothing to undo in this session.")
    assert 2 == found.count("Right. Answer: the North Sea")
    assert 2 == sum(line.startswith("q ends the drill") for line in found)
    assert 1 == sum(line.startswith("r tells the answer and the grades again") for line in found)
    assert "Undone: Where does the Rhine end?" in found
    assert [(3, True), (3, False)] == [(event["rating"], event["undone"]) for event in log()]


def test_where_a_letter_may_be_the_answer_a_command_has_a_colon(tmp_path: Path) -> None:
    run("add", write_deck(tmp_path / "letters", "name,mouth\nhydrogen,H\nuranium,U\n"))
    found = drill("--form", "typed", "--limit", "1", typed=":h\nh\n\n")
    assert ":h is help, :r repeats the question, :p tells how far you are." in found
    assert "Answers of this kind can be single letters, so a command begins with a colon, such as :r." in found
    assert "Right. Answer: H" in found


@pytest.mark.usefixtures("added")
def test_what_programs_write_is_never_a_command() -> None:
    found = events("--form", "typed", "--limit", "1", typed="h\n\n")
    assert ["question", "verdict", "saved", "summary"] == [event["event"] for event in found]
    assert ("h", False) == (found[1]["answer"], found[1]["practice"])


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize("option", [("--cram",), ("--preview", "3")])
def test_practice_promises_no_days(option: tuple[str, ...]) -> None:
    drill("--limit", "1", "--form", "reveal", typed="\n3\n")
    found = drill(*option, "--form", "reveal", "--limit", "2", typed="\n\n\n\n")
    assert 1 == found.count("This is practice: no due day moves.")
    assert 2 == found.count("Grade: 1 Again, 2 Hard, 3 Good, 4 Easy; an empty line is 3 Good.")
    assert [True] * 2 == [event["practice"] for event in events(*option, typed="\n\n\n\n") if event["event"] == "verdict"][:2]


@pytest.mark.usefixtures("added")
def test_an_unknown_tag_is_told(tmp_path: Path) -> None:
    found = run("drill", "--tag", "war")
    assert (1, "") == (found.code, found.out)
    assert "No card there has the tag “war”. No fact there has one." in found.err
    deck = DECK.replace('"rivers"', '"tagged"') + '\n[[facts]]\nsubject = "Po"\nmouth = "the Adriatic"\ntags = ["sea::warm"]\n'
    run("add", write_deck(tmp_path / "tagged", deck=deck))
    assert "Did you mean “sea::warm”?" in run("drill", "--tag", "sea::war").err
    assert "Tags: sea::warm." in run("drill", "tagged", "--tag", "x").err
    assert "saved" in drill("--tag", "sea", typed="\n\n")


@pytest.mark.usefixtures("added")
def test_where_nothing_waits_it_is_told() -> None:
    assert ["0 answers; 0 cards left.", "There was nothing to ask."] == drill("--overdue")
