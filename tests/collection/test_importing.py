"""Importing: all or nothing, again without doubling, and never over what the learner wrote."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from attrs import evolve

from quiz.collection.collection import Collection
from quiz.collection.places import IMPORTED
from quiz.errors import ExchangeCancelledError, FormatError, UsageError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.memory.rating import Rating

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a table of three capitals, and a row without a subject."""
    path = tmp_path / "capitals.csv"
    path.write_text("country,capital\nPeru,Lima\nKenya,Nairobi\nChile,Santiago\n,Nowhere\n", encoding="utf-8")
    return path


def _said(collection: Collection, deck: str = "capitals") -> dict[str, str]:
    return {fact.subject: str(fact.value) for fact in collection.deck(deck).facts}


def after(times: int) -> Callable[[], bool]:
    """Return what says that the work is no longer wanted, once it was asked so often."""
    left = iter(range(times))
    return lambda: next(left, None) is None


def test_a_file_is_taken_in_and_not_followed(file: Path) -> None:
    with Collection.in_memory() as collection:
        report = collection.import_(file, now=NOW)
        assert ("csv", 3, 6, 1, True) == (report.format, report.facts, report.cards, report.skipped_count, report.is_done)
        assert {"Peru": "Lima", "Kenya": "Nairobi", "Chile": "Santiago"} == _said(collection)
        assert [IMPORTED + "capitals.csv"] == [row.path for row in collection.decks()]
        assert [] == list(collection.updates())


def test_a_dry_run_says_the_same_and_changes_nothing(file: Path) -> None:
    with Collection.in_memory() as collection:
        report = collection.import_(file, now=NOW, dry_run=True)
        assert ({"added": 6}, False) == ({key: report.as_data()["decks"][0][key] for key in ("added",)}, report.is_done)
        assert [] == collection.decks()
        assert [] == list(collection.events())


def test_importing_again_changes_nothing(file: Path) -> None:
    with Collection.in_memory() as collection:
        collection.import_(file, now=NOW)
        events = len(list(collection.events()))
        assert "no change" == collection.import_(file, now=NOW).changes
        assert events == len(list(collection.events()))


def test_the_same_file_again_is_known_by_its_bytes(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("the decks were compared fact by fact")

    with Collection.in_memory() as collection:
        collection.import_(file, now=NOW)
        monkeypatch.setattr("quiz.collection.importing.joined", never)
        report = collection.import_(file, now=NOW)
        assert ("no change", 3, 6, 1) == (report.changes, report.facts, report.cards, report.skipped_count)
        assert 6 == len(collection.search("", NOW))


def test_the_same_file_again_after_an_edit_keeps_the_edit(file: Path) -> None:
    with Collection.in_memory() as collection:
        collection.import_(file, now=NOW)
        deck = collection.deck("capitals")
        collection.edit(deck.of_settled([*deck.facts[:2], *deck.facts[3:]]), NOW)
        collection.import_(file, now=NOW)
        assert {"Peru": "Lima", "Kenya": "Nairobi"} == _said(collection)


def test_a_newer_file_updates_what_it_says_and_leaves_the_rest(file: Path) -> None:
    with Collection.in_memory() as collection:
        collection.import_(file, now=NOW)
        session = collection.session("capitals", now=NOW)
        question = session.next(NOW)
        assert question is not None
        session.answer(Rating.GOOD, now=NOW)
        file.write_text("country,capital\nKenya,Mombasa\nMali,Bamako\n", encoding="utf-8")
        collection.import_(file, now=NOW)
        assert {"Peru": "Lima", "Kenya": "Mombasa", "Chile": "Santiago", "Mali": "Bamako"} == _said(collection)
        assert 1 == collection.state(question.card.id).reps


def test_several_values_of_one_thing_are_replaced_together(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    with Collection.in_memory() as collection:
        for text, expected in (
            ("country,neighbour\nPeru,Chile\nPeru,Brazil\n", {"Chile", "Brazil"}),
            ("country,neighbour\nPeru,Brazil\nPeru,Ecuador\n", {"Brazil", "Ecuador"}),
        ):
            file.write_text(text, encoding="utf-8")
            collection.import_(file, now=NOW)
            assert expected == {str(fact.value) for fact in collection.deck("x").facts}


def test_an_id_finds_its_fact_whatever_it_is_about_now(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    with Collection.in_memory() as collection:
        for text in ("guid,front,back\n1,Hause,house\n2,Baum,tree\n", "guid,front,back\n1,Haus,house\n"):
            file.write_text(text, encoding="utf-8")
            report = collection.import_(file, now=NOW)
        assert {"Haus": "house", "Baum": "tree"} == _said(collection, "x")
        assert "1 reworded" == report.changes


def test_an_edit_of_the_learner_is_kept_and_told(file: Path) -> None:
    with Collection.in_memory() as collection:
        collection.import_(file, now=NOW)
        deck = collection.deck("capitals")
        facts = [fact.with_value(Fact("x", "y", "Cusco").value) if fact.subject == "Peru" else fact for fact in deck.facts]
        collection.edit(evolve(deck, facts=facts), NOW)
        assert "no change" == collection.import_(file, now=NOW).changes
        assert "Cusco" == _said(collection)["Peru"]
        file.write_text("country,capital\nPeru,Arequipa\nKenya,Mombasa\n", encoding="utf-8")
        report = collection.import_(file, now=NOW)
        assert ["Peru – capital: yours is “Cusco”, the new version has “Arequipa”"] == list(
            map(str, report.decks[0].plan.conflicts)
        )
        assert {"Peru": "Cusco", "Kenya": "Mombasa", "Chile": "Santiago"} == _said(collection)


def test_facts_can_go_to_a_deck_that_is_there(file: Path) -> None:
    relation = Relation("capital", ask="What is the capital of {subject}?", kinds="forward")
    with Collection.in_memory() as collection:
        collection.add(Deck("geo", "Geography", facts=[Fact("Mali", "capital", "Bamako")], relations=[relation]), NOW)
        report = collection.import_(file, now=NOW, deck="geo")
        assert "3 added" == report.changes
        assert "Geography" == collection.deck("geo").title
        assert {"What is the capital of Peru?"} <= {card.prompt for card in collection.shelf.cards("geo").values()}


def test_what_a_deck_cannot_hold_is_skipped_and_told(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("country,area\nPeru,large\nMali,7\n", encoding="utf-8")
    with Collection.in_memory() as collection:
        relation = Relation("area", value="quantity", ask="How large is {subject}?")
        collection.add(Deck("geo", facts=[Fact("Peru", "area", 3)], relations=[relation]), NOW)
        report = collection.import_(file, now=NOW, deck="geo")
        assert ["Peru – area"] == [one.where for one in report.skipped]
        assert {"Peru": "3", "Mali": "7"} == _said(collection, "geo")


def test_a_deck_that_follows_a_file_is_only_added_to_by_name(file: Path, tmp_path: Path) -> None:
    followed = tmp_path / "own" / "capitals.csv"
    followed.parent.mkdir()
    followed.write_text("country,capital\nMali,Bamako\n", encoding="utf-8")
    with Collection.in_memory() as collection:
        collection.add(followed, NOW)
        with pytest.raises(UsageError, match=r"which follows .*Name the deck"):
            collection.import_(file, now=NOW)
        assert 6 == collection.import_(file, now=NOW, deck="capitals").cards
        assert [str(followed.resolve())] == [row.path for row in collection.decks()]
        followed.write_text("country,capital\nMali,Timbuktu\n", encoding="utf-8")
        for _, plan in collection.updates():
            assert not isinstance(plan, Exception)
            collection.apply(plan, NOW)
        assert {"Mali": "Timbuktu", "Peru": "Lima", "Kenya": "Nairobi", "Chile": "Santiago"} == _said(collection)


def test_strictly_nothing_is_taken_where_something_is_skipped(file: Path) -> None:
    with Collection.in_memory() as collection:
        with pytest.raises(FormatError, match=r"Nothing was imported .* line 5: The row has no subject"):
            collection.import_(file, now=NOW, strict=True)
        assert [] == collection.decks()


def test_an_import_that_is_stopped_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text("#separator:tab\n#deck column:1\na\tone\t1\nb\ttwo\t2\n", encoding="utf-8")
    for stop in range(1, 40):
        with Collection.in_memory() as collection:
            try:
                collection.import_(file, now=NOW, cancelled=after(stop))
            except ExchangeCancelledError:
                assert [] == collection.decks()
            else:
                assert ["a", "b"] == [row.deck for row in collection.decks()]
                return
    pytest.fail("it was always stopped")


def test_progress_is_told(file: Path) -> None:
    told: list[tuple[str, float | None]] = []
    with Collection.in_memory() as collection:
        collection.import_(file, now=NOW, progress=lambda text, share: told.append((text, share)))
    assert "Reading capitals.csv …" == told[0][0]
    shares = [share for _, share in told if share is not None]
    assert sorted(shares) == shares


def test_a_backup_comes_first(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUIZ_BACKUPS", raising=False)
    with Collection.open(tmp_path / "collection.quiz") as collection:
        collection.add(Deck("other", facts=[Fact("a", "b", "c")]), NOW)
        collection.import_(file, now=NOW)
        assert 1 == len(list((tmp_path / "backups").glob("*import*")))


def test_pictures_come_along(tmp_path: Path) -> None:
    folder = tmp_path / "flags"
    folder.mkdir()
    (folder / "peru.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (folder / "deck.toml").write_text(
        '[deck]\nid = "flags"\n[relations.flag]\nvalue = "picture"\n[[facts]]\nsubject = "Peru"\nflag = "peru.svg"\n',
        encoding="utf-8",
    )
    with Collection.open(tmp_path / "home" / "collection.quiz") as collection:
        report = collection.import_(folder, now=NOW)
        assert ("quiz", 1) == (report.format, report.media)
        (folder / "peru.svg").unlink()
        found = collection.media("flags", collection.deck("flags").facts[0].value)  # type: ignore[arg-type]  # a picture
        assert found is not None
        assert found.read_text(encoding="utf-8").startswith("<svg")
        exported = collection.export("flags", tmp_path / "out")
        assert 1 == exported.media
        assert (tmp_path / "out" / "peru.svg").is_file()


def test_the_report_can_be_kept(file: Path) -> None:
    with Collection.in_memory() as collection:
        text = collection.import_(file, now=NOW).as_text()
    assert "line 5: The row has no subject. Fill the column country." in text
    assert "capitals: 6 added" in text


def doubled(collection: Collection, file: Path) -> list[tuple[int, list[str]]]:
    """Return what a dry run, the import, and a dry run after it tell of cards that share a question."""
    reports = [collection.import_(file, now=NOW, dry_run=dry) for dry in (True, False, True)]
    return [(report.double_count, report.doubles) for report in reports]


@pytest.mark.parametrize("rest", [0, 3000])
def test_questions_that_several_cards_ask_are_told_by_name(tmp_path: Path, rest: int) -> None:
    file = tmp_path / "x.gift"
    texts = [f"Which one is number {number}?{{={number}}}" for number in range(rest)]
    file.write_text("\n\n".join(["Who?{=Ann}", "What?{=It}", *texts, "Who?{=Bob}"]), encoding="utf-8")
    with Collection.in_memory() as collection:
        told = (1, ["“Who?” is asked by another card too, so this one is shown as “Who? [2]”"])
        assert [told] * 3 == doubled(collection, file)
        file.write_text(file.read_text(encoding="utf-8") + "\n\nWhat?{=That}\n", encoding="utf-8")
        report = collection.import_(file, now=NOW)
        assert (2, 2) == (report.double_count, len(report.as_data()["doubles"]))
        assert "2 cards ask what another one asks, told apart by numbers:\n    “Who?”" in report.as_text()


def test_of_very_many_cards_that_share_a_question_a_thousand_are_named(tmp_path: Path) -> None:
    file = tmp_path / "x.gift"
    file.write_text("\n\n".join(f"Who?{{={number}}}" for number in range(2500)), encoding="utf-8")
    with Collection.in_memory() as collection:
        report = collection.import_(file, now=NOW, dry_run=True)
        assert (2499, 1000) == (report.double_count, len(report.doubles))
        assert "and 1,499 more" in report.as_text()
