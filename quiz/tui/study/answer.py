"""What the Study screen says once the answer is there: the verdict, the difference, the facts and where they come from."""

from collections.abc import Sequence
from itertools import accumulate

from textual.content import Content

from quiz.cards.asking import SEVERAL_PICKS
from quiz.cards.card import Card, Form, Kind
from quiz.cards.verdict import Outcome
from quiz.cards.wording import statement
from quiz.facts.fact import Source, Status
from quiz.facts.values import Listed, Value
from quiz.memory.events import Buried, CardEvent, Crammed, DueSet, Marked, Reset, Reviewed, Suspended
from quiz.study.question import Feedback, Question
from quiz.text.closeness import Piece, letters
from quiz.tui.lines import joined, plain
from quiz.tui.styling import styled

MOST_STATEMENTS = 4
"""More of them are told in the card's info."""
_MOST_ALIASES = 6

_VERDICTS = {
    Outcome.RIGHT: ("✓", "Right", "$success"),
    Outcome.CLOSE: ("≈", "Close", "$warning"),
    Outcome.PARTIAL: ("≈", "Partly right", "$warning"),
    Outcome.OTHER: ("≈", "Try again", "$warning"),
    Outcome.WRONG: ("✗", "Wrong", "$error"),
    Outcome.EMPTY: ("–", "No answer", "$quiet"),
}


def kicker(question: Question, *, teach: bool, picked: int = 0) -> Content:
    """Return the small line above a question: what is asked about, how much is picked, and what is special about the card."""
    badges = []
    if teach:
        badges.append(Content.styled(" CHANGED " if question.state.reteach else " NEW ", "bold $chosen on $primary"))
    words = [question.card.relation.words]
    if question.form is Form.TRUEFALSE and not teach:
        words.append("true or false?" if question.prompt != question.card.prompt else "yes or no?")
    if question.form is Form.CHOICE and len(question.card.members) > 1 and not teach:
        words.append("which one is among them?")
    if picked:
        words.append(f"{picked} of {question.wants} picked")
    if question.card.status is not Status.STATED:
        words.append(str(question.card.status))
    badges.append(plain(" · ".join(words), "$quiet"))
    if question.state.marked:
        badges.append(Content.styled("★ marked", "$warning"))
    return joined(badges, "  ")


def verdict(feedback: Feedback, card: Card) -> Content:
    """Return what an answer turned out to be, in a symbol and words, and why."""
    symbol, word, style = _VERDICTS[feedback.outcome]
    marks = feedback.verdict.marks if feedback.verdict else ()
    if feedback.outcome is Outcome.PARTIAL and len(marks) > 1:
        word += f" · {sum(given for _, given in marks)} of {len(marks)}"
    head = Content.styled(f"{symbol} {word}", f"bold {style}")
    note = styled(feedback.note, card)
    # What was picked is shown with its marks where it stands.
    return joined([joined([head, note], "  "), *([] if feedback.picks else [_marks(feedback, card), _difference(feedback)])])


def needs_answer(question: Question, feedback: Feedback | None) -> bool:
    """Say whether the answer is not on the screen already: as an option, in the difference, in the marks, or as a statement."""
    if (
        question.form is Form.TRUEFALSE
        or question.form in SEVERAL_PICKS
        # Of one fact, the statement names all members.
        or (question.form is Form.CHOICE and 1 in {len(question.card.members), len(question.card.facts)})
    ):
        return False
    found = feedback.verdict if feedback else None
    return found is None or (len(found.marks) < 2 and not found.diff)


def right_answer(question: Question) -> Content:
    """Return the answer itself; of a list or a set, one member a line; of two that are told apart, with what each belongs to."""
    card = question.card
    members: Sequence[Value] = card.members
    if len(members) == 1 and isinstance(members[0], Listed):
        members = members[0].items
    if len(members) == 1:
        signs = [""]
    elif card.kind is Kind.CONTRAST and len(card.facts) == len(members):
        signs = [f"{fact.subject} → " for fact in card.facts]
    else:
        signs = [f"{number}. " if card.ordered else "• " for number in range(1, len(members) + 1)]
    return joined(styled(f"{sign}{member}", card, "bold $success") for sign, member in zip(signs, members, strict=True))


def done(event: CardEvent) -> str:
    """Return what an event is called that was taken back or brought back."""
    match event:
        case Reviewed() | Crammed():
            return event.rating.name.title()
        case Buried():
            return "bury"
        case Suspended():
            return "suspend"
        case Marked():
            return "mark" if event.on else "unmark"
        case DueSet():
            return "due day"
        case Reset():
            return "new again"
        case _:
            return "change"


def told(card: Card, most: int = MOST_STATEMENTS) -> Content:
    """Return what the card's facts state, and the other names of the answer."""
    sentences = dict.fromkeys(statement(fact, card.deck.relations[fact.relation]) for fact in card.facts)
    lines = [styled(sentence, card) for sentence in list(sentences)[:most]]
    if len(sentences) > most:
        lines.append(Content.styled(f"… and {len(sentences) - most} more in the card’s info (i)", "$quiet"))
    lines.append(plain(_aliases(card), "$quiet"))
    return joined(lines)


def sources(card: Card) -> list[str]:
    """Return the card's sources, one a line, with the places in them first: the line may be cut."""
    places: dict[str, list[str]] = {}
    for source in card.sources:
        found = places.setdefault(_titled(source), [])
        if source.locator and source.locator not in found:
            found.append(source.locator)
    return [f"source: {'; '.join(found)}{', ' if found else ''}{title}" for title, found in places.items()]


def _titled(source: Source) -> str:
    parts = (source.title, source.publisher, source.date, source.url)
    return ", ".join(str(part) for part in parts if part)


def _aliases(card: Card) -> str:
    members = card.members
    others = card.names(members[0])[1:] if len(members) == 1 else ()
    more = " …" if len(others) > _MOST_ALIASES else ""
    return f"also: {', '.join(others[:_MOST_ALIASES])}{more}" if others else ""


def _marks(feedback: Feedback, card: Card) -> Content:
    found = feedback.verdict
    if found is None or len(found.marks) < 2:
        return Content("")
    lines = [
        joined([Content.styled("  ✓ ", "$success"), styled(member, card)], "")
        if given
        else joined([Content.styled("  ✗ ", "$error"), styled(member, card), Content.styled("  missed", "$quiet")], "")
        for member, given in found.marks
    ]
    lines += [
        joined([Content.styled("  + ", "$warning"), plain(text), Content.styled("  not one of them", "$quiet")], "")
        for text in found.extra
    ]
    return joined(lines)


def _difference(feedback: Feedback) -> Content:
    """Return the given and the right writing: what is too much is struck out, what was missing is underlined."""
    pieces = feedback.verdict.diff if feedback.verdict else ()
    if not pieces:
        if feedback.outcome is Outcome.WRONG and feedback.picked is None and feedback.answer:
            return joined([Content.styled("you     ", "$quiet"), plain(feedback.answer)], "")
        return Content("")
    given = [_piece(piece, "bold strike $error") for piece in _as_typed(pieces, feedback.answer)]
    right = [_piece(piece, "bold underline $success") for piece in pieces if piece.op in {"same", "missing"}]
    return joined(
        [
            joined([Content.styled("you     ", "$quiet"), *given], ""),
            joined([Content.styled("right   ", "$quiet"), *right], ""),
        ]
    )


def _as_typed(pieces: Sequence[Piece], answer: str) -> list[Piece]:
    """Return the pieces of the given writing in the letters that were typed; what is the same may differ in case and accents."""
    given = [piece for piece in pieces if piece.op != "missing"]
    typed = letters(answer)
    lengths = [len(letters(piece.text)) for piece in given]
    if sum(lengths) != len(typed):
        return given
    ends = list(accumulate(lengths))
    return [Piece(piece.op, "".join(typed[end - length : end])) for piece, length, end in zip(given, lengths, ends, strict=True)]


def _piece(piece: Piece, style: str) -> Content:
    return plain(piece.text, "" if piece.op == "same" else style)
