"""What the Study screen says once the answer is there: the verdict, the difference, the facts and where they come from."""

from collections.abc import Sequence

from textual.content import Content

from quiz.cards.asking import SEVERAL_PICKS
from quiz.cards.card import Card, Form
from quiz.cards.depicted import names_unworded
from quiz.cards.verdict import Outcome, Verdict
from quiz.facts.media import Picture, Sound
from quiz.memory.events import Buried, CardEvent, Crammed, DueSet, Marked, Reset, Reviewed, Suspended
from quiz.study.question import Feedback, Question
from quiz.text.normal import bare
from quiz.tui.lines import apart, joined, plain
from quiz.tui.study.fronts import rich_content
from quiz.tui.study.words import MOST_STATEMENTS, answer_lines, has_blocks, is_laid_out, kicker_words, members_of, told_words
from quiz.tui.styling import styled

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
    return joined((plain(*words) for words in kicker_words(question, teach=teach, picked=picked)), "  ")


def verdict(feedback: Feedback, card: Card, width: int = 72) -> Content:
    """Return what an answer turned out to be, in a symbol and words, and why, for lines of so many cells."""
    from quiz.tui.study.difference import difference

    symbol, word, style = _VERDICTS[feedback.outcome]
    marks = feedback.verdict.marks if feedback.verdict else ()
    if feedback.outcome is Outcome.PARTIAL and len(marks) > 1:
        word += f" · {sum(given for _, given in marks)} of {len(marks)}"
    head = Content.styled(f"{symbol} {word}", f"bold {style}")
    # A picture or sound that nobody has put into words has a mark for a name, which tells nothing.
    note = Content("") if names_unworded(card, feedback.note) else styled(feedback.note, card)
    # What was picked is shown with its marks where it stands.
    return joined(
        [joined([head, note], "  "), *([] if feedback.picks else [_marks(feedback, card), difference(feedback, width)])]
    )


def said_of(question: Question, feedback: Feedback | None, width: int = 72) -> Content:
    """Return what the author of the card says to an answer."""
    if not any(fact.feedback for fact in question.card.facts):
        return Content("")
    from quiz.study.remarks import remarks

    return joined(rich_content(remark, width) for remark in remarks(question, feedback))


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


def right_answer(question: Question, width: int = 72) -> Content:
    """Return the answer itself; of a list or a set, one member a line; of two that are told apart, with what each belongs to.

    What has blocks, such as a table or code, is laid out for lines of so many cells. Pictures and sounds that nobody has put into
    words are not told: they are shown.
    """
    card = question.card
    members = members_of(card)
    if len(members) == 1:
        (only,) = members
        if isinstance(only, Picture | Sound):
            return styled(only.alt, card, "bold $success")
        if is_laid_out(only):
            from quiz.tui.blocks import block_content

            return block_content(only.source, width, "" if has_blocks(only) else "bold $success")
    return joined(styled(line, card, "bold $success") for line in answer_lines(card))


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


def told(card: Card, most: int = MOST_STATEMENTS, *, seen: bool = False) -> Content:
    """Return what the card's facts state, and the other names of the answer; what is `seen` already is not repeated."""
    found = told_words(card, most, seen=seen)
    return joined(plain(text, style) if style else styled(text, card) for text, style in found)


def _marks(feedback: Feedback, card: Card) -> Content:
    found = feedback.verdict
    if found is None or len(found.marks) < 2:
        return Content("")
    members = {str(member): card.names(member) for member in members_of(card)}
    lines = [_mark(member, members.get(member, (member,)), found, given=given, card=card) for member, given in found.marks]
    lines += [
        joined([Content.styled("  + ", "$warning"), plain(apart(text)), Content.styled("  not one of them", "$quiet")], "")
        for text in found.extra
    ]
    return joined(lines)


def _mark(member: str, names: Sequence[str], found: Verdict, *, given: bool, card: Card) -> Content:
    """Return one member with what became of it; one that was given in no writing that the deck knows is a near miss."""
    sign, style, words = ("✓", "$success", "") if given else ("✗", "$error", "  missing")
    if given and found.outcome is not Outcome.RIGHT:
        answer = bare(found.answer)
        if not any(bare(name) in answer for name in names):
            sign, style, words = "≈", "$warning", "  nearly"
    return joined([Content.styled(f"  {sign} ", style), styled(apart(member), card), Content.styled(words, "$quiet")], "")
