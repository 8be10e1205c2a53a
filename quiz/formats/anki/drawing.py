"""Cards that only their template can lay out: the question and the answer as Anki shows them, as rich text."""

import re
from typing import Final

from attrs import field, frozen

from quiz.facts.fact import Fact
from quiz.facts.media import Picture
from quiz.facts.values import RichText
from quiz.formats.anki import clozes, occlusion
from quiz.formats.anki.analysis import Pair
from quiz.formats.anki.filters import is_filled
from quiz.formats.anki.layout import Content
from quiz.formats.anki.note import NOTHING, Made, Note, Task, put_together
from quiz.formats.anki.notetypes import NoteType
from quiz.formats.anki.template import TemplateError
from quiz.formats.anki.vocabulary import Wanted
from quiz.formats.html.visible import visible
from quiz.formats.html_text import Fragment, from_html

_RULES: Final = re.compile(r"\A(?:---(?:\n\n|\Z))+(?:\[\]\{\}\Z)?|(?:\n\n---)+\Z")
_AGAIN: Final = re.compile(r"(?:\n\n---)+(?=\n\n---(?:\n|\Z))")
BLANK_FRONT: Final = "The front of this card is blank."


@frozen(eq=False)
class Drawing:
    """Lays out the cards of one note type."""

    note_type: NoteType
    blank: list[Note] = field(factory=list)
    """Notes of which a card has an empty question, once for each."""

    def fact(self, task: Task, pair: Pair, number: int) -> Made:
        """Return the fact of one card."""
        note, content = task.note, task.content(number)
        told = ""
        try:
            question, answer, told = content.question(), content.answer(), content.besides()
        except TemplateError:
            question, answer = _as_it_is(note)
        asked, answered = from_html(visible(question, self.note_type.css)), from_html(visible(answer))
        front, notes, value = _bare(asked.rich), from_html(told).rich if told else "", _bare(answered.rich)
        drawn = occlusion.shapes(content)
        if drawn:
            front = occlusion.covered(asked, question, drawn, number + 1, answered=False)
            value = occlusion.covered(answered, answer, drawn, number + 1, answered=True)
        if not asked.plain and not asked.media:
            self.blank.append(note)
            front = BLANK_FRONT
        if self.note_type.is_cloze and (hidden := from_html(_hidden(content)).rich):
            value, notes = hidden, put_together((value, notes))
        fact = Fact(
            asked.plain or named(asked) or note.words,
            task.words.name(Wanted(self.note_type.id, "drawn", pair, ("forward",))),
            RichText(value or NOTHING),
            tags=note.tags,
            id=note.fact_id(number),
            front=front,
            note=notes,
        )
        return Made(fact, ((number, "forward", 0),))


def _bare(rich: str) -> str:
    """Return rich text without lines across at its ends, which divide it from nothing, and with one where there were several."""
    if "---" not in rich:
        return rich
    found = _RULES.sub("", rich)
    return found if "```" in found else _AGAIN.sub("", found)


def named(found: Fragment) -> str:
    """Return words for pictures that nobody has put into words."""
    return ", ".join(str(Picture(path)) for path in found.media if path.strip())


def _hidden(content: Content) -> str:
    """Return what the blanks of a card hide, as HTML."""
    names = content.hiding()
    found = (one for name, text in content.fields.items() if name in names for one in clozes.hidden(text, content.number + 1))
    return ", ".join(filter(None, found))


def _as_it_is(note: Note) -> tuple[str, str]:
    """Return a question and an answer for a card whose template cannot be read: the first field, and all others."""
    filled = [text for text in note.fields if is_filled(text)]
    return (filled[0], "<br>".join(filled[1:])) if filled else ("", "")
