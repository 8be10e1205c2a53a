"""A deck full of mistakes: each is told once, with its file, its line and how to mend it, and none drags others along."""

from pathlib import Path

import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.errors import DeckError, Problem
from quiz.facts.lint import check
from quiz.facts.loading import load

DECK = """\
[deck]
id = "places"
title = "Places"
lang = "en"
as_of = 2020
source = "atlas"

[sources.atlas]
title = "An atlas"
date = 2019

[sources.report]
title = "A report"

[terms.Aland]
type = "country"
aliases = ["Alandia"]

[terms.Borduria]
type = "country"

[terms.Caprona]
type = "country"

[terms.Dinotopia]
type = "country"

[terms.Avalon]
type = "city"

[terms.Brigadoon]
type = "city"

[terms.Camelot]
type = "city"

[relations.capital]
subject = "country"
value = "city"
ask = "What is the capital of {subject}?"
ask_back = "Of which country is {value} the capital?"

[relations.population]
value = "quantity"
unit = "people"

[relations.founded]
value = "date"
kinds = ["forward"]

[relations.member]
value = "boolean"

[relations.language]
many = true
complete = true

[relations.ruler]
label = "ruled by"

[relations.area]
value = "quantity"
unit = "km²"

[relations.climate]
label = "climate"

[relations.anthem]
say = "{subject} sings {value}."

[relations.height]
value = "quantity"
unit = "m"
tolerance = "5 %"

[relations.sentence]
value = "cloze"

[relations.motto]
value = "text"
kinds = ["forward", "backward"]
contrast = [["Caprona", "Dinotopia"]]

[relations.neighbour]
value = "text"
many = true

[[facts]]
subject = "Aland"
capital = "Avalon"
source = "atlas"
at = "page 1"

[[facts]]
subject = "Borduria"
capital = "Brigadoon"
source = "report"

[[facts]]
subject = "Caprona"
capital = "Camelot"

[[facts]]
subject = "Aland"
population = 1000
as_of = 2019

[[facts]]
subject = "Borduria"
population = "2,000"

[[facts]]
subject = "Aland"
founded = "1200-05"

[[facts]]
subject = "Aland"
member = true

[[facts]]
subject = "Aland"
language = ["Alandish", "English"]

[[facts]]
subject = "Aland"
ruler = "Queen Ann"
until = 2010

[[facts]]
subject = "Aland"
ruler = "King Bob"
since = 2010

[[facts]]
subject = "Borduria"
ruler = "General Cid"
status = "expected"
according_to = "the press"

[[facts]]
subject = "Caprona"
height = "10–20"

[[facts]]
subject = "Aland"
sentence = "{{c1::Avalon}} lies by the {{c2::sea::water}}"

[[facts]]
subject = "Caprona"
motto = "Deeper"
id = "caprona-motto"

[[facts]]
subject = "Dinotopia"
motto = "Breathe"
id = "dinotopia-motto"

[[facts]]
subject = "Caprona"
neighbour = ["Aland", "Borduria"]

[[facts]]
subject = "Dinotopia"
neighbour = ["Caprona"]

[[facts]]
subject = "Caprona"
anthem = "Deep"

[[facts]]
subject = "Dinotopia"
anthem = "Wide"

[[tables]]
path = "areas.csv"
subject = "country"

[[tables]]
path = "climates.csv"
subject = "country"

[tables.columns]
weather = "climate"
"""
AREAS = "country,area,source\nAland,10,atlas\nBorduria,20,report\nCaprona,30,atlas\nDinotopia,40,atlas\n"
CLIMATES = "country,weather\nAland,wet\nBorduria,dry\nCaprona,hot\nDinotopia,mild\n"
FILES = {"deck.toml": DECK, "areas.csv": AREAS, "climates.csv": CLIMATES}


@frozen
class Mistake:
    """One mistake: what is written instead of what, and on which line the problem must stand."""

    code: str
    old: str
    new: str
    line: str
    """Part of that line: nothing else in the files has it."""
    file: str = "deck.toml"
    severity: str = "error"
    hint: str = ""


END = '[[tables]]\npath = "areas.csv"'


def fact(text: str) -> str:
    """Return a further fact, before the tables."""
    return f"[[facts]]\n{text}\n\n{END}"


MISTAKES = {
    "no id": Mistake("missing-key", 'id = "places"\n', "", "[deck]"),
    "id misspelt": Mistake("unknown-key", 'id = "places"', 'idd = "places"', "idd =", hint="id"),
    "id of a wrong type": Mistake("wrong-value", 'id = "places"', "id = true", "id = true"),
    "id with a slash": Mistake("wrong-value", 'id = "places"', 'id = "pla/ces"', "pla/ces"),
    "date of the deck": Mistake("wrong-value", "as_of = 2020", 'as_of = "20x0"', "20x0"),
    "unknown section": Mistake("unknown-section", "[sources.atlas]", "[extras]\n\n[sources.atlas]", "[extras]"),
    "section misspelt": Mistake("unknown-section", "[relations.", "[relation.", "[relation.capital]", hint="relations"),
    "unknown key of the deck": Mistake("unknown-key", 'title = "Places"', 'titel = "Places"', "titel", hint="title"),
    "source without title": Mistake("missing-key", 'title = "A report"\n', "", "[sources.report]"),
    "source title misspelt": Mistake("unknown-key", 'title = "A report"', 'tittle = "A report"', "tittle", hint="title"),
    "source date": Mistake("wrong-value", "date = 2019", 'date = "last year"', "last year"),
    "shared alias": Mistake("shared-name", "[terms.Caprona]\n", '[terms.Caprona]\naliases = ["Alandia"] #\n', "] #"),
    "wrong type of aliases": Mistake("wrong-value", "[terms.Dinotopia]\n", "[terms.Dinotopia]\naliases = [true]\n", "[true]"),
    "type of a term misspelt": Mistake("unknown-type", '[terms.Avalon]\ntype = "city"', '[terms.Avalon]\ntype = "citty"',
        "citty", hint="city"),
    "unknown key of a relation": Mistake("unknown-key", 'label = "ruled by"', 'lable = "ruled by"', "lable", hint="label"),
    "many misspelt": Mistake("unknown-key", "many = true\ncomplete", "mnay = true\ncomplete", "mnay", hint="many"),
    "many of a wrong type": Mistake("wrong-value", 'value = "text"\nmany = true', 'value = "text"\nmany = "yes"', 'many = "yes"'),
    "unknown type": Mistake("unknown-type", '[relations.member]\nvalue = "boolean"', '[relations.member]\nvalue = "bool"',
        '"bool"', hint="boolean"),
    "type misspelt": Mistake("unknown-type", 'value = "quantity"\nunit = "km²"', 'value = "quantty"\nunit = "km²"',
        "quantty", hint="quantity"),
    "type of subjects misspelt": Mistake("unknown-type", 'subject = "country"\nvalue', 'subject = "contry"\nvalue',
        "contry", hint="country"),
    "unknown placeholder": Mistake("wrong-value", "{subject} sings", "{sujet} sings", "{sujet}"),
    "question without its subject": Mistake("ambiguous-wording", "capital of {subject}?", "capital?", "capital?"),
    "unknown kind": Mistake("wrong-value", 'kinds = ["forward"]', 'kinds = ["foward"]', "foward", hint="forward"),
    "unknown source": Mistake("unknown-source", 'source = "report"', 'source = "repport"', "repport", hint="report"),
    "wrong quantity": Mistake("wrong-value", 'population = "2,000"', 'population = "many"', '"many"'),
    "boolean for a quantity": Mistake("wrong-value", "population = 1000", "population = true", "population = true"),
    "wrong date": Mistake("wrong-value", '"1200-05"', '"1200-15"', "1200-15"),
    "a time": Mistake("wrong-value", '"1200-05"', "07:32:00", "07:32:00"),
    "wrong boolean": Mistake("wrong-value", "member = true", 'member = "perhaps"', "perhaps"),
    "number for a term": Mistake("wrong-value", 'capital = "Brigadoon"', "capital = 5", "capital = 5"),
    "term of another type": Mistake("wrong-value", 'capital = "Brigadoon"', 'capital = "Borduria"', 'capital = "Borduria"'),
    "infinity": Mistake("wrong-value", "population = 1000", "population = inf", "= inf"),
    "wrong qualifying date": Mistake("wrong-value", "until = 2010", 'until = "2010-02-30"', "2010-02-30"),
    "qualifier misspelt": Mistake("undeclared-relation", "until = 2010", "untill = 2010", "untill", severity="warning",
        hint="until"),
    "times in the wrong order": Mistake("time-order", "until = 2010", "since = 2020\nuntil = 2010 #", "until = 2010 #"),
    "unknown status": Mistake("wrong-value", 'status = "expected"', 'status = "expcted"', "expcted", hint="expected"),
    "nameless claim": Mistake("nameless-claim", 'according_to = "the press"\n', "", '"General Cid"', severity="warning"),
    "double id": Mistake("double-id", 'id = "dinotopia-motto"', 'id = "caprona-motto" #', '"caprona-motto" #'),
    "relation misspelt": Mistake("undeclared-relation", 'anthem = "Wide"', 'antem = "Wide"', "antem", severity="warning",
        hint="anthem"),
    "no subject": Mistake("missing-subject", END, fact('anthem = "Ha" #'), "[[facts]]|Ha"),
    "subject misspelt": Mistake("missing-subject", END, fact('subjct = "Elbonia"\nanthem = "Ho"'), "subjct", hint="subject"),
    "no relation": Mistake("missing-relation", END, fact('subject = "Fairyland"'), "[[facts]]|Fairyland"),
    "relation without value": Mistake("missing-key", END, fact('subject = "Gondor"\nrelation = "anthem"'), "[[facts]]|Gondor"),
    "empty value": Mistake("wrong-value", END, fact('subject = "Hyrule"\nanthem = ""'), 'anthem = ""'),
    "invisible subject": Mistake("wrong-value", END, fact('subject = "\\u200b"\nanthem = "Hush"'), "u200b"),
    "lists in a list": Mistake("wrong-value", END, fact('subject = "Ithaca"\nanthem = [["a", ["b"]]]'), '[["a"'),
    "a table for a value": Mistake("wrong-value", END, fact('subject = "Jotunheim"\nanthem = { a = 1 }'), "{ a = 1 }"),
    "two values for one": Mistake("not-many", END, fact('subject = "Kitezh"\nanthem = ["One", "Two"]'), '"One"'),
    "conflict": Mistake("conflict", END, fact('subject = "Caprona"\nanthem = "High"'), '"High"'),
    "table outside": Mistake("outside-folder", END, '[[tables]]\npath = "../x.csv"\n\n' + END, "../x.csv"),
    "table at an absolute path": Mistake("outside-folder", END, '[[tables]]\npath = "/etc/hosts"\n\n' + END, "/etc/hosts"),
    "missing table": Mistake("missing-file", END, '[[tables]]\npath = "none.csv"\n\n' + END, "none.csv"),
    "folder as table": Mistake("missing-file", END, '[[tables]]\npath = "."\n\n' + END, 'path = "."'),
    "table without path": Mistake("missing-key", END, "[[tables]] #\n\n" + END, "[[tables]] #"),
    "path misspelt": Mistake("unknown-key", END, '[[tables]]\npaht = "areas.csv"\n\n' + END, "paht", hint="path"),
    "unknown column": Mistake("unknown-column", 'weather = "climate"', 'wether = "climate"', "wether", hint="weather"),
    "unknown subject column": Mistake("unknown-column", 'areas.csv"\nsubject = "country"', 'areas.csv"\nsubject = "land"',
        '"land"'),
    "ragged row": Mistake("table-row", "Caprona,30,atlas", "Caprona,30,atlas,more", "Caprona", "areas.csv"),
    "row without subject": Mistake("missing-subject", "Dinotopia,40", ",40", ",40", "areas.csv"),
    "wrong cell": Mistake("wrong-value", "Borduria,20", "Borduria,small", "small", "areas.csv"),
    "unknown source in a row": Mistake("unknown-source", "Aland,10,atlas", "Aland,10,atlass", "atlass", "areas.csv",
        hint="atlas"),
    "range upside down": Mistake("wrong-value", '"10–20"', '"20–10"', "20–10"),
    "open range": Mistake("wrong-value", '"10–20"', '"10–"', '"10–"'),
    "tolerance in words": Mistake("wrong-value", 'tolerance = "5 %"', 'tolerance = "some"', '"some"'),
    "tolerance spelled out": Mistake("wrong-value", 'tolerance = "5 %"', 'tolerance = "5 percent"', "percent"),
    "cloze that is not closed": Mistake("wrong-value", "{{c1::Avalon}}", "{{c1::Avalon", "{{c1::Avalon "),
    "cloze without blanks": Mistake("wrong-value", '"{{c1::Avalon}} lies by the {{c2::sea::water}}"', '"Avalon lies by the sea"',
        "Avalon lies"),
    "hint that tells": Mistake("revealed-answer", "sea::water", "sea::the sea", "sea::the sea", severity="warning"),
    "contrast with one": Mistake("wrong-value", '[["Caprona", "Dinotopia"]]', '[["Caprona"]]', '[["Caprona"]]'),
    "contrast with a stranger": Mistake("unknown-subject", '"Dinotopia"]]', '"Dinotopya"]]', "Dinotopya", hint="Dinotopia"),
    "type of subjects misspelt elsewhere": Mistake("unknown-type", "[relations.motto]\n",
        '[relations.motto]\nsubject = "cuontry"\n', "cuontry", hint="country"),
    "fact stated twice": Mistake("double-fact", END, fact('subject = "Caprona"\nheight = "10–20"\nstatus = "stated" # again'),
        "[[facts]]|# again", severity="warning"),
    "word for no value": Mistake("placeholder-value", END, fact('subject = "Kakania"\nmotto = "n/a"'), '"n/a"',
        severity="warning"),
    "two alphabets": Mistake("mixed-scripts", END, fact('subject = "Lilliput"\nmotto = "Gооd"'), "Gооd", severity="warning"),
    "reported before it began": Mistake("impossible-date", END,
        fact('subject = "Mordor"\nmotto = "Ring"\nsince = 1950\nas_of = 1940'), 'motto = "Ring"', severity="warning"),
    "order of texts": Mistake("unfit-kind", 'kinds = ["forward", "backward"]', 'kinds = ["forward", "order"]', '"order"]',
        severity="warning"),
    "address that is none": Mistake("wrong-url", 'title = "A report"', 'title = "A report"\nurl = "page 5"', "page 5",
        severity="warning"),
    "language by name": Mistake("wrong-language", 'lang = "en"', 'lang = "english!"', "english!"),
    "statement without its value": Mistake("silent-wording", "sings {value}", "sings", 'sings."'),
    "mixed units": Mistake("mixed-units", END, fact('subject = "Narnia"\nheight = "5 ft"'), "5 ft", severity="warning"),
    "term nearly named": Mistake("unknown-term", END, fact('subject = "Oz"\ncapital = "Camelott"'), "Camelott",
        severity="warning"),
    "term of no type": Mistake("unknown-term", "[terms.Avalon]\n", '[terms.Avalon]\nbroader = ["Brigadon"]\n', "Brigadon",
        severity="warning", hint="Brigadoon"),
    "conflict in a table": Mistake("conflict", "Dinotopia,mild\n", "Dinotopia,mild\nAland,snowy\n", "snowy", "climates.csv"),
}  # fmt: skip

HIDDEN = {
    "unknown type": {"wrong boolean"},
    "type misspelt": {"wrong cell"},
    "unknown status": {"nameless claim"},
    "unknown placeholder": {"statement without its value"},
    "cloze that is not closed": {"hint that tells"},
    "range upside down": {"fact stated twice", "mixed units"},
    "open range": {"fact stated twice", "mixed units"},
    "unknown subject column": {"row without subject", "wrong cell", "unknown source in a row", "ragged row"},
}
"""Mistakes beside which some others cannot be known: who cannot tell what a column is cannot tell what is wrong in it."""

EXCLUSIVE = {"section misspelt"}
"""Mistakes that change what the others replace."""


def planted(folder: Path, names: list[str]) -> tuple[Path, dict[str, Mistake]]:
    """Write the deck with as many of these mistakes as do not stand in each other's way; return them."""
    files = dict(FILES)
    done: dict[str, Mistake] = {}
    for name in names:
        mistake = MISTAKES[name]
        text = files[mistake.file]
        apart = not any(mistake.old in other.old or other.old in mistake.old for other in done.values() if other.old != END)
        hidden = any(name in HIDDEN.get(other, ()) or other in HIDDEN.get(name, ()) for other in done)
        if mistake.old in text and not hidden and (apart or mistake.old == END) and not (EXCLUSIVE & {name, *done} and done):
            files[mistake.file] = text.replace(mistake.old, mistake.new, 1 if name not in EXCLUSIVE else -1)
            done[name] = mistake
    folder.mkdir(exist_ok=True)
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")
    return folder, done


def place(folder: Path, mistake: Mistake) -> tuple[str, int]:
    """Return the file and line where a mistake must be told."""
    path = folder / ("deck.toml" if mistake.file == "deck.toml" else mistake.file)
    wanted, _, below = mistake.line.partition("|")
    lines = path.read_text(encoding="utf-8").splitlines()
    if below:
        end = next(number for number, line in enumerate(lines) if below in line)
        return str(path), max(number for number, line in enumerate(lines[:end], start=1) if wanted in line)
    found = [number for number, line in enumerate(lines, start=1) if wanted in line]
    assert found, wanted
    return str(path), found[0]


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str, int | None, str]]:
    return sorted((problem.code, problem.file, problem.line, problem.severity) for problem in problems)


def expected(folder: Path, mistakes: dict[str, Mistake]) -> list[tuple[str, str, int | None, str]]:
    return sorted((mistake.code, *place(folder, mistake), mistake.severity) for mistake in mistakes.values())


def test_the_deck_without_mistakes(tmp_path: Path) -> None:
    folder, _ = planted(tmp_path, [])
    assert () == check(folder)
    assert 29 == len(load(folder).facts)


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_is_one_problem(tmp_path: Path, name: str) -> None:
    folder, mistakes = planted(tmp_path, [name])
    (problem,) = check(folder)
    assert expected(folder, mistakes) == told((problem,))
    assert problem.message
    assert problem.hint
    assert not mistakes[name].hint or f"“{mistakes[name].hint}”" in problem.hint


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    folder, mistakes = planted(tmp_path, [name for name in MISTAKES if name not in EXCLUSIVE])
    assert len(mistakes) >= 40
    assert expected(folder, mistakes) == told(check(folder))


@settings(max_examples=60)
@given(st.lists(st.sampled_from(sorted(MISTAKES)), max_size=12, unique=True))
def test_as_many_problems_as_mistakes(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    folder, mistakes = planted(tmp_path_factory.getbasetemp() / "mistakes", names)
    assert expected(folder, mistakes) == told(check(folder))


def test_load_raises_with_every_error(tmp_path: Path) -> None:
    folder, _ = planted(tmp_path, [name for name in MISTAKES if name not in EXCLUSIVE])
    with pytest.raises(DeckError) as caught:
        load(folder)
    lint_only = {"conflict", "ambiguous-wording", "silent-wording", "wrong-language"}
    errors = [problem for problem in check(folder) if problem.severity == "error" and problem.code not in lint_only]
    assert told(tuple(errors)) == told(caught.value.problems)
    for problem in errors:
        assert f"{problem.file}:{problem.line}: error: {problem.message}" in str(caught.value)


@pytest.mark.parametrize(("line", "text"), [
    (10, DECK.replace("date = 2019", "date = ")),
    (2, DECK.replace('id = "places"', 'id = "places')),
    (9, DECK.replace('title = "An atlas"', 'title = "An atlas"\ntitle = "b"', 1).replace("\nas_of = 2020", "")),
    (8, DECK.replace("[sources.atlas]", "[sources.atlas")),
])  # fmt: skip
def test_a_syntax_error_is_one_problem(tmp_path: Path, line: int, text: str) -> None:
    folder, _ = planted(tmp_path, ["wrong date"])
    (folder / "deck.toml").write_text(text, encoding="utf-8")
    (problem,) = check(folder)
    assert ("toml", line) == (problem.code, problem.line)
    assert problem.hint


@pytest.mark.parametrize("text", [
    'deck = "places"', "deck = 1979-05-27", "[deck]\nid = 'a'\n[sources]\natlas = 'x'",
    "[deck]\nid = 'a'\n[relations]\ncapital = 'x'",
    "[deck]\nid = 'a'\n[terms]\nA = 1", "[deck]\nid = 'a'\n[facts]\nsubject = 'A'", "[deck]\nid = 'a'\n[tables]\npath = 'x.csv'",
    "tables = ['x.csv']\n[deck]\nid = 'a'", "facts = [1]\n[deck]\nid = 'a'", "[[facts]]\n[deck]\nid = 'a'",
    "sources = 1\n[deck]\nid = 'a'",
    "relations = []\n[deck]\nid = 'a'\n[[facts]]\nsubject = 'A'\nb = 'c'", "terms = true\n[deck]\nid = 'a'", "",
    "sources = 5\n[deck]\nid = 'a'\nsource = 'x'\n[[facts]]\nsubject = 'A'\n'' = 'c'\nsource = 'y'",
])  # fmt: skip
def test_a_wrong_shape_is_one_problem(tmp_path: Path, text: str) -> None:
    (tmp_path / "deck.toml").write_text(text, encoding="utf-8")
    problems = [problem for problem in check(tmp_path) if problem.severity == "error"]
    assert len(problems) == (2 if "''" in text else 1)
    assert all(problem.line or not text for problem in problems)
