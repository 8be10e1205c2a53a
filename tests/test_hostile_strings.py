"""Hostile strings in every place that takes one: they are loaded, asked and printed without harm, or refused in plain words.

Each round draws texts, makes more of them by splicing, and puts them into a deck's file, into tables of every kind, and, as bytes
that need not be text at all, into files of every name that quiz reads.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import quiz
from quiz.testing import HOSTILE, texts
from tests.cli.running import run
from tests.strategies import strings_in

DRAWN, MADE = 8, 100
"""Texts that a round draws, and texts that it makes of them."""
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
SUFFIXES = (".toml", ".csv", ".tsv", ".txt", ".jsonl", ".json", "")
_SURROGATES = re.compile("[\ud800-\udfff]")
_ROUNDS = settings(
    # A hundred strings shrink for many minutes to tell what one look at the failure tells.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

drawn = st.lists(texts(), min_size=DRAWN, max_size=DRAWN)
seeds = st.integers(0, 2**32)


def spliced(found: list[str], random: Random, count: int = MADE) -> Iterator[str]:
    """Yield texts made of pieces of others and of `HOSTILE`; the first ones are `found` themselves."""
    yield from found[:count]
    for _ in range(count - len(found)):
        pieces = [random.choice(found), random.choice(HOSTILE), random.choice(found)]
        cut = random.randrange(len(pieces[0]) + 1)
        text = pieces[0][:cut] + pieces[1] + pieces[0][cut:] if random.random() < 0.5 else pieces[1] + pieces[2]
        yield text if len(text) < 200 or random.random() < 0.02 else text[-150:]


def quoted(text: str) -> str:
    """Return a basic string of TOML with everything but plain letters and digits escaped."""
    whole = _SURROGATES.sub("?", text)
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08x}" for c in whole) + '"'


def written(strings: list[str]) -> str:
    """Return a deck's file with strings in every place that takes one."""
    s = [quoted(text) for text in strings]
    relations = [*dict.fromkeys(s[10:14])]
    sources, terms = [*dict.fromkeys(s[14:18])], [*dict.fromkeys(s[18:24])]
    parts = [f'[deck]\nid = "d"\ntitle = {s[0]}\ndescription = {s[1]}\nsubject_label = {s[2]}\nlang = {s[3]}\nas_of = {s[4]}\n']
    parts += [f"[sources.{name}]\ntitle = {s[5]}\npublisher = {s[6]}\nurl = {s[7]}\n" for name in sources]
    parts += [f"[terms.{name}]\ntype = {s[8]}\naliases = [{s[24 + n]}]\nwas = {s[30]}\n" for n, name in enumerate(terms)]
    for number, name in enumerate(relations):
        wording = quoted(re.sub("[{}]", "", strings[31 + number]) + " {subject}?")
        parts.append(
            f"[relations.{name}]\nlabel = {s[35]}\nask = {wording}\nsay = {s[36 + number]}\n"
            f"value = {s[40 + number]}\nmany = true\n"
        )
    for number in range(44, len(s) - 3, 3):
        relation, source = relations[number % len(relations)], sources[number % len(sources)]
        parts.append(
            f"[[facts]]\nsubject = {s[number]}\n{relation} = {s[number + 1]}\nsource = {source}\naccording_to = {s[number + 2]}\n"
        )
    return "".join(parts)


def mended(strings: list[str]) -> str:
    """Return a deck's file with strings in the places that take any text, so that there is something to ask."""
    s = [quoted(f"a{text}") for text in strings]
    facts = (
        f"[[facts]]\nsubject = {s[number]}\n{s[0]} = {s[number + 1]}\nsource = {s[1]}\nat = {s[2]}\ntags = [{s[3]}]\n"
        for number in range(10, len(s) - 1, 2)
    )
    return (
        f'[deck]\nid = "d"\ntitle = {s[4]}\n[sources.{s[1]}]\ntitle = {s[5]}\n'
        f"[relations.{s[0]}]\nlabel = {s[6]}\nsubject = {s[7]}\nmany = true\n[terms.{s[8]}]\naliases = [{s[9]}]\n{''.join(facts)}"
    )


def delimited(strings: list[str], separator: str) -> str:
    """Return a table with strings as its header and its cells."""
    cells = ['"' + text.replace('"', '""').replace("\0", "") + '"' for text in strings]
    rows = [cells[number : number + 4] for number in range(0, len(cells) - 3, 4)]
    return "\n".join(separator.join(row) for row in rows) + "\n"


def lines(strings: list[str]) -> str:
    """Return JSON Lines with strings as keys and values; lone surrogates stay, as escapes."""
    keys = [*dict.fromkeys(strings[:4])]
    rows = [strings[number : number + len(keys)] for number in range(4, len(strings) - 3, len(keys))]
    return "".join(json.dumps(dict(zip(keys, row, strict=False))) + "\n" for row in rows)


def broken(strings: list[str], random: Random) -> bytes:
    """Return bytes with strings in them that are perhaps no text."""
    data = bytearray(random.choice([",", "\t", "\n", '","', " = "]).join(strings).encode("utf-8", "surrogatepass")[:20_000])
    for _ in range(random.randrange(6)):
        data.insert(random.randrange(len(data) + 1), random.randrange(256))
    return random.choice([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"[deck]\nid = 'd'\n", b'{"a": "', b"a,b\n"]) + bytes(data)


def harmless(path: Path) -> None:
    """Assert that a file is read, asked and printed without harm, whatever is in it."""
    problems = quiz.check(path)
    assert [] == RAW.findall("".join(strings_in(problems)))
    with suppress(quiz.DeckError):
        deck = quiz.load(path)
        cards = [*quiz.generate(deck)]
        held = [*strings_in(deck), *(text for card in cards for text in (card.prompt, card.answer, card.given, *card.accepted))]
        assert [] == RAW.findall("".join(held))
    for arguments in (("cards", path), ("cards", path, "--json"), ("check", path), ("check", path, "--json")):
        found = run(*arguments)
        assert found.code in {0, 1}
        assert [] == RAW.findall(found.out) + RAW.findall(found.err)
        assert "Traceback" not in found.err
        if "--json" in arguments:
            assert [] == RAW.findall("".join(strings_in(found.objects)))


def round_of(strings: list[str], random: Random, folder: Path) -> None:
    """Put strings into files of every kind, and read them all."""
    files = {
        "deck.toml": written(strings),
        "mended.toml": mended(strings),
        "table.csv": delimited(strings, ","),
        "table.tsv": delimited(strings, "\t"),
        "rows.jsonl": lines(strings),
    }
    for name, text in files.items():
        (folder / name).write_text(_SURROGATES.sub("\ufffd", text), encoding="utf-8", newline="")
        harmless(folder / name)
    raw = folder / f"raw{random.choice(SUFFIXES)}"
    raw.write_bytes(broken(strings, random))
    harmless(raw)
    in_code(strings)


def in_code(strings: list[str]) -> None:
    """Give strings to a program's own ways of making a deck."""
    rows = [{strings[0]: strings[number], strings[1]: strings[number + 1]} for number in range(2, len(strings) - 1, 2)]
    with suppress(quiz.DeckError):
        deck = quiz.from_mappings(rows, id="d", sources=[quiz.Source(f"a{strings[2]}")])
        cards = [*quiz.generate(deck)]
        assert [] == RAW.findall("".join([*strings_in(deck), *(card.prompt for card in cards)]))


@settings(_ROUNDS, max_examples=12)
@given(drawn, seeds)
def test_strings_that_break_programs(tmp_path_factory: pytest.TempPathFactory, found: list[str], seed: int) -> None:
    random = Random(seed)
    round_of([*spliced(found, random)], random, tmp_path_factory.getbasetemp())


@pytest.mark.long
@settings(_ROUNDS, max_examples=2000)
@given(drawn, seeds)
def test_two_hundred_thousand_strings(tmp_path_factory: pytest.TempPathFactory, found: list[str], seed: int) -> None:
    random = Random(seed)
    round_of([*spliced(found, random)], random, tmp_path_factory.getbasetemp())


def test_malformed_texts(corpus: Path, tmp_path: Path) -> None:
    found = sorted((corpus / "malformed").rglob("text/*"))
    assert found
    for path in found:
        data = path.read_bytes()
        for suffix in (path.suffix, ".toml"):
            copy = tmp_path / f"malformed{suffix}"
            copy.write_bytes(data)
            harmless(copy)
    random = Random(1)
    decoded = [path.read_bytes().decode("utf-8", "surrogateescape") for path in found]
    round_of([*spliced([line for text in decoded for line in (text, *text.splitlines())], random)], random, tmp_path)


def test_packages_under_the_names_of_tables(corpus: Path, tmp_path: Path) -> None:
    for path in sorted((corpus / "malformed").rglob("*.apkg")):
        copy = tmp_path / "package.csv"
        copy.write_bytes(path.read_bytes()[:50_000])
        harmless(copy)
