"""What is printed: safe, aligned, coloured only where somebody sees it."""

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cli import output
from quiz.cli.wording import difference, span
from quiz.text.closeness import diff
from quiz.text.safe import is_safe, safe


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@given(st.text())
def test_a_line_is_safe_and_only_its_beginning_is_flush_left(text: str) -> None:
    found = _printed(text)
    assert is_safe(found)
    assert found.endswith("\n")
    assert all(line.startswith("    ") for line in found[:-1].split("\n")[1:])


@given(
    st.recursive(
        st.text() | st.integers() | st.none() | st.booleans(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_a_record_is_one_safe_line_of_json(data: object) -> None:
    import json

    found = output.encoded({"data": data})
    assert is_safe(found)
    assert found.isprintable() or not any(c in found for c in "\n\r\t\x7f\x85\u2028")
    assert {"data": _safe(data)} == json.loads(found)


def test_records_keep_characters_as_they_are() -> None:
    assert '{"a": "Grüße 挨拶 🇵🇪"}' == output.encoded({"a": "Grüße 挨拶 🇵🇪"})


def test_columns_are_aligned_by_what_the_terminal_shows(capsys: pytest.CaptureFixture[str]) -> None:
    output.table([("deck", "cards", "title"), ("日本", 7, "x"), ("é\u0301", 1234, "y\nz")])
    assert ["deck  cards  title", "日本      7  x", "é\u0301      1234  y z"] == capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (23, ["deck     cards  title", "animals      7  Animals"]),
        (22, ["deck     cards", "    title", "animals      7", "    Animals"]),
        (5, ["deck", "    cards · title", "animals", "    7 · Animals"]),
    ],
)
def test_what_a_narrow_terminal_has_no_room_for_stands_below(
    columns: int, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(columns))
    output.table([("deck", "cards", "title"), ("animals", 7, "Animals")])
    assert expected == terminal.getvalue().splitlines()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "\x1b[32mgood\x1b[0m\n"),
        ({"NO_COLOR": "1"}, "good\n"),
        ({"NO_COLOR": ""}, "\x1b[32mgood\x1b[0m\n"),
        ({"TERM": "dumb"}, "good\n"),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    output.line("good", "green")
    assert expected == terminal.getvalue()


def test_pipes_get_no_colour(capsys: pytest.CaptureFixture[str]) -> None:
    output.line("good", "green")
    assert "good\n" == capsys.readouterr().out


def test_a_process_without_streams_prints_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    output.prepare()
    output.line("x")
    output.message("x")
    output.record({})
    output.prompt("x")
    output.flush()
    assert output.finish()
    assert not output.is_terminal()


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "0s"), (59.4, "59s"), (59.6, "1m"), (60, "1m"), (330, "6m"), (600, "10m"), (3599, "1h"), (7200, "2h"), (86_399, "1d"),
        (86_400 * 8, "8d"), (86_400 * 29, "29d"), (86_400 * 30, "1mo"), (86_400 * 45, "1.5mo"), (86_400 * 365, "1y"),
        (86_400 * 540, "1.5y"),
    ],
)  # fmt: skip
def test_spans_are_told_in_their_largest_unit(seconds: float, expected: str) -> None:
    assert expected == span(seconds)


@pytest.mark.parametrize(
    ("given_", "right", "expected"),
    [
        ("Montavideo", "Montevideo", "Mont[-a-]{+e+}video"),
        ("Lma", "Lima", "L{+i+}ma"),
        ("Limaa", "Lima", "Lima[-a-]"),
        ("Lima", "Lima", "Lima"),
    ],
)
def test_differences_are_shown_in_plain_characters(given_: str, right: str, expected: str) -> None:
    assert sorted(expected) == sorted(difference(diff(given_, right)))


def _printed(text: str) -> str:
    stream, kept = io.StringIO(), sys.stdout
    sys.stdout = stream
    try:
        output.line(text)
    finally:
        sys.stdout = kept
    return stream.getvalue()


def _safe(data: object) -> object:
    if isinstance(data, str):
        return safe(data)
    if isinstance(data, list):
        return [_safe(item) for item in data]
    return {safe(key): _safe(value) for key, value in data.items()} if isinstance(data, dict) else data
