"""What quiz wrote beside the fields of notes that came from Anki: what their facts say and no field tells."""

from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any

from attrs import evolve

from quiz.facts.fact import Fact, Source, Status
from quiz.facts.restoring import value_of_kept
from quiz.formats.anki.hidden import without_comment
from quiz.formats.anki.media_names import clean, renamed
from quiz.formats.anki.vocabulary import Vocabulary

_NOTHING: Mapping[str, Any] = {
    "status": Status.STATED,
    "tags": (),
    "wrong": (),
    "accept": (),
    "feedback": (),
    "note": "",
    "front": "",
}
"""What a fact has where nothing is said."""


def without_remarks(fields: Sequence[str]) -> tuple[list[str], dict[str, Any]]:
    """Return fields without the remark in one of them, and what it says: of facts by their ids, and which cards are `marked`."""
    found: dict[str, Any] = {}
    plain = []
    for field in fields:
        text, data = without_comment(field)
        plain.append(text)
        found |= data
    return plain, found


def with_media(fields: Sequence[str], remarks: Mapping[str, Any]) -> tuple[list[str], dict[str, str]]:
    """Return fields with the names of media that went out under other ones, and what these are by the others."""
    said = remarks.get("media")
    names = {str(new): str(own) for new, own in said.items()} if isinstance(said, dict) else {}
    if not names:
        return list(fields), {}
    found = [renamed(text, lambda name: names.get(name, name)) for text in fields]
    return found, {new: clean(unescape(own)) for new, own in names.items()}


def is_styled_beside(fields: object) -> bool:
    """Say whether the fields of a note hold what may be HTML, besides a remark."""
    text = fields.decode("utf-8", "replace") if isinstance(fields, bytes) else ""
    return any(sign in part for part in without_remarks(text.split("\x1f"))[0] for sign in "<&[\\")


def restated(fact: Fact, remarks: Mapping[str, Any], words: Vocabulary) -> Fact:
    """Return a fact with what a remark says of it; what cannot be taken is left as the fields have it."""
    said = remarks.get(fact.id or "")
    if not isinstance(said, dict):
        return fact
    try:
        return evolve(fact, **{key: found for name, part in said.items() for key, found in _part(name, part, fact, words)})
    except (ValueError, TypeError, LookupError, AttributeError):
        return fact


def _part(name: str, said: Any, fact: Fact, words: Vocabulary) -> Sequence[tuple[str, Any]]:  # noqa: ANN401 - JSON
    match name:
        case "value":
            return () if said is None else (("value", value_of_kept(said, words.relations[fact.relation])),)
        case "subject":
            return () if said is None else (("subject", said),)
        case "source":
            return (("sources", tuple(map(_source, said or ()))),)
        case "since" | "until" | "as_of" | "according_to":
            return ((name, said),)
        case _ if name in _NOTHING:
            return ((name, _NOTHING[name] if said is None else said),)
        case _:
            return ()


def _source(data: Mapping[str, str]) -> Source:
    return Source(data["title"], data.get("publisher"), data.get("url"), data.get("date"), data.get("at"), data.get("key"))
