"""The registry: quiz's own formats, those of other packages, and what is said where one cannot be used."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quiz.errors import FormatError, UsageError
from quiz.formats import registry
from quiz.formats.reading import read
from quiz.formats.registry import ENDINGS
from quiz.formats.sniffing import sniff
from quiz.formats.writing import writing_formats

_SHOUTED = """\
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.formats.format import Format, Opened, Skipped, Taken


def sniff(head):
    return 1.0 if head.data.startswith(b"SHOUTED") else 0.0


def read(path, options):
    yield Opened(Deck(options.deck or "shouted"))
    for number, line in enumerate(path.read_text("utf-8").splitlines()[1:], start=2):
        subject, sign, value = line.partition("!")
        if sign:
            yield Taken(f"line {number}", (Fact(subject, "shout", value),))
        else:
            yield Skipped(f"line {number}", "Nobody shouts here.")


FORMAT = Format(name="shouted", title="Shouted facts", sniff=sniff, read=read)
"""

Install = Callable[[str, str], None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Put a package with one module and one entry point on the path, as pip would."""

    def put(entry: str, module: str) -> None:
        (tmp_path / "shouting.py").write_text(module, encoding="utf-8")
        info = tmp_path / "shouting-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[quiz.formats]\n{entry}\n", encoding="utf-8")
        monkeypatch.syspath_prepend(str(tmp_path))
        registry._offered.cache_clear()

    yield put
    sys.modules.pop("shouting", None)
    registry._offered.cache_clear()


def test_every_format_is_called_as_it_is_listed() -> None:
    assert list(registry.names()) == [found.name for found in registry.formats()]
    assert {} == registry.broken()
    assert all(found.read or found.write for found in registry.formats())


def test_how_a_file_ends_names_the_format_that_would_be_found_by_asking_all() -> None:
    first: dict[str, str] = {}
    for one in writing_formats():
        for ending in one.extensions:
            first.setdefault(ending, one.name)
    assert first == ENDINGS


def test_an_unknown_format_is_told_with_the_nearest_one() -> None:
    with pytest.raises(UsageError, match=r"There is no format “cvs”\. Did you mean “csv”"):
        registry.named("cvs")


def test_another_package_adds_a_format(install: Install, tmp_path: Path) -> None:
    install("shouted = shouting:FORMAT", _SHOUTED)
    file = tmp_path / "facts"
    file.write_text("SHOUTED\nFire!hot\nnothing\n", encoding="utf-8")
    assert "shouted" == sniff(file).format.name
    found = read(file)
    assert ("shouted", [("Fire", "hot")]) == (found.deck.id, [(fact.subject, str(fact.value)) for fact in found.deck.facts])
    assert ["line 3: Nobody shouts here."] == list(map(str, found.skipped))


@pytest.mark.parametrize(
    ("entry", "module", "said"),
    [
        ("shouted = shouting:FORMAT", "1 / 0", "shouting:FORMAT of the package shouting cannot be imported: ZeroDivisionError"),
        ("shouted = shouting:FORMAT", "FORMAT = 3", "is no quiz.formats.format.Format"),
        ("whispered = shouting:FORMAT", _SHOUTED, "is called “shouted”, and its entry point “whispered”"),
    ],
)
def test_a_broken_format_of_another_package_is_told_and_spoils_nothing(
    install: Install, entry: str, module: str, said: str
) -> None:
    install(entry, module)
    name = entry.split(maxsplit=1)[0]
    assert "csv" in [found.name for found in registry.formats()]
    assert said in registry.broken()[name]
    with pytest.raises(FormatError, match=f"The format “{name}” cannot be used"):
        registry.named(name)


def test_a_format_of_quiz_cannot_be_taken_over(install: Install) -> None:
    install("csv = shouting:FORMAT", _SHOUTED.replace('"shouted"', '"csv"'))
    assert "table (CSV, TSV, …)" == registry.named("csv").title
