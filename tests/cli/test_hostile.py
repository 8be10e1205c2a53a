"""Whatever a deck, a file's name or a learner says, a terminal hears none of it as an order."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.text.safe import is_safe
from tests.cli.running import Ran, run, run_process

EVIL = "\x1b]0;x\x07\x1b[31m[red]\x9b2J[/]\u202egnp\u2066\x00\x85\u2028\ufeff\x7f"
ID = "\x1b]0;x\x07[red]\x9b\u202eevil"
"""As far as an id may go: slashes and line ends are refused."""
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def evil(name: str) -> str:
    return f"{EVIL}{name}"


def quoted(text: str) -> str:
    """Return a basic string of TOML with every character outside ASCII, and every control, escaped."""
    escaped = "".join(c if c.isascii() and c.isprintable() and c not in '"\\' else f"\\u{ord(c):04x}" for c in text)
    return f'"{escaped}"'


def write(folder: Path) -> Path:
    """Write a deck, every field of which is hostile."""
    relation, source, kind, member = (quoted(evil(name)) for name in ("relation", "source", "type", "member"))
    facts = "".join(
        f"[[facts]]\nsubject = {quoted(evil(f's{number}'))}\n{relation} = {quoted(evil(f'v{number}'))}\nsource = {source}\n"
        f'at = {quoted(EVIL)}\nas_of = 2020\nstatus = "alleged"\naccording_to = {quoted(EVIL)}\ntags = [{quoted(EVIL)}]\n'
        for number in range(6)
    )
    text = (
        f"[deck]\nid = {quoted(ID)}\ntitle = {quoted(EVIL)}\ndescription = {quoted(EVIL)}\n"
        f"[sources.{source}]\ntitle = {quoted(EVIL)}\npublisher = {quoted(EVIL)}\nurl = {quoted(EVIL)}\n"
        f"[terms.{member}]\ntype = {kind}\naliases = [{quoted(evil('alias'))}]\n"
        f"[relations.{relation}]\nsubject = {kind}\nlabel = {quoted(EVIL)}\nask = {quoted(evil('{subject}?'))}\n"
        f"ask_back = {quoted(evil('{value}?'))}\nsay = {quoted(evil('{subject} {value}'))}\n" + facts
    )
    folder.mkdir()
    (folder / "deck.toml").write_text(text, encoding="utf-8")
    return folder


def check(found: Ran) -> Ran:
    """Assert that what was printed is harmless, as it is and as a program reads it."""
    assert [] == RAW.findall(found.out) + RAW.findall(found.err)
    assert "Traceback" not in found.err
    for line in found.out.splitlines():
        if line.startswith("{"):
            assert all(map(is_safe, strings(json.loads(line))))
    return found


def strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from (key, *strings(value))
    elif isinstance(data, list):
        for item in data:
            yield from strings(item)


@pytest.fixture(params=["deck", "table"])
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a hostile deck, or a hostile table, in a hostile folder."""
    folder = tmp_path / "\x1b]0;x\x07\u202e[red]\n"
    folder.mkdir()
    if request.param == "deck":
        return write(folder / "deck")
    table = folder / "evil\x9b.csv"
    rows = [["name", evil("column")], *([evil(f"s{number}"), evil(f"v{number}")] for number in range(6))]
    # A terminator of lines inside a cell stands in quotes; a NUL is there in a second table.
    table.write_text("".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows).replace("\0", ""), encoding="utf-8")
    (folder / "nul.csv").write_text("a,b\n\0x,\0y\n", encoding="utf-8")
    return table


def test_every_verb_keeps_a_hostile_deck_away_from_the_terminal(hostile: Path) -> None:
    for json_too in ((), ("--json",)):
        check(run("check", hostile, *json_too))
        check(run("cards", hostile, *json_too))
        check(run("cards", hostile, "--form", "choice", *json_too))
    assert 0 == check(run("add", hostile)).code
    (row,) = check(run("decks", "--json")).objects
    deck = row["deck"]
    typed = f"{EVIL}\n2\n1\n\nu\nt\n1\n" * 4
    for json_too in ((), ("--json",)):
        for arguments in (
            (),
            ("due",),
            ("decks",),
            ("update",),
            ("stats", deck),
            *(("stats", deck, "--of", of) for of in ("retention", "confusions", "coverage", "relations")),
            ("exam", deck, "--seed", EVIL),
            ("why", "s1"),
            ("why", "s"),
            ("update", "--dry-run"),
        ):
            check(run(*arguments, *json_too))
        for form in ("reveal", "typed", "choice", "truefalse"):
            check(run("drill", deck, "--form", form, "--new", "2", *json_too, typed=typed))
        for form in ("typed", "choice"):
            check(run("exam", deck, "--form", form, *json_too, typed=typed))
        check(run("log", *json_too))
    for suffix in (".md", ".txt"):
        paper, key = (hostile.parent / f"{name}{suffix}" for name in ("paper", "key"))
        assert 0 == check(run("exam", deck, "--seed", EVIL, "--paper", paper, "--key", key)).code
        assert is_safe(paper.read_text(encoding="utf-8"))
        assert is_safe(key.read_text(encoding="utf-8"))
    assert 0 == check(run("remove", deck)).code
    check(run("decks", "--archived"))


def test_markup_is_shown_as_it_is_written(tmp_path: Path) -> None:
    table = tmp_path / "markup.csv"
    table.write_text("name,is\n[red]a[/],[bold]b[/bold]\n", encoding="utf-8")
    assert "[red]a[/] — is? → [bold]b[/bold]" == run("cards", table).lines[0]


def test_problems_of_a_hostile_deck_are_harmless(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text(f"[deck]\nid = {quoted(EVIL)}\n{quoted(EVIL)} = {quoted(EVIL)}\n[{quoted(EVIL)}]\n", encoding="utf-8")
    for verb in ("check", "cards", "add"):
        assert 1 == check(run(verb, broken)).code
    assert 1 == check(run("check", broken, "--json")).code
    nul = tmp_path / "nul.csv"
    nul.write_text("a,b\n\0x\x1b[2J,\0y\n", encoding="utf-8")
    for verb in ("check", "cards", "add"):
        check(run(verb, nul))


@pytest.mark.parametrize("arguments", [("drill", "rivers"), ("cards", "rivers"), ("exam", "rivers")])
@pytest.mark.parametrize("form", ["choice", "typed"])
def test_a_seed_may_be_any_bytes(arguments: tuple[str, ...], form: str, added: Path) -> None:  # noqa: ARG001
    assert 0 == check(run(*arguments, "--form", form, "--seed", "\udcff\udc80")).code


@pytest.mark.parametrize(
    "arguments",
    [
        (EVIL.replace("\0", ""),),
        ("drill", EVIL),
        ("stats", EVIL),
        ("stats", "--of", EVIL),
        ("exam", EVIL),
        ("exam", "rivers", "--share", EVIL),
        ("exam", "rivers", "--key", f"{EVIL.replace(chr(0), '')}/x"),
        ("remove", EVIL),
        ("update", EVIL),
        ("why", EVIL),
        ("log", "--card", EVIL),
        ("drill", "--limit", EVIL),
        ("cards", "x", "--form", EVIL),
        ("check", EVIL.replace("\0", "")),
        ("cards", EVIL.replace("\0", "")),
        ("add", EVIL.replace("\0", "")),
        ("due", f"--{EVIL}"),
    ],
)
def test_arguments_are_harmless(arguments: tuple[str, ...], added: Path) -> None:  # noqa: ARG001
    found = check(run(*arguments))
    assert found.code in {1, 2}
    assert found.err or found.out


def test_bytes_that_are_no_text_are_harmless(added: Path, tmp_path: Path) -> None:  # noqa: ARG001
    found = check(run_process("drill", "--form", "typed", typed="\udcff".encode("utf-8", "surrogatepass").decode("latin-1")))
    assert 0 == found.code
    named = check(run_process("check", tmp_path / "a\udcff\udc9b.toml"))
    assert 1 == named.code


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_an_odd_encoding_of_the_terminal_breaks_nothing(encoding: str, tmp_path: Path) -> None:
    table = tmp_path / "words.csv"
    table.write_text("wort,word\nGrüße,挨拶\n", encoding="utf-8")
    found = check(run_process("cards", table, PYTHONIOENCODING=encoding))
    assert (0, "") == (found.code, found.err)
    assert "Grüße — word? → 挨拶" in found.out
