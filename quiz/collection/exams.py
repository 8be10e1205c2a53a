"""Exams over the decks of a collection: drawing a paper, and the score to expect of its learner."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.cards.card import Form
from quiz.errors import UsageError
from quiz.study.exam import Paper, set_paper
from quiz.study.exam_html import key_html, paper_html
from quiz.study.exam_marking import Expected, expected
from quiz.study.exam_paper import key_text, paper_text

if TYPE_CHECKING:
    from quiz.collection.collection import Collection


def paper_of(
    collection: "Collection",
    decks: str | Iterable[str],
    *,
    questions: int = 20,
    seed: str = "",
    forms: Sequence[Form] = (),
    shares: Mapping[str, float] | None = None,
    by_difficulty: bool = False,
) -> Paper:
    """Draw a paper over some decks and those below them; see `set_paper`.

    With `by_difficulty`, easy, middling and hard cards take turns, as this learner found them. Raises `NotFoundError` for a deck
    that the collection does not have, and `UsageError` where nothing can be asked.
    """
    named = collection.named(decks)
    cards = [card for deck in named for card in collection.cards(deck)]
    states = collection.store.states(card.id for card in cards) if by_difficulty else {}
    difficulties = {card: state.memory.difficulty for card, state in states.items() if state.memory is not None}
    titles = {row.deck: row.title for row in collection.decks()}
    return set_paper(
        cards,
        questions=questions,
        seed=seed,
        forms=forms,
        shares=shares,
        difficulties=difficulties if by_difficulty else None,
        title="; ".join(titles[deck] for deck in named),
    )


def expected_of(collection: "Collection", paper: Paper, now: datetime) -> Expected:
    """Return the score that this learner is to expect on a paper now."""
    states = collection.store.states(question.card.id for question in paper.questions)
    decks = {question.card.deck.id for question in paper.questions}
    return expected(paper, states, collection.day(now), {deck: collection.tuning.of_deck(deck) for deck in decks})


def key_beside(path: Path) -> Path:
    """Return where the answer key to a paper's file goes: `exam.html` has its key in `exam-key.html`."""
    return path.with_name(f"{path.stem}-key{path.suffix}")


def write_paper(paper: Paper, path: Path) -> Path:
    """Write a paper to a file, and its answer key beside it; return where the key is. See `write_text`."""
    write_text(path, paper, key=False)
    write_text(key_beside(path), paper, key=True)
    return key_beside(path)


def write_text(path: Path, paper: Paper, *, key: bool) -> None:
    """Write the questions of a paper, or the answer key, to a file: HTML or plain text by its ending, else Markdown.

    Raises `UsageError` where it cannot be written; then what was there before is there still.
    """
    ending = path.suffix.casefold()
    if ending in {".html", ".htm"}:
        text = key_html(paper) if key else paper_html(paper)
    else:
        text = (key_text if key else paper_text)(paper, markdown=ending != ".txt")
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    except (OSError, ValueError) as error:
        draft.unlink(missing_ok=True)
        reason = error.strerror or str(error) if isinstance(error, OSError) else str(error)
        raise UsageError(f"{path} cannot be written: {reason}. Name another file.") from error
