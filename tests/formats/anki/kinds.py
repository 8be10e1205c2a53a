"""Note types as people have them: those of well-known decks and add-ons."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from attrs import field, frozen

from tests.formats.anki import pasted

Fill = Callable[[Random], str]


@frozen
class Kind:
    """A note type: its fields with what fills them, and its templates with their questions and answers."""

    name: str
    fields: Sequence[str]
    templates: Sequence[tuple[str, str]]
    is_cloze: bool = False
    css: str = ""
    fills: dict[str, Fill] = field(factory=dict)
    spoiled: dict[int, tuple[str, str]] = field(factory=dict)
    """Templates that Anki would not save, by their numbers, which take the place of the others once there are notes."""

    def value(self, random: Random, name: str) -> str:
        """Return what fills a field."""
        return self.fills.get(name, pasted.value)(random)


def _maybe(fill: Fill) -> Fill:
    return lambda random: fill(random) if random.random() < 0.6 else ""


def _svg(random: Random) -> str:
    return f'<img src="{random.choice(("map.png", "x_y.svg", "paste-1f3a.jpg"))}" />'


KNOWN: Final = (
    Kind(
        "Japanese",
        ("Expression", "Reading", "Meaning", "Audio", "Picture"),
        (
            ("{{Expression}}", "{{FrontSide}}<hr id=answer>{{furigana:Reading}}<br>{{Meaning}}<br>{{Audio}}"),
            (
                "{{Meaning}}",
                ('{{FrontSide}}<hr id="answer">{{Expression}}<br>{{kana:Reading}}{{#Picture}}<br>{{Picture}}{{/Picture}}'),
            ),
            ("{{#Audio}}Listen. {{Audio}}{{/Audio}}", "{{kanji:Reading}}<br>{{Meaning}}"),
            ("{{kanji:Reading}}", "{{tts ja_JP voices=Apple_Otoya:Expression}}{{furigana:Reading}}"),
        ),
        css=".card { font-family: Meiryo; } .hidden { display: none; }",
        fills={
            "Reading": lambda random: f"{pasted.ruby(random)} {pasted.words(random)}",
            "Audio": _maybe(pasted.sound),
            "Picture": _maybe(pasted.image),
        },
    ),
    Kind(
        "Vocabulary (en→de)",
        ("Word", "Translation", "IPA", "Example", "Example translation", "Part of speech", "Notes"),
        (
            (
                (
                    '<div class="word">{{Word}}</div>{{#Part of speech}}<span class=pos>('
                    "{{Part of speech}})</span>{{/Part of speech}}"
                ),
                (
                    '{{FrontSide}}<hr id=answer><div class="t">{{Translation}}</div>{{#IPA}}<div>[{{IPA}}'
                    "]</div>{{/IPA}}{{#Example}}<ul><li>{{Example}}<br><i>{{Example translation}}</i>"
                    "</li></ul>{{/Example}}"
                ),
            ),
            (
                "What is <b>{{Translation}}</b> in German?",
                "{{Word}}<table><tr><td>IPA</td><td>{{IPA}}</td></tr></table>{{Notes}}",
            ),
            ("{{Example translation}}<br>{{type:Example}}", "{{FrontSide}}<hr id=answer>{{Example}} {{type:Example}}"),
        ),
        fills={"IPA": _maybe(pasted.words), "Example": _maybe(pasted.piece), "Part of speech": _maybe(pasted.words)},
    ),
    Kind(
        "AnKing-like",
        ("Text", "Extra", "Lecture Notes", "One by one"),
        (
            (
                (
                    '<div id="text">{{edit:cloze:Text}}</div>{{#One by one}}<button>Reveal</button>'
                    '{{/One by one}}<div class="hidden">{{Tags}}</div>'
                ),
                (
                    '<div id="text">{{edit:cloze:Text}}</div>{{#Extra}}<div id="extra">{{edit:Extra}}'
                    "</div>{{/Extra}}{{#Lecture Notes}}<div class=hints>{{hint:Lecture Notes}}</div>"
                    "{{/Lecture Notes}}<script>var tags = '{{Tags}}';</script>"
                ),
            ),
        ),
        is_cloze=True,
        css="#text { color: red; }\n.hidden { display:none }",
        fills={"Text": pasted.sentence, "Extra": _maybe(pasted.block), "One by one": lambda random: random.choice(("", "y"))},
    ),
    Kind(
        "Image Occlusion Enhanced",
        (
            "ID (hidden)",
            "Header",
            "Image",
            "Question Mask",
            "Footer",
            "Remarks",
            "Sources",
            "Extra 1",
            "Answer Mask",
            "Original Mask",
        ),
        (
            (
                (
                    '{{#Image}}<div id="io-header">{{Header}}</div><div id="io-wrapper">'
                    '<div id="io-overlay">{{Question Mask}}</div><div id="io-original">{{Image}}</div>'
                    '</div><div id="io-footer">{{Footer}}</div><script>document.x();</script>{{/Image}}'
                ),
                (
                    '{{#Image}}<div id="io-header">{{Header}}</div><div id="io-overlay">{{Answer Mask}}'
                    '</div><div id="io-original">{{Image}}</div>{{#Footer}}<div id="io-footer">{{Footer}}'
                    '</div>{{/Footer}}<button id="io-revl-btn" onclick="toggle();">Toggle Masks</button>'
                    '<div id="io-extra-wrapper">{{#Remarks}}<div class="io-extra-entry">'
                    '<div class="io-field-descr">Remarks</div>{{Remarks}}</div>{{/Remarks}}{{#Sources}}'
                    "<div>Sources {{Sources}}</div>{{/Sources}}</div>{{/Image}}"
                ),
            ),
        ),
        css="#io-overlay { position:absolute; top:0; }",
        fills={
            "ID (hidden)": lambda random: f"{random.randint(10**9, 10**10)}-ao-1",
            "Image": _svg,
            "Question Mask": _svg,
            "Answer Mask": _svg,
            "Original Mask": _svg,
            "Header": _maybe(pasted.words),
            "Footer": _maybe(pasted.words),
            "Remarks": _maybe(pasted.piece),
            "Sources": _maybe(pasted.words),
        },
    ),
    Kind(
        "Cloze (overlapping)",
        ("Original", "Title", "Text1", "Text2", "Text3", "Full"),
        (
            (
                "{{#Title}}<div>{{Title}}</div>{{/Title}}{{cloze:Text1}}{{cloze:Text2}}{{cloze:Text3}}",
                "{{Title}}{{cloze:Text1}}{{cloze:Text2}}{{cloze:Text3}}<hr>{{hint:Full}}",
            ),
        ),
        is_cloze=True,
        fills={
            "Text1": pasted.sentence,
            "Text2": _maybe(pasted.sentence),
            "Text3": _maybe(pasted.sentence),
            "Title": _maybe(pasted.words),
        },
    ),
    Kind(
        "Cloze with conditions",
        ("Text", "Hint 1", "Hint 2", "Extra"),
        (
            (
                (
                    "{{cloze:Text}}{{#c1}}{{#Hint 1}}<br>(1) {{Hint 1}}{{/Hint 1}}{{/c1}}{{#c2}}<br>(2) "
                    "{{Hint 2}}{{/c2}}{{^c1}}<i>not one</i>{{/c1}}"
                ),
                "{{cloze:Text}}<br>{{Extra}}{{#c2}} two{{/c2}}",
            ),
        ),
        is_cloze=True,
        fills={"Text": pasted.sentence},
    ),
    Kind(
        "Cloze, typed",
        ("Text", "Extra"),
        (("{{cloze:Text}}<br>{{type:cloze:Text}}", "{{cloze:Text}}<br>{{type:cloze:Text}}<br>{{Extra}}"),),
        is_cloze=True,
        fills={"Text": pasted.sentence},
    ),
    Kind(
        "Cloze, only",
        ("Front", "Text", "Extra"),
        (("{{Front}} {{text:cloze:Text}} {{cloze-only:Text}}", "{{cloze-only:Text}} — {{Extra}} {{cloze:Text}}"),),
        is_cloze=True,
        fills={"Text": pasted.sentence},
    ),
    Kind(
        "Geography",
        ("Country", "Country info", "Capital", "Flag", "Map"),
        (
            (
                "{{#Capital}}<div>{{Country}}</div><div>Capital?</div>{{/Capital}}",
                "<div>{{Country}}</div><hr id=answer>{{Capital}}<div>{{Country info}}</div>",
            ),
            ("{{#Capital}}{{Capital}}{{/Capital}}", "{{Capital}}<hr id=answer>{{Country}}{{^Map}}<p>no map</p>{{/Map}}"),
            ("{{#Flag}}{{Flag}}{{/Flag}}", "{{FrontSide}}<hr id=answer>{{Country}}"),
            ("{{#Map}}{{Map}}{{/Map}}", "{{FrontSide}}\n<hr id=answer>\n<div>{{Country}}</div>{{Country info}}"),
        ),
        fills={
            "Capital": _maybe(pasted.words),
            "Flag": _maybe(pasted.image),
            "Map": _maybe(pasted.image),
            "Country": pasted.words,
        },
    ),
    Kind(
        "Everything Anki tells",
        ("Front", "Back"),
        (
            (
                "{{Front}} {{Tags}} {{Deck}} {{Subdeck}} {{Card}} {{Type}}",
                "{{FrontSide}}<hr id=answer>{{Back}} ({{Subdeck}}: {{Card}})",
            ),
            ("{{#Tags}}{{Tags}}{{/Tags}} {{Back}}", "{{Front}}{{#Tags}}<br>#{{Tags}}{{/Tags}}"),
        ),
    ),
    Kind(
        "Multiple choice",
        ("Question", "Title", "Qtype", "Q_1", "Q_2", "Q_3", "Answers", "Extra"),
        (
            (
                (
                    '{{#Title}}<h3 id="myH1">{{Title}}</h3>{{/Title}}{{#Question}}<p>{{Question}}</p>'
                    '{{/Question}}<div class="tappable">'
                    '<table style="border: 1px solid black" id="qtable"></table></div>'
                    '<div class="hidden" id="Q_solutions">{{Answers}}</div><div class="hidden" id="Q_1">'
                    '{{Q_1}}</div><div class="hidden" id="Q_2">{{Q_2}}</div><script>onload();</script>'
                ),
                (
                    '<p>{{Question}}</p><table id="qtable"></table><div class="hidden" id="Q_1">{{Q_1}}'
                    '</div><div id="answer">{{Extra}}</div>'
                ),
            ),
        ),
        css=".hidden {\n display: none;\n}",
        fills={"Answers": lambda random: random.choice(("1 0 0", "0 1 1")), "Qtype": lambda random: random.choice("012")},
    ),
    Kind(
        "Sections",
        ("A", "B", "C", "D"),
        (
            (
                "{{#A}}{{A}}{{#B}} with {{B}}{{^C}} (no C){{/C}}{{/B}}{{/A}}{{^A}}only {{B}}{{/A}}",
                "{{#C}}{{C}}{{/C}}{{^C}}{{D}}{{/C}}",
            ),
            ("{{^C}}{{A}}{{/C}}{{#C}}{{C}}{{/C}}", "{{FrontSide}}<hr id=answer>{{#D}}{{D}}<br>{{/D}}{{A}} {{text:B}}"),
            ("<table><tr><td>{{A}}</td><td>{{B}}</td></tr></table>", "<ul><li>{{C}}</li><li>{{D}}</li></ul>"),
            ("{{text:A}}", "{{unknown:B}}{{some-addon:text:C}}"),
        ),
    ),
    Kind(
        "Lone",
        ("Only",),
        (("{{Only}}", "{{FrontSide}}"), ("Say it: {{Only}}", "{{Only}}")),
    ),
    Kind(
        "Broken",
        ("Front", "Back", "More"),
        (("{{Front}}", "{{Back}}"), ("{{Back}}", "{{Front}}"), ("{{More}}", "{{Front}}")),
        spoiled={
            0: ("{{#Front}}{{Front}}", "{{Back}}"),
            1: ("{{Back}} {{Nothing}}", "{{FrontSide}}<hr id=answer>{{Front"),
            2: ("no field", "{{More}} {{Bakc}}"),
        },
    ),
)
