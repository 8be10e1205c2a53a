"""Real packages that nobody here wrote: as many cards, media and answers as Anki has after importing the same file."""

import resource
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from quiz.cards.generation import generate
from quiz.errors import FormatError
from quiz.formats.reading import Contents, read
from quiz.formats.registry import formats
from quiz.formats.sniffing import head_of

PACKAGES = {
    # file: notes, cards by deck, media, answers (manual rows left out)
    "decks/anki_diffmodels2-1.apkg": (1, {"Default": 1}, 0, 0),
    "decks/anki_diffmodels2-2.apkg": (1, {"Default": 2}, 0, 0),
    "decks/anki_diffmodeltemplates-1.apkg": (1, {"testdeck": 1}, 2, 0),
    "decks/anki_diffmodeltemplates-2.apkg": (1, {"testdeck": 1}, 2, 0),
    "decks/anki_media.apkg": (1, {"Default": 1}, 1, 0),
    "decks/anki_mediacheck.anki2": (3, {"Default": 3}, 0, 2),
    "decks/anki_update1.apkg": (1, {"Default": 1}, 0, 0),
    "decks/anki_update2.apkg": (1, {"Default": 1}, 0, 0),
    "decks/ankipandas_few_basic_cards.anki2": (7, {"Testing": 4, "EnglishGerman": 8}, 0, 6),
    "decks/ankipandas_few_basic_cards_v1.anki2": (7, {"Testing": 4, "EnglishGerman": 8}, 0, 6),
    "decks/apy_test_base.anki2": (49, {"Default": 50, "NewDeck": 5}, 0, 0),
    "decks/emnudge_ap_gov_vocab_anki11.apkg": (242, {"Gov Vocab": 484}, 0, 0),
    "decks/emnudge_example_music_intervals.apkg": (
        340,
        {
            "Music Intervals::1-Easy - major 2nd, 3rd, perfect 5th": 59,
            "Music Intervals::2-Middle - minor 2nd, perfect 4th, 6th, 7th": 82,
            "Music Intervals::3-Hard - uncommon notes, aug-dim 4th, 5th, 7th": 97,
            "Music Intervals::4-Chords - 9th, 11th, 13th": 102,
        },
        0,
        0,
    ),
    "decks/kedar_bg-hashtable.colpkg": (14, {"Default": 28}, 0, 0),
    "decks/kedar_simple-spanish-w-audio.colpkg.apkg": (5, {"My Google Spanish Sentences": 7}, 7, 0),
    "decks/kedar_spoken-languages__english__Vocab__2023.apkg": (22, {"spoken-languages::english::Vocab::2023": 44}, 0, 94),
    "decks/mnemosyne_anki1.apkg": (6, {"Deck 1": 6, "Deck 1::subdeck": 1}, 4, 10),
    "decks/procedure2012_mydict_test.apkg": (7, {"test": 13}, 0, 0),
    "decks/thomashirtz_zhongwen.apkg": (3, {"Chinese": 6}, 0, 0),
    "decks_derived/image_occlusion_native_anki21b.apkg": (2, {"Default": 4}, 1, 0),
    "decks_derived/image_occlusion_native_legacy.apkg": (2, {"Default": 4}, 1, 0),
}
GEOGRAPHY = {"Europe": 157, "North America": 24, "Asia": 111, "Africa": 129, "Oceania": 48, "South America": 28, "Caribbean": 46}
GEOGRAPHY |= {"Oceans+Seas": 52, "Continents": 7}
for _name in ("anki21b", "legacy"):
    PACKAGES[f"decks_derived/ug_multi_{_name}.apkg"] = (
        323,
        {f"Ultimate Geography::{key}": n for key, n in GEOGRAPHY.items()},
        60,
        0,
    )

BROKEN = {
    # file: notes, media, what is told
    "field_huge_5MB": (242, 0, ""),
    "field_nul_and_invalid_utf8": (241, 0, "note 1386309730062, field “Front”: It is no text in UTF-8"),
    "media_missing_member": (242, 0, ""),
    "media_name_reserved_win": (242, 0, "1 media file that no note shows is left out"),
    "media_pb_bad_sha1_size": (5, 7, "media 6, “asi-pasa-cuando-sucede.mp3”: its content is not what the package says"),
    "media_traversal_abs": (242, 0, "It cannot be kept under this name: it leads to another folder"),
    "media_traversal_backslash": (242, 0, "It cannot be kept under this name: it leads to another folder"),
    "meta_empty": (5, 7, ""),
    "meta_missing_anki21b": (5, 7, ""),
    "note_unknown_mid": (237, 0, "note 1379180511221: Its note type, 42, is not in the file."),
    "zstd_not_zstd": (5, 7, ""),
}
UNREADABLE = {
    "col_table_empty": "holds no note types",
    "sqlite_truncated": "is damaged, and no note of it can be read",
}


def cards_by_deck(contents: Contents) -> dict[str, int]:
    return {deck.id: sum(1 for _ in generate(deck)) for deck in contents.decks}


def media_of(contents: Contents) -> set[str]:
    return {path for files in contents.media.values() for path in files}


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_has_the_cards_media_and_answers_that_anki_has(corpus: Path, name: str) -> None:
    notes, cards, media, answers = PACKAGES[name]
    found = read(corpus / name)
    assert ("anki", 0) == (found.format.name, found.skipped_count)
    assert cards == cards_by_deck(found)
    assert (notes, media, answers) == (found.taken, len(media_of(found)), found.past.answers)


@pytest.mark.parametrize("name", PACKAGES)
def test_every_card_that_is_remembered_is_one_of_a_deck(corpus: Path, name: str) -> None:
    found = read(corpus / name)
    known = Counter()  # type: ignore[var-annotated]
    for deck in found.decks:
        for card in generate(deck):
            (fact,) = card.facts
            known[deck.id, fact.id, card.kind.value] += 1
    assert [] == [one for one in found.past if not known[one.deck, one.fact, one.kind]]


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_costs_nothing_else(corpus: Path, name: str) -> None:
    notes, media, told = BROKEN[name]
    found = read(corpus / "malformed" / "synthetic" / f"{name}.apkg")
    said = "\n".join([*map(str, found.skipped), *found.notes])
    assert (notes, media) == (found.taken, len(media_of(found)))
    assert told in said


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_ends_in_a_clear_error(corpus: Path, name: str) -> None:
    with pytest.raises(FormatError, match=UNREADABLE[name]):
        read(corpus / "malformed" / "synthetic" / f"{name}.apkg")


def test_every_malformed_package_ends_soon_and_in_little_memory(corpus: Path) -> None:
    for path in sorted((corpus / "malformed" / "synthetic").glob("*.apkg")):
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with suppress(FormatError):
            read(path)
        assert time.perf_counter() - start < 10
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024


def test_no_other_format_takes_a_package_and_this_one_takes_nothing_else(corpus: Path) -> None:
    for path in sorted(path for path in corpus.rglob("*") if path.is_file() and path.stat().st_size):
        head = head_of(path)
        sure = {one.name for one in formats() if one.read and one.sniff(head) >= 0.15}
        is_anki = path.suffix in {".apkg", ".colpkg", ".anki2"}
        assert is_anki is ("anki" in sure), path
        assert not is_anki or sure == {"anki"}, path
