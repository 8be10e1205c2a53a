"""A drill for people, by eye or by ear: lines of words that make sense read aloud, one after the other."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from quiz.cards.card import Form, Kind
from quiz.cards.verdict import Outcome
from quiz.cli import output, speech
from quiz.cli.drill_answers import letters_are_answers
from quiz.cli.voices import by_rating
from quiz.cli.wording import LETTERS, statements
from quiz.facts.values import RichText
from quiz.memory.rating import Rating
from quiz.study.day import milliseconds
from quiz.study.question import Feedback, Question, Result
from quiz.study.remarks import remarks
from quiz.study.session import Left, Session

_SAID: Final = {
    Outcome.RIGHT: "Right.",
    Outcome.CLOSE: "Close.",
    Outcome.PARTIAL: "Partly right.",
    Outcome.WRONG: "Wrong.",
    Outcome.EMPTY: "",
    Outcome.OTHER: "True, but not what was asked.",
}
_STYLES: Final = {Outcome.RIGHT: "green", Outcome.CLOSE: "yellow", Outcome.PARTIAL: "yellow", Outcome.WRONG: "red"}
_HOW: Final = {
    "reveal": ("Think of the answer; an empty line tells it.", "Think of the answer."),
    "typed": ("Type the answer; an empty line tells it.", "Type the answer."),
    "typed set": ("Type all the answers, with semicolons between them; an empty line tells them.", "Type all the answers."),
    "typed list": (
        "Type all the answers in their order, with semicolons between them; an empty line tells them.",
        "Type all the answers in their order.",
    ),
    "choice": ("Type the number of the right option; an empty line tells the answer.", "Which option?"),
    "choice set": ("One of the options is among the answers. Type its number; an empty line tells the answers.", "Which option?"),
    "truefalse": ("Type t for true or f for false; an empty line tells the answer.", "t or f?"),
    "truefalse question": ("Type y for yes or n for no; an empty line tells the answer.", "y or n?"),
    "multiselect": ("Type the {wants} numbers that belong, such as {example}; an empty line tells the answer.", "Which {wants}?"),
    "ordering": (
        "Type the {wants} numbers in their order, such as {example}; an empty line tells the answer.",
        "In which order?",
    ),
    "matching": (
        "Type the numbers for {letters} in turn, such as {example}; an empty line tells the answer.",
        "Which numbers for {letters}?",
    ),
}
"""How a form is answered: in full when it comes for the first time, and in short."""
_MORE: Final = "{colon}h is help, {colon}r repeats the question, {colon}p tells how far you are."


class PlainVoice:
    """Speaks in lines of text on standard output. Words say everything; colour, in a terminal, only repeats it."""

    commands = True

    def __init__(self) -> None:
        """Start before the first question."""
        self._apart = False
        """Whether an empty line has to part what comes from what was."""
        self._told: set[str] = set()
        """What is told in full once."""

    def teach(self, question: Question) -> None:
        """Print the fact and where it comes from."""
        self._begin()
        head = "Changed" if question.state.reteach else "New"
        for statement in statements(question.card):
            _say(f"{head}: {statement}", "bold")
        _print_note(question)
        _print_sources(question)
        self._apart = False

    def ask(self, question: Question, left: Left) -> None:  # noqa: ARG002 - it is told on request
        """Print the question, what is to be matched by letter, the options by number, and how to answer."""
        self._begin()
        self._put(question)
        how = _manner(question)
        first, again = (text.format(**_numbers(question)) for text in _HOW[how])
        more = _MORE.format(colon=":" if letters_are_answers(question) else "")
        output.line(again if how in self._told else first, "dim")
        if more not in self._told:
            output.line(more, "dim")
        self._told |= {how, more}

    def expect(self, what: str) -> None:
        """Print it."""
        _say(what)

    def help(self, question: Question, *, answered: bool) -> None:
        """Print what a line may be now."""
        if answered:
            _say("Say how well you knew it: 1 is Again, not known; 2 is Hard; 3 is Good; 4 is Easy.")
            _say("An empty line takes the grade that is suggested.")
            colon = ""
        else:
            _say(_HOW[_manner(question)][0].format(**_numbers(question)))
            colon = ":" if letters_are_answers(question) else ""
            if colon:
                _say("Answers of this kind can be single letters, so a command begins with a colon, such as :r.")
        what = "tells the answer and the grades again" if answered else "repeats the question"
        _say(f"{colon}r {what}; {colon}p tells how far you are; {colon}u takes the last answer back; {colon}h is this help.")
        _say(f"{colon}q ends the drill. What was graded is saved already.")

    def progress(self, session: Session) -> None:
        """Print which question this is and what is left."""
        done, left = len(session.results), session.left
        parts = ((left.new, "new"), (left.learning, "in learning"), (left.review, "to review"))
        kinds = ", ".join(f"{number} {name}" for number, name in parts if number)
        _say(f"Question {done + 1} of {done + left.total}. Left, with this one: {kinds}.")

    def ask_again(self, question: Question, feedback: Feedback) -> None:
        """Print the remark, and the question once more."""
        said = _SAID[feedback.outcome]
        note = _sentence(feedback.note) if feedback.note else "" if said else "That cannot be an answer."
        _say(f"{said} {note} Try again; an empty line tells the answer.".strip(), "yellow")
        self._put(question)

    def judge(self, question: Question, feedback: Feedback | None, suggested: Rating, *, practice: bool) -> None:
        """Print the verdict, what tells the answer from the right one, the fact with its source, and the grades."""
        said = _SAID[feedback.outcome] if feedback else ""
        style = _STYLES.get(feedback.outcome, "") if feedback else ""
        _say(f"{said} Answer: {_answer(question)}".strip(), style)
        for line in _explained(question, feedback):
            _say(line)
        for remark in remarks(question, feedback):
            _say(str(RichText(remark)))
        _print_note(question)
        for statement in statements(question.card):
            _say(statement)
        for line in speech.media(question.card, given=False):
            _say(line)
        _print_sources(question)
        if practice and "practice" not in self._told:
            self._told.add("practice")
            _say("This is practice: no due day moves.")
        _say(speech.grades(question.prospects, suggested, practice=practice))

    def saved(self, result: Result) -> None:
        """Print `saved`, and what to do about a leech."""
        output.line("saved", "dim")
        if result.leech:
            _say(str(result.leech), "yellow")

    def undone(self, question: Question) -> None:
        """Print what is asked again."""
        _say(f"Undone: {question.card.prompt}")

    def sum_up(self, session: Session, now: datetime) -> None:
        """Print how many answers were given, and what is left."""
        number, left, due = len(session.results), session.left.total, session.next_due()
        self._begin()
        counted = ", ".join(f"{count} {name}" for name, count in by_rating(session).items())
        parts = [f"{number} answer{'' if number == 1 else 's'}" + (f": {counted}" if number else "")]
        parts.append(f"{left} card{'' if left == 1 else 's'} left")
        if due is not None and due > milliseconds(now):
            parts.append(f"the next learning card in {speech.span((due - milliseconds(now)) / 1000)}")
        _say("; ".join(parts) + ".")
        if not number and not left and session.limit != 0:
            _say("There was nothing to ask.")

    def _put(self, question: Question) -> None:
        true_or_false = question.form is Form.TRUEFALSE and not _is_question(question)
        _say(f"True or false: {question.prompt}" if true_or_false else question.prompt, "bold")
        for line in speech.media(question.card, given=True):
            _say(line)
        for letter, item in zip(LETTERS, question.left, strict=False):
            _say(f"{letter}: {item}")
        if question.form is not Form.TRUEFALSE:
            for number, option in enumerate(question.options, start=1):
                _say(f"{number}: {option.text}")

    def _begin(self) -> None:
        if self._apart:
            output.line()
        self._apart = True


def _say(text: str, style: str = "") -> None:
    output.line(speech.lines(speech.spoken(text)), style)


def _is_question(question: Question) -> bool:
    """Say whether it is answered by yes or no, rather than by true or false."""
    return bool(question.options) and question.options[0].text == "Yes"


def _manner(question: Question) -> str:
    form, card = str(question.form), question.card
    if question.form is Form.TYPED:
        return "typed list" if card.ordered else "typed set" if len(card.members) > 1 else "typed"
    if question.form is Form.CHOICE and len(card.members) > 1:
        return "choice set"
    if question.form is Form.TRUEFALSE and _is_question(question):
        return "truefalse question"
    return form


def _numbers(question: Question) -> dict[str, str]:
    # The first two the other way round: the numbers are no sequence to be copied.
    example = " ".join(map(str, [2, 1, *range(3, question.wants + 1)]))
    return {"wants": str(question.wants), "example": example, "letters": ", ".join(LETTERS[: len(question.left)])}


def _answer(question: Question) -> str:
    """Return the right answer: with the numbers of its options, where several are picked."""
    picks = question.asked.picks
    if question.left:
        return "; ".join(f"{item} with {question.options[place].text}" for item, place in zip(question.left, picks, strict=False))
    if question.form is Form.ORDERING:
        return "; ".join(f"{speech.ordinal(at)} {question.options[place].text}" for at, place in enumerate(picks))
    members = question.card.members
    if question.card.kind is Kind.CONTRAST and len(question.card.facts) == len(members):
        return "; ".join(f"{fact.subject} with {member}" for fact, member in zip(question.card.facts, members, strict=True))
    return question.answer


def _explained(question: Question, feedback: Feedback | None) -> Iterator[str]:
    """Yield what was right in an answer and what was not."""
    if feedback is None:
        return
    verdict = feedback.verdict
    if feedback.outcome is Outcome.WRONG and feedback.answer and not feedback.picks:
        yield f"You answered: {feedback.answer}"
    if verdict is not None:
        if verdict.diff and (told := speech.difference(verdict.diff)):
            yield told
        if feedback.picks and question.form is Form.ORDERING:
            yield from _places(question, feedback)
        elif feedback.picks and question.left:
            yield from _pairs(question, feedback)
        elif len(verdict.marks) > 1:
            yield from _named(verdict.marks, verdict.extra)
    if feedback.note:
        yield _sentence(feedback.note)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}{'' if text.endswith(('.', '?', '!')) else '.'}"


def _named(marks: tuple[tuple[str, bool], ...], extra: tuple[str, ...]) -> Iterator[str]:
    given, missed = ([member for member, right in marks if right is wanted] for wanted in (True, False))
    for head, found in (("You named", given), ("You missed", missed), ("Not among the answers", list(extra))):
        if found:
            yield f"{head}: {speech.enumerated(found)}."


def _places(question: Question, feedback: Feedback) -> Iterator[str]:
    for at, place in enumerate(question.asked.picks):
        if feedback.picks[at : at + 1] == (place,):
            continue
        name = question.options[place].text
        put = f"you put it {speech.ordinal(feedback.picks.index(place))}" if place in feedback.picks else "you left it out"
        yield f"{name} is {speech.ordinal(at)}; {put}."


def _pairs(question: Question, feedback: Feedback) -> Iterator[str]:
    for at, (item, place) in enumerate(zip(question.left, question.asked.picks, strict=False)):
        if feedback.picks[at : at + 1] == (place,):
            continue
        given = f"not with {question.options[feedback.picks[at]].text}" if at < len(feedback.picks) else "which you left out"
        yield f"{item} goes with {question.options[place].text}, {given}."


def _print_note(question: Question) -> None:
    if question.card.note:
        _say(f"Note: {RichText(question.card.note)}")


def _print_sources(question: Question) -> None:
    for source in question.card.sources:
        _say(f"Source: {source}", "dim")
