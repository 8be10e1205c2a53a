"""Org's marks as HTML: emphasis, links, pictures, formulas, lists, tables, blocks. It reads any text."""

import re
from collections.abc import Iterator
from html import escape
from typing import Final

from quiz.formats.markdown_html import MEDIA_ENDS, PLACE, put_back

LONGEST: Final = 100_000
"""Characters; what is longer is shown as it is written."""
_DEEPEST: Final = 30
"""Blocks and lists inside each other; what stands deeper is shown as it is written."""
_BEFORE, _AFTER = r"(?:(?<=[\s({'\"\-—\ue000\ue001\ue004>])|^)", r"(?=[\s)}.,;:!?'\"\-—\[\ue000\ue001\ue004<]|$)"
_OWN: Final = re.compile(
    rf"{_BEFORE}(?P<mark>[=~])(?P<code>\S(?:[^\n]{{0,1000}}?\S)?)(?P=mark){_AFTER}"
    r"|\\\((?P<inline>.{1,5000}?)\\\)|\\\[(?P<display>.{1,5000}?)\\\]|\$\$(?P<dollars>[^$]{1,5000}?)\$\$"
    r"|\$(?=\S)(?P<dollar>[^$\n]{1,2000}?)(?<=\S)\$(?=[\s\-'\",.:;!?)\ue001]|$)"
    r"|\[\[(?P<target>[^\[\]\n]{1,1000})\](?:\[(?P<words>[^\[\]]{1,1000})\])?\]"
    r"|(?P<address>https?://[^\s<>\[\]\ue000\ue001]{1,1000}\.(?:png|jpe?g|gif|svg|webp))"
    r"|(?P<note>\[fn:[^\[\]\n]{1,500}\])",
    re.MULTILINE | re.DOTALL,
)
_EMPHASIS: Final = tuple(
    (
        re.compile(
            rf"{_BEFORE}{re.escape(sign)}(\S(?:[^{re.escape(sign)}]{{0,1000}}?\S)?){re.escape(sign)}{_AFTER}", re.MULTILINE
        ),
        tag,
    )
    for sign, tag in (("*", "b"), ("/", "i"), ("_", "u"), ("+", "s"))
)
_SUB: Final = re.compile(r"(?<=\S)([_^])\{([^{}\n]{1,200})\}")
_ITEM: Final = re.compile(r"([ \t]*)(?:([-+])|(\d{1,6})[.)])[ \t]+(?:\[[ xX-]\][ \t]+)?(.*)$")
_STARRED: Final = re.compile(r"([ \t]+)(\*)()[ \t]+(.*)$")
_ROW: Final = re.compile(r"[ \t]*\|(.*)\|?[ \t]*$")
_RULE: Final = re.compile(r"[ \t]*\|[-+]+\|?[ \t]*$")
_BEGIN: Final = re.compile(r"[ \t]*#\+begin_(\w+)[ \t]*([\w+#.-]*)", re.IGNORECASE)
_FIXED: Final = re.compile(r"[ \t]*:(?: (.*))?$")
_TERM: Final = re.compile(r"(.{1,200}?)[ \t]+::[ \t]+(.*)$")


def html_of(source: str) -> str:
    """Return a text of Org as HTML."""
    text = source.replace(PLACE, "")
    if len(text) > LONGEST:
        return escape(text, quote=False).replace("\n", "<br>")
    return "".join(_blocks(text.strip("\n").split("\n"), 0))


def _blocks(lines: list[str], depth: int) -> Iterator[str]:
    """Yield the blocks of some lines."""
    if depth > _DEEPEST:
        yield f"<p>{escape(chr(10).join(lines), quote=False)}</p>" if lines else ""
        return
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
        elif (found := _BEGIN.match(line)) is not None:
            end = _end_of(lines, at, found[1])
            yield _block(found[1].lower(), found[2], lines[at + 1 : end], depth)
            at = end + 1
        elif _FIXED.match(line):
            end = _while(lines, at, _FIXED)
            code = "\n".join(one.strip().removeprefix(":").removeprefix(" ") for one in lines[at:end])
            yield f"<pre>{escape(code, quote=False)}</pre>"
            at = end
        elif _ROW.match(line) and line.rstrip().endswith("|"):
            end = _while(lines, at, _ROW)
            yield _table(lines[at:end])
            at = end
        elif _item(line):
            end = _list_end(lines, at)
            yield _list(lines[at:end], depth)
            at = end
        else:
            end = at + 1
            while end < len(lines) and not _begins(lines[end]):
                end += 1
            yield f"<p>{_inline(chr(10).join(one.strip() for one in lines[at:end]))}</p>"
            at = end


def _begins(line: str) -> bool:
    """Say whether a line ends the paragraph above it."""
    if not line.strip():
        return True
    return any(sign.match(line) for sign in (_BEGIN, _FIXED, _ITEM)) or (
        _ROW.match(line) is not None and line.rstrip().endswith("|")
    )


def _item(line: str) -> re.Match[str] | None:
    return _ITEM.match(line) or _STARRED.match(line)


def _while(lines: list[str], at: int, sign: re.Pattern[str]) -> int:
    while at < len(lines) and sign.match(lines[at]):
        at += 1
    return at


def _end_of(lines: list[str], at: int, kind: str) -> int:
    wanted = f"#+end_{kind}".lower()
    return next((place for place in range(at + 1, len(lines)) if lines[place].strip().lower() == wanted), len(lines))


def _block(kind: str, lang: str, lines: list[str], depth: int) -> str:
    if kind in {"src", "example", "export", "comment"}:
        if kind == "comment":
            return ""
        margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
        code = escape("\n".join(line[margin:] for line in lines), quote=False)
        return f'<pre><code class="language-{lang}">{code}</code></pre>' if lang and kind == "src" else f"<pre>{code}</pre>"
    inside = "".join(_blocks(lines, depth + 1))
    return f"<blockquote>{inside}</blockquote>" if kind in {"quote", "verse"} else inside


def _table(lines: list[str]) -> str:
    """Return rows as a table; what stands above the first line across is its heading."""
    rules = [place for place, line in enumerate(lines) if _RULE.match(line)]
    head = next((place for place in rules if place), 0)
    rows = []
    for place, line in enumerate(lines):
        if _RULE.match(line):
            continue
        cell = "th" if place < head else "td"
        cells = line.strip().removeprefix("|").removesuffix("|").split("|")
        rows.append("<tr>" + "".join(f"<{cell}>{_inline(one.strip())}</{cell}>" for one in cells) + "</tr>")
    return f"<table>{''.join(rows)}</table>"


def _list_end(lines: list[str], at: int) -> int:
    """Return where a list ends: at two empty lines, or at a line that is indented no more than its items."""
    first = _item(lines[at])
    margin = len(first[1].expandtabs(8)) if first else 0
    end = at + 1
    while end < len(lines):
        line = lines[end]
        if not line.strip():
            if end + 1 >= len(lines) or not lines[end + 1].strip():
                break
        elif _indent(line) <= margin and not ((found := _item(line)) and len(found[1].expandtabs(8)) == margin):
            break
        end += 1
    return end


def _indent(line: str) -> int:
    wide = line.expandtabs(8)
    return len(wide) - len(wide.lstrip())


def _list(lines: list[str], depth: int) -> str:
    """Return the lines of a list as HTML; lists inside it are lists again."""
    first = _item(lines[0])
    if first is None:
        return ""
    margin = _indent(lines[0])
    tag = "ol" if first[3] else "ul"
    items: list[list[str]] = []
    for line in lines:
        found = _item(line)
        if found is not None and _indent(line) == margin:
            items.append([found[4]])
        elif items:
            items[-1].append(line)
    start = f' start="{first[3]}"' if first[3] and first[3] != "1" else ""
    return f"<{tag}{start}>{''.join(f'<li>{_item_html(item, depth)}</li>' for item in items)}</{tag}>"


def _item_html(lines: list[str], depth: int) -> str:
    head = lines[0]
    at = 1
    while at < len(lines) and lines[at].strip() and not _begins(lines[at]):
        at += 1
    head = "\n".join([head, *(line.strip() for line in lines[1:at])])
    term = _TERM.match(head)
    words = f"<b>{_inline(term[1])}</b> – {_inline(term[2])}" if term else _inline(head)
    return words + "".join(_blocks(lines[at:], depth + 1))


def _inline(source: str) -> str:
    """Return the words of a block as HTML."""
    pieces: list[str] = []

    def put(html: str) -> str:
        pieces.append(html)
        return f"{PLACE}{len(pieces) - 1}{PLACE}"

    def own(found: re.Match[str]) -> str:
        if found["code"] is not None:
            return put(f"<code>{escape(found['code'], quote=False)}</code>")
        for name, form in (("inline", r"\({}\)"), ("dollar", r"\({}\)"), ("display", r"\[{}\]"), ("dollars", r"\[{}\]")):
            if found[name] is not None:
                return put(form.format(escape(found[name], quote=False)))
        if found["target"] is not None:
            return put(_link(found["target"], found["words"] or ""))
        if found["address"]:
            return put(escape(found["address"], quote=False))
        return ""

    text = escape(_OWN.sub(own, source), quote=False)
    for sign, tag in _EMPHASIS:
        text = sign.sub(rf"<{tag}>\1</{tag}>", text)
    text = _SUB.sub(
        lambda found: f"<{'sub' if found[1] == '_' else 'sup'}>{found[2]}</{'sub' if found[1] == '_' else 'sup'}>", text
    )
    text = text.replace("\\\\\n", "\n").replace("\n", "<br>")
    return put_back(text, pieces)


def _link(target: str, words: str) -> str:
    """Return a link as HTML: a picture or sound where it leads to one beside the file."""
    file = target.removeprefix("file:").removeprefix("attachment:").removeprefix("./")
    if file.casefold().endswith(MEDIA_ENDS) and (file != target or "://" not in file):
        alt = "" if words.removeprefix("file:") in {"", file} else words
        return f'<img src="{escape(file)}" alt="{escape(alt)}">'
    said = escape(words or target.removeprefix("file:"), quote=False)
    return f'<a href="{escape(target)}">{said}</a>' if target.startswith(("http://", "https://", "mailto:")) else said
