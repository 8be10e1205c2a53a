"""The relations of a deck that notes become: each with a name of its own, its wording, and what it stands for."""

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import frozen

from quiz.facts.relation import Relation
from quiz.formats.anki.analysis import Pair
from quiz.formats.anki.mapping import Form, Link
from quiz.formats.anki.notetypes import NoteType
from quiz.text.safe import safe_line

BOTH: Final = ("forward", "backward")


@frozen
class Wanted:
    """A relation that a fact needs; of two that are equal there is one."""

    note_type: int
    form: Form
    pair: Pair
    kinds: tuple[str, ...]
    subject: int | None = None
    value: int | None = None
    wording: tuple[str, ...] = ()
    """The question and, for a pair, the question back, with `{}` for what is given."""


class Vocabulary:
    """The relations of one deck."""

    def __init__(self, types: Mapping[int, NoteType], used: Iterable[int], styled: frozenset[int]) -> None:
        """Begin without any; `used` are the note types of the deck's notes, `styled` those of them whose fields hold HTML."""
        self.relations: dict[str, Relation] = {}
        self.links: dict[str, Link] = {}
        self._types = types
        self._styled = styled
        self._names: dict[Wanted, str] = {}
        self._claims = _claims(types[id] for id in used if id in types)

    def name(self, wanted: Wanted) -> str:
        """Return the name of a relation, which from now on is one of the deck's."""
        found = self._names.get(wanted)
        if found is None:
            found = self._names[wanted] = self._new_name(wanted)
            self.relations[found] = self._relation(found, wanted)
            kinds = {"forward": wanted.pair.forward, "backward": wanted.pair.backward, "cloze": wanted.pair.forward}
            templates = {kind: number for kind in wanted.kinds if (number := kinds[kind]) is not None}
            self.links[found] = Link(wanted.note_type, wanted.form, templates, wanted.subject, wanted.value)
        return found

    @property
    def types(self) -> tuple[int, ...]:
        """The ids of the note types that its relations stand for."""
        return tuple(dict.fromkeys(link.note_type for link in self.links.values()))

    def _relation(self, name: str, wanted: Wanted) -> Relation:
        ask, back = (*(one.replace("{}", "{subject}") for one in wanted.wording[:1]), *wanted.wording[1:], "", "")[:2]
        value = "cloze" if wanted.form == "cloze" else "rich" if self._is_rich(wanted) else "text"
        return Relation(
            name,
            value=value,
            label=self._base(wanted),
            ask=ask or "{subject}",
            ask_back=back.replace("{}", "{value}") or "{value}",
            say="{subject} — {value}",
            kinds=wanted.kinds,
            apart=True,
        )

    def _is_rich(self, wanted: Wanted) -> bool:
        return wanted.form == "drawn" or wanted.note_type in self._styled

    def _base(self, wanted: Wanted) -> str:
        return _base(self._types[wanted.note_type], wanted.form, wanted.pair, wanted.value)

    def _new_name(self, wanted: Wanted) -> str:
        note_type = self._types[wanted.note_type]
        name = self._base(wanted)
        if len(self._claims.get(name.casefold(), ())) > 1:
            name = f"{name} ({note_type.name})"
        if wanted.pair.backward is not None and wanted.kinds != BOTH:
            name = f"{name}, {wanted.kinds[0]} only"
        template = note_type.templates[min(wanted.pair.forward, len(note_type.templates) - 1)].name
        tried = (name, f"{name} – {template}", *(f"{name} – {template} {number}" for number in range(2, len(self.relations) + 3)))
        return next(one for one in tried if one not in self.relations)


def _base(note_type: NoteType, form: Form, pair: Pair, value: int | None) -> str:
    """Return what a relation is called where no other one is called so."""
    if form == "drawn" or value is None:
        number = min(pair.forward, len(note_type.templates) - 1)
        found = safe_line(note_type.templates[number].name)
    else:
        found = safe_line(note_type.fields[value])
    return found or safe_line(note_type.name) or str(note_type.id)


def _claims(types: Iterable[NoteType]) -> dict[str, set[int]]:
    """Return which note types may call a relation by a name, so that the same ones share it whatever comes first."""
    found: dict[str, set[int]] = {}
    for one in types:
        names = [*one.fields, *(template.name for template in one.templates)]
        for name in names:
            found.setdefault(safe_line(name).casefold(), set()).add(one.id)
    return found
