"""Judging an answer of one member."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from attrs import frozen

from quiz.cards.card import Card, Kind
from quiz.cards.judge_date import judge_date
from quiz.cards.judge_names import Match, Names, is_slip
from quiz.cards.judge_quantity import judge_quantity
from quiz.cards.known_answers import told
from quiz.cards.spelling import ACCENTS_COUNT, Level, form
from quiz.cards.splitting import parts
from quiz.cards.verdict import SUGGESTS, Finding, Outcome, Verdict
from quiz.cards.yes_no import judge_boolean
from quiz.facts.dates import Date
from quiz.facts.fact import Fact
from quiz.facts.quantities import Quantity
from quiz.facts.settle import typed as typed_as
from quiz.facts.values import Boolean, Text, Value, written
from quiz.text.closeness import diff
from quiz.text.normal import bare, script

_KINDEST: Mapping[Outcome, int] = {Outcome.RIGHT: 0, Outcome.CLOSE: 1}


@frozen
class Asked:
    """A card with everything that its answers are measured against."""

    card: Card
    members: tuple[Value, ...]
    names: Names

    @property
    def member(self) -> Value:
        """The only, or first, member of the right answer."""
        return self.members[0]


def judge_single(asked: Asked, typed: str) -> Verdict:
    """Judge an answer of one member: words, a number, a date, or yes and no."""
    member = asked.member
    if isinstance(member, Quantity | Date | Boolean):
        finding = _best(find_value(asked, one, typed) for one in (member, *_accepted_values(asked, member)))
        if finding.outcome is not Outcome.RIGHT:
            finding = _other_writing(asked, typed) or _other_value(asked, typed) or finding
        return _verdict(asked, typed, finding)
    finding = _strict_words(asked, typed) if asked.card.relation.strict else _words(asked, typed)
    return _verdict(asked, typed, finding, in_words=True)


def _best(found: Iterable[Finding]) -> Finding:
    """Return the kindest of some findings; of several, the first."""
    return min(found, key=lambda finding: _KINDEST.get(finding.outcome, 2))


def _accepted_values(asked: Asked, member: Value) -> Iterator[Value]:
    """Yield what the author takes for right besides, as values of the answer's type."""
    card = asked.card
    for name in _accepted_names(asked, member):
        with suppress(ValueError):
            yield typed_as(Text(name), card.relation, card.deck.names)


def _accepted_names(asked: Asked, member: Value) -> tuple[str, ...]:
    return asked.card.names(member)[1:] if any(fact.accept for fact in asked.card.facts) else ()


def _other_writing(asked: Asked, typed: str) -> Finding | None:
    """Return that an answer is right in words that are no number, date, or yes and no, but taken for right by the author."""
    lang, names = asked.names.lang, _accepted_names(asked, asked.member)
    # Letter by letter first: of signs alone, such as ', nothing may be left at a kinder level.
    for level in (Level.SAME,) if asked.card.relation.strict else (Level.SAME, Level.BARE):
        given = form(typed, level, lang)
        found = next((name for name in names if given and form(name, level, lang) == given), None)
        if found is not None:
            return Finding(Outcome.RIGHT, found)
    return None


def find_value(asked: Asked, member: Value, typed: str) -> Finding:
    """Measure an answer against one member that is a number, a date, or yes or no."""
    card = asked.card
    if card.relation.strict:
        same = form(typed, Level.SAME, "") in {form(str(member), Level.SAME, ""), form(written(member), Level.SAME, "")}
        return Finding(Outcome.RIGHT, str(member)) if same else Finding(Outcome.WRONG)
    match member:
        case Quantity():
            return judge_quantity(member, typed, card.relation, card.lang)
        case Date():
            return judge_date(member, typed, card.relation, card.lang)
        case Boolean():
            return judge_boolean(member, typed)
        case _:
            return Finding(Outcome.WRONG)


def note_of(asked: Asked, match: Match, typed: str) -> str:
    """Return what a learner whose answer matched should know: a former name, the usual one, accents."""
    name, own = match.called.name, match.called.key
    term = asked.card.deck.names.term(own)
    if term is not None and name in term.was and name != term.name:
        return f"former name: now {term.name}"
    if match.level is Level.BARE and not typed.isupper():
        return f"{'accent' if script(name) in {'LATIN', 'GREEK', 'CYRILLIC'} else 'written'}: {name}"
    if bare(name) != bare(own) and form(name, Level.BARE, asked.names.lang) != form(own, Level.BARE, asked.names.lang):
        return f"also called {own}"
    return ""


def _verdict(asked: Asked, typed: str, finding: Finding, *, in_words: bool = False) -> Verdict:
    right = finding.outcome is Outcome.RIGHT
    nearest = finding.matched or str(asked.member)
    shown = in_words and finding.outcome in {Outcome.CLOSE, Outcome.WRONG} and is_slip(typed, nearest)
    pieces = diff(typed, nearest, exact=asked.card.relation.strict) if shown else ()
    marks = ((str(asked.member), right or finding.outcome is Outcome.CLOSE),)
    return Verdict(finding.outcome, SUGGESTS[finding.outcome], typed, marks, finding.matched, pieces, (), finding.note)


def _strict_words(asked: Asked, typed: str) -> Finding:
    found = asked.names.exact(typed)
    if found:
        return Finding(Outcome.RIGHT, found.name, note_of(asked, Match(found, Level.SAME), typed))
    other = _other_words(asked, typed, Level.SAME)
    if other:
        return other
    match = asked.names.match(typed)
    near = match.called if match and not match.rivals else asked.names.near(typed)
    return Finding(Outcome.CLOSE, near.name, "every letter counts here") if near else Finding(Outcome.WRONG)


def _words(asked: Asked, typed: str) -> Finding:
    match = asked.names.match(typed)
    if match and not match.rivals:
        return _matched(asked, match, typed)
    other = _other_words(asked, typed, match.level if match else None)
    if other:
        return other
    if match:
        return Finding(Outcome.CLOSE, match.called.name, f"say which: {match.called.name} or {match.rivals[0].name}")
    return _broader(asked, typed) or _otherwise(asked, typed) or _guesses(asked, typed) or _near(asked, typed)


def _otherwise(asked: Asked, typed: str) -> Finding | None:
    """Find whether the answer is given in Latin letters or by its initials."""
    if repeats_the_question(asked, typed):
        return None
    romanised = asked.names.romanised(typed)
    match = romanised or asked.names.shortened(typed)
    if match is None:
        return None
    name = match.called.name
    if match.rivals:
        return Finding(Outcome.CLOSE, name, f"say which: {name} or {match.rivals[0].name}")
    return Finding(Outcome.RIGHT, name, f"written: {name}") if romanised else Finding(Outcome.CLOSE, name, f"in full: {name}")


def repeats_the_question(asked: Asked, typed: str) -> bool:
    """Say whether an answer is what the question itself shows, by any of its names."""
    card, lang = asked.card, asked.names.lang
    type_name = None if card.kind is Kind.BACKWARD else card.relation.subject
    wanted = form(typed, Level.BARE, lang)
    return any(form(name, Level.BARE, lang) == wanted for name in card.deck.names_of(card.given, type_name))


def _matched(asked: Asked, match: Match, typed: str) -> Finding:
    name = match.called.name
    if match.clash:
        return Finding(Outcome.CLOSE, name, f"article: {name}")
    if match.level is Level.BARE and asked.names.lang in ACCENTS_COUNT:
        return Finding(Outcome.CLOSE, name, f"accent: {name}")
    return Finding(Outcome.RIGHT, name, note_of(asked, match, typed))


def _other_words(asked: Asked, typed: str, before: Level | None) -> Finding | None:
    """Find what else the deck calls so: true at another time, or right for another question.

    With `before`, only where the deck calls it so at a stricter level than the right answer, or, at the strictest, as strictly.
    """
    level, found = asked.names.known.find(typed, asked.names.keys)
    if not found or (before is not None and level >= before > Level.SAME):
        return None
    by_key, card = asked.names.known.by_key, asked.card
    others = asked.names.known.others(card)
    for called in found:
        true = next((fact for fact in by_key[called.key] if fact in others), None)
        if true:
            return Finding(Outcome.OTHER, note=f"true, but not what is asked: {told(true, card.relation)}")
    return Finding(Outcome.WRONG, note=told(by_key[found[0].key][0], card.relation))


def _other_value(asked: Asked, typed: str) -> Finding | None:
    """Find whether a number or date is true at another time, or right for another question."""
    known, card = asked.names.known, asked.card
    for fact in known.others(card):
        for member in known.answers(fact):
            if member.key not in asked.names.keys and find_value(asked, member, typed).outcome is Outcome.RIGHT:
                return Finding(Outcome.OTHER, note=f"true, but not what is asked: {told(fact, card.relation)}")
    return None


def _broader(asked: Asked, typed: str) -> Finding | None:
    names, lang = asked.card.deck.names, asked.names.lang
    wanted = form(typed, Level.BARE, lang)
    seen: set[str] = set()
    open_ends = [asked.member.key]
    while open_ends:
        term = names.term(open_ends.pop())
        for above in term.broader if term else ():
            wider = names.term(above)
            if above not in seen:
                seen.add(above)
                open_ends.append(above)
                if any(form(name, Level.BARE, lang) == wanted for name in (wider.names if wider else (above,))):
                    return Finding(Outcome.OTHER, note="true, but it can be said more exactly")
    return None


def _guesses(asked: Asked, typed: str) -> Finding | None:
    """Find whether the answer is a list of guesses. One that only repeats the question beside the answer is an answer."""
    guesses = parts(typed)
    if len(guesses) < 2:
        return None
    lang = asked.names.lang
    given = form(asked.card.given, Level.BARE, lang)
    left = [guess for guess in guesses if form(guess, Level.BARE, lang) != given]
    matches = [match for match in map(asked.names.match, left) if match and not match.rivals]
    if len(left) == 1 and matches:
        return _matched(asked, matches[0], left[0])
    if matches:
        return Finding(Outcome.WRONG, note="one answer is asked for")
    return None


def _near(asked: Asked, typed: str) -> Finding:
    near = asked.names.near(typed)
    return Finding(Outcome.CLOSE, near.name) if near else Finding(Outcome.WRONG)


def true_elsewhere(asked: Asked, typed: str) -> Fact | None:
    """Return the fact by which an answer is true at another time or by another claimant."""
    known = asked.names.known
    others = known.others(asked.card)
    if not others:
        return None
    _, found = known.find(typed, asked.names.keys)
    return next((fact for called in found for fact in known.by_key[called.key] if fact in others), None)
