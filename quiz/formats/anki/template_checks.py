"""What is wrong with the templates of a note type, told once, however many cards they lay out."""

from collections.abc import Iterator

from quiz.formats.anki.notetypes import NoteType
from quiz.formats.anki.template import CLOZE_NUMBER, FRONT_SIDE, SPECIAL, TemplateError, names_in, parsed


def problems_of(note_type: NoteType) -> Iterator[str]:
    """Yield what is wrong, and what comes of it."""
    known = {*note_type.fields, *SPECIAL, FRONT_SIDE, ""}
    for template in note_type.templates:
        for side, source in (("question", template.question), ("answer", template.answer)):
            where = f"Note type “{note_type.name}”, template “{template.name}”, {side}"
            try:
                names = dict.fromkeys(names_in(parsed(source)))
            except TemplateError as error:
                yield f"{where}: {error}. Its cards show the fields of their notes one after the other."
                continue
            for name in names:
                if name not in known and not CLOZE_NUMBER.fullmatch(name):
                    yield f"{where}: there is no field “{name}”. Its cards show nothing there."
