"""The short way for notes that are as most are: words in every field that is asked, cards that are all new and in one deck.

What comes of such a note is worked out once for all that are like it; of the note itself nothing is looked at but its words.
"""

import re
from typing import Final

from attrs import frozen

from quiz.facts.fact import Fact
from quiz.facts.values import RichText, Text, text_of

MARKDOWN: Final = re.compile(r"[^\w ,.;:'\"?%/()’“”„…–—-]|_|^\W|\d[.)]|  |--|\.\.\.")
"""What may mean something in rich text; a text without it is rich text as it is."""
NOT_PLAIN: Final = re.compile(r"[<&\[\\\n\r\t\xa0\x00-\x08\x0b-\x1e\x7f]|  ")
"""What is something else in HTML than it is as text."""
_OTHERWISE: Final = re.compile(NOT_PLAIN.pattern + r"|[<>\"']")
"""What a field may not hold, if it has to come out of what is made of it as it was."""
_STYLED: Final = re.compile(r"(?<![^ ])<([bi])>([^\W_](?:[^<]*[^\W_])?)</\1>(?![^ ,.;:?])")
_WORDS: Final = re.compile(r"[a-zA-Z0-9 ,.;:'\"?%/()’“”„…–—\x1f\w-]*")
_NUMBERED: Final = re.compile(r"[0-9][.)]|[^\x00-\x7f][.)]")
_LONGEST: Final = 5000
_new, _put = object.__new__, object.__setattr__


@frozen
class Line:
    """One fact of each note of a sort."""

    relation: str
    subject: int
    """The place of the field that is its subject."""
    value: int
    ending: str
    """What follows the note's GUID in the fact's id."""
    is_rich: bool
    cards: tuple[tuple[int, str], ...] = ()
    """The numbers of the cards that ask for it, each with its kind."""

    def fact(self, guid: str, fields: list[str], tags: frozenset[str], *, is_plain: bool = True) -> Fact | None:
        """Return the fact of a note whose fields are words only, or words of which some are bold or slanted; else nothing.

        `is_plain` says that no field holds any HTML.
        """
        subject, raw = fields[self.subject], fields[self.value]
        if not _is_its_own_form(subject) or (not is_plain and _OTHERWISE.search(subject)):
            return None
        found = styled(raw) if not is_plain and "<" in raw and self.is_rich else self._value(raw, is_plain=is_plain)
        return None if found is None else _stated(subject, self.relation, found, tags, guid + self.ending)

    def _value(self, raw: str, *, is_plain: bool) -> Text | None:
        if not _is_its_own_form(raw) or (self.is_rich and MARKDOWN.search(raw)) or (not is_plain and _OTHERWISE.search(raw)):
            return None
        return _rich(raw, raw) if self.is_rich else _words(raw)

    def of_words(self, guid: str, fields: list[str], tags: frozenset[str]) -> Fact | None:
        """Return what `fact` does of a note of which `is_words` holds."""
        subject, value = fields[self.subject], fields[self.value]
        if not _is_its_own_form(subject) or not _is_its_own_form(value) or (self.is_rich and not value[0].isalnum()):
            return None
        return _stated(subject, self.relation, _rich(value, value) if self.is_rich else _words(value), tags, guid + self.ending)

    def of_bare_words(self, guid: str, fields: list[str], tags: frozenset[str]) -> Fact | None:
        """Return what `of_words` does of a note of which `are_bare` holds too; spelled out, since most notes are so."""
        raw = fields[self.value]
        value: Text
        if self.is_rich:
            if not raw[0].isalnum():
                return None
            value = _new(RichText)
            _put(value, "source", raw)
            _put(value, "text", raw)
        else:
            value = _new(Text)
            _put(value, "text", raw)
        fact: Fact = _new(Fact)
        _put(fact, "subject", fields[self.subject])
        _put(fact, "relation", self.relation)
        _put(fact, "value", value)
        _put(fact, "tags", tags)
        _put(fact, "id", guid + self.ending)
        return fact


def _is_its_own_form(text: str) -> bool:
    """Say whether `text_of` leaves a text of one line, without two spaces side by side, as it is; and whether it is any."""
    if text.isascii():
        return text != "" and text[0] != " " and text[-1] != " "
    return text_of(text) == text


def is_words(text: str) -> bool:
    """Say whether fields, divided by their sign, hold words and nothing that means anything in HTML or in rich text.

    Each is rich text as it is, if it begins with a letter or digit.
    """
    return (
        _WORDS.fullmatch(text) is not None
        and "_" not in text
        and "  " not in text
        and "--" not in text
        and "..." not in text
        and not (("." in text or ")" in text) and _NUMBERED.search(text))
    )


def are_bare(text: str) -> bool:
    """Say whether fields, divided by their sign, are of ASCII only, and none begins or ends with a space."""
    return text.isascii() and text[:1] not in {"", " "} and text[-1] != " " and " \x1f" not in text and "\x1f " not in text


def _stated(subject: str, relation: str, value: Text, tags: frozenset[str], id: str) -> Fact:
    """Return a fact of what is in its own form, as `Fact.plain` does."""
    fact: Fact = _new(Fact)
    _put(fact, "subject", subject)
    _put(fact, "relation", relation)
    _put(fact, "value", value)
    _put(fact, "tags", tags)
    _put(fact, "id", id)
    return fact


def styled(raw: str) -> RichText | None:
    """Return a field in which some words are bold or slanted, and nothing else is but words; else nothing."""
    pieces = _STYLED.split(raw)
    if len(pieces) == 1 or len(raw) > _LONGEST:
        return None
    words, source = [pieces[0]], [pieces[0]]
    for tag, inner, after in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        words += (inner, after)
        source += (f"**{inner}**" if tag == "b" else f"*{inner}*", after)
    return _if_words("".join(words), "".join(source))


def _if_words(words: str, source: str) -> RichText | None:
    """Return rich text that is words beside its signs; nothing where some words mean more."""
    if not (is_words(words) and words[:1].isalnum() and '"' not in words and "'" not in words) and (
        _OTHERWISE.search(words) or MARKDOWN.search(words)
    ):
        return None
    if words.isascii():
        return _rich(source, words) if not words.endswith(" ") else None
    return _rich(source, words) if text_of(words) == words and text_of(source) == source else None


def _words(words: str) -> Text:
    """Return words that are in their own form: of ASCII letters and signs on one line there is nothing to convert."""
    if not words.isascii():
        return Text(words)
    found: Text = _new(Text)
    _put(found, "text", words)
    return found


def _rich(source: str, words: str) -> RichText:
    """Return rich text of which the words are known, both in their own form: it takes a fifth of the time."""
    found: RichText = _new(RichText)
    _put(found, "source", source)
    _put(found, "text", words)
    return found
