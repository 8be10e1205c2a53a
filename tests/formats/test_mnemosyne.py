"""Mnemosyne's files: the cards that a reader of each counts, their memory, and files that mean harm."""

import pickle
import sqlite3
import time
import zipfile
from pathlib import Path

import pytest

from quiz.cards.generation import generate
from quiz.collection.collection import Collection
from quiz.errors import FormatError
from quiz.formats.mnemosyne.pickles import Instance, PickleError, unpickled
from quiz.formats.mnemosyne.words import literal
from quiz.formats.past import Past
from quiz.formats.reading import Contents, read
from quiz.memory.state import Phase
from tests.formats.moments import NOW

HEADER = b"--- Mnemosyne Data Base --- Format Version 3 ---\n"
COUNTS = {
    # file: facts, cards, cards that are not new
    "1sided.mem": (1, 1, 1),
    "1sided.xml": (4, 4, 2),
    "1sided_unseen.mem": (1, 1, 0),
    "1sided_unseen.xml": (1, 1, 0),
    "3sided.mem": (1, 2, 0),
    "3sided.xml": (1, 2, 0),
    "dups.mem": (28, 56, 0),
    "dups.xml": (28, 56, 0),
    "map.mem": (1, 2, 0),
    "map.xml": (1, 2, 0),
    "no_id.xml": (1, 1, 0),
    "smconv.xml": (3, 3, 2),
    "test.wcu": (4, 4, 0),
}


def _cards(found: Contents) -> list[tuple[str, str, str]]:
    return [(card.kind.value, card.prompt, card.answer) for deck in found.decks for card in generate(deck)]


@pytest.mark.parametrize("name", COUNTS)
def test_old_files_have_the_cards_that_a_reader_counts(corpus: Path, name: str) -> None:
    found = read(corpus / "text" / "mnemosyne" / "tests" / name)
    assert ("mnemosyne", 0) == (found.format.name, found.skipped_count)
    assert COUNTS[name] == (found.facts, len(_cards(found)), len(found.past))


def test_a_database_and_cards_for_sharing_have_the_same_facts(corpus: Path) -> None:
    # 61 front to back, 20 both ways, 30 words with how they are spoken, one sentence with two blanks.
    shared = read(corpus / "decks_derived" / "mnemosyne2_ug_mixed.cards")
    database = read(corpus / "decks_derived" / "mnemosyne2_ug_mixed.db")
    for found in (shared, database):
        assert (112, 163, 0) == (found.facts, len(_cards(found)), found.skipped_count)
        assert {"answer": 61, "answer, both ways": 50, "cloze": 1} == {
            name: len(facts) for name, facts in found.deck.by_relation.items()
        }
    assert {fact.id: fact.tags for fact in shared.deck.facts} == {fact.id: fact.tags for fact in database.deck.facts}
    assert ("UG capitals", 0, 1) == (shared.deck.title, len(shared.past), len(shared.media[shared.deck.id]))
    assert (60, 60) == (len(database.past), database.past.answers)


def test_what_a_database_remembers_is_kept(corpus: Path) -> None:
    found = read(corpus / "decks_derived" / "mnemosyne2_ug_mixed.db")
    one = next(past for past in found.past if past.fact == "akU3VNxMEGxbHsIbyxngcO" and past.kind == "forward")
    # Answered on 23 November 2026 with a 4, due on the 27th.
    assert (Phase.REVIEW, 20784, 4, 2.5, 1, 0) == (one.phase, one.due_day, one.interval, one.ease, one.reps, one.lapses)
    assert [(1795431250000, 3, 4, Phase.LEARNING)] == [
        (answer.at, answer.rating, answer.interval, answer.before) for answer in one.answers
    ]
    with Collection.in_memory() as collection:
        report = collection.import_(corpus / "decks_derived" / "mnemosyne2_ug_mixed.db", now=NOW)
        again = collection.import_(corpus / "decks_derived" / "mnemosyne2_ug_mixed.db", now=NOW)
    assert (60, 60, 0) == (report.reviews, report.remembered.added, again.remembered.added)


def test_a_word_of_three_sides_is_one_fact_with_how_it_is_spoken(corpus: Path) -> None:
    found = read(corpus / "text" / "mnemosyne" / "tests" / "3sided.mem")
    assert [("forward", "f", "t"), ("backward", "t", "f")] == _cards(found)
    assert ["p"] == [fact.note for fact in found.deck.facts]


def test_a_place_on_a_map_is_asked_both_ways(corpus: Path) -> None:
    (fact,) = read(corpus / "text" / "mnemosyne" / "tests" / "map.xml").deck.facts
    assert ("Drenthe", "0", frozenset({"Netherlands: Provinces"})) == (fact.subject, fact.id, fact.tags)
    assert fact.front.endswith("![](maps/Netherlands-Provinces/Netherlands-Provinces.png)")
    assert "picture" in str(fact.value)


XML = """<?xml version="1.0" encoding="UTF-8"?>
<mnemosyne core_version="1" time_of_start="1247533200">
{}
</mnemosyne>
"""


def _xml(tmp_path: Path, items: str, encoding: str = "utf-8") -> Contents:
    (tmp_path / "old.xml").write_bytes(XML.format(items).encode(encoding))
    return read(tmp_path / "old.xml")


def test_learning_data_of_the_first_version_count_days_from_its_start(tmp_path: Path) -> None:
    item = '<item id="a" gr="{}" e="1.700" ac_rp="3" rt_rp="{}" lps="{}" l_rp="10" n_rp="20"><cat>x</cat><Q>q</Q><A>a</A></item>'
    known, failed, new = (list(_xml(tmp_path, item.format(*told)).past) for told in ((4, 5, 1), (1, 5, 2), (0, 0, 0)))
    assert [(Phase.REVIEW, 10, 1.7, 8, 1)] == [(one.phase, one.interval, one.ease, one.reps, one.lapses) for one in known]
    assert [(Phase.RELEARNING, 0, True)] == [(one.phase, one.interval, one.due_at is not None) for one in failed]
    assert [Phase.LEARNING] == [one.phase for one in new]
    # 14 July 2009 and 20 days, wherever one lives.
    assert [one.due_day in {14458, 14459, 14460} for one in known] == [True]


def test_doubles_cards_without_a_partner_and_latin_letters_are_taken(tmp_path: Path) -> None:
    items = (
        '<item id="a"><cat>x</cat><Q>café</Q><A>b</A></item><item id="a"><cat>x</cat><Q>again</Q><A>b</A></item>'
        '<item id="gone.inv"><cat>&lt;default&gt;</cat><Q>alone</Q><A>c</A></item><item><Q>no answer</Q><A></A></item>'
    )
    found = _xml(tmp_path, items.replace("é", "é"))
    assert ["café", "again", "alone", "no answer"] == [fact.subject for fact in found.deck.facts]
    assert ["a", "dupa", "gone.inv", None] == [fact.id for fact in found.deck.facts]
    text = XML.replace(' encoding="UTF-8"', "").format(items)
    (tmp_path / "latin.xml").write_bytes(text.encode("latin-1"))
    assert "café" == read(tmp_path / "latin.xml").deck.facts[0].subject


def test_formulas_sounds_and_lines_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"x")
    words = '&lt;$&gt;x^2&lt;/$&gt;\nline &lt;b&gt;two&lt;/b&gt; &lt;sound src="a.mp3"&gt;'
    found = _xml(tmp_path, f'<item id="a"><cat>x</cat><Q>q</Q><A>{words}</A></item>')
    (fact,) = found.deck.facts
    assert "$x^2$\nline **two** ![](a.mp3)" == getattr(fact.value, "source", "")
    assert ["a.mp3"] == list(found.media[found.deck.id])


def test_xml_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text(XML.format('<item id="a"><Q>q</Q><A>a</A></item><item id="b"><Q>x').split("</mnemosyne")[0])
    found = read(tmp_path / "x.xml")
    assert (1, 1) == (found.facts, found.skipped_count)


def test_entities_are_refused(tmp_path: Path) -> None:
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    bomb = f"{entities}<mnemosyne><item><Q>&b;</Q></item></mnemosyne>"
    (tmp_path / "x.xml").write_text(bomb)
    with pytest.raises(FormatError, match="document type"):
        read(tmp_path / "x.xml")
    deep = "<mnemosyne>" + "<item>" * 100_000
    (tmp_path / "y.xml").write_text(deep)
    with pytest.raises(FormatError, match="inside each other"):
        read(tmp_path / "y.xml")


class Harmful:
    """Would write a file if it were loaded."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (Path.touch, (self.target,))


@pytest.mark.parametrize("protocol", [0, 1, 2])
def test_nothing_of_a_pickle_is_called(tmp_path: Path, protocol: int) -> None:
    target = tmp_path / "written"
    data = pickle.dumps([1, "ä", 2.5, None, True, {"a": [1, 2]}, (1, 2, 3, 4), 10**12, Harmful(target)], protocol=protocol)
    *plain, harmful = unpickled(data)
    assert [1, "ä", 2.5, None, True, {"a": [1, 2]}, (1, 2, 3, 4), 10**12] == plain
    assert isinstance(harmful, Instance)
    assert not target.exists()
    (tmp_path / "x.mem").write_bytes(HEADER + data)
    with pytest.raises(FormatError, match="something else"):
        read(tmp_path / "x.mem")
    assert not target.exists()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"cos\nsystem\n(S'true'\ntR",
        b"\x80\x04\x95",
        b"I" + b"9" * 10_000 + b"\n.",
        b"(" * 1000 + b".",
        b"]a.",
        b"g5\n.",
        b"S'x\n.",
        b"U\xff",
        b"X\xff\xff\xff\x7f",
        b"\x8b\xff\xff\xff\x7f",
        b"((((t.",
        b"l.",
        b"}S'a'\ns.",
        b"P1\n.",
        b"F1e5x\n.",
    ],
)
def test_a_damaged_pickle_is_told(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(PickleError):
        unpickled(data)
    (tmp_path / "x.mem").write_bytes(HEADER + data)
    with pytest.raises(FormatError, match="cannot be read"):
        read(tmp_path / "x.mem")


def test_a_pickle_that_goes_in_circles_ends(tmp_path: Path) -> None:
    found = unpickled(b"(lp0\ng0\na.")
    assert found[0] is found
    bomb = b"(lp0\n" + b"".join(b"(lp%d\ng%d\nag%d\na" % (n, n - 1, n - 1) for n in range(1, 5000)) + b"."
    start = time.monotonic()
    unpickled(bomb)
    assert time.monotonic() - start < 5
    (tmp_path / "x.mem").write_bytes(HEADER + b"(lp0\ng0\nag0\nag0\na.")
    with pytest.raises(FormatError, match=r"no facts|nothing in it"):
        read(tmp_path / "x.mem")


def test_values_of_python_are_read_and_never_evaluated() -> None:
    assert {"cloze": "capital", "index": 0} == literal("{'cloze': 'capital', 'index': 0}")
    for text in ("__import__('os').system('true')", "[" * 5000, "1 +", "x", "9" * 100_001, "(lambda: 1)()"):
        assert literal(text) is None


def _database(path: Path, cards: list[tuple[str, str, str]], fields: dict[str, str], more: str = "") -> None:
    """Make a database of one fact with some cards: their type, their view, and what is kept with them."""
    with sqlite3.connect(path) as connection:
        connection.executescript(
            "CREATE TABLE facts(_id INTEGER PRIMARY KEY, id TEXT, extra_data TEXT DEFAULT '');"
            "CREATE TABLE data_for_fact(_fact_id INTEGER, key TEXT, value TEXT);"
            "CREATE TABLE cards(_id INTEGER PRIMARY KEY, id TEXT, card_type_id TEXT, _fact_id INTEGER, fact_view_id TEXT,"
            " grade INTEGER, next_rep INTEGER, last_rep INTEGER, easiness REAL, acq_reps INTEGER, ret_reps INTEGER,"
            " lapses INTEGER, extra_data TEXT);"
            "CREATE TABLE tags(_id INTEGER PRIMARY KEY, id TEXT, name TEXT); CREATE TABLE tags_for_card(_card_id, _tag_id);"
            "CREATE TABLE fact_views(id TEXT, q_fact_keys TEXT, a_fact_keys TEXT);"
            "INSERT INTO facts VALUES (1, 'F', '');"
        )
        connection.executescript(more)
        connection.executemany("INSERT INTO data_for_fact VALUES (1, ?, ?)", fields.items())
        connection.executemany(
            "INSERT INTO cards VALUES (NULL, ?, ?, 1, ?, -1, -1, -1, 2.5, 0, 0, 0, ?)",
            [(f"c{number}", *card) for number, card in enumerate(cards)],
        )
    connection.close()


@pytest.mark.parametrize(
    ("cards", "fields", "expected"),
    [
        ([("1", "1.1", "")], {"f": "a", "b": "b"}, [("forward", "a", "b")]),
        ([("1::German", "1::German.1", "")], {"f": "a", "b": "b"}, [("forward", "a", "b")]),
        ([("2", "2.2", "")], {"f": "a", "b": "b"}, [("backward", "b", "a")]),
        (
            [("4", "4.1", ""), ("4", "4.2", "")],
            {"loc": "Bonn", "blank": "<img src='m.png'>", "marked": "<img src='b.png'>"},
            [("forward", "Bonn", "picture"), ("backward", "picture", "Bonn")],
        ),
        (
            [("5", "5.1", "{'index': 1}"), ("5", "5.1", "{'index': 0}")],
            {"text": "[Paris:city] in [France]"},
            [("cloze", "[city] in France", "Paris"), ("cloze", "Paris in _____", "France")],
        ),
        ([("5", "5.1", "{'index': 0}")], {"text": "<b>[x]</b> and <$>[y]</$>"}, [("forward", "[…] and [y]", "x")]),
        (
            [("6", "6.1", ""), ("6", "6.2", "{'index': 0}")],
            {"f": "La [casa:house]", "p_1": "kasa", "m_1": "the house"},
            [("forward", "La casa", "the house"), ("cloze", "La [house]", "casa")],
        ),
        (
            [("own", "v1", ""), ("own", "v2", "")],
            {"x": "1", "y": "2", "z": "3"},
            [("forward", "1", "2\n3"), ("forward", "3", "1")],
        ),
    ],
)
def test_every_card_type_makes_its_cards(
    tmp_path: Path, cards: list[tuple[str, str, str]], fields: dict[str, str], expected: list[tuple[str, str, str]]
) -> None:
    views = (
        "INSERT INTO fact_views VALUES ('v1', \"['x']\", \"['y', 'z']\");"
        "INSERT INTO fact_views VALUES ('v2', \"['z']\", \"['x']\");"
    )
    _database(tmp_path / "x.db", cards, fields, views)
    found = [
        (kind, *("picture" if side.startswith("picture") else side for side in sides))
        for kind, *sides in _cards(read(tmp_path / "x.db"))
    ]
    if "<$>[y]" in fields.get("text", ""):
        assert 1 == len(found)
    else:
        assert sorted(expected) == sorted(found)


def test_a_damaged_archive_and_names_that_lead_elsewhere_are_told(tmp_path: Path) -> None:
    cards = (
        '<openSM2sync number_of_entries="2"><log type="16" o_id="F"><f>a</f><b>b</b></log>'
        '<log type="6" o_id="C" card_t="1" fact="F" fact_v="1.1" tags="" gr="-1"></log></openSM2sync>'
    )
    with zipfile.ZipFile(tmp_path / "x.cards", "w") as archive:
        archive.writestr("cards.xml", cards)
        archive.writestr("../outside.png", b"x")
        archive.writestr("sub/inside.png", b"x")
    found = read(tmp_path / "x.cards")
    assert (1, ["sub/inside.png"]) == (found.facts, list(found.media[found.deck.id]))
    assert 1 == found.skipped_count
    (tmp_path / "y.cards").write_bytes((tmp_path / "x.cards").read_bytes()[:-30])
    with pytest.raises(FormatError):
        read(tmp_path / "y.cards", format="mnemosyne")
    with zipfile.ZipFile(tmp_path / "z.cards", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("cards.xml", b"<openSM2sync>" + b" " * (300 * 2**20))
    with pytest.raises(FormatError, match="more than"):
        read(tmp_path / "z.cards")


def test_the_past_of_a_card_names_a_card_that_there_is(corpus: Path) -> None:
    found = read(corpus / "text" / "mnemosyne" / "tests" / "smconv.xml")
    keys = {fact.id or fact.key for fact in found.deck.facts}
    assert all(isinstance(past, Past) and past.fact in keys for past in found.past)
