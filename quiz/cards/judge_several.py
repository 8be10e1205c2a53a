"""Judging an answer of several members: sets in any order, lists in theirs."""

from collections.abc import Sequence

from attrs import frozen

from quiz.cards.judge_names import Match, Names
from quiz.cards.judge_single import Asked, find_value, note_of, true_elsewhere
from quiz.cards.known_answers import Called, told
from quiz.cards.splitting import Part, split
from quiz.cards.verdict import SUGGESTS, Outcome, Verdict
from quiz.facts.dates import Date
from quiz.facts.quantities import Quantity
from quiz.facts.values import Boolean, Value
from quiz.text.safe import safe_line


@frozen
class Hit:
    """A member that a part of the answer names."""

    place: int
    exact: bool
    """False for a near miss."""
    note: str = ""


def judge_set(asked: Asked, typed: str) -> Verdict:
    """Judge a set: members in any order, each once. Anything beside them makes the answer partly right at best."""
    found = _parts(asked, asked.members, typed)
    hits = {part.found.place: part.found for part in sorted(found, key=_exact_last) if part.found}
    extra = tuple(dict.fromkeys(safe_line(part.text) for part in found if part.found is None))
    elsewhere = [(text, fact) for text in extra if (fact := true_elsewhere(asked, text))]
    notes = [hit.note for hit in hits.values() if hit.note] + [told(fact, asked.card.relation) for _, fact in elsewhere[:1]]
    marks = tuple((str(member), place in hits) for place, member in enumerate(asked.members))
    if not hits:
        outcome = Outcome.OTHER if extra and len(elsewhere) == len(extra) else Outcome.WRONG
    else:
        outcome = _outcome(tuple(hits.values()), len(asked.members), extra)
    # As for picks: what is wrong beside them takes members off. What is true at another time or by another claimant does not.
    enough = 2 * (len(hits) - len(extra) + len(elsewhere)) >= len(asked.members)
    suggests = 2 if outcome is Outcome.PARTIAL and enough else SUGGESTS[outcome]
    return Verdict(outcome, suggests, safe_line(typed), marks, None, (), extra, "; ".join(dict.fromkeys(notes[:2])))


def judge_list(asked: Asked, right: Sequence[Value], typed: str) -> Verdict:
    """Judge items whose order matters. Items out of their order are not marked as given."""
    whole = asked.names.match(safe_line(typed)) if len(asked.members) == 1 else None
    if whole is not None and not whole.rivals:
        marks = tuple((str(item), True) for item in right)
        return Verdict(Outcome.RIGHT, SUGGESTS[Outcome.RIGHT], safe_line(typed), marks, whole.called.name)
    found = _parts(asked, right, typed, ordered=True)
    places = [part.found.place for part in found if part.found]
    extra = tuple(safe_line(part.text) for part in found if part.found is None)
    in_order = longest_rise(places)
    marks = tuple((str(item), place in in_order) for place, item in enumerate(right))
    hits = tuple(part.found for part in found if part.found and part.found.place in in_order)
    outcome = _outcome(hits, len(right), extra) if hits else Outcome.WRONG
    if outcome in {Outcome.RIGHT, Outcome.CLOSE} and len(places) != len(in_order):
        outcome = Outcome.PARTIAL
    enough = 2 * (len(in_order) - len(extra)) >= len(right)
    suggests = 2 if outcome is Outcome.PARTIAL and enough else SUGGESTS[outcome]
    shuffled = len(set(places)) == len(right) > len(in_order)
    note = "all of them, but in another order" if shuffled else "; ".join([hit.note for hit in hits if hit.note][:2])
    return Verdict(outcome, suggests, safe_line(typed), marks, None, (), extra, note)


def _outcome(hits: Sequence[Hit], wanted: int, extra: tuple[str, ...]) -> Outcome:
    if len(hits) < wanted or extra:
        return Outcome.PARTIAL
    return Outcome.RIGHT if all(hit.exact for hit in hits) else Outcome.CLOSE


def _exact_last(part: Part[Hit]) -> bool:
    return part.found is not None and part.found.exact


def _parts(asked: Asked, members: Sequence[Value], typed: str, *, ordered: bool = False) -> tuple[Part[Hit], ...]:
    """Split what was typed into members and extras, first by what is right, then forgiving misspellings."""
    card = asked.card
    called = tuple(Called(name, str(place)) for place, member in enumerate(members) for name in card.names(member))
    names = Names(called, asked.names.known, asked.names.keys)
    taken: set[int] = set()
    valued = [place for place, member in enumerate(members) if isinstance(member, Quantity | Date | Boolean)]

    def prefer(places: list[int]) -> int:
        # The same item may stand twice in a list: each time that it is typed is another one.
        free = [place for place in places if place not in taken] or places
        if ordered:
            taken.add(free[0])
        return free[0]

    in_one_line = not any("\n" in each.name for each in called)

    def find(text: str) -> Hit | None:
        if in_one_line and "\n" in text:
            # `a` and `b` on two lines are not “a b”, whose first word is an article.
            return None
        line = safe_line(text)
        if card.relation.strict:
            exact = names.exact(line)
            return None if exact is None else Hit(prefer(_places(called, exact.name)), exact=True)
        match = names.match(line)
        if match is not None and not match.rivals:
            place = prefer(_places(called, match.called.name))
            own = Called(match.called.name, members[place].key)
            return Hit(place, exact=not match.clash, note=note_of(asked, Match(own, match.level), line))
        places = [place for place in valued if find_value(asked, members[place], line).outcome is Outcome.RIGHT]
        if places:
            return Hit(prefer(places), exact=True)
        latin = names.romanised(line)
        if latin is None or latin.rivals:
            return None
        return Hit(prefer(_places(called, latin.called.name)), exact=True, note=f"written: {latin.called.name}")

    found = split(typed, find, [name.name for name in called])
    return tuple(part if part.found else _forgiven(names, called, part) for part in found)


def _forgiven(names: Names, called: tuple[Called, ...], part: Part[Hit]) -> Part[Hit]:
    line = safe_line(part.text)
    if names.known.find(line, names.keys)[1]:
        return part
    near = names.near(line)
    if near is None:
        return part
    return Part(part.text, Hit(_places(called, near.name)[0], exact=False, note=f"spelling: {near.name}"))


def _places(called: tuple[Called, ...], name: str) -> list[int]:
    return [int(each.key) for each in called if each.name == name]


def longest_rise(places: Sequence[int]) -> frozenset[int]:
    """Return the longest run of places that were given in rising order; of several, the one with the most in their own place."""
    best: list[tuple[int, int, tuple[int, ...]]] = []
    none: tuple[int, int, tuple[int, ...]] = (0, 0, ())
    for end, place in enumerate(places):
        before = max((best[start] for start in range(end) if places[start] < place), key=_weight, default=none)
        best.append((before[0] + 1, before[1] + (end == place), (*before[2], place)))
    return frozenset(max(best, key=_weight, default=none)[2])


def _weight(run: tuple[int, int, tuple[int, ...]]) -> tuple[int, int]:
    return run[:2]
