"""The short way for notes that are as most are: words in every field that is asked, cards that are all new and in one deck.

What comes of such a note is worked out once for all that are like it; of the note itself nothing is looked at but its words.
"""

import re
from typing import Final

from attrs import frozen

from quiz.facts.fact import Fact
from quiz.facts.values import RichText, Text, text_of

MARKDOWN: Final = re.compile(r"[^\w ,.;:'\"?%/()’“”„…–—-]|^\W|\d[.)]|  |--|\.\.\.")
"""What may mean something in rich text; a text without it is rich text as it is."""
NOT_PLAIN: Final = re.compile(r"[<&\[\\\n\r\t\xa0\x00-\x08\x0b-\x1e\x7f]|  ")
"""What is something else in HTML than it is as text."""


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

    def fact(self, guid: str, fields: list[str], tags: frozenset[str]) -> Fact | None:
        """Return the fact of a note whose fields are words only; nothing where they are none after all."""
        subject, value = fields[self.subject], fields[self.value]
        subject = subject.strip() if subject.isascii() else text_of(subject)
        value = value.strip() if value.isascii() else text_of(value)
        if not subject or not value or (self.is_rich and MARKDOWN.search(value)):
            return None
        found = RichText(value) if self.is_rich else Text(value) if not value.isascii() else _in_its_own_form(value)
        return Fact.plain(subject, self.relation, found, tags=tags, id=f"{guid}{self.ending}")


def _in_its_own_form(words: str) -> Text:
    """Return words of ASCII letters and signs on one line: there is nothing to convert, which takes most of the time."""
    found: Text = object.__new__(Text)
    object.__setattr__(found, "text", words)
    return found
