"""Single files and answers of users that once did harm: each is told or taken, and never costs the rest."""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import quiz
from quiz.collection.collection import Collection
from quiz.collection.import_preview import preview
from quiz.errors import FormatError, UsageError
from quiz.formats.format import ReadOptions
from quiz.formats.reading import Contents, read
from tests.formats.anki.made import Made, MadeNote

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def of(tmp_path: Path, name: str, text: str, **options: Any) -> Contents:  # noqa: ANN401 - whatever `read` takes
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return read(path, **options)


def crowd(template: object, **more: object) -> str:
    model = {"crowdanki_uuid": "m", "name": "B", "flds": [{"name": "F"}, {"name": "G"}], "tmpls": [template, template]}
    note = {"fields": ["a", "b"], "guid": "g", "note_model_uuid": "m", "tags": []}
    return json.dumps({"__type__": "Deck", "name": "D", "notes": [note], "note_models": [{**model, **more}]})


@pytest.mark.parametrize("deck", ["../x", "", "a/b", "x" * 1000])
def test_an_id_that_no_deck_can_have_is_told(tmp_path: Path, deck: str) -> None:
    with pytest.raises(UsageError, match="cannot be a deck's id"):
        of(tmp_path, "a.csv", "country,capital\nPeru,Lima\n", deck=deck)


def test_an_id_with_what_cannot_be_seen_is_the_deck_s_without_it(tmp_path: Path) -> None:
    assert "d" == of(tmp_path, "a.csv", "country,capital\nPeru,Lima\n", deck="d\ufeff").deck.id


@pytest.mark.parametrize("sign", ["\n", "\r", '"', "\0", "::", ""])
def test_what_cannot_stand_between_cells_is_told(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text("country,capital\nPeru,Lima\n", "utf-8")
    with pytest.raises(UsageError, match="cannot stand between cells"):
        read(path, format="csv", separator=sign)
    with pytest.raises(UsageError, match="cannot stand between cells"):
        preview(path, "csv", ReadOptions(separator=sign))


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="cannot be read"):
        preview(tmp_path, "parquet", ReadOptions())


def test_a_deck_whose_name_holds_what_cannot_be_seen_is_taken(tmp_path: Path) -> None:
    text = "model: Basic\ndeck: New\ufeff\n# N\n## Front\nq\n## Back\na\n\n# M\ndeck: New\n## Front\nr\n## Back\ns\n"
    found = of(tmp_path, "a.md", text, format="apy")
    assert ["New", True] == [found.decks[0].id, found.decks[1].id.startswith("New-")]


def test_a_sentence_with_too_many_blanks_does_not_cost_the_rest(tmp_path: Path) -> None:
    found = of(tmp_path, "a.md", "C: " + "[a] " * 600 + "\n\nQ: b\nA: c\n", format="hashcards")
    assert [["b"], 1] == [[fact.subject for fact in found.deck.facts], found.skipped_count]


def test_signs_of_blanks_and_places_that_entities_spell_are_none(tmp_path: Path) -> None:
    text = "#flashcards\n\na::b &#xe004; &#57348;9&#57348; c\n\n==x== &#xe000;7&#xe000;y&#xe001;\n"
    found = of(tmp_path, "a.md", text, format="obsidian")
    assert ["a", "x 7y"] == [fact.subject for fact in found.deck.facts]


def test_bold_words_are_those_between_the_nearest_signs(tmp_path: Path) -> None:
    found = of(tmp_path, "a.md", "#flashcards\n\n**a **b** c\n", format="obsidian")
    assert ["**a b c"] == [fact.subject for fact in found.deck.facts]


def test_a_hole_may_hold_a_formula_with_braces_and_a_lone_dollar(tmp_path: Path) -> None:
    head = "* a :fc:\n:PROPERTIES:\n:FC_TYPE: cloze\n:END:\n"
    found = of(tmp_path, "a.org", head + "The {{$\\frac{a}{b}$}@0} costs {{5$}@1}\n")
    assert 2 == len(found.deck.facts)


def test_blocks_and_lists_far_inside_each_other_do_not_cost_the_rest(tmp_path: Path) -> None:
    deep = "* a :drill:\nx\n" + "#+begin_quote\n" * 3000 + "".join(f"{' ' * n}- a\n" for n in range(300))
    assert 2 == of(tmp_path, "a.org", deep + "* [b] c :drill:\n[d] e\n").taken


def test_more_decks_than_anybody_has_are_refused(tmp_path: Path) -> None:
    text = "".join(f"# N\ndeck: d{n}\n## Front\na\n## Back\nb\n" for n in range(5001))
    with pytest.raises(FormatError, match="more than 5,000 decks"):
        of(tmp_path, "a.md", text, format="apy")
    assert 5001 == of(tmp_path, "a.md", text, format="apy", deck="d").taken


@pytest.mark.parametrize(
    "model",
    [
        crowd({"qfmt": "{{F}}", "afmt": "{{G}}", "name": "C"}),
        crowd({"qfmt": "{{F}}", "afmt": "{{G}}"}),
        crowd({"qfmt": "{{F}}", "afmt": "{{G}}"}, name=None, id=[], tmpls=["x", 5, {"qfmt": "{{F}}", "afmt": ["{{G}}"]}, []]),
        crowd(
            {"qfmt": "{{F}}", "afmt": "{{G}}"}, id="x", flds=[{"name": "G", "ord": 1, "id": 2**70}, [], {"name": "F", "ord": 0}]
        ),
        crowd({"qfmt": "{{F}}", "afmt": "{{G}}", "name": 5, "did": "x", "bsize": [], "bfont": None}),
        crowd({"qfmt": "{{F}}", "afmt": "{{G}}", "name": "\ud800"}, css="\ud800", latexPre=5, sortf="x", type="y"),
        crowd({"qfmt": "{{F}}", "afmt": "{{G}}", "name": "C"}, req=[["a", 5, ["b"]], 7], originalId="x", latexsvg=[]),
    ],
)
@pytest.mark.parametrize("format", ["anki", "anki-legacy"])
def test_a_strange_note_type_is_written_as_a_sound_one(tmp_path: Path, model: str, format: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(model, "utf-8")
    with Collection.in_memory() as collection:
        collection.import_(path, now=NOW, format="crowdanki")
        collection.export("D", tmp_path / "out.apkg", format=format)
    assert {"a"} == {fact.subject for fact in read(tmp_path / "out.apkg").deck.facts}


def test_strange_settings_of_a_deck_are_written_as_sound_ones(tmp_path: Path) -> None:
    data = json.loads(crowd({"qfmt": "{{F}}", "afmt": "{{G}}", "name": "C"}))
    for settings in (
        {"new": {"perDay": -1}},
        {"rev": {"perDay": 2**80, "maxIvl": float("inf")}},
        {"rev": {"perDay": float("nan")}},
    ):
        preset = {"crowdanki_uuid": "p", "name": "\ud800", **settings}
        strange = {**data, "deck_config_uuid": "p", "deck_configurations": [preset], "desc": "\ud800", "name": "D\ud800"}
        path = tmp_path / "a.json"
        path.write_text(json.dumps(strange), "utf-8")
        with Collection.in_memory() as collection:
            collection.import_(path, now=NOW, format="crowdanki")
            (row,) = collection.decks()
            collection.export(row.deck, tmp_path / "out.apkg", force=True)
        assert read(tmp_path / "out.apkg").taken


def test_a_table_of_nothing_without_end_is_refused(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    batch = pa.record_batch({"a": pa.nulls(2**28), "b": pa.nulls(2**28)})
    with pa.ipc.new_file(tmp_path / "a.arrow", batch.schema) as writer:
        writer.write_batch(batch)
    with pytest.raises(FormatError, match="more rows than a file of its size"):
        read(tmp_path / "a.arrow")


def test_words_that_are_stored_once_for_very_many_rows_are_refused(tmp_path: Path) -> None:
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pa.table({"country": ["x" * 100_000] * 300, "capital": ["y"] * 300}), tmp_path / "a.parquet")
    with pytest.raises(FormatError, match="unpacks to more than a file of its size"):
        read(tmp_path / "a.parquet")


def test_a_moment_that_python_cannot_hold_costs_only_itself(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    moments = pa.array([0, 2**62, 86_400], pa.int64()).cast(pa.timestamp("s"))
    batch = pa.record_batch({"country": pa.array(["Peru", "Kenya", "India"]), "founded": moments})
    with pa.ipc.new_file(tmp_path / "a.arrow", batch.schema) as writer:
        writer.write_batch(batch)
    found = read(tmp_path / "a.arrow")
    assert ["Peru", "India"] == [fact.subject for fact in found.deck.facts]
    assert any(one.where == "row 2" and one.reason.startswith("founded: ") for one in found.skipped)


def test_a_damaged_table_is_told(tmp_path: Path) -> None:
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"country": ["Peru"], "capital": ["Lima"]}), path)
    data = path.read_bytes()
    path.write_bytes(data[:4] + b"\xff" * 60 + data[64:])
    with pytest.raises(FormatError, match="cannot be read"):
        quiz.read(path)


def test_lengths_that_lie_are_found_before_they_are_believed(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    batch = pa.record_batch({"country": pa.array(["Peru", "Kenya"]), "capital": pa.array(["Lima", "Nairobi"])})
    with pa.ipc.new_file(tmp_path / "a.arrow", batch.schema) as writer:
        writer.write_batch(batch)
    path = tmp_path / "a.arrow"
    offsets = b"".join(number.to_bytes(4, "little") for number in (0, 4, 9))
    assert offsets in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(offsets, b"".join(n.to_bytes(4, "little") for n in (0, 900_000, 9))))
    with pytest.raises(FormatError, match="cannot be read"):
        read(path)


@pytest.mark.parametrize(
    "column", ["flds TEXT GENERATED ALWAYS AS (hex(zeroblob(9000000))) VIRTUAL", f"flds TEXT DEFAULT '{'x' * 50_000}'"]
)
def test_a_table_whose_values_stand_nowhere_in_the_file_is_none(tmp_path: Path, column: str) -> None:
    path = tmp_path / "x.anki2"
    path.write_bytes(Made((MadeNote(("Peru", "Lima")),)).database())
    connection = sqlite3.connect(path)
    rest = "id, guid, mid, mod, usn, tags, sfld, csum, flags, data"
    connection.executescript(
        f"ALTER TABLE notes RENAME TO was; CREATE TABLE notes({rest.replace('id,', 'id integer primary key,', 1)}, {column});"  # noqa: S608 - its own names
        f"INSERT INTO notes({rest}) SELECT {rest} FROM was; DROP TABLE was;"
        f"WITH RECURSIVE r(n) AS (SELECT 10 UNION ALL SELECT n + 1 FROM r WHERE n < 5000) "
        f"INSERT INTO notes({rest}) SELECT n, 'g' || n, 1500000000001, 0, 0, '', 0, 0, 0, '' FROM r"
    )
    connection.close()
    with pytest.raises(FormatError, match="it has no table “notes”"):
        read(path)


def test_a_note_whose_id_is_no_number_does_not_cost_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "x.anki2"
    path.write_bytes(Made((MadeNote(("Peru", "Lima")), MadeNote(("Kenya", "Nairobi")))).database())
    connection = sqlite3.connect(path)
    connection.executescript(
        "DROP INDEX ix_cards_nid; ALTER TABLE notes RENAME TO was;"
        "CREATE TABLE notes(id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data); INSERT INTO notes SELECT * FROM was;"
        "DROP TABLE was; UPDATE notes SET id = 'x' WHERE id = 1"
    )
    connection.close()
    found = read(path)
    assert ["Kenya"] == [fact.subject for fact in found.deck.facts]
    assert any("its id is no number" in one.reason for one in found.skipped)


def test_a_column_whose_name_is_no_text_is_told(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    batch = pa.record_batch({"country": pa.array(["Peru"]), "capital": pa.array(["Lima"])})
    path = tmp_path / "a.arrow"
    with pa.ipc.new_file(path, batch.schema) as writer:
        writer.write_batch(batch)
    path.write_bytes(path.read_bytes().replace(b"country", b"c\xffuntry"))
    with pytest.raises(FormatError, match="no text in UTF-8"):
        read(path)
