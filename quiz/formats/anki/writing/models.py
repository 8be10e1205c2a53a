"""quiz's own note types in Anki: for the facts of a relation, for sentences with blanks, and for single cards."""

import re
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any, Final

from quiz.cards.card import Kind
from quiz.cards.wording import ask, ask_back, say
from quiz.facts.deck import Deck
from quiz.facts.relation import Relation
from quiz.formats.anki.hidden import FIELD
from quiz.formats.anki.writing.content import CLOZE
from quiz.text.html_writing import text_html

OWN: Final = (Kind.FORWARD, Kind.BACKWARD, Kind.CLOZE)
"""The kinds of card that a note for a fact can have, in the order of their templates."""
QUESTIONS: Final[Mapping[Kind, str]] = {Kind.FORWARD: "Question", Kind.BACKWARD: "Question back", Kind.CLOZE: "Sentence"}
"""The fields that hold a question where it is not simply worded as all of its relation are."""
WITHOUT: Final = "Without "
"""How the fields begin that are filled where a note has no card of a kind."""
BESIDES: Final = ("Choices", "Note", "Picture", "Source")
GAP: Final = "[...]"
_SUBJECT, _VALUE = "\ue000", "\ue001"
_TITLES: Final[Mapping[Kind, str]] = {Kind.FORWARD: "Forward", Kind.BACKWARD: "Backward", Kind.CLOZE: "Gap"}
_BRACES: Final = re.compile(r"\{(?=\{)|(?<=\{)\{")
_LONGEST_NAME: Final = 80

_MORE: Final = (
    '{{#Picture}}<div class="picture">{{Picture}}</div>{{/Picture}}\n{{#Note}}<div class="note">{{Note}}</div>{{/Note}}\n'
    '{{#Source}}<div class="source">{{Source}}</div>{{/Source}}'
)
_CHOICES: Final = '{{#Choices}}<div class="choices">{{Choices}}</div>{{/Choices}}'
CSS: Final = """.card {
  --quiet: #5f6b76;
  --line: #d5dbe1;
  --accent: #0b63b0;
  max-width: 40rem;
  margin: 1.5rem auto;
  padding: 0 1rem;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-size: 1.25rem;
  line-height: 1.5;
  text-align: center;
  color: #1d242b;
  background-color: #fbfcfd;
}
.card.nightMode {
  --quiet: #a3afba;
  --line: #3d464f;
  --accent: #7ab8f5;
  color: #e6eaee;
  background-color: #1e2226;
}
hr { margin: 1.25rem 0; border: 0; border-top: 1px solid var(--line); }
ul, ol, table, pre { display: inline-block; margin: 0.5rem auto; text-align: left; }
table { display: inline-table; border-collapse: collapse; }
td, th { padding: 0.2rem 0.6rem; border: 1px solid var(--line); }
img { max-width: 100%; max-height: 60vh; }
.answer { font-weight: 600; }
.cloze { font-weight: 600; color: var(--accent); }
.choices { font-size: 1.1rem; }
.note { margin-top: 1rem; font-size: 1.05rem; }
.source, .when { margin-top: 1rem; font-size: 0.85rem; color: var(--quiet); }
.source a { color: inherit; }
"""


def type_id(*parts: str) -> int:
    """Return the id of a note type or of settings, always the same one for the same names."""
    return 1_000_000_000_000 + int.from_bytes(blake2b("\x1f".join(parts).encode(), digest_size=8).digest(), "big") % 10**12


def kinds_of(relation: Relation) -> tuple[Kind, ...]:
    """Return the kinds of card that a note for one of a relation's facts can have."""
    if relation.value == "cloze":
        return ()
    return tuple(kind for kind in OWN if kind.value in relation.asked)


def wording(relation: Relation, deck: Deck, kind: Kind) -> tuple[str, str]:
    """Return the words before and after what is given in the plain questions of a relation."""
    match kind:
        case Kind.FORWARD:
            words = ask(relation, _SUBJECT)
        case Kind.BACKWARD:
            words = ask_back(relation, _SUBJECT, relation.subject or deck.subject_label)
        case _:
            words = say(relation, _SUBJECT, _VALUE)
    before, found, after = words.partition(_SUBJECT)
    return (before, after) if found and _SUBJECT not in after else ("\0", "\0")


def fact_model(deck: Deck, relation: Relation, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return the note type for the facts of a relation."""
    kinds = kinds_of(relation)
    names = ["Subject", "Value", *(QUESTIONS[kind] for kind in kinds), *BESIDES]
    names += [WITHOUT + _TITLES[kind].lower() for kind in kinds] if len(kinds) > 1 else []
    templates = [_fact_template(deck, relation, kind, several=len(kinds) > 1) for kind in kinds]
    return _model(deck, "fact", relation, (*names, FIELD), templates, kept)


def without(kind: Kind) -> str:
    """Return the name of the field that is filled where a note has no card of a kind."""
    return WITHOUT + _TITLES[kind].lower()


def cloze_model(deck: Deck, relation: Relation, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return the note type for the sentences of a relation."""
    question = '{{cloze:Text}}\n{{#When}}<div class="when">{{When}}</div>{{/When}}'
    templates = [_template("Sentence", question, f"{question}\n{_MORE}")]
    found = _model(deck, "cloze", relation, ("Text", "When", *BESIDES, FIELD), templates, kept)
    return found | {"type": CLOZE}


def card_model(deck: Deck, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return the note type for single cards."""
    question = f'<div class="question">{{{{Question}}}}</div>\n{_CHOICES}'
    answer = f'{{{{FrontSide}}}}\n<hr id="answer">\n<div class="answer">{{{{Answer}}}}</div>\n{_MORE}'
    return _model(deck, "card", None, ("Question", "Answer", *BESIDES, FIELD), [_template("Card", question, answer)], kept)


def _fact_template(deck: Deck, relation: Relation, kind: Kind, *, several: bool) -> dict[str, Any]:
    own, (before, after) = QUESTIONS[kind], wording(relation, deck, kind)
    given, answer = ("Value", "Subject") if kind is Kind.BACKWARD else ("Subject", "Value")
    plain = f"{_words(before)}{{{{{given}}}}}{_words(after)}" if before != "\0" else f"{{{{{given}}}}}"
    worded = f"{{{{#{own}}}}}{{{{{own}}}}}{{{{/{own}}}}}{{{{^{own}}}}}{plain}{{{{/{own}}}}}"
    question = f'<div class="question">{worded}</div>' + (f"\n{_CHOICES}" if kind is Kind.FORWARD else "")
    if several:
        question = f"{{{{^{without(kind)}}}}}\n{question}\n{{{{/{without(kind)}}}}}"
    back = f'{{{{FrontSide}}}}\n<hr id="answer">\n<div class="answer">{{{{{answer}}}}}</div>\n{_MORE}'
    return _template(_TITLES[kind], question, back)


def _words(text: str) -> str:
    """Return words as HTML that Anki takes for no template."""
    shown = text.replace(_VALUE, GAP)
    return _BRACES.sub("&#123;", text_html(shown))


def _template(name: str, question: str, answer: str) -> dict[str, Any]:
    return {"name": name, "qfmt": question, "afmt": answer}


def _model(  # noqa: PLR0917 - what a note type consists of
    deck: Deck,
    form: str,
    relation: Relation | None,
    fields: Sequence[str],
    templates: Sequence[Mapping[str, Any]],
    kept: Mapping[str, Any],
) -> dict[str, Any]:
    name = f"{_short(relation.words if relation else 'cards')} ({_short(deck.id)})"
    flds = [{"name": field, "ord": place} for place, field in enumerate(fields)]
    flds[-1] |= {"collapsed": True, "excludeFromSearch": True, "plainText": True, "description": _HANDS_OFF}
    return {
        "id": type_id(deck.id, form, relation.name if relation else ""),
        "name": name,
        "type": 0,
        "sortf": 0,
        "css": CSS,
        "flds": flds,
        "tmpls": [{**template, "ord": place} for place, template in enumerate(templates)],
        FIELD: dict(kept),
    }


_HANDS_OFF: Final = "What Anki has no place for. Leave it as it is."


def _short(text: str) -> str:
    name = text.replace('"', "”")
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
