"""The questions of a deck for other programs: one for each card, or as they were where they came from such a program."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Final

from attrs import evolve, field, frozen

from quiz.cards.card import Card, Form, Kind
from quiz.cards.choices import choice
from quiz.cards.depicted import asked_media
from quiz.cards.generation import generate
from quiz.cards.multiselect import multiselect
from quiz.facts.fact import Fact, Status
from quiz.facts.media import Picture, Sound
from quiz.facts.quantities import Quantity, parse_quantity
from quiz.facts.relation import fill
from quiz.facts.values import Boolean, Listed, RichText, Value
from quiz.formats.format import Outgoing, Skipped
from quiz.formats.moodle.kept_questions import KeptQuestion, kept_in
from quiz.formats.moodle.question import ANY, NOTHING, WHOLE, Amount, Option, Pair, Question, QuestionKind, Worded
from quiz.formats.moodle.question_facts import EXACT, PAIR
from quiz.formats.moodle.remarks import Said, said_of
from quiz.formats.moodle.words import in_rich, of_plain, of_rich
from quiz.text.safe import safe_line

SEED: Final = "1"
"""Which wrong options are drawn where the deck's author wrote none."""
MOST_RIGHT: Final = 20
"""Among more right answers, the marks of Moodle cannot be divided."""
_LONGEST_TITLE: Final = 80
_APPROXIMATELY: Final = Decimal("0.1")


@frozen
class Asked:
    """A question that is to be written."""

    question: Question
    cards: int
    """How many cards of quiz it stands for."""
    facts: frozenset[str]
    """The keys of the facts that it states."""
    source: str = ""
    """How it was written in the format, if it came from a file of it and was not changed since."""
    files: dict[str, str] = field(factory=dict)
    """The paths of its pictures and sounds, by what the source calls them."""


def asked_of(
    outgoing: Outgoing, format: str = "", holds: Collection[QuestionKind] = tuple(QuestionKind)
) -> Iterator[Asked | Skipped]:
    """Yield the questions of a deck in the order of its cards, and what cannot be asked.

    Args:
        outgoing: What is to be written.
        format: The name of the format: what was kept in it is written as it was.
        holds: The kinds of question that the format can hold; any other one becomes a question for each of its cards.
    """
    kept = kept_in(outgoing.deck)
    done: set[int] = set()
    paired: dict[str, KeptQuestion | None] = {}
    for number, card in enumerate(generate(outgoing.deck)):
        if not number % 200:
            outgoing.tick()
        whole = kept.get(card.facts[0].key) if len(card.facts) == 1 else None
        if whole is None and card.relation.name.startswith(f"{PAIR}: ") and QuestionKind.PAIRS in holds:
            if card.relation.name not in paired:
                paired[card.relation.name] = _pairs(card)
            whole = paired[card.relation.name]
        if whole is not None and whole.question.kind in holds:
            if id(whole) not in done:
                done.add(id(whole))
                yield _kept(whole, format)
        elif not card.forms:
            yield Skipped(card.prompt, "Its facts contradict each other, so it is not asked.")
        elif (question := question_of(card, holds)) is None:
            yield Skipped(card.prompt, "Its answer is a picture or sound, among which there are too few to choose from.")
        else:
            yield Asked(question, 1, frozenset(fact.key for fact in card.facts))


def _kept(whole: KeptQuestion, format: str) -> Asked:
    source, files = whole.sources.get(format, ""), whole.sources.get("files", {})
    return Asked(
        evolve(whole.question, id=_base(whole.facts)),
        len(whole.facts),
        frozenset(fact.key for fact in whole.facts),
        source if isinstance(source, str) else "",
        {str(name): str(path) for name, path in files.items()} if isinstance(files, dict) else {},
    )


def _pairs(card: Card) -> KeptQuestion | None:
    """Return the question of which a card asks for one pair; nothing where more than words belong together."""
    relation = card.relation
    facts = card.deck.by_relation[relation.name]
    base = relation.name.removeprefix(f"{PAIR}: ")
    if any(fact.front or (fact.id or "").rpartition("/")[0] != base for fact in facts) or len(facts) < 2:
        return None
    rights = {str(fact.value) for fact in facts}
    pairs = [Pair(of_plain(fact.subject), _worded(fact.value)) for fact in facts]
    others = dict.fromkeys(text for fact in facts for text in fact.wrong)
    pairs += [Pair(NOTHING, right) for right in map(of_rich, others) if right.plain not in rights]
    words = (relation.ask or "").removesuffix("{subject}").strip()
    question = Question(
        QuestionKind.PAIRS,
        "",
        of_plain(words),
        title=relation.label[:_LONGEST_TITLE].strip(),
        tags=tuple(sorted(facts[0].tags)),
        note=facts[0].note,
        pairs=tuple(pairs),
    )
    return KeptQuestion(question, facts, {})


def _base(facts: Sequence[Fact]) -> str:
    first = facts[0].id or ""
    return first.rpartition("/")[0] if len(facts) > 1 else first


def question_of(card: Card, holds: Collection[QuestionKind] = tuple(QuestionKind)) -> Question | None:
    """Return the question of a card; nothing where no kind of question of those can ask it."""
    fact = card.facts[0]
    members = card.members
    words = _words(card)
    plain = Question(
        QuestionKind.SHORT,
        "",
        words,
        title=safe_line(words.plain)[:_LONGEST_TITLE].strip(),
        id=fact.id if fact.id and card.relation.apart and card.kind is not Kind.BACKWARD else card.id,
        tags=tuple(sorted({tag for one in card.facts for tag in one.tags})),
        note=_note(card),
        is_exact=card.relation.name == EXACT or card.relation.strict,
    )
    said = said_of(card)
    match members:
        case (Boolean(true),) if not card.parts:
            return evolve(
                plain, kind=QuestionKind.TRUEFALSE, is_true=true, remarks=(said.remark("true", "yes"), said.remark("false", "no"))
            )
        case (Quantity() as number,) if not card.parts:
            return evolve(
                plain, kind=QuestionKind.NUMBER, amounts=_amounts(card, number, said), unit=number.unit or card.relation.unit
            )
        case (Listed(items),) if not card.parts and len(items) > 1 and QuestionKind.ORDER in holds:
            return evolve(plain, kind=QuestionKind.ORDER, options=tuple(Option(_worded(item)) for item in items))
    if card.kind is Kind.ORDER and QuestionKind.ORDER in holds:
        return evolve(plain, kind=QuestionKind.ORDER, options=tuple(Option(_worded(item)) for item in members))
    if card.parts or (len(members) > MOST_RIGHT):
        return evolve(plain, options=(Option(of_plain(card.answer)),))
    if len(members) > 1 or card.relation.value == "set":
        return evolve(plain, kind=QuestionKind.SEVERAL, options=_of_several(card, said))
    return _of_one(card, plain, said)


def _of_one(card: Card, plain: Question, said: Said) -> Question | None:
    (member,) = card.members
    own = card.kind is not Kind.BACKWARD
    wrong = [_of_text(card, text) for fact in card.facts for text in fact.wrong] if own else []
    accepted = [Option(of_plain(name), WHOLE, said.remark(name)) for name in card.accepted if name != str(member)]
    right = Option(_worded(member), WHOLE, said.remark(str(member)))
    if wrong:
        options = (right, *accepted, *(Option(one, said.share(one.plain), said.remark(one.plain)) for one in wrong))
        return evolve(plain, kind=QuestionKind.CHOICE, options=options)
    if not card.relation.apart and Form.CHOICE in card.forms:
        asked = choice(card, SEED)
        pictures = _pictures(card)
        options = tuple(
            Option(
                pictures.get(one.text) or (right.words if one.right else of_plain(one.text)),
                WHOLE if one.right else Decimal(0),
                in_rich(one.why),
            )
            for one in asked.options
        )
        return evolve(plain, kind=QuestionKind.CHOICE, options=options)
    if isinstance(member, Picture | Sound):
        return None
    others = [
        Option(of_plain(answer), said.share(answer), said.remark(answer)) for answer in said.others([str(member), *card.accepted])
    ]
    typed = Option(of_plain(str(member)), WHOLE, right.remark)
    return evolve(plain, options=(typed, *accepted, *others))


def _of_several(card: Card, said: Said) -> tuple[Option, ...]:
    """Return the options of a question of which several are right, with their shares of the marks."""
    members = card.members
    wrong = [_of_text(card, text) for fact in card.facts for text in fact.wrong] if card.kind is not Kind.BACKWARD else []
    if not wrong and not card.relation.apart and Form.MULTISELECT in card.forms:
        wrong = [of_plain(one.text) for one in multiselect(card, SEED).options if not one.right]
    shares = divided(len(members))
    right = [Option(_worded(one), share, said.remark(str(one))) for one, share in zip(members, shares, strict=True)]
    return (*right, *(Option(one, -shares[0], said.remark(one.plain)) for one in wrong))


def divided(count: int) -> list[Decimal]:
    """Return shares that add up to 100, of those that Moodle knows, for up to `MOST_RIGHT` right answers."""
    known = {3: "33.33333", 6: "16.66667", 7: "14.28571", 9: "11.11111"}
    if count <= 10:
        return [Decimal(known.get(count, str(WHOLE / count)))] * count
    return [Decimal(10)] * (20 - count) + [Decimal(5)] * (2 * count - 20)


def _amounts(card: Card, number: Quantity, said: Said) -> tuple[Amount, ...]:
    found = [Amount(*_reach(card, number), WHOLE, said.remark(str(number), number.written, f"{number.amount:f}"))]
    for name in card.accepted:
        other = _quantity(name)
        if other is not None and other != number:
            found.append(Amount(*_reach(card, other), WHOLE, said.remark(str(other), name)))
    for answer in said.others([str(number), number.written, f"{number.amount:f}", *card.accepted]):
        other = _quantity(answer)
        if answer == ANY:
            found.append(Amount(None, Decimal(0), Decimal(0), said.remark(ANY)))
        elif other is not None and not any(
            one.number == _reach(card, other)[0] and one.tolerance == _reach(card, other)[1] for one in found
        ):
            found.append(Amount(*_reach(card, other), said.share(answer), said.remark(answer)))
    return tuple(found)


def _quantity(text: str) -> Quantity | None:
    try:
        return parse_quantity(text)
    except ValueError:
        return None


def _reach(card: Card, number: Quantity) -> tuple[Decimal, Decimal]:
    """Return the middle of what is meant by a number, and how far an answer may be from it."""
    tolerated = card.relation.tolerance.reach(number.amount) if card.relation.tolerance else Decimal(0)
    low, high = min(number.lowest, number.amount - tolerated), max(number.highest, (number.to or number.amount) + tolerated)
    if number.to is None:
        return number.amount, max(high - number.amount, number.amount - low)
    return (low + high) / 2, (high - low) / 2


def _words(card: Card) -> Worded:
    front = card.facts[0].front if len(card.facts) == 1 and card.kind in {Kind.FORWARD, Kind.CLOZE} and not card.parts else ""
    words = of_rich(front) if front else of_plain(_prompt(card))
    if front:
        return words
    shown = [f"![{medium.alt}]({medium.path})" for medium in asked_media(card, card.prompt)]
    return Worded(words.plain, "\n\n".join([words.rich, *shown])) if shown else words


def _prompt(card: Card) -> str:
    """Return the question in words, without the numbers that tell questions of the deck apart."""
    fact, ask = card.facts[0], card.relation.ask
    is_plain = fact.until is None and fact.according_to is None and fact.status is Status.STATED
    if card.relation.apart and card.kind is Kind.FORWARD and ask and is_plain:
        return fill(ask, subject=fact.subject)
    return card.prompt


def _note(card: Card) -> str:
    """Return what is shown with the answer: notes, and where the facts are from."""
    notes = dict.fromkeys(fact.note for fact in card.facts if fact.note)
    sources = [in_rich(f"{source}, {source.url}" if source.url else str(source)) for source in card.sources]
    return "\n\n".join((*notes, *sources))


def _worded(value: Value) -> Worded:
    match value:
        case RichText(source):
            return of_rich(source)
        case Picture(path, alt) | Sound(path, alt):
            return Worded(str(value), f"![{alt}]({path})")
        case _:
            return of_plain(str(value))


def _of_text(card: Card, text: str) -> Worded:
    """Return an option as its author wrote it, in the type of the answer."""
    return of_rich(text) if "rich" in {card.relation.value, card.relation.of} else of_plain(text)


def _pictures(card: Card) -> dict[str, Worded]:
    """Return the options that are pictures or sounds, by their words."""
    if card.relation.value not in {"picture", "sound"}:
        return {}
    return {str(fact.value): _worded(fact.value) for fact in card.deck.by_relation[card.relation.name]}
