"""From a deck to the rows of a package: its notes, their cards, and where these stand."""

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from quiz.cards.card import Card
from quiz.facts.fact import Fact, encodable
from quiz.facts.keeping import fact_texts
from quiz.facts.writing import vocabulary
from quiz.formats.anki.hidden import Form, HiddenType, commented, packed
from quiz.formats.anki.media_names import named_in
from quiz.formats.anki.writing import models
from quiz.formats.anki.writing.blocks import Block
from quiz.formats.anki.writing.card_rows import CardRows
from quiz.formats.anki.writing.content import RELEARNING_STEPS, ROLLOVER, STEPS, Content, DeckRow, Options, Row
from quiz.formats.anki.writing.guids import digests_of, guid_of
from quiz.formats.anki.writing.hiding import Hiding
from quiz.formats.anki.writing.kept import KeptNote, KeptNotes, place_of_remark
from quiz.formats.anki.writing.media import OutgoingMedia
from quiz.formats.anki.writing.naming import deck_name, fit, tag_name
from quiz.formats.anki.writing.planning import Plan, Planning
from quiz.formats.anki.writing.simple_rows import Rows
from quiz.formats.anki.writing.sorting import checksum, checksums, words
from quiz.formats.anki.writing.states import States
from quiz.formats.format import Outgoing, Skipped, Written
from quiz.formats.past import Past

if TYPE_CHECKING:
    from quiz.formats.anki.writing.own import Fields

_MARKED: Final = "marked"
_AT_ONCE: Final = 1000
_MOST: Final = 2**31
"""Anki's numbers of cards and days are below this."""


class Assembly:
    """All of a package that is made of one deck."""

    def __init__(self, outgoing: Outgoing) -> None:
        """Prepare a deck; its notes are made when `content` is written."""
        self._outgoing, self._deck = outgoing, outgoing.deck
        self._at = time.time_ns() // 1_000_000
        self.kept = KeptNotes(self._deck)
        self._name = deck_name(self.kept.kept.name or self._deck.id)
        self._deck_id = _deck_id(self._name)
        self.states = self._states()
        self.planning = self._planned()
        self.media: set[str] = set()
        """The names of the media that fields of notes from Anki show."""
        self._types, self._type_ids = self._note_types()
        self._sort_fields = {one["id"]: sort for one in self._types if isinstance(sort := one.get("sortf"), int)}
        self._tags: set[str] = set()
        self._guids: set[str] = set()
        simple = self.planning.simple
        places = len(self._deck.facts) if self.kept.count else 0
        self._note = self._at - len(self.planning.plans) - places - sum(len(one.facts) for one in simple)
        self._first_kept = self._at - places
        """The number of a note from Anki is this one and the place of its first fact in the deck, so that their order stays."""
        cards = self.planning.cards + self.kept.cards + sum(one.cards for one in simple)
        self.cards = CardRows(self.states, self._deck.id, self._deck_id, self._at, cards)
        self._known_tags: dict[frozenset[str], str] = {}

    def content(self) -> Content:
        """Return what goes into the package."""
        name = self._name
        levels = name.split("::")
        decks = [DeckRow(_deck_id("::".join(levels[:depth])), "::".join(levels[:depth])) for depth in range(1, len(levels))]
        description = self.kept.kept.description or self._deck.description
        decks.append(DeckRow(self._deck_id, name, self.states.options.id, description))
        practice = self._outgoing.practice
        hour = practice.rollover_hour if practice is not None else None
        cards = self.cards
        return Content(
            self._at, self._types, decks, [self.states.options], chain.from_iterable(self._notes()), _later(lambda: cards.rows),
            _later(self.states.answers), cards.new, _later(lambda: cards.more_new), self._tags,
            ROLLOVER if hour is None else hour,
        )  # fmt: skip

    @property
    def named(self) -> set[str]:
        """The names of the media that notes and templates of Anki show, as far as the notes were made."""
        templates = (str(one.get(side) or "") for data in self._types for one in data["tmpls"] for side in ("qfmt", "afmt"))
        return self.media | named_in("\n".join(templates))

    def written(self, media: OutgoingMedia) -> Written:
        """Return what was written, once all of it was."""
        skipped = [*media.skipped]
        cards = self.cards.count
        if self._deck.facts and not cards:
            skipped.append(
                Skipped(self._deck.id, "No card asks any of its facts, so Anki takes none; quiz reads them from this file.")
            )
        return Written(len(self._deck.facts), cards, self.states.count, len(media.files), tuple(skipped))

    def _planned(self) -> Planning:
        special = {past.card for past in self.states.known.values() if past.marked}
        has_pictures = any(term.picture is not None for term in self._deck.terms.values())
        planning = Planning(self._deck, self.kept.places, special, one_by_one=has_pictures)
        for _ in planning.add_all():
            self._outgoing.tick()
        return planning

    def _states(self) -> States:
        practice, preset = self._outgoing.practice, self.kept.kept.preset
        options = Options(models.type_id("options", self._deck.id), encodable(str(preset.get("name") or self._deck.title)))
        if practice is not None:
            options = evolve(options, parameters=practice.parameters, desired_retention=practice.desired_retention)
        limits = {"new": "new_a_day", "rev": "reviews_a_day", "maxIvl": "longest_interval"}
        told: dict[str, Any] = {
            name: int(value)
            for key, name in limits.items()
            if isinstance(value := preset.get(key), int | float) and 0 <= value < _MOST
        }
        rollover = practice.rollover_hour if practice is not None and practice.rollover_hour is not None else ROLLOVER
        local = datetime.fromtimestamp(self._at / 1000 - rollover * 3600, UTC).astimezone()
        states = States(self._at, evolve(options, **told), local.date().toordinal() - _EPOCH)
        states.take(self._outgoing.past())
        return evolve(states, options=_with_steps(states.options, states.known.values()))

    def _note_types(self) -> tuple[list[Mapping[str, Any]], dict[tuple[Form, str], int]]:
        """Return the note types of the package, and those of quiz by their form and relation."""
        deck = self._deck
        used: dict[tuple[Form, str], Plan] = {}
        for plan in self.planning.plans:
            used.setdefault((plan.form, "" if plan.form == "card" else plan.relation.name), plan)
        for one in self.planning.simple:
            used["fact", one.relation.name] = Plan((), "fact", one.relation, {}, 0)
        rest = list(self.planning.unused())
        if rest and not used:
            used["card", ""] = Plan((), "card", next(iter(deck.relations.values())), {}, 0)
        found: list[Mapping[str, Any]] = []
        ids: dict[tuple[Form, str], int] = {}
        if used:
            packed_words = packed(json.dumps(vocabulary(deck), ensure_ascii=False, separators=(",", ":")))
            texts = fact_texts(deck.of_settled(deck.facts[place] for place in rest)) if rest else []
            packed_rest = (
                packed(f"[{','.join(f'[{place},{text}]' for place, text in zip(rest, texts, strict=True))}]") if rest else ""
            )
        for number, ((form, name), plan) in enumerate(used.items()):
            kinds = [str(kind) for kind in models.kinds_of(plan.relation)] if form == "fact" else []
            hidden = HiddenType(deck.id, form, name, tuple(kinds)).as_data(packed_words, packed_rest if not number else "")
            match form:
                case "fact":
                    model = models.fact_model(deck, plan.relation, hidden)
                case "cloze":
                    model = models.cloze_model(deck, plan.relation, hidden)
                case _:
                    model = models.card_model(deck, hidden)
            found.append(model)
            ids[form, name] = model["id"]
        found += [self.kept.data_of(id) for id in self.kept.used_types]
        return _named_apart(found), ids

    def _notes(self) -> Iterator[Iterable[Row]]:
        """Yield the rows of notes, many at a time, and make those of their cards."""
        planning = self.planning
        if planning.simple or planning.plans:
            from quiz.formats.anki.writing.own import Fields

            fields, hiding = Fields(self._deck), Hiding(self._deck)
            several = Rows(self._deck.id, fields, hiding, self._tags_text)
            for simple in planning.simple:
                first = self._note + 1
                self._note += len(simple.facts)
                self.cards.of_simple(simple, first)
                yield from several.of(simple, first, self._type_ids["fact", simple.relation.name])
            yield (self._own_note(plan, fields, hiding) for plan in planning.plans)
        for block in self.kept.blocks:
            for start in range(0, len(block.facts), _AT_ONCE):
                yield self._kept_block(block, start, min(start + _AT_ONCE, len(block.facts)))
        yield map(self._kept_note, self.kept.notes)

    def _kept_block(self, block: Block, start: int, stop: int) -> Iterable[Row]:
        """Return the rows of notes from Anki that are alike, and make those of their cards."""
        texts = block.texts(start, stop)
        cards, facts = self.cards, block.facts[start:stop]
        if None in texts or cards.are_marked(block, facts):
            return [self._kept_note(block.note(place)) for place in range(start, stop)]
        found: list[str] = texts  # type: ignore[assignment]
        whole = "\x1f".join(found)
        if "<" in whole or "[" in whole:
            named = named_in(whole)
            if named and fit(found)[1]:
                return [self._kept_note(block.note(place)) for place in range(start, stop)]
            self.media |= named
        first, places = self._first_kept, block.places[start:stop]
        ids = range(first + places.start, first + places.stop) if isinstance(places, range) else [first + one for one in places]
        cards.of_block(block, start, stop, ids)
        number = self._sort_fields.get(block.note_type, 0)
        names = [words(text.partition("\x1f")[0]) for text in found]
        sorts = names if not number else [words((text.split("\x1f") + [""] * number)[number]) for text in found]
        guids = block.guids[start:stop]
        self._guids.update(guids)
        tagged = [fact.tags for fact in facts]
        tags = map(self._tags_text, tagged) if any(tagged) else repeat("")
        return zip(
            ids, guids, repeat(block.note_type), tags, found, sorts, checksums(digests_of(names)), repeat(""), strict=False
        )

    def _kept_note(self, note: KeptNote) -> Row:
        self._note = self._first_kept + note.place - 1
        raw, data, extra = self.kept.fields(note)
        whole = "\x1f".join(raw)
        if "<" in whole or "[" in whole:
            self.media |= named_in(whole)
            raw, names = fit(raw)
            if names:
                extra["media"] = names
        marked: list[int] = []
        cards = note.cards()
        for number, fact, kind, blank in cards:
            past = self.states.of_fact(fact.id or fact.key, kind, blank) if self.states.known else None
            if past is not None and past.marked:
                marked.append(number)
            self.cards.add(self._note + 1, number, note.place + 1, past)
        if len(marked) not in {0, len(cards)}:
            extra["marked"] = marked
        if extra:
            raw[place_of_remark(note, raw)] += commented(extra)
        return self._note_row(note.guid, note.note_type, raw, self._tags_of(note.facts, is_marked=bool(marked)), data)

    def _own_note(self, plan: Plan, fields: "Fields", hiding: Hiding) -> Row:
        facts = [self._deck.facts[place] for place in plan.facts]
        shown = fields.of(plan)
        pasts = {number: self.states.of_card(card.id) for number, card in plan.cards.items()} if self.states.known else {}
        marked = [number for number, past in pasts.items() if past is not None and past.marked]
        asked = all(card.asked for card in plan.cards.values())
        more = "" if asked else ',"unasked":true'
        if len(marked) not in {0, len(plan.cards)}:
            more += f',"marked":{marked}'
        if plan.form == "fact" and not more:
            hidden = hiding.of_fact(facts[0], plan.facts[0], "\x1f".join(shown))
        else:
            hidden = hiding.of_facts(facts, plan.facts, "\x1f".join(shown), more)
        for number in sorted(plan.cards):
            self.cards.add(self._note + 1, number, plan.position + 1, pasts.get(number), asked=asked)
        first = plan.cards[min(plan.cards)]
        type = self._type_ids[plan.form, "" if plan.form == "card" else plan.relation.name]
        return self._note_row(self._guid(plan, first), type, [*shown, hidden], self._tags_of(facts, is_marked=bool(marked)), "")

    def _guid(self, plan: Plan, card: Card) -> str:
        """Return what a note is known by: its GUID in Anki, or the id of its first card, which no edit of an answer changes."""
        fact = self._deck.facts[plan.facts[0]]
        if plan.form != "card" and plan.relation.apart and fact.id:
            guid, slash, number = fact.id.rpartition("/")
            if slash and guid and number.isdecimal() and guid not in self._guids:
                return guid
        return guid_of(self._deck.id, card) if plan.form == "fact" else card.id

    def _note_row(self, guid: str, type: int, fields: Sequence[str], tags: str, data: str) -> Row:
        id = self._note = self._note + 1
        self._guids.add(guid)
        first = words(fields[0])
        sort = self._sort_fields.get(type, 0)
        sorted_by = first if not sort or sort >= len(fields) else words(fields[sort])
        return id, guid, type, tags, "\x1f".join(fields), sorted_by, checksum(first), data

    def _tags_of(self, facts: Sequence[Fact], *, is_marked: bool) -> str:
        tags = facts[0].tags if len(facts) == 1 else frozenset[str]().union(*(fact.tags for fact in facts))
        found = self._tags_text(tags)
        if is_marked and f" {_MARKED} " not in found.casefold():
            self._tags.add(_MARKED)
            return f"{found or ' '}{_MARKED} "
        return found

    def _tags_text(self, tags: frozenset[str]) -> str:
        """Return tags as a note has them."""
        found = self._known_tags.get(tags)
        if found is None:
            names = sorted({tag_name(tag) for tag in tags})
            self._tags.update(names)
            found = self._known_tags[tags] = f" {' '.join(names)} " if names else ""
        return found


_EPOCH: Final = 719_163
"""The number of 1970-01-01 among the days of Python's calendar."""


def _deck_id(name: str) -> int:
    return 1 if name == "Default" else models.type_id("deck", name)


def _later(rows: Any) -> Iterator[Row]:  # noqa: ANN401
    """Yield rows that are there only when they are asked for."""
    yield from rows()


def _with_steps(options: Options, pasts: Iterable[Past]) -> Options:
    """Return settings with as many steps as cards have come to."""
    from quiz.memory.state import Phase

    most = {Phase.LEARNING: len(STEPS) - 1, Phase.RELEARNING: len(RELEARNING_STEPS) - 1}
    for past in pasts:
        if past.phase in most:
            most[past.phase] = max(most[past.phase], past.step)
    steps, again = (
        (*known, *[known[-1]] * (most[phase] + 1 - len(known)))
        for known, phase in ((STEPS, Phase.LEARNING), (RELEARNING_STEPS, Phase.RELEARNING))
    )
    return evolve(options, steps=steps, relearning_steps=again)


def _named_apart(types: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return note types of which no two have one name."""
    taken: set[str] = set()
    found: list[Mapping[str, Any]] = []
    for one in types:
        name, number = one["name"], 2
        while name.casefold() in taken:
            name, number = f"{one['name']} {number}", number + 1
        taken.add(name.casefold())
        found.append({**one, "name": name})
    return found
