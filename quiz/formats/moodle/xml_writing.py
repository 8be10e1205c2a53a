"""Writing Moodle XML: every question with its options, remarks, tolerances and tags, and its pictures and sounds within."""

import base64
import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from pathlib import Path, PurePosixPath
from typing import IO, Final
from urllib.parse import quote, unquote

from attrs import field, frozen

from quiz.facts.media import Picture, Sound
from quiz.formats.format import Outgoing, Skipped, Written
from quiz.formats.moodle.deck_questions import Asked, asked_of
from quiz.formats.moodle.gift_writing import category_of
from quiz.formats.moodle.media import PICTURES
from quiz.formats.moodle.numbers import written as written_number
from quiz.formats.moodle.question import ANY, WHOLE, Option, Question, QuestionKind, gap_mark
from quiz.formats.moodle.words import html_of, of_rich
from quiz.text.safe import safe_line

LARGEST: Final = 20 * 2**20
"""Bytes of a picture or sound that is written into the file."""
_TYPES: Final = {
    QuestionKind.CHOICE: "multichoice",
    QuestionKind.SEVERAL: "multichoice",
    QuestionKind.SHORT: "shortanswer",
    QuestionKind.NUMBER: "numerical",
    QuestionKind.TRUEFALSE: "truefalse",
    QuestionKind.PAIRS: "matching",
    QuestionKind.ORDER: "ordering",
    QuestionKind.GAPS: "cloze",
}
_SOURCE = re.compile(r"\b(src|href)=([\"'])([^\"'<>]{1,2000})\2")
_EMPTY_FILE = re.compile(r"<file\b([^>]*?)\s*/?>\s*(?:</file>)?")
_NAME = re.compile(r"\bname\s*=\s*([\"'])(.*?)\1")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(outgoing: Outgoing, path: Path) -> Written:
    """Write the questions of a deck, in the category that its id names."""
    skipped: list[Skipped] = []
    facts: set[str] = set()
    cards = 0
    media = _Media(outgoing)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        _head(file, outgoing)
        for found in asked_of(outgoing, "moodle"):
            if isinstance(found, Skipped):
                skipped.append(found)
                continue
            file.write(media.filled(found) if found.source else _question(found.question, media))
            cards += found.cards
            facts |= found.facts
        file.write("</quiz>\n")
    return Written(facts=len(facts), cards=cards, media=len(media.written), skipped=(*skipped, *media.skipped))


def _head(file: IO[str], outgoing: Outgoing) -> None:
    deck = outgoing.deck
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n  <question type="category">\n')
    file.write(f"    <category><text>{_plain(category_of(deck.id))}</text></category>\n")
    file.write(f'    <info format="plain_text"><text>{_plain(deck.description)}</text></info>\n  </question>\n')


@frozen
class _Media:
    """The pictures and sounds of a deck, which are written within the questions that show them."""

    outgoing: Outgoing
    written: set[str] = field(factory=set)
    skipped: list[Skipped] = field(factory=list)

    def element(self, tag: str, rich: str, indent: str = "    ", **attributes: str) -> str:
        """Return an element that holds a text as HTML, and the files that it shows."""
        files: dict[str, str] = {}
        html = _SOURCE.sub(lambda found: self._linked(found, files), html_of(rich))
        given = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
        inner = "".join(f"{indent}  {element}\n" for element in files.values())
        return f'{indent}<{tag}{given} format="html">\n{indent}  <text>{_plain(html)}</text>\n{inner}'

    def filled(self, asked: Asked) -> str:
        """Return a question as it was written, with the contents of its files."""

        def file(found: re.Match[str]) -> str:
            name = _NAME.search(found[1])
            called = unescape(name[2]).strip() if name else ""
            path = asked.files.get(called) or next(
                (one for key, one in asked.files.items() if key.rpartition("/")[2] == called), ""
            )
            content = self._content(path) if path else ""
            return f"<file{found[1]}>{content}</file>" if content else found[0]

        source = _EMPTY_FILE.sub(file, asked.source) if asked.files else asked.source
        return f"  {source}\n"

    def _linked(self, found: re.Match[str], files: dict[str, str]) -> str:
        path = unquote(unescape(found[3]))
        if "://" in path or path.startswith(("data:", "mailto:", "#")):
            return found[0]
        name = PurePosixPath(path).name
        if path not in files and (content := self._content(path)):
            files[path] = f'<file name="{escape(name)}" path="/" encoding="base64">{content}</file>'
        return f'{found[1]}="@@PLUGINFILE@@/{quote(name)}"' if path in files else found[0]

    def _content(self, path: str) -> str:
        """Return a file in Base64; nothing where it is not at hand."""
        value = Picture(path) if PurePosixPath(path).suffix.casefold() in PICTURES else Sound(path)
        file = self.outgoing.media(value)
        if file is None:
            return ""
        if file.stat().st_size > LARGEST:
            self.skipped.append(Skipped(path, f"The file has more than {LARGEST // 2**20} MiB, and is left out."))
            return ""
        self.written.add(path)
        return base64.b64encode(file.read_bytes()).decode()


def _question(question: Question, media: _Media) -> str:
    name = safe_line(question.title) or safe_line(question.words.plain)[:80] or question.id
    parts = [
        f'  <question type="{_TYPES[question.kind]}">\n',
        f"    <name><text>{_plain(name)}</text></name>\n",
        _stem(question, media),
        media.element("generalfeedback", question.note) + "    </generalfeedback>\n",
        "    <defaultgrade>1</defaultgrade>\n    <penalty>0.3333333</penalty>\n    <hidden>0</hidden>\n",
        f"    <idnumber>{_plain(question.id)}</idnumber>\n",
        *_answers(question, media),
    ]
    if question.tags:
        tags = "".join(f"<tag><text>{_plain(tag)}</text></tag>" for tag in question.tags)
        parts.append(f"    <tags>{tags}</tags>\n")
    return "".join((*parts, "  </question>\n"))


def _stem(question: Question, media: _Media) -> str:
    found = media.element("questiontext", question.words.rich or of_rich(question.title).rich) + "    </questiontext>\n"
    for number, gap in enumerate(question.gaps):
        found = found.replace(gap_mark(number), _plain(_embedded(gap)))
    return found


def _answers(question: Question, media: _Media) -> Iterator[str]:
    match question.kind:
        case QuestionKind.TRUEFALSE:
            for word, remark in zip(("true", "false"), question.remarks, strict=True):
                share = "100" if question.is_true is (word == "true") else "0"
                yield _answer(word, share, remark, media)
        case QuestionKind.NUMBER:
            yield from _numbers(question, media)
        case QuestionKind.SHORT:
            yield f"    <usecase>{int(question.is_exact)}</usecase>\n"
            for option in question.options:
                said = ANY if option.words.plain == ANY else option.words.plain.replace(ANY, f"\\{ANY}")
                yield _answer(said, written_number(option.share), option.remark, media)
        case QuestionKind.PAIRS:
            yield "    <shuffleanswers>true</shuffleanswers>\n"
            for pair in question.pairs:
                answer = f"      <answer><text>{_plain(pair.right.plain)}</text></answer>\n"
                yield media.element("subquestion", pair.left.rich) + f"{answer}    </subquestion>\n"
        case QuestionKind.ORDER:
            yield "    <layouttype>VERTICAL</layouttype>\n    <selecttype>ALL</selecttype>\n    <selectcount>0</selectcount>\n"
            for number, option in enumerate(question.options, start=1):
                yield media.element("answer", option.words.rich, fraction=f"{number}.0000000") + "    </answer>\n"
        case _:
            yield from _options(question, media)


def _options(question: Question, media: _Media) -> Iterator[str]:
    if not question.options:
        return
    yield f"    <single>{'true' if question.kind is QuestionKind.CHOICE else 'false'}</single>\n"
    yield "    <shuffleanswers>true</shuffleanswers>\n    <answernumbering>abc</answernumbering>\n"
    for option in question.options:
        said = media.element("feedback", option.remark, "      ") + "      </feedback>\n"
        yield media.element("answer", option.words.rich, fraction=written_number(option.share)) + f"{said}    </answer>\n"


def _numbers(question: Question, media: _Media) -> Iterator[str]:
    for one in question.amounts:
        said = ANY if one.number is None else written_number(one.number)
        yield _answer(said, written_number(one.share), one.remark, media, tolerance=written_number(one.tolerance))
    if question.unit:
        unit = f"<unit><multiplier>1</multiplier><unit_name>{_plain(question.unit)}</unit_name></unit>"
        yield f"    <units>{unit}</units>\n    <unitgradingtype>0</unitgradingtype>\n    <showunits>0</showunits>\n"


def _answer(text: str, share: str, remark: str, media: _Media, *, tolerance: str = "") -> str:
    said = media.element("feedback", remark, "      ") + "      </feedback>\n"
    more = f"      <tolerance>{tolerance}</tolerance>\n" if tolerance else ""
    head = f'    <answer fraction="{share}" format="moodle_auto_format">\n      <text>{_plain(text)}</text>\n'
    return f"{head}{said}{more}    </answer>\n"


def _embedded(gap: Question) -> str:
    """Return the question of a blank as it stands in a text."""
    match gap.kind:
        case QuestionKind.NUMBER:
            numbers = (
                (
                    ANY if one.number is None else f"{written_number(one.number)}:{written_number(one.tolerance)}",
                    one.share,
                    one.remark,
                )
                for one in gap.amounts
            )
            return _alternatives("NUMERICAL", numbers)
        case QuestionKind.SHORT:
            name = "SHORTANSWER_C" if gap.is_exact else "SHORTANSWER"
            return _alternatives(name, ((_pattern(one), one.share, one.remark) for one in gap.options))
        case _:
            name = "MULTIRESPONSE" if gap.kind is QuestionKind.SEVERAL else "MULTICHOICE"
            return _alternatives(name, ((html_of(one.words.rich), one.share, one.remark) for one in gap.options))


def _pattern(option: Option) -> str:
    return ANY if option.words.plain == ANY else escape(option.words.plain.replace(ANY, f"\\{ANY}"), quote=False)


def _alternatives(name: str, answers: Iterable[tuple[str, object, str]]) -> str:
    parts = []
    for text, share, remark in answers:
        mark = "=" if share == WHOLE else f"%{share}%"
        said = f"#{_signs(html_of(remark))}" if remark else ""
        parts.append(f"{mark}{_signs(text)}{said}")
    return f"{{1:{name}:{'~'.join(parts)}}}"


def _signs(text: str) -> str:
    return re.sub(r"(?<!&)[~#}]", r"\\\g<0>", text)


def _plain(text: str) -> str:
    return escape(_UNFIT.sub("", text), quote=False)
