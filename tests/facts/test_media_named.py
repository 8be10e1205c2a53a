"""Every picture and sound that a deck names."""

from pathlib import Path

import pytest

from quiz.collection.collection import Collection
from quiz.collection.sync_media import _named
from quiz.facts.clozes import Cloze
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.loading import examine, load
from quiz.facts.media import Picture, Sound, named_in, parse_picture
from quiz.facts.media_named import media_of
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from quiz.facts.values import RichText, SetOf, Text
from quiz.facts.writing import dump
from tests.tui.pictures import flag

DECK = Deck(
    "d",
    facts=[
        Fact("a", "flag", Picture("flag.png", "a flag")),
        Fact("a", "flags", SetOf([Picture("one.png"), Picture("two.png")])),
        Fact("a", "says", RichText("so ![](front (1).png) and ![miau](cat.mp3)")),
        Fact("a", "parts", SetOf([RichText("![](part.png)"), RichText("x")])),
        Fact("a", "blank", Cloze("{{c1::a}} ![](cloze.png)")),
        Fact(
            "a", "text", Text("![](no.png)"), front="![](asked.png)", note="see ![](note.png)", feedback=[("b", "![](said.png)")]
        ),
        Fact("b", "says", RichText("c"), wrong=["![](wrong.png)"]),
    ],
    relations=[
        Relation("flag", value="picture"),
        Relation("flags", value="set", of="picture"),
        Relation("says", value="rich"),
        Relation("parts", value="set", of="rich"),
        Relation("blank", value="cloze"),
    ],
    terms=[Term("a", "thing", picture="term.png")],
)
NAMED = [
    "flag.png",
    "one.png",
    "two.png",
    "front (1).png",
    "cat.mp3",
    "part.png",
    "cloze.png",
    "asked.png",
    "note.png",
    "said.png",
    "wrong.png",
    "term.png",
]


def test_every_one_is_found_wherever_it_stands() -> None:
    assert NAMED == [one.path for one in media_of(DECK)]
    assert {(path, "sound" if path == "cat.mp3" else "picture") for path in NAMED} == {*_named(DECK)}


def test_rich_text_names_pictures_and_sounds() -> None:
    found = named_in("![a](x.png){ask=rect:0,0,1,1} ![b](y.mp3)")
    assert (Picture("x.png", "a", (("ask", "rect:0,0,1,1"),)), Sound("y.mp3", "b")) == found


@pytest.mark.parametrize(
    "written", ["x.png", "![a](x.png)", "![a](x.png){hide=rect:0,0,1,1 ask=rect:0,0,.5,.5}", "![](x.png){show=rect:0,0,1,1}"]
)
def test_a_picture_is_read_as_it_was_written(written: str) -> None:
    assert written == parse_picture(written).written
    assert parse_picture(written) == parse_picture(parse_picture(written).written)


def test_another_part_of_a_picture_is_another_value() -> None:
    one, other = parse_picture("![](x.png){ask=rect:0,0,1,1}"), parse_picture("![](x.png){ask=rect:0,0,.5,.5}")
    assert one.key != other.key
    assert str(one) != str(other)
    assert "x.png" == parse_picture("x.png").key


def rich_deck(folder: Path) -> Path:
    flag(folder / "media" / "a b (1).png", ("v", "red", "blue"))
    (folder / "deck.toml").write_text(
        '[deck]\nid = "d"\n[relations.what]\nvalue = "rich"\n'
        '[[facts]]\nsubject = "a"\nwhat = "a flag ![](media/a b (1).png)"\n'
        '[[facts]]\nsubject = "b"\nwhat = "none: ![](media/c.png)"\n',
        encoding="utf-8",
    )
    return folder


def test_what_is_mentioned_and_not_there_is_told_and_the_fact_stays(tmp_path: Path) -> None:
    reading = examine(rich_deck(tmp_path))
    assert [("warning", "missing-file")] == [(one.severity, one.code) for one in reading.problems]
    assert reading.deck is not None
    assert 2 == len(reading.deck.facts)


def test_a_deck_that_is_written_elsewhere_takes_its_pictures_along(tmp_path: Path) -> None:
    dump(load(rich_deck(tmp_path / "here")), tmp_path / "there")
    assert (tmp_path / "there" / "media" / "a b (1).png").is_file()


def test_a_collection_finds_them(tmp_path: Path) -> None:
    folder = rich_deck(tmp_path)
    with Collection.in_memory() as collection:
        from tests.tui.samples import START

        collection.add(folder, START)
        assert folder / "media" / "a b (1).png" == collection.media("d", Picture("media/a b (1).png"))
