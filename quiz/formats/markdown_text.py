"""Markdown for people: a deck's facts by subject, to be read, printed or put on a page. It is not read back."""

import re
from pathlib import Path
from typing import Final

from quiz.facts.fact import Fact
from quiz.facts.media import Picture, Sound
from quiz.facts.values import RichText
from quiz.formats.format import Format, Outgoing, Written
from quiz.text.blocks import has_blocks

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$^])")


def write(outgoing: Outgoing, path: Path) -> Written:
    """Write a deck: its title and description, each subject with what is said of it, and the sources at the end."""
    deck = outgoing.deck
    lines = [f"# {_plain(deck.title)}", ""]
    if deck.description:
        lines += [*map(_plain, deck.description.split("\n")), ""]
    by_subject: dict[str, list[Fact]] = {}
    for fact in deck.facts:
        by_subject.setdefault(fact.subject, []).append(fact)
    notes = {source: number for number, source in enumerate(deck.sources.values(), start=1)}
    names = {source.title: number for source, number in notes.items()}
    for number, (subject, facts) in enumerate(by_subject.items()):
        if not number % 1000:
            outgoing.tick()
        lines += [f"## {_plain(subject)}", ""]
        for fact in facts:
            cited = "".join(f"[^{names[source.title]}]" for source in dict.fromkeys(fact.sources) if source.title in names)
            lines += _stated(fact, deck.relations[fact.relation].words, cited)
        lines.append("")
    lines += [f"[^{number}]: {_plain(str(source))}{f' <{source.url}>' if source.url else ''}" for source, number in notes.items()]
    path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8", newline="\n")
    return Written(facts=len(deck.facts))


def _stated(fact: Fact, relation: str, cited: str) -> list[str]:
    """Return an item of the list: what is stated, and below it what its author said beside."""
    told = f"{_qualified(fact)}{cited}"
    if isinstance(fact.value, RichText) and has_blocks(fact.value.source):
        lines = [f"- {_plain(relation)}:{told}", *_below(fact.value.source)]
    else:
        lines = [f"- {_plain(relation)}: {_value(fact)}{told}"]
    if fact.front:
        lines += ["", "  Asked as:", *_below(fact.front)]
    beside = [("also right", fact.accept), ("wrong options", fact.wrong)]
    lines += [f"  - {what}: {'; '.join(map(_inline, texts))}" for what, texts in beside if texts]
    lines += [f"  - on “{_inline(answer)}”: {_inline(remark)}" for answer, remark in fact.feedback]
    return [*lines, *_below(fact.note), ""] if fact.note else lines


def _below(source: str) -> list[str]:
    """Return rich text as paragraphs of an item."""
    return ["", *(f"  {line}".rstrip() for line in source.strip().split("\n"))]


def _inline(source: str) -> str:
    return " ".join(source.split())


def _value(fact: Fact) -> str:
    match fact.value:
        case Picture() | Sound():
            sign = "!" if isinstance(fact.value, Picture) else ""
            return f"{sign}[{_plain(str(fact.value))}]({fact.value.path.replace(' ', '%20').replace(')', '%29')})"
        case RichText(source):
            return source.replace("\n", "  \n  ")
        case _:
            return _plain(str(fact.value)).replace("\n", "  \n  ")


def _qualified(fact: Fact) -> str:
    parts = [f"{word} {date}" for word, date in (("since", fact.since), ("until", fact.until), ("as of", fact.as_of)) if date]
    if fact.status != "stated":
        parts.append(str(fact.status))
    if fact.according_to:
        parts.append(f"according to {fact.according_to}")
    return f" ({_plain(', '.join(parts))})" if parts else ""


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


FORMATS: Final = {
    "markdown": Format(
        name="markdown",
        title="Markdown, to be read",
        write=write,
        extensions=(".md",),
        holds="what the deck says, by subject, with times and sources",
        lacks="cards and reviews; it cannot be read back",
    )
}
