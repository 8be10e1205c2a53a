"""What saving would write is what it writes."""

from pathlib import Path

import pytest
from attrs import evolve

from quiz.collection.collection import Collection
from quiz.collection.new_decks import start_deck
from quiz.collection.saving import save_to_file, to_save, told
from quiz.errors import QuizError
from quiz.facts.fact import Fact
from tests.study.samples import NOON


def test_what_would_be_saved(tmp_path: Path) -> None:
    file = start_deck(tmp_path / "rivers", "Rivers", example=True)
    before = file.read_text()
    with Collection.in_memory() as collection:
        collection.add(file.parent, NOON)
        assert () == to_save(collection, "rivers").lines
        deck = collection.deck("rivers")
        collection.edit(evolve(deck, facts=[*deck.facts, Fact("Peru", "capital", "Lima")]), NOON)
        found = to_save(collection, "rivers")
        assert before == file.read_text()
        added = [line[1:] for line in found.lines if line.startswith("+") and not line.startswith("+++")]
        assert ("1 fact added", file.parent.resolve()) == (told(found.saved), found.path)
        save_to_file(collection, "rivers", NOON)
        after = file.read_text()
        assert [line for line in after.splitlines() if line not in before.splitlines()] == [
            line for line in added if line not in before.splitlines()
        ]
        file.write_text(f"{after}\n# changed\n[sources.x]\ntitle = 'x'\n")
        with pytest.raises(QuizError, match="was changed since"):
            to_save(collection, "rivers")
