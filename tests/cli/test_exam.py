"""`quiz exam`: a paper to print or to sit, and nothing of it in the log."""

from pathlib import Path

import pytest

from tests.cli.running import run

ANSWERS = {
    "Rhine": "the North Sea",
    "Danube": "the Black Sea",
    "Volga": "the Caspian Sea",
    "Oder": "the Baltic Sea",
    "Rhone": "the Mediterranean Sea",
    "Seine": "the English Channel",
}

pytestmark = pytest.mark.usefixtures("added")


def prompts(*options: str) -> list[str]:
    found = run("exam", "rivers", "--json", *options, typed="\n" * 30).objects
    return [one["prompt"] for one in found if one["event"] == "question"]


def right(prompt: str) -> str:
    return next(answer for river, answer in ANSWERS.items() if river in prompt)


def test_an_exam_is_asked_first_and_marked_at_the_end() -> None:
    questions = prompts("--questions", "4", "--form", "typed", "--seed", "7")
    answers = [right(questions[0]), "", "the North Pole", right(questions[3])]
    found = run("exam", "rivers", "--questions", "4", "--form", "typed", "--seed", "7", typed="\n".join(answers) + "\n")
    assert 0 == found.code
    asked, told = found.out.split("Score: ")
    assert all(f"{number}/4  {prompt}" in asked for number, prompt in enumerate(questions, 1))
    assert "Right" not in asked
    lines = told.splitlines()
    assert "2 of 4, 50%" == lines[0]
    assert "On the whole deck, with 95% confidence: 15% to 85%" == lines[1]
    assert "Known, luck taken off: 50%" == lines[2]
    assert "Expected beforehand: 0.0, from 0.0 to 0.0" == lines[3]
    assert "  mouth: 2 of 4" == lines[4]
    assert f"2. {questions[1]}" in lines
    assert "No answer" in lines
    assert "Wrong: the North Pole" in lines
    assert f"Answer: {right(questions[2])}" in lines
    assert 2 == lines.count("Source: An atlas, page 3")


def test_nothing_of_it_is_in_the_log() -> None:
    before = run("log", "--json").out
    run("exam", "rivers", typed="x\n" * 20)
    assert before == run("log", "--json").out


def test_the_end_of_the_input_ends_the_exam() -> None:
    found = run("exam", "rivers", "--json", "--questions", "3", "--form", "choice", typed="1\n")
    *questions, result = found.objects
    assert (2, "result") == (len(questions), result["event"])  # the second was asked, and not answered
    assert [("choice", 4, 1), ("choice", 4, 1)] == [(one["form"], len(one["options"]), one["wants"]) for one in questions]
    assert [True, False, False] == [one["answer"] is not None for one in result["answers"]]


def test_the_result_as_data() -> None:
    questions = prompts("--questions", "6", "--form", "typed")
    found = run("exam", "rivers", "--json", "--questions", "6", "--form", "typed", typed="\n".join(map(right, questions)))
    result = found.objects[-1]
    assert (6.0, 6, 1.0, 1.0) == tuple(result[name] for name in ("points", "questions", "share", "known"))
    assert ("Rivers", "2026-03-01") == (result["title"], result["seed"])
    assert {"points": 0.0, "low": 0.0, "high": 0.0} == result["expected"]
    assert {"mouth": 6} == {name: part["questions"] for name, part in result["by_relation"].items()}
    assert {"right"} == {one["outcome"] for one in result["answers"]}


def test_a_paper_and_its_key_are_written(tmp_path: Path) -> None:
    paper, key, plain = tmp_path / "paper.md", tmp_path / "key.md", tmp_path / "paper.txt"
    found = run("exam", "rivers", "--seed", "7", "--paper", paper, "--key", key)
    assert (0, f"Questions: {paper}", f"Answers: {key}") == (found.code, *found.lines[1:])
    first = paper.read_bytes()
    assert b"# Rivers\n" in first
    assert "Source: An atlas, page 3" in key.read_text(encoding="utf-8")
    (again,) = run("exam", "rivers", "--seed", "7", "--paper", paper, "--key", key, "--json").objects
    assert first == paper.read_bytes()
    assert (6, "7", str(paper), str(key)) == tuple(again[name] for name in ("questions", "seed", "paper", "key"))
    assert again["code"] in first.decode()
    assert run("exam", "rivers", "--seed", "7", "--paper", plain).code == 0
    assert "**" not in plain.read_text(encoding="utf-8")


def test_a_printed_paper_is_the_one_that_is_sat(tmp_path: Path) -> None:
    run("exam", "rivers", "--seed", "9", "--paper", tmp_path / "paper.txt", "--form", "typed")
    text = (tmp_path / "paper.txt").read_text(encoding="utf-8")
    for number, prompt in enumerate(prompts("--seed", "9", "--form", "typed"), 1):
        assert f"{number}. {prompt}" in text


def test_shares_and_difficulty() -> None:
    assert 2 == len(prompts("--share", "mouth=1", "--questions", "2"))
    assert 6 == len(prompts("--by-difficulty", "--form", "typed"))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("nowhere",), 1, "There is no deck “nowhere”"),
        ((), 2, "DECK"),
        (("rivers", "--share", "mouth"), 2, "expected a relation and a number"),
        (("rivers", "--share", "source=1"), 2, "no relation “source”"),
        (("rivers", "--form", "ordering"), 2, "No card can be asked by ordering"),
        (("rivers", "--questions", "0"), 2, "0"),
        (("rivers", "--paper", "x.md", "--key", "./x.md"), 2, "name two files"),
        (("rivers", "--paper", "no/such/folder/x.md"), 2, "cannot be written"),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], code: int, words: str) -> None:
    found = run("exam", *arguments)
    assert (code, "") == (found.code, found.out)
    assert words in found.err
