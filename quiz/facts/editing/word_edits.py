"""Editing what a deck file declares: the deck itself, its sources, its terms and its relations, key by key."""

from collections.abc import Mapping
from typing import Any

from quiz.facts.deck import Deck
from quiz.facts.editing.toml_edits import TomlEdits
from quiz.facts.writing import vocabulary

_SECTIONS = ("sources", "terms", "relations")


def edit_words(edits: TomlEdits, old: Deck, new: Deck) -> int:
    """Write what differs between the declarations of two decks; return how many of them do."""
    before, now = vocabulary(old), vocabulary(new)
    count = int(_edit_table(edits, ("deck",), before["deck"], now["deck"]))
    for section in _SECTIONS:
        count += _edit_section(edits, section, before[section], now[section], new)
    return count


def _edit_section(edits: TomlEdits, section: str, old: Mapping[str, Any], new: Mapping[str, Any], deck: Deck) -> int:
    declared = edits.data.get(section, {})
    gone = [name for name in old if name not in new]
    added = [name for name in new if name not in old]
    count = 0
    for name in new:
        if name not in old or old[name] == new[name]:
            continue
        count += 1
        if name in declared:
            _edit_table(edits, (section, name), old[name], new[name])
        else:
            edits.add_table(section, name, new[name])
    for name in gone:
        if name not in declared:
            continue
        count += 1
        later = next((other for other in added if section == "terms" and name in deck.terms[other].names), None)
        if later is not None and edits.rename((section, name), later):
            _edit_table(edits, (section, name), old[name], new[later])
            added.remove(later)
        else:
            edits.drop((section, name))
    for name in added:
        if section == "relations" and not deck.relations[name].declared:
            continue
        count += 1
        edits.add_table(section, name, new[name])
    return count


def declare(edits: TomlEdits, deck: Deck, relations: list[str]) -> None:
    """Declare relations of a deck that its file left to be inferred."""
    found = vocabulary(deck)["relations"]
    for name in relations:
        edits.add_table("relations", name, found[name])


def _edit_table(edits: TomlEdits, path: tuple[str, ...], old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    for key in {**old, **new}:
        if key not in new:
            edits.drop((*path, key))
        elif old.get(key) != new[key]:
            edits.put(path, key, new[key])
    return old != new
