"""Questions of Moodle XML: what the elements of each type of question mean."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from attrs import evolve, field, frozen

from quiz.formats.moodle.gaps import Choice, bracketed, embedded
from quiz.formats.moodle.gift_questions import of_pattern
from quiz.formats.moodle.media import Files, UnfitError
from quiz.formats.moodle.numbers import number_of
from quiz.formats.moodle.question import ANY, NOTHING, WHOLE, Amount, Option, Pair, Question, QuestionKind, Worded
from quiz.formats.moodle.words import of_plain, worded
from quiz.formats.xml_records import Element

SILENT: Final = {
    "essay": "An essay has no answer that could be shown or judged, so it is no card.",
    "description": "A description asks nothing, so it is no card.",
    "random": "It stands for any question of its category; those are taken by themselves.",
    "calculated": "Its numbers are drawn anew each time it is asked, which a card's are not.",
    "calculatedsimple": "Its numbers are drawn anew each time it is asked, which a card's are not.",
    "calculatedmulti": "Its numbers are drawn anew each time it is asked, which a card's are not.",
    "ddimageortext": "Its answers are places on a picture, which quiz does not ask for.",
    "ddmarker": "Its answers are places on a picture, which quiz does not ask for.",
}
"""Types of question that become no card, and why."""
_FORMATS: Final[Mapping[str, str]] = {
    "html": "html",
    "moodle_auto_format": "moodle",
    "wiki_like": "moodle",
    "plain_text": "plain",
    "markdown": "markdown",
}
_NO: Final = frozenset({"false", "0", ""})


class UnaskableError(ValueError):
    """A question that is no card; its text says why."""


@frozen
class Reader:
    """Reads the questions of one file."""

    files: Files
    tell: Callable[[str, str], None]
    """Is told of each file that is not taken: which one, and why."""
    known: Mapping[str, str] = field(factory=dict)
    """Paths of files whose contents are not there, by their names: those of a question that was kept."""

    def question(self, node: Element, where: str) -> Question:
        """Return a question. Raises `UnaskableError` for one that is no card."""
        type = node.attributes.get("type", "").strip().casefold()
        read = _READERS.get(type)
        if read is None:
            raise UnaskableError(SILENT.get(type) or _unknown(type))
        parts = _Parts(self, node, _format(node.first("questiontext"), "html"))
        found = read(parts)
        return evolve(
            found,
            where=where,
            words=found.words or parts.words(),
            title=" ".join(node.said("name", "text").split()),
            id=node.said("idnumber"),
            tags=tuple(dict.fromkeys(filter(None, (tag.said("text") for tag in _all(node, "tags", "tag"))))),
            note=parts.note(),
        )


def _unknown(type: str) -> str:
    if not type:
        return 'It does not say of what type it is; write type="multichoice" or another one.'
    return f"Questions of the type “{type[:40]}” have no answers that quiz can ask for."


@frozen
class _Parts:
    """The parts of one question."""

    reader: Reader
    node: Element
    format: str
    """The format of its words, in which all its other texts are unless they say otherwise."""

    def words(self) -> Worded:
        """Return its words, and the picture that old files have beside them."""
        return self.read(self.source())

    def source(self) -> str:
        found = self.node.first("questiontext")
        source = _said(found)
        image = self.node.said("image").replace("/", "_")
        if image and self.node.first("image_base64") is not None:
            source += f' <img src="@@PLUGINFILE@@/{image}">'
        return source

    def read(self, source: str) -> Worded:
        """Return the words of the question as they are in a text of its own format."""
        files = self._files(self.node.first("questiontext"))
        image, content = self.node.said("image").replace("/", "_"), self.node.first("image_base64")
        if image and content is not None:
            self._take(image, content.text, files)
        return worded(source, self.format, files)

    def text(self, node: Element | None, otherwise: str = "") -> Worded:
        """Return the words of one of its elements."""
        if node is None:
            return NOTHING
        return worded(_said(node), _format(node, otherwise or self.format), self._files(node))

    def note(self) -> str:
        """Return what is shown with the answer: the general remark, and the hints."""
        found = [self.text(self.node.first("generalfeedback")).rich]
        for hint in self.node.all("hint"):
            said = self.text(hint.first("hintcontent") or hint).rich
            found.append(f"Hint: {said}" if said else "")
        return "\n\n".join(filter(None, found))

    def options(self, *, typed: bool = False) -> tuple[Option, ...]:
        """Return its answers, as words that are shown, or as patterns of what is `typed`."""
        found = []
        for answer in self.node.all("answer"):
            words = of_pattern(_said(answer)) if typed else self.text(answer)
            if words:
                found.append(Option(words, _share(answer), self.text(answer.first("feedback")).rich))
        return tuple(found)

    def _files(self, node: Element | None) -> dict[str, str]:
        """Return the paths of the files that come with an element, by what its text calls them."""
        found = dict(self.reader.known)
        for file in node.all("file") if node is not None else ():
            name = file.attributes.get("name", "").strip()
            folder = file.attributes.get("path", "/").strip("/")
            called = f"{folder}/{name}" if folder else name
            if name and "path" in file.attributes and not file.text.strip() and name in found:
                found.setdefault(called, found[name])
            elif name:
                self._take(called, file.text, found)
        return found

    def _take(self, name: str, content: str, into: dict[str, str]) -> None:
        try:
            into[name] = self.reader.files.add(name, content)
        except UnfitError as error:
            self.reader.tell(name, str(error))


def _said(node: Element | None) -> str:
    """Return the text of an element: in old files it stands there without an element of its own."""
    if node is None:
        return ""
    inner = node.first("text")
    return (inner if inner is not None else node).text.strip()


def _format(node: Element | None, otherwise: str) -> str:
    given = node.attributes.get("format", "").strip().casefold() if node is not None else ""
    return _FORMATS.get(given, "html") if given else otherwise


def _share(answer: Element) -> Decimal:
    given = answer.attributes.get("fraction")
    if given is None:
        # Very old files have it as an element, and as a share of 1.
        return WHOLE * (number_of(answer.said("fraction")) or Decimal(0))
    return number_of(given) or Decimal(0)


def _all(node: Element, *tags: str) -> Iterator[Element]:
    within = node.first(*tags[:-1])
    return within.all(tags[-1]) if within is not None else iter(())


def _new(kind: QuestionKind, options: tuple[Option, ...] = ()) -> Question:
    return Question(kind, "", NOTHING, options=options)


def _multichoice(parts: _Parts) -> Question:
    single = parts.node.first("single")
    is_single = single is None or single.text.strip().casefold() not in _NO
    return _new(QuestionKind.CHOICE if is_single else QuestionKind.SEVERAL, options=parts.options())


def _several(parts: _Parts) -> Question:
    return _new(QuestionKind.SEVERAL, options=parts.options())


def _truefalse(parts: _Parts) -> Question:
    answers = list(parts.node.all("answer"))[:2]
    remarks = {"true": "", "false": ""}
    shares: dict[str, Decimal] = {}
    for place, answer in enumerate(answers):
        said = _said(answer).casefold()
        # Old files have the words of the site's language there, the one for true first.
        key = said if said in remarks else ("true", "false")[place]
        shares[key] = _share(answer)
        remarks[key] = parts.text(answer.first("feedback")).rich
    if not any(share > 0 for share in shares.values()):
        raise UnaskableError("Neither true nor false is right; give one of them the whole mark.")
    is_true = shares.get("true", Decimal(0)) > shares.get("false", Decimal(0))
    return evolve(_new(QuestionKind.TRUEFALSE), is_true=is_true, remarks=(remarks["true"], remarks["false"]))


def _shortanswer(parts: _Parts) -> Question:
    return evolve(_new(QuestionKind.SHORT, options=parts.options(typed=True)), is_exact=parts.node.said("usecase") == "1")


def _numerical(parts: _Parts) -> Question:
    amounts = []
    for answer in parts.node.all("answer"):
        said = re.sub(r"<[^<>]*>", "", _said(answer)).strip()
        number = number_of(said)
        if number is None and said not in {ANY, ""}:
            raise UnaskableError(f"“{said[:40]}” is no number.")
        tolerance = number_of(answer.said("tolerance")) or Decimal(0)
        amounts.append(Amount(number, tolerance, _share(answer), parts.text(answer.first("feedback")).rich))
    units = [unit for unit in _all(parts.node, "units", "unit") if unit.said("unit_name")]
    unit = next((unit for unit in units if number_of(unit.said("multiplier") or "1") == 1), None)
    return evolve(_new(QuestionKind.NUMBER), amounts=tuple(amounts), unit=unit.said("unit_name") if unit is not None else "")


def _matching(parts: _Parts) -> Question:
    pairs = []
    for node in parts.node.all("subquestion"):
        answer = node.first("answer")
        words = parts.text(answer) if answer is not None and "format" in answer.attributes else of_plain(_said(answer))
        if words:
            pairs.append(Pair(parts.text(node), words))
    return evolve(_new(QuestionKind.PAIRS), pairs=tuple(pairs))


def _ordering(parts: _Parts) -> Question:
    return _new(QuestionKind.ORDER, options=parts.options())


def _cloze(parts: _Parts) -> Question:
    words, gaps = embedded(parts.source(), parts.read)
    return _with_gaps(words, gaps, "It has no blanks, such as {1:SHORTANSWER:=Paris}.")


def _brackets(tag: str) -> Callable[[_Parts], Question]:
    def read(parts: _Parts) -> Question:
        choices = [Choice(parts.text(node), node.said("group") or "1") for node in parts.node.all(tag)]
        words, gaps = bracketed(parts.source(), choices, parts.read)
        return _with_gaps(words, gaps, "It has no blanks, such as [[1]].")

    return read


def _with_gaps(words: Worded, gaps: tuple[Question, ...], otherwise: str) -> Question:
    if not gaps:
        raise UnaskableError(otherwise)
    return Question(QuestionKind.GAPS, "", words, gaps=gaps)


_READERS: Final[Mapping[str, Callable[[_Parts], Question]]] = {
    "multichoice": _multichoice,
    "multichoiceset": _several,
    "oumultiresponse": _several,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "matching": _matching,
    "match": _matching,
    "ddmatch": _matching,
    "ordering": _ordering,
    "cloze": _cloze,
    "multianswer": _cloze,
    "ddwtos": _brackets("dragbox"),
    "gapselect": _brackets("selectoption"),
}
"""What reads each type of question that has cards."""
