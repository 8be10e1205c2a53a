"""`quiz exam`: a paper by a seed, to print or to sit."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.clock import now
from quiz.cli.completing import decks as decks_of
from quiz.cli.completing import files
from quiz.cli.opening import studied
from quiz.errors import UsageError

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.study.exam import Paper
    from quiz.study.exam_marking import Expected

_FORMS = ("choice", "typed", "truefalse", "multiselect", "ordering", "matching")
_MOST_QUESTIONS = 1000


@click.command(epilog="Example: quiz exam countries --questions 20 --seed 7 --paper paper.md --key key.md")
@click.argument("decks", nargs=-1, required=True, metavar="DECK...", shell_complete=decks_of)
@click.option(
    "--questions", type=click.IntRange(1, _MOST_QUESTIONS), default=20, metavar="N", help="So many questions; 20 unless set."
)
@click.option("--seed", metavar="S", help="Draw the paper by this seed; by today's date unless set.")
@click.option("--form", "forms", type=click.Choice(_FORMS), multiple=True, help="Ask in this form; may be given several times.")
@click.option(
    "--share", "shares", multiple=True, metavar="RELATION=N", help="Ask about these relations only, in these proportions."
)
@click.option("--by-difficulty", is_flag=True, help="Easy, middling and hard cards in turn, as you found them.")
@click.option(
    "--print",
    "print_file",
    metavar="FILE",
    shell_complete=files,
    help="Write the questions there and the answers beside it, to FILE-key.",
)
@click.option("--paper", "paper_file", metavar="FILE", shell_complete=files, help="Write the questions there, and ask none.")
@click.option("--key", "key_file", metavar="FILE", shell_complete=files, help="Write the answers there, with facts and sources.")
@common
def exam(
    call: Call,
    decks: tuple[str, ...],
    *,
    questions: int,
    seed: str | None,
    forms: tuple[str, ...],
    shares: tuple[str, ...],
    by_difficulty: bool,
    print_file: str | None,
    paper_file: str | None,
    key_file: str | None,
) -> None:
    """Find out how much of a deck is known.

    The same seed draws the same paper of the same deck on every machine. Answers are read line by line; the score, and what
    was wrong, come at the end. Nothing of it is a review, and no due day moves. FILE is Markdown; HTML to print if it ends
    in .html, plain text if in .txt.
    """
    from quiz.cards.card import Form
    from quiz.collection.exams import expected_of, key_beside, paper_of

    if print_file:
        if paper_file or key_file:
            raise UsageError("--print names both files; leave --paper and --key out.")
        paper_file, key_file = print_file, str(key_beside(Path(print_file)))

    moment = now()
    with studied(call) as collection:
        paper = paper_of(
            collection,
            decks,
            questions=questions,
            seed=moment.date().isoformat() if seed is None else seed,
            forms=[Form(form) for form in dict.fromkeys(forms)],
            shares=dict(map(_share, shares)) or None,
            by_difficulty=by_difficulty,
        )
        expected = expected_of(collection, paper, moment)
        _write(collection, paper, paper_file, key_file)
    if paper_file or key_file:
        _tell(call, paper, expected, paper_file, key_file)
        return
    from quiz.cli.sitting import JsonSitting, PlainSitting

    sitting = JsonSitting() if call.json else PlainSitting()
    sitting.run(paper, expected, output.next_line)


def _share(text: str) -> tuple[str, float]:
    name, _, number = text.rpartition("=")
    try:
        return name, float(number)
    except ValueError:
        raise UsageError(f"--share is “{text}”; expected a relation and a number, such as capital=2.") from None


def _write(collection: "Collection", paper: "Paper", paper_file: str | None, key_file: str | None) -> None:
    from quiz.collection.exams import write_text

    if paper_file and key_file and Path(paper_file).resolve() == Path(key_file).resolve():
        raise UsageError(f"--paper and --key are both {paper_file}; name two files.")
    for file, key in ((paper_file, False), (key_file, True)):
        if file:
            write_text(Path(file), paper, key=key, collection=collection)


def _tell(call: Call, paper: "Paper", expected: "Expected", paper_file: str | None, key_file: str | None) -> None:
    if call.json:
        output.record(
            {
                "title": paper.title,
                "seed": paper.seed,
                "code": paper.code,
                "questions": len(paper.questions),
                "expected": {"points": expected.points, "low": expected.low, "high": expected.high},
                "paper": paper_file,
                "key": key_file,
            }
        )
        return
    number = len(paper.questions)
    output.line(f"Paper {paper.code}: {number} question{'' if number == 1 else 's'}, seed {paper.seed}")
    for what, file in (("Questions", paper_file), ("Answers", key_file)):
        if file:
            output.line(f"{what}: {file}")
