"""Note types that nobody thought of: fields, sections, filters and words in any order."""

from collections.abc import Sequence
from random import Random
from typing import Final

from tests.formats.anki import pasted
from tests.formats.anki.kinds import Kind

_LINE: Final = "\n\n<hr id=answer>\n\n"
_FIELDS: Final = (
    "Front",
    "Back",
    "Word",
    "Meaning",
    "Reading",
    "Extra",
    "名前",
    "Ünïcode",
    "Two words",
    "Tag",
    "1",
    "a-b",
    "ID",
    "Text",
    "Source/Page",
    "What?",
)
_FILTERS: Final = (
    "",
    "",
    "",
    "",
    "",
    "text:",
    "hint:",
    "type:",
    "furigana:",
    "kana:",
    "kanji:",
    "tts en_US:",
    "edit:",
    "unknown:",
    "text:kana:",
    "type:nc:",
    "hint:kana:",
)
_WORDS: Final = (
    "",
    "",
    "",
    " ",
    "\n",
    "<br>",
    "What is ",
    "? ",
    " means ",
    "(",
    ")",
    ": ",
    "<hr>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<!-- x -->",
    "&nbsp;",
    "Say “",
    "” in English ",
    "“",
    " e.g. ",
    "*",
    "_",
)


def any_kind(random: Random, name: str) -> Kind:
    """Return a note type that nobody thought of."""
    fields = random.sample(_FIELDS, random.randint(1, 7))
    templates: list[tuple[str, str]] = []
    for _ in range(random.randint(1, 4)):
        question = _side(random, fields)
        if "{{" not in question.replace("{{#", "").replace("{{^", "").replace("{{/", ""):
            question += f"{{{{{random.choice(fields)}}}}}"
        before = random.choice(("{{FrontSide}}", "{{FrontSide}}", question.replace("type:", ""), "", ""))
        line = random.choice((_LINE, _LINE, "<hr>", '<hr id="answer">', "<br>", "<hr id=answer/>", "", "<div id=answer>"))
        templates.append(
            (
                question + f"<!-- {len(templates)} -->" * any(question == one for one, _ in templates),
                before + line + _side(random, fields),
            )
        )
    return Kind(name, fields, templates)


def _side(random: Random, fields: Sequence[str], depth: int = 0) -> str:
    parts: list[str] = []
    for _ in range(random.randint(1, 3)):
        parts.append(random.choice(_WORDS))
        name = random.choice(fields)
        if random.random() < 0.15 and depth < 3:
            inside = _side(random, fields, depth + 1)
            parts.append(f"{{{{{random.choice('##^')}{name}}}}}{inside}{{{{/{name}}}}}")
        else:
            parts.append(f"{{{{{random.choice(_FILTERS)}{name}}}}}")
        parts.append(random.choice(_WORDS))
    return "".join(parts)


def any_cloze(random: Random, name: str) -> Kind:
    """Return a note type of blanks that nobody thought of."""
    fields = ["Text", *random.sample([one for one in _FIELDS if one != "Text"], random.randint(0, 4))]
    front = _side(random, fields[1:]) if len(fields) > 1 and random.random() < 0.5 else ""
    back = _side(random, fields[1:]) if len(fields) > 1 and random.random() < 0.7 else ""
    shown = random.choice(("{{cloze:Text}}", "{{cloze:Text}}", "<div>{{cloze:Text}}</div>", "{{cloze:Text}}{{type:cloze:Text}}"))
    return Kind(
        name,
        fields,
        ((front + shown, random.choice((shown, shown, "{{FrontSide}}<hr id=answer>" + shown)) + back),),
        is_cloze=True,
        fills={"Text": pasted.sentence},
    )
