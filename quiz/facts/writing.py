"""Writing decks: to plain data, which is what the collection keeps, and to files as people write them."""

from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from quiz.errors import UsageError
from quiz.facts.deck import Deck, anywhere
from quiz.facts.fact import Fact, Source, Status
from quiz.facts.grouping import Stated, grouped, natural
from quiz.facts.media_named import media_of
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from quiz.facts.values import Boolean, Listed, SetOf, Value, written

MANY_FACTS = 1000
"""A folder's deck with more facts than this has them in tables."""


def to_data(deck: Deck) -> dict[str, Any]:
    """Return a deck as tables, lists and texts, as its file holds it. Reading them gives an equal deck."""
    keys = keys_of(deck)
    return {**vocabulary(deck), "facts": [fact_data(fact, keys) for fact in deck.facts]}


def vocabulary(deck: Deck) -> dict[str, Any]:
    """Return the data of a deck without its facts."""
    head = {"id": deck.id, "title": deck.title, "lang": deck.lang, "description": deck.description}
    head |= {"as_of": deck.as_of.edtf if deck.as_of else "", "subject_label": deck.subject_label, "kept": deck.kept}
    return {
        "deck": _filled(head),
        "sources": {key: _source(source) for key, source in deck.sources.items()},
        "terms": {name: _term(term) for name, term in deck.terms.items()},
        "relations": {name: _relation(relation) for name, relation in deck.relations.items()},
    }


def keys_of(deck: Deck) -> Mapping[Source, str]:
    """Return the keys of a deck's sources."""
    return {source: key for key, source in deck.sources.items()}


def stated(fact: Fact, deck: Deck, keys: Mapping[Source, str]) -> Stated:
    """Return a fact of a deck as the data that a record holds of it; `keys` are those of `keys_of`."""
    data = fact_data(fact, keys)
    value = natural(data.pop("value"), deck.relations.get(fact.relation))
    data |= _shortened(data.pop("source", []))
    return Stated(fact, value, {key: found for key, found in data.items() if key not in {"subject", "relation"}})


def _shortened(cited: list[Any]) -> dict[str, Any]:
    """Return citations as people write them: one by its key alone, and a place that all of them share as `at`."""
    places = {item["at"] if isinstance(item, Mapping) else None for item in cited}
    if len(places) != 1:
        return {"source": cited} if cited else {}
    place = places.pop()
    keys = [item["key"] if isinstance(item, Mapping) else item for item in cited]
    return {"source": keys[0] if len(keys) == 1 else keys} | ({"at": place} if place else {})


def dump(deck: Deck, path: str | PathLike[str]) -> None:
    """Write a deck to a `.toml` file, or to `deck.toml` in a folder. Loading it gives an equal deck.

    In a folder, the facts of a deck of more than a thousand stand in tables beside `deck.toml`. The files are written all at
    once, or none of them; others in the folder are left alone. Raises `UsageError` when they cannot be written.
    """
    dump_files(deck, path)


def deck_file(path: Path) -> Path:
    """Return the file of a deck that is written to `path`: itself if it ends in `.toml`, else `deck.toml` in that folder."""
    from quiz.facts.loading import DECK_FILE

    return path if path.suffix.casefold() == ".toml" else path / DECK_FILE


def dump_files(deck: Deck, path: str | PathLike[str]) -> tuple[Path, ...]:
    """Write a deck as `dump` does, and return the files that were written."""
    from quiz.facts.editing.replacing import check_inside, replace_files

    target = Path(path)
    if "\0" in str(target):
        raise UsageError("The path holds a NUL character.")
    file = deck_file(target)
    contents: dict[Path, bytes | Path] = {**_media(deck, file.parent), **_contents(deck, file, alone=file == target)}
    for written_to in contents:
        check_inside(written_to, file.parent)
    replace_files(contents)
    return tuple(contents)


def _media(deck: Deck, folder: Path) -> dict[Path, Path]:
    """Return the pictures and sounds of a deck that are elsewhere, by the place in `folder` where they belong."""
    from quiz.facts.deck_folder import within

    found: dict[Path, Path] = {}
    for value in {(type(one), one.path): one for one in media_of(deck)}.values() if deck.folder else ():
        source, target = deck.media(value), within(folder, value.path)
        if source is not None and target is not None and not (target.exists() and target.samefile(source)):
            found[target] = source
    return found


def _contents(deck: Deck, file: Path, *, alone: bool) -> dict[Path, bytes]:
    """Return what the files of a deck hold, `deck.toml` last."""
    from quiz.facts.editing.toml_text import toml_table
    from quiz.facts.fact_tables import UnfitError, as_tables
    from quiz.facts.loading import LARGEST

    keys = keys_of(deck)
    facts = [stated(fact, deck, keys) for fact in deck.facts]
    contents: dict[Path, bytes] = {}
    parts = _written(vocabulary(deck))
    try:
        tables = as_tables(facts, deck.relations, _taken(file)) if not alone and len(facts) > MANY_FACTS else []
    except UnfitError:
        tables = []
    for table in tables:
        contents[file.parent / table.name] = table.content
        parts.append(toml_table("[[tables]]", {"path": table.name, **table.entry}))
    if not tables:
        records = grouped(facts, deck.relations, deck.relations)
        parts += [toml_table("[[facts]]", record.data(deck.relations)) for record in records]
    content = "\n".join(parts).encode()
    if len(content) > LARGEST:
        way = "Write it to a folder, where tables hold its facts." if alone else "Divide it into several decks."
        raise UsageError(f"{file} would be larger than {LARGEST // 2**20} MiB. {way}")
    return {**contents, file: content}


def _written(data: Mapping[str, Any]) -> list[str]:
    """Write a deck's vocabulary as TOML tables."""
    from quiz.facts.editing.toml_text import toml_header, toml_table

    parts = [toml_table("[deck]", data["deck"])]
    for section in ("sources", "terms", "relations"):
        parts += [toml_table(f"[{toml_header(section, name)}]", table) for name, table in data[section].items()]
    return parts


def _taken(file: Path) -> set[str]:
    """Return the names of the files beside a deck's, but for the tables of the deck that is there now, which may be replaced."""
    import tomllib

    if not file.parent.is_dir():
        return set()
    names = {found.name for found in file.parent.iterdir()}
    try:
        present = tomllib.loads(file.read_text("utf-8"))["tables"]
        return names - {str(entry["path"]) for entry in present}
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return names


def _source(source: Source) -> dict[str, Any]:
    date = source.date.edtf if source.date else ""
    return _filled({"title": source.title, "publisher": source.publisher, "url": source.url, "date": date})


def _term(term: Term) -> dict[str, Any]:
    picture = written(term.picture) if term.picture else ""
    several = {"aliases": [*term.aliases], "was": [*term.was], "broader": [*term.broader]}
    return _filled({"type": term.type, **several, "picture": picture})


def _relation(relation: Relation) -> dict[str, Any]:
    names = ("subject", "value", "of", "label", "ask", "ask_back", "say", "unit", "lang")
    texts = {name: getattr(relation, name) for name in names}
    flags = {name: getattr(relation, name) for name in ("many", "complete", "strict", "apart")}
    tolerance = str(relation.tolerance) if relation.tolerance else ""
    kinds = {} if relation.kinds is None else {"kinds": [*relation.kinds]}
    contrast = [[*pair] for pair in relation.contrast]
    return _filled({**texts, **flags, "tolerance": tolerance, "contrast": contrast, "after": [*relation.after]}) | kinds


def fact_data(fact: Fact, keys: Mapping[Source, str]) -> dict[str, Any]:
    """Return one fact as plain data; `keys` are those of `keys_of`."""
    dates = {name: date.edtf for name in ("since", "until", "as_of") if (date := getattr(fact, name))}
    status = "" if fact.status is Status.STATED else str(fact.status)
    own: dict[str, Any] = {
        "status": status,
        "according_to": fact.according_to,
        "tags": sorted(fact.tags),
        "id": fact.id,
        "wrong": [*fact.wrong],
    }
    own |= {"accept": [*fact.accept], "note": fact.note, "feedback": [[*pair] for pair in fact.feedback]}
    own |= {"front": fact.front, "kept": fact.kept}
    stated = {"subject": fact.subject, "relation": fact.relation, "value": _value(fact.value)}
    return stated | dates | _filled({**own, "source": citations(fact.sources, keys)})


def citations(sources: Iterable[Source], keys: Mapping[Source, str]) -> list[Any]:
    """Return where a fact comes from as plain data: keys of sources, with the place in each where one is named."""
    named = [(keys[anywhere(source)], source.locator) for source in sources]
    return [{"key": key, "at": place} if place else key for key, place in named]


def _value(value: Value) -> object:
    match value:
        case Boolean(true):
            return true
        case Listed(items) | SetOf(items):
            return [_value(item) for item in items]
        case _:
            return written(value)


def _filled(table: dict[str, Any]) -> dict[str, Any]:
    return {key: found for key, found in table.items() if found not in (None, "", [], False)}
