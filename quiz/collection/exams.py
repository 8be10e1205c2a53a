"""Exams over the decks of a collection: drawing a paper, and the score to expect of its learner."""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quiz.cards.card import Form
from quiz.errors import NotFoundError, UsageError
from quiz.facts.deck_folder import type_of
from quiz.facts.media import Picture
from quiz.study.exam import Paper, set_paper
from quiz.study.exam_html import key_html, paper_html
from quiz.study.exam_marking import Expected, expected
from quiz.study.exam_paper import key_text, paper_text

if TYPE_CHECKING:
    from quiz.collection.collection import Collection


_LARGEST: Final = 4 * 2**20
"""Bytes of a picture that is printed."""
_TYPES: Final = {"png": "png", "jpg": "jpeg", "gif": "gif", "webp": "webp"}
"""Types of picture that a page may hold: a drawing could hold more than lines."""


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


def _held(collection: "Collection | None", deck: str, picture: Picture) -> str:
    """Return an address that holds a picture of a deck, or nothing where it is not at hand, or too large for a page."""
    try:
        file = collection.media(deck, picture) if collection else None
        content = file.read_bytes() if file and file.stat().st_size <= _LARGEST else b""
    except (OSError, NotFoundError):
        return ""
    kind = _TYPES.get(type_of(content) or "")
    return f"data:image/{kind};base64,{b64encode(content).decode()}" if kind else ""


def key_beside(path: Path) -> Path:
    """Return where the answer key to a paper's file goes: `exam.html` has its key in `exam-key.html`."""
    return path.with_name(f"{path.stem}-key{path.suffix}")


def write_paper(paper: Paper, path: Path, collection: "Collection | None" = None) -> Path:
    """Write a paper to a file, and its answer key beside it; return where the key is. See `write_text`."""
    write_text(path, paper, key=False, collection=collection)
    write_text(key_beside(path), paper, key=True, collection=collection)
    return key_beside(path)


def write_text(path: Path, paper: Paper, *, key: bool, collection: "Collection | None" = None) -> None:
    """Write the questions of a paper, or the answer key, to a file: HTML or plain text by its ending, else Markdown.

    A page holds the pictures of its questions that the collection has, so that it needs nothing beside it.

    Raises `UsageError` where it cannot be written; then what was there before is there still.
    """
    ending = path.suffix.casefold()
    if ending in {".html", ".htm"}:
        text = (key_html if key else paper_html)(paper, partial(_held, collection))
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
