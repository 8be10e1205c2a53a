"""Fields as people fill them: words of many scripts, and the HTML that comes with pasting, drawing, recording and typing."""

from collections.abc import Callable
from random import Random
from typing import Final

_WORDS: Final = (
    "Lima",
    "water",
    "étude",
    "Straße",
    "Ångström",
    "naïve",
    "cafe\u0301",
    "नमस्ते",
    "東京",
    "안녕",
    "ประเทศ",
    "שלום",
    "مرحبا",
    "Ελλάδα",
    "привет",
    "x86",
    "1789",
    "3.14",
    "10,5 %",
    "a/b",
    "don’t",
    "rock & roll",
    "C++",
    "C#",
    "_under_",
    "*star*",
    "$5",
    "#1",
    "~tilde~",
    "`tick`",
    "1. one",
    "- dash",
    "> more",
    "| pipe |",
    "[x]",
    "(y)",
    "\\back",
    "100%",
    "e.g.",
    "“quoted”",
    "…",
    "—",
    "👍🏽",
    "🇵🇪",
    "ﬁne",
    "½",
    "x²",
    "H₂O",
    "::",
    "{brace}",
    "http://a.example/b?c=d&e=f",
    "@me",
    "A",
    "I",
    "no",
    "True",
    "null",
)
PICTURES: Final = (
    "map.png",
    "paste-1f3a.jpg",
    "ein Bild.png",
    "図.png",
    "a&b.png",
    "cafe\u0301.png",
    "100%.png",
    "q'uote.jpg",
    "(1).gif",
    "x_y.svg",
    "UPPER.PNG",
    "a+b.webp",
    "no_file_here.png",
)
SOUNDS: Final = ("hello.mp3", "ein Ton.mp3", "音.ogg", "a&b.mp3", "film.mp4", "missing.mp3", "x(1).wav")
HIDDEN: Final = '<span style="display:none">hidden</span>'
MISSING: Final = frozenset({"no_file_here.png", "missing.mp3"})
Value = Callable[[Random], str]


def words(random: Random, most: int = 4) -> str:
    """Return words without anything that HTML would show otherwise, unlike those of other fields."""
    found = [random.choice(_WORDS) for _ in range(random.randint(1, most))]
    return escaped(" ".join([*found, str(random.randint(10_000, 99_999))]))


def escaped(text: str) -> str:
    """Return text as Anki's editor writes it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def image(random: Random) -> str:
    """Return a picture as people have it."""
    name = escaped(random.choice(PICTURES))
    return random.choice(
        (
            f'<img src="{name}">',
            f"<img src='{name.replace(chr(39), '&#39;')}' />",
            f'<img alt="" class="x" src="{name}" width=20>',
        )
    )


def sound(random: Random) -> str:
    """Return a sound."""
    return f"[sound:{escaped(random.choice(SOUNDS))}]"


def formula(random: Random) -> str:
    """Return a formula."""
    tex = random.choice((r"x^2", r"\frac{a}{b}", r"\alpha + \beta", r"a &lt; b", r"\ce{H2O}", r"E = mc^2", r"\sum_{i=1}^n i"))
    tex += f" + {random.randint(10, 99)}"
    return random.choice((rf"\({tex}\)", rf"\[{tex}\]", f"[$]{tex}[/$]", f"[$$]{tex}[/$$]", f"[latex]${tex}$[/latex]"))


def latex(random: Random) -> str:
    """Return text that is set by TeX."""
    return rf"[latex]\begin{{tabular}}{{c}} {random.randint(10, 99)} \end{{tabular}}[/latex]"


def ruby(random: Random) -> str:
    """Return words with readings."""
    return random.choice(
        (
            " 日本[にほん] 語[ご]",
            "漢字[かんじ]です",
            "<ruby>東京<rt>とうきょう</rt></ruby>",
            "東[とう]&nbsp;京[きょう]",
            "<ruby><rb>紅</rb><rp>(</rp><rt>べに</rt><rp>)</rp></ruby>",
        )
    )


def styled(random: Random) -> str:
    """Return words in a style."""
    open_, close = random.choice(
        (
            ("<b>", "</b>"),
            ("<i>", "</i>"),
            ("<u>", "</u>"),
            ("<strong>", "</strong>"),
            ("<em>", "</em>"),
            ("<s>", "</s>"),
            ('<span style="color: rgb(255, 0, 0);">', "</span>"),
            ('<font color="#ff0000">', "</font>"),
            ("<code>", "</code>"),
            ('<span style="font-weight: 600; text-decoration: underline">', "</span>"),
            ("<big>", "</big>"),
            ("<mark>", "</mark>"),
            ("<sup>", "</sup>"),
            ("<sub>", "</sub>"),
            ('<a href="https://a.example/x">', "</a>"),
            ('<span class="tag">', "</span>"),
            ("<B>", "</B>"),
            ("<b><i>", "</b></i>"),
            ("<span>", ""),
            ("", "</span>"),
            ("<kbd>", "</kbd>"),
            ("<q>", "</q>"),
        )
    )
    return f"{open_}{words(random)}{close}"


def block(random: Random) -> str:
    """Return words that are laid out."""
    one, two, three = (piece(random) for _ in range(3))
    return random.choice(
        (
            f"{one}<br>{two}",
            f"{one}<br />{two}<br/>{three}",
            f"<div>{one}</div><div>{two}</div>",
            f"{one}<div>{two}</div>",
            f"<p>{one}</p><p>{two}</p>",
            f"<ul><li>{one}</li><li>{two}</li></ul>",
            f"<ol><li>{one}<li>{two}</ol>",
            f"<h2>{one}</h2>{two}",
            f"<ul><li>{one}<ul><li>{two}</li></ul></li></ul>",
            f"<table><tr><th>{one}</th><th>{two}</th></tr><tr><td>{three}</td></tr></table>",
            f'<table border="1"><tbody><tr><td>{one}</td><td colspan=2>{two}</td></tr></tbody></table>',
            f"<blockquote>{one}</blockquote>{two}",
            f"<pre>{words(random)}\n  <b>{words(random)}</b></pre>",
            f'<pre><code class="language-python">{words(random)}</code></pre>',
            f"{one}<hr>{two}",
            f"<center>{one}</center>",
            f"<div><div>{one}</div><div><br></div><div>{two}</div></div>",
            f"<dl><dt>{one}</dt><dd>{two}</dd></dl>",
            f"<p>{one}<p>{two}",
            f"<details><summary>{one}</summary>{two}</details>",
            f"{one}\n{two}",
            f"<section><h3>{one}</h3><p>{two}</p></section>",
            f"<ul><li>{one}</li></ul>{two}<ol start=3><li>{three}</li></ol>",
            f"<div>{one}<ul>{two}</ul></div>",
            f"<td>{one}</td>",
            f"<table><tr><td><ul><li>{one}</li></ul></td><td><table><tr><td>{two}</td></tr></table></td></tr></table>",
        )
    )


def odd(random: Random) -> str:
    """Return what is rare."""
    word = words(random)
    return random.choice(
        (
            f"<script>var x = 1 < 2;</script>{word}",
            f"<style>.a {{ color: red; }}</style>{word}",
            f"{word}<!-- a remark -->",
            f"&nbsp;{word}&nbsp;",
            f"{word}&nbsp;&nbsp;{word}",
            f"&eacute;&#233;&#xe9;&hellip; {word}",
            f"&amp;lt;{word}&amp;gt;",
            f"{word} & {word}",
            f"{word}\u200b, {word}\u200b",
            f"\u202b{word}\u202c",
            f'<div dir="rtl">{word}</div>',
            f"{HIDDEN}{word}",
            f"<wbr>{word}<wbr>",
            f'<iframe src="https://a.example"></iframe>{word}',
            f'<img src="https://a.example/x.png" alt="far"> {word}',
            f'<img src="data:image/png;base64,AAAA">{word}',
            f"{word}\t{word}",
            f'<div class="cloze">{word}</div>',
            f"<b></b>{word}",
            f"<div><br></div>{word}",
            f"{word}<br><br>",
            f"{{{{{word}}}}}",
            "{{c1::not a blank}} " + word,
            f'<input type="checkbox"> {word}',
            f"<svg><circle r=1></circle></svg>{word}",
            f"{word}\u00ad{word}",
            f'<audio src="hello.mp3" controls></audio>{word}',
            f"<b>{word}",
            f"{word}</b>",
            f'<a href="javascript:x()">{word}</a>',
            f"<o:p>{word}</o:p>",
            f"<img src=map.png>{word}",
            f"{word} &copy &notanentity; &",
            f"<p style='margin:0'>{word}</p>",
            f"<div>\n  <p>\n {word}\n  </p>\n</div>",
        )
    )


def piece(random: Random) -> str:
    """Return something that stands in a line."""
    kind = random.random()
    if kind < 0.6:
        return words(random)
    return random.choice((styled, styled, formula, image, sound, ruby, odd))(random) + random.choice(
        ("", "", f" {words(random)}")
    )


def value(random: Random) -> str:
    """Return what a field holds."""
    kind = random.random()
    if kind < 0.35:
        return words(random)
    if kind < 0.42:
        return random.choice(("", "", " ", "<br>", "&nbsp;", "<div></div>", "<div><br></div>", "0"))
    return random.choice((piece, piece, block, block, styled, odd, formula, image, sound, ruby, latex, _several))(random)


def _several(random: Random) -> str:
    return " ".join(piece(random) for _ in range(random.randint(2, 4)))


def sentence(random: Random) -> str:
    """Return a text with blanks."""

    def blank(number: int) -> str:
        inner = random.choice((words, words, words, styled, formula, image, ruby))(random).replace("::", ":")
        hint = random.choice(("", "", "::a hint", "::<b>hint</b>", "::", "::x::y"))
        return random.choice(("{{c%d::%s%s}}", "{{c%d::%s%s}}", "{{C%d::%s%s}}", "{{c%d:: %s %s}}")) % (number, inner, hint)

    parts: list[str] = []
    for _ in range(random.randint(1, 4)):
        number = random.choice((1, 1, 2, 3, 4, 12))
        match random.randint(0, 9):
            case 0:
                parts.append(f"{{{{c{number}::{words(random)} {blank(number % 4 + 1)} {words(random)}}}}}")
            case 1:
                parts.append(f"{{{{c{number},{number + 1}::{words(random)}}}}}")
            case 2:
                parts.append(rf"\( \frac{{1}}{{ {{{{c{number}::{random.randint(2, 99)}}}}} }} \)")
            case 3:
                parts.append(f"<div>{blank(number)}</div>")
            case 4:
                parts.append(f"<ul><li>{blank(number)}</li><li>{piece(random)}</li></ul>")
            case _:
                parts.append(blank(number))
        parts.append(random.choice((words, words, piece))(random))
    return " ".join(parts)


def shapes(random: Random) -> str:
    """Return the shapes of image occlusion."""
    found = []
    for number in range(1, random.randint(1, 4) + 1):
        shape = random.choice(
            (
                "rect:left=.1:top=.2:width=.3:height=.1",
                "ellipse:left=.4:top=.4:rx=.1:ry=.2",
                "polygon:points=.1,.1 .5,.1 .3,.4",
                "rect:left=.1:top=.2:width=.3:height=.1:oi=1",
                "text:left=.1:top=.1:text=Label:scale=1:fs=.05",
            )
        )
        found.append(f"{{{{c{number}::image-occlusion:{shape}}}}}")
    return "<br>".join(found)
