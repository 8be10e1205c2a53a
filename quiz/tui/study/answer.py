"""What the Study screen says once the answer is there: the verdict, the difference, the facts and where they come from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import evolve
from textual.content import Content

from quiz.cards.asking import SEVERAL_PICKS
from quiz.cards.card import Card, Form, Kind
from quiz.cards.depicted import names_unworded
from quiz.cards.verdict import Outcome, Verdict
from quiz.cards.wording import statement
from quiz.facts.fact import Fact, Source, Status
from quiz.facts.media import Picture, Sound, named_in
from quiz.facts.values import Listed, RichText, Value
from quiz.memory.events import Buried, CardEvent, Crammed, DueSet, Marked, Reset, Reviewed, Suspended
from quiz.study.question import Feedback, Question
from quiz.study.remarks import remarks
from quiz.text.normal import bare
from quiz.tui.lines import apart, joined, plain
from quiz.tui.study.prompt import prompt_parts, rich_content
from quiz.tui.styling import styled

if TYPE_CHECKING:
    from typing import TypeGuard

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
    if question.card.status is not Status.STATED and not prompt_parts(question.prompt, question.card)[1]:
        words.append(str(question.card.status))
    badges.append(plain(" · ".join(words), "$quiet"))
    if question.state.marked:
        badges.append(Content.styled("★ marked", "$warning"))
    return joined(badges, "  ")


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
    members = _parts(card)
    if len(members) == 1:
        (only,) = members
        if isinstance(only, Picture | Sound):
            return styled(only.alt, card, "bold $success")
        if _has_blocks(only):
            from quiz.text.blocks import has_blocks
            from quiz.tui.blocks import block_content

            return block_content(only.source, width, "" if has_blocks(only.source) else "bold $success")
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


def whole_on_screen(question: Question, *, teach: bool) -> bool:
    """Say whether both the question and its whole answer are there once it is answered, so that a statement may repeat them."""
    card = question.card
    if card.kind not in {Kind.FORWARD, Kind.BACKWARD}:
        return False
    if teach or question.form in {Form.REVEAL, Form.TYPED, Form.MULTISELECT}:
        return True
    return question.form is Form.CHOICE and len(card.members) == 1


def told(card: Card, most: int = MOST_STATEMENTS, *, seen: bool = False) -> Content:
    """Return what the card's facts state, and the other names of the answer.

    Where question and answer are `seen` already, statements that only repeat them are left out: those in no words of the deck's
    own, and those of the members of a set.
    """
    facts = [fact for fact in card.facts if _is_sentence(fact.value) and not (seen and _repeats(fact, card))]
    sentences = dict.fromkeys(statement(fact, card.deck.relations[fact.relation]) for fact in facts)
    lines = [styled(sentence, card) for sentence in list(sentences)[:most]]
    if len(sentences) > most:
        lines.append(Content.styled(f"… and {len(sentences) - most} more in the card’s info (i)", "$quiet"))
    lines.append(plain(_aliases(card), "$quiet"))
    return joined(lines)


def sources(card: Card) -> list[str]:
    """Return the card's sources, one a line, with the places in them first: in a low window the line is cut."""
    places: dict[str, list[str]] = {}
    for source in card.sources:
        found = places.setdefault(_titled(source), [])
        if source.locator and source.locator not in found:
            found.append(source.locator)
    return [f"source: {'; '.join(found)}{', ' if found else ''}{title}" for title, found in places.items()]


def _repeats(fact: Fact, card: Card) -> bool:
    relation = card.deck.relations[fact.relation]
    bare_words = evolve(fact, since=None, until=None, as_of=None, status=Status.STATED, according_to=None)
    unqualified = statement(fact, relation) == statement(bare_words, relation)
    return unqualified and (relation.say is None or len(card.members) > 1)


def _is_sentence(value: Value) -> bool:
    """Say whether a value can be told in a sentence: not a table or code, nor a picture that nobody has put into words."""
    if isinstance(value, RichText):
        return not _has_blocks(value)
    return not isinstance(value, Picture | Sound) or bool(value.alt)


def _has_blocks(value: Value) -> "TypeGuard[RichText]":
    """Say whether a value is laid out rather than said: it has a table or code, or a picture or sound among its words."""
    if not isinstance(value, RichText):
        return False
    if "![" in value.source:
        return bool(named_in(value.source))
    if "\n" not in value.source:
        return False
    # Only here: next to no card has any.
    from quiz.text.blocks import has_blocks

    return has_blocks(value.source)


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
    members = {str(member): card.names(member) for member in _parts(card)}
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


def _parts(card: Card) -> Sequence[Value]:
    """Return the members of an answer; of a list, its items."""
    members = card.members
    return members[0].items if len(members) == 1 and isinstance(members[0], Listed) else members
