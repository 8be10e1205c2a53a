"""What a package of quiz holds besides what Anki shows: in a field of each note, and with each note type.

A note's field has the facts that its cards ask, each with its place in the deck, as `quiz.facts.keeping` writes them. The note
type has the deck's vocabulary. Both come back from Anki as they went there, so that the deck can be read again as it was.
"""

import base64
import json
import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias

from attrs import field, frozen

from quiz.formats.anki.limits import LARGEST_CONFIG

FIELD: Final = "quiz"
"""The name of the field, and of what a note type keeps."""
STYLED: Final = "styled"
"""What a note type keeps that came from Anki, and whose fields hold HTML."""
Form: TypeAlias = Literal["fact", "cloze", "card"]
"""`fact`: a note for a fact, with a template for each kind of card. `cloze`: for a sentence with blanks. `card`: for one card."""
_FORMS: Final = ("fact", "cloze", "card")
_MEANINGS: Final = (
    ("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("{{", "\\u007b\\u007b"), ("[sound:", "\\u005bsound:"),
    ("[latex", "\\u005blatex"), ("[/latex", "\\u005b/latex"), ("[$", "\\u005b$"), ("[anki:", "\\u005banki:"),
)  # fmt: skip
"""What Anki would take for more than text. All of it stands in strings only, where it can be written otherwise."""
_COMMENT: Final = "<!--quiz "
"""How a remark begins that is hidden in a field of another note type."""


def harmless(text: str) -> str:
    """Return JSON in which Anki finds nothing but text, and which it leaves as it is."""
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = json.dumps(json.loads(text), separators=(",", ":"))
    if "\x7f" in text:
        text = text.replace("\x7f", "\\u007f")
    for sign, written in _MEANINGS:
        if sign in text:
            text = text.replace(sign, written)
    return text


def summed(fields: Iterable[str]) -> str:
    """Return what tells whether fields are still what they were."""
    text = "\x1f".join(fields)
    return f"{zlib.crc32((text if text.isascii() else unicodedata.normalize('NFC', text)).encode('utf-8', 'replace')):x}"


@frozen
class Hidden:
    """What is hidden in a note."""

    facts: tuple[tuple[int, Mapping[str, Any]], ...] = ()
    """The facts that its cards ask, each with its place in the deck."""
    sum: str = ""
    """That of its other fields as they were written."""
    marked: frozenset[int] | None = None
    """The numbers of the cards that are marked, where Anki's mark of the note would say more."""
    unasked: bool = False
    """Whether its card is suspended only because quiz does not ask it."""


def hidden_of(text: str) -> Hidden:
    """Return what is hidden in a field; nothing where it is empty or no longer can be read."""
    data = _json(text)
    at, facts = data.get("at"), data.get("facts")
    if not isinstance(at, list) or not isinstance(facts, list):
        return Hidden()
    pairs = zip(at, facts, strict=False)
    marked = data.get("marked")
    return Hidden(
        tuple((place, fact) for place, fact in pairs if isinstance(place, int) and isinstance(fact, dict)),
        str(data.get("sum", "")),
        frozenset(number for number in marked if isinstance(number, int)) if isinstance(marked, list) else None,
        unasked=data.get("unasked") is True,
    )


def is_styled(data: object) -> bool:
    """Say whether what a note type keeps tells that its fields hold HTML."""
    return isinstance(data, Mapping) and data.get(STYLED) is True


@frozen
class HiddenType:
    """What is kept with a note type."""

    deck: str
    """The id of the deck."""
    form: Form
    relation: str = ""
    kinds: tuple[str, ...] = ()
    """The kinds of card of its templates, in their order."""
    vocabulary: Mapping[str, Any] = field(factory=dict)
    """All of the deck but its facts, as `quiz.facts.writing.vocabulary` has it."""
    rest: tuple[tuple[int, Mapping[str, Any]], ...] = ()
    """The facts that no card asks, each with its place in the deck."""

    def as_data(self, packed_words: str, packed_rest: str = "") -> dict[str, Any]:
        """Return it as JSON has it; what is large comes packed."""
        found: dict[str, Any] = {
            "v": 1,
            "deck": self.deck,
            "form": self.form,
            "relation": self.relation,
            "kinds": list(self.kinds),
        }
        found["words"] = packed_words
        return found | {"rest": packed_rest} if packed_rest else found


def hidden_type(data: object) -> HiddenType | None:
    """Return what is kept with a note type; nothing of one that is not quiz's, or no longer can be read."""
    if not isinstance(data, Mapping) or data.get("form") not in _FORMS:
        return None
    vocabulary, rest = _unpacked(data.get("words")), _unpacked(data.get("rest"))
    if not isinstance(vocabulary, dict):
        return None
    kinds = data.get("kinds")
    return HiddenType(
        str(data.get("deck", "")),
        data["form"],
        str(data.get("relation", "")),
        tuple(map(str, kinds)) if isinstance(kinds, list) else (),
        vocabulary,
        tuple(_placed(rest)),
    )


def packed(text: str) -> str:
    """Return JSON in few letters."""
    return base64.b85encode(zlib.compress(text.encode("utf-8", "surrogatepass"))).decode()


def commented(data: Mapping[str, Any]) -> str:
    """Return JSON as a remark in HTML."""
    text = harmless(json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True))
    return f"{_COMMENT}{text.replace('--', '-' + chr(92) + 'u002d')}-->"


def without_comment(raw: str) -> tuple[str, Mapping[str, Any]]:
    """Return a field without the remark that `commented` made, and what that said."""
    before, found, rest = raw.partition(_COMMENT)
    if not found:
        return raw, {}
    text, _, after = rest.partition("-->")
    return before + after, _json(text)


def has_comment(raw: str) -> bool:
    """Say whether there is a remark in a field."""
    return _COMMENT in raw


def _placed(found: object) -> Iterable[tuple[int, Mapping[str, Any]]]:
    for one in found if isinstance(found, list) else ():
        if isinstance(one, Sequence) and len(one) == 2 and isinstance(one[0], int) and isinstance(one[1], dict):
            yield one[0], one[1]


def _json(text: object) -> Mapping[str, Any]:
    if not isinstance(text, str) or not text or len(text) > LARGEST_CONFIG:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _unpacked(text: object) -> object:
    if not isinstance(text, str):
        return None
    try:
        opening = zlib.decompressobj()
        data = opening.decompress(base64.b85decode(text), LARGEST_CONFIG)
        return None if opening.unconsumed_tail else json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError, zlib.error):
        return None
