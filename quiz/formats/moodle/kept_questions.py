"""Questions that were read before and are kept as they were written: found again where nothing of their facts was changed."""

import json
from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.formats.moodle.question import Question
from quiz.formats.moodle.question_facts import NoAnswerError, facts_of


@frozen
class KeptQuestion:
    """A question as it was read, with the facts that it became."""

    question: Question
    facts: tuple[Fact, ...]
    sources: Mapping[str, object]
    """How it is written, by the name of the format."""


def kept_in(deck: Deck) -> dict[str, KeptQuestion]:
    """Return the questions of a deck all of whose facts are as they were read, by the key of each of their facts."""
    by_id: dict[str | None, Fact] = {fact.id: fact for fact in deck.facts if fact.id}
    found: dict[str, KeptQuestion] = {}
    for fact in deck.facts:
        if not fact.kept or not fact.id or (sources := _sources(fact.kept)) is None:
            continue
        question = _question(sources)
        if question is None:
            continue
        facts = _unchanged(question, fact, by_id)
        if facts:
            if set(question.tags) != fact.tags:
                # In Moodle XML the tags stand within; in GIFT they stand in a remark above.
                sources = {name: source for name, source in sources.items() if name != "moodle"}
            kept = KeptQuestion(evolve(question, tags=tuple(sorted(fact.tags))), facts, sources)
            found |= {one.key: kept for one in facts}
    return found


def _unchanged(question: Question, fact: Fact, by_id: Mapping[str | None, Fact]) -> tuple[Fact, ...]:
    """Return the facts of a deck that a question would become; none where one of them is not there as it was."""
    whole = fact.id or ""
    for base in (whole, whole.rpartition("/")[0]):
        try:
            derived = facts_of(evolve(question, tags=tuple(fact.tags)), base) if base else ()
        except (NoAnswerError, ValueError):
            continue
        facts = [by_id.get(one.id) for one in derived]
        if derived and all(one is not None and _same(one, twin) for one, twin in zip(facts, derived, strict=True)):
            return tuple(one for one in facts if one is not None)
    return ()


def _same(one: Fact, other: Fact) -> bool:
    return evolve(one, kept="", tags=frozenset(), sources=()) == evolve(other, kept="", tags=frozenset(), sources=())


def _sources(kept: str) -> Mapping[str, object] | None:
    try:
        found = json.loads(kept)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _question(sources: Mapping[str, object]) -> Question | None:
    """Return the question that is kept; nothing where it cannot be read any more."""
    gift, moodle, files = sources.get("gift"), sources.get("moodle"), sources.get("files", {})
    if isinstance(gift, str):
        return _of_gift(gift)
    if isinstance(moodle, str):
        return _of_xml(moodle, {str(name): str(path) for name, path in files.items()} if isinstance(files, dict) else {})
    return None


def _of_gift(source: str) -> Question | None:
    from quiz.formats.moodle.gift_questions import KIND_OF, question_of
    from quiz.formats.moodle.gift_tree import Question as Tree
    from quiz.formats.moodle.gift_tree import read

    found: Sequence[object] = list(read(source))
    if len(found) != 1 or not isinstance(tree := found[0], Tree) or tree.type not in KIND_OF:
        return None
    return question_of(tree, "")


def _of_xml(source: str, files: Mapping[str, str]) -> Question | None:
    from quiz.formats.moodle.media import Files
    from quiz.formats.moodle.xml_questions import Reader, UnaskableError
    from quiz.formats.moodle.xml_tree import BrokenError, tree_of

    try:
        return Reader(Files(), lambda *_: None, files).question(tree_of(source)[0], "")
    except (BrokenError, UnaskableError):
        return None
