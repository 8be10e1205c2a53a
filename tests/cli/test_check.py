"""`quiz check --fix` and `--diff`, and what time makes wrong. What it finds is the business of tests/facts."""

from pathlib import Path

import pytest

from tests.cli.running import DECK, TABLE, run, write_deck

SLIPS = DECK.replace('title = "Rivers"', 'titel = "Rivers" # the title').replace('source = "atlas"', 'source = "atlass"')


def test_the_files_are_mended_and_the_changes_shown(tmp_path: Path) -> None:
    folder = write_deck(tmp_path / "rivers", deck=SLIPS)
    found = run("check", folder, "--fix")
    assert 0 == found.code
    assert f"{folder / 'deck.toml'}:3: mended: There is no key “titel” here" in found.lines
    assert '  - titel = "Rivers" # the title' in found.lines
    assert '  + title = "Rivers" # the title' in found.lines
    assert "2 mended; no problems\n" == found.err
    assert DECK.replace('"Rivers"', '"Rivers" # the title') == (folder / "deck.toml").read_text(encoding="utf-8")
    assert TABLE == (folder / "rivers.csv").read_text(encoding="utf-8")
    assert ("", "no problems\n") == ((again := run("check", folder, "--fix")).out, again.err)


@pytest.mark.parametrize("options", [("--diff",), ("--diff", "--fix")])
def test_a_look_changes_nothing(tmp_path: Path, options: tuple[str, ...]) -> None:
    folder = write_deck(tmp_path / "rivers", deck=SLIPS)
    found = run("check", folder, *options)
    assert '  + title = "Rivers" # the title' in found.lines
    assert "2 would be mended; no problems\n" == found.err
    assert SLIPS == (folder / "deck.toml").read_text(encoding="utf-8")


def test_json_says_what_can_be_mended_and_what_was(tmp_path: Path) -> None:
    folder = write_deck(tmp_path / "rivers", deck=SLIPS.replace('value = "water"', "value = 5"))
    told = {problem["code"]: problem["fixable"] for problem in run("check", folder, "--json").objects}
    assert {"unknown-key": True, "unknown-source": True, "wrong-value": False} == told
    found = run("check", folder, "--fix", "--json")
    assert 1 == found.code
    mended, changed, left = found.objects[:2], found.objects[2:4], found.objects[4:]
    assert [("unknown-key", True), ("unknown-source", True)] == [(problem["code"], problem["mended"]) for problem in mended]
    assert [(3, ['titel = "Rivers" # the title'], ['title = "Rivers" # the title'])] == [
        (hunk["line"], hunk["before"], hunk["after"]) for hunk in changed[:1]
    ]
    assert ["wrong-value"] == [problem["code"] for problem in left]


def test_without_fix_it_is_said_what_fix_would_do(tmp_path: Path) -> None:
    folder = write_deck(tmp_path / "rivers", deck=SLIPS)
    assert "2 errors; “quiz check --fix” mends 2\n" == run("check", folder).err


def test_the_clock_tells_what_is_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_deck(tmp_path / "rivers", deck=DECK + "as_of = 2025\n")
    assert "" == run("check", folder).out
    monkeypatch.setenv("QUIZ_NOW", "2029-01-01T09:00:00+01:00")
    assert ["old-report"] == [problem["code"] for problem in run("check", folder, "--json").objects]


def test_a_hostile_deck_harms_no_terminal_while_it_is_mended(tmp_path: Path) -> None:
    folder = write_deck(
        tmp_path / "rivers", deck=DECK.replace('"Rivers"', '"Ri\\u001b[31mvers"'), table=TABLE + "\x1b[2JElbe,\u202ex\n"
    )
    found = run("check", folder, "--fix")
    assert not {"\x1b", "\u202e"} & set(found.out + found.err)
    assert 'title = "Rivers"' in (folder / "deck.toml").read_text(encoding="utf-8")
    assert (folder / "rivers.csv").read_text(encoding="utf-8").endswith("\nElbe,x\n")
