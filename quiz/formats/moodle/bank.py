"""The questions of a file on their way to decks: each category is a deck, and each question has a name of its own in it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import define, evolve, field

from quiz.errors import FormatError
from quiz.facts.deck import LONGEST_ID, Deck, names_a_deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.formats.format import MediaFile, Noted, Opened, Record, Skipped, Taken
from quiz.formats.moodle.question import Question, QuestionKind
from quiz.formats.moodle.question_facts import RELATIONS, NoAnswerError, base_of, digest, facts_of, relation_of_pairs
from quiz.text.safe import safe_line

MOST_QUESTIONS: Final = 50_000
"""A file with more questions is refused."""
MOST_ANSWERS: Final = 250_000
"""A file whose questions have more answers in all is refused."""
_DEEPEST: Final = 12
"""Levels of categories; those below are one."""
_MOST_TWINS: Final = 20

Category = tuple[str, ...]
"""The names of a category and of those around it, the outermost first."""


@define
class _Part:
    """The questions of one deck."""

    deck: Deck
    relations: dict[str, Relation] = field(factory=lambda: {relation.name: relation for relation in RELATIONS})
    named: dict[str, int] = field(factory=dict)
    """The names that questions have, and how many asked for each."""
    media: dict[str, MediaFile] = field(factory=dict)
    seen: dict[int, str] = field(factory=dict)
    """Where each question stands, by all that it says."""


@define
class Bank:
    """Takes the questions of a file, and yields the records of its reading."""

    fallback: str
    """The id of the deck of questions in no category."""
    is_one: bool = False
    """Whether all go to one deck, whatever their category; then it is a tag."""
    _parts: dict[str, _Part] = field(factory=dict, init=False)
    _records: list[Record] = field(factory=list, init=False)
    _category: Category = field(default=(), init=False)
    _twins: list[str] = field(factory=list, init=False)
    _count: int = field(default=0, init=False)
    _answers: int = field(default=0, init=False)

    def enter(self, category: Category, description: str = "") -> None:
        """Begin a category."""
        self._category = category
        if description and not self.is_one:
            part = self._part()
            part.deck = evolve(part.deck, description=description)

    def skip(self, where: str, reason: str) -> None:
        """Tell of something that is not taken."""
        self._records.append(Skipped(where, reason))

    def note(self, text: str) -> None:
        """Tell of something that costs no question."""
        self._records.append(Noted(text))

    def take(self, question: Question, media: Mapping[str, MediaFile] | None = None) -> None:
        """Take a question into the deck of its category, with its pictures and sounds.

        Raises `FormatError` where there are too many.
        """
        self._count += 1
        if self._count > MOST_QUESTIONS:
            raise FormatError(f"The file holds more than {MOST_QUESTIONS:,} questions. Split it into several files.")
        self._answers += len(question.options) + len(question.pairs) + len(question.amounts)
        if self._answers > MOST_ANSWERS:
            raise FormatError(f"The file's questions have more than {MOST_ANSWERS:,} answers. Split it into several files.")
        part = self._part()
        if self.is_one and self._category:
            question = evolve(question, tags=(*question.tags, "::".join(self._category)))
        name = self._name(question, part)
        try:
            facts = facts_of(question, name)
        except NoAnswerError as error:
            self.skip(question.where, str(error))
            return
        except ValueError as error:
            self.skip(question.where, f"{error}.")
            return
        if question.kind is QuestionKind.PAIRS:
            relation = relation_of_pairs(question, name)
            part.relations[relation.name] = relation
        self._tell_twins(question, facts, part)
        part.media.update(media or {})
        self._records.append(Taken(question.where, facts, part.deck.id))

    def records(self) -> Iterator[Record]:
        """Yield the decks, each with its pictures and sounds, and what became of each question."""
        for part in self._parts.values():
            yield Opened(evolve(part.deck, relations=part.relations), part.media)
        yield from self._records
        if self._twins:
            more = f" and {len(self._twins) - _MOST_TWINS} more" if len(self._twins) > _MOST_TWINS else ""
            told = "; ".join(self._twins[:_MOST_TWINS])
            yield Noted(f"Some questions stand in the file twice, word for word, and are asked twice: {told}{more}.")

    def _part(self) -> _Part:
        name = self.fallback if self.is_one else deck_of(self._category) or self.fallback
        if name not in self._parts:
            self._parts[name] = _Part(Deck(name))
        return self._parts[name]

    def _name(self, question: Question, part: _Part) -> str:
        """Return a name that no other question of the deck has: with a hash of its words where one has its own."""
        name = base_of(question)
        if name in part.named and (question.id or question.title):
            name = f"{name}-{digest(question.words.rich, question.kind)}"
        number = part.named[name] = part.named.get(name, 0) + 1
        return name if number == 1 else f"{name}-{number}"

    def _tell_twins(self, question: Question, facts: Sequence[Fact], part: _Part) -> None:
        said = hash(
            tuple((fact.subject, fact.value.key, fact.wrong, fact.accept, fact.feedback, fact.note, fact.front) for fact in facts)
        )
        first = part.seen.setdefault(said, question.where)
        if first is not question.where:
            self._twins.append(f"{first} and {question.where}")


def path_of(category: str) -> Category:
    """Return the names of a category as Moodle writes it: `$course$/top/Geography/Rivers`, with `//` for a slash in a name."""
    names = [safe_line(part.replace("\ue005", "/")) for part in category.replace("//", "\ue005").split("/")]
    if names and names[0].startswith("$") and names[0].endswith("$") and len(names[0]) > 1:
        names = names[1:]
    names = [name for name in names if name.strip(". ")]
    return tuple(names[1:] if names and names[0] == "top" else names)


def deck_of(category: Category) -> str:
    """Return the id of the deck of a category; nothing for none."""
    levels = [_level(name) for name in category[:_DEEPEST]]
    found = "::".join(level for level in levels if level)
    return found if found and names_a_deck(found) else found and f"category {digest(found)}"


def _level(name: str) -> str:
    cleaned = name.replace("/", "-").replace("\\", "-").replace("::", " ").strip(" .:")
    return cleaned[: LONGEST_ID // 4].strip(" .:")
