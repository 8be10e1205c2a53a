"""A collection in which somebody has studied for weeks with Anki itself: answers, and all that can be done to cards besides."""

import time
from pathlib import Path
from random import Random
from typing import Any

from tests.formats.anki.peer import Peer

_DAY = 86_400
PARAMETERS = (
    0.3, 1.1, 2.9, 9.4, 6.2, 0.7, 2.9, 0.004, 1.6, 0.14, 0.9, 1.7, 0.09, 0.27, 2.1, 0.3, 2.2, 0.4, 0.6, 0.12, 0.17,
)  # fmt: skip


class Learner:
    """Does to the cards of a collection what a learner does."""

    def __init__(self, peer: Peer, seed: int) -> None:
        """Study a collection, by chance."""
        self.peer, self.anki, self.random = peer, peer.collection, Random(seed)

    def fill(self, notes: int) -> None:
        """Add notes of all of Anki's own types, with tags and media, in decks inside each other."""
        media = self.anki.media
        for name, content in (("pic one.png", b"\x89PNG 1"), ("löwe.jpg", b"jpg 2"), ("_kept.css", b"b{}"), ("a+b&c.mp3", b"ID3")):
            media.write_data(name, content)
        for number in range(notes):
            type = self.random.choice(
                ("Basic", "Basic (and reversed card)", "Basic (optional reversed card)", "Basic (type in the answer)", "Cloze")
            )
            note = self.anki.new_note(self.anki.models.by_name(type))
            if type == "Cloze":
                marks = self.random.choice(("{{c1::%d}} b {{c2::c}}", "{{c2::%d::hint}} <b>b</b>", "{{c1::a {{c3::%d}}}}, {{c1::d}}"))
                note.fields = [marks % number, self.random.choice(("", "more <i>words</i>"))]
            else:
                front = self.random.choice(("word %d", "<b>w</b> %d", "see <img src=\"pic one.png\"> %d", "same %%.0d" % ()))
                note.fields[0] = front % number if "%" in front else front
                note.fields[1] = self.random.choice((f"answer {number}", "[sound:a+b&amp;c.mp3]", "<img src='löwe.jpg'> lion", "a<br>b"))
                if len(note.fields) > 2:
                    note.fields[2] = self.random.choice(("", "y"))
            note.tags = self.random.sample(["geo", "a::b", "leech", "marked", "été"], self.random.randint(0, 2))
            self.anki.add_note(note, self.anki.decks.id(self.random.choice(("Default", "Lang", "Lang::Verbs", "Lang::Verbs::Old"))))

    def use_fsrs(self) -> None:
        """Let FSRS schedule, with parameters of its own."""
        self.anki.set_config("fsrs", True)
        for config in self.anki.decks.all_config():
            config["fsrsParams6"] = list(PARAMETERS)
            config["desiredRetention"] = 0.87
            self.anki.decks.update_config(config)

    def a_day(self) -> None:
        """Study for a day, and let the night pass."""
        anki, random = self.anki, self.random
        for deck in anki.decks.all_names_and_ids():
            anki.decks.select(deck.id)
            for _ in range(random.randint(0, 12)):
                queued = anki.sched.get_queued_cards(fetch_limit=1)
                if not queued.cards:
                    break
                self._answer(queued.cards[0])
        self._change()
        self._night()

    def _answer(self, queued: Any) -> None:  # noqa: ANN401 - Anki's own
        anki = self.anki
        card = anki.get_card(queued.card.id)
        card.start_timer()
        answer = anki.sched.build_answer(card=card, states=queued.states, rating=self.random.choice((0, 1, 2, 2, 2, 3)))
        answer.milliseconds_taken = self.random.randint(800, 30_000)
        anki.sched.answer_card(answer)
        time.sleep(0.002)

    def _change(self) -> None:
        anki, random = self.anki, self.random
        cards = list(anki.find_cards(""))
        some = [random.sample(cards, min(len(cards), random.randint(0, 2))) for _ in range(9)]
        anki.sched.suspend_cards(some[0])
        anki.sched.unsuspend_cards(some[1])
        anki.sched.bury_cards(some[2], manual=random.random() < 0.5)
        anki.set_user_flag_for_cards(random.randint(0, 7), some[3]) if some[3] else None
        if some[4]:
            anki.sched.set_due_date(some[4], random.choice(("0", "3", "1-7", "5!", "2-4!")))
        if some[5]:
            anki.sched.schedule_cards_as_new(some[5], restore_position=random.random() < 0.5, reset_counts=random.random() < 0.5)
        if some[6]:
            anki.set_deck(some[6], anki.decks.id(random.choice(("Default", "Lang::Verbs", "Other"))))
        if some[7]:
            anki.sched.reposition_new_cards(some[7], starting_from=random.randint(0, 9), step_size=1, randomize=False, shift_existing=False)
        if random.random() < 0.3:
            self._filtered()
        elif random.random() < 0.3:
            for deck in anki.decks.all_names_and_ids():
                if anki.decks.is_filtered(deck.id):
                    anki.sched.empty_filtered_deck(deck.id)

    def _filtered(self) -> None:
        anki = self.anki
        found = anki.sched.get_or_create_filtered_deck(0)
        found.name = f"Cram {self.random.randint(0, 10**6)}"
        found.config.reschedule = self.random.random() < 0.5
        found.config.search_terms[0].search = self.random.choice(("is:due", "is:new", "", "deck:Lang"))
        found.config.search_terms[0].limit = 5
        from contextlib import suppress

        from anki.errors import FilteredDeckError

        with suppress(FilteredDeckError):
            anki.sched.add_or_update_filtered_deck(found)

    def _night(self) -> None:
        """Put all that was done a day back, which is the same as waiting."""
        database = self.anki.db
        database.execute("UPDATE revlog SET id = id - ?", _DAY * 1000)
        database.execute("UPDATE col SET crt = crt - ?", _DAY)
        database.execute("UPDATE cards SET mod = mod - ?", _DAY)
        database.execute("UPDATE cards SET due = due - ? WHERE due > 1000000000", _DAY)
        database.execute("UPDATE cards SET odue = odue - ? WHERE odue > 1000000000", _DAY)
        database.execute(
            "UPDATE cards SET data = json_set(data, '$.lrt', json_extract(data, '$.lrt') - ?) "
            "WHERE data LIKE '%lrt%'", _DAY
        )
        self.anki.close()
        self.anki.reopen()


def lived(peer: Peer, seed: int, *, notes: int = 40, days: int = 12, fsrs: bool = False) -> None:
    """Fill a collection and study it for some days."""
    learner = Learner(peer, seed)
    learner.fill(notes)
    for day in range(days):
        if fsrs and day == days // 2:
            learner.use_fsrs()
        learner.a_day()


def exported(peer: Peer, folder: Path) -> list[Path]:
    """Have Anki export it all in each of the ways that it knows."""
    from itertools import product

    from anki.collection import ExportAnkiPackageOptions

    found = []
    for scheduling, media, configs, legacy in product((True, False), repeat=4):
        name = "-".join(word for word, on in zip(("scheduling", "media", "configs", "legacy"), (scheduling, media, configs, legacy), strict=True) if on)
        path = folder / f"{name or 'bare'}.apkg"
        options = ExportAnkiPackageOptions(
            with_scheduling=scheduling, with_media=media, with_deck_configs=configs, legacy=legacy
        )
        peer.collection.export_anki_package(out_path=str(path), options=options, limit=None)
        found.append(path)
    for media, legacy in product((True, False), repeat=2):
        path = folder / f"{'media-' * media}{'legacy-' * legacy}whole.colpkg"
        peer.collection.export_collection_package(out_path=str(path), include_media=media, legacy=legacy)
        peer.collection.reopen()
        found.append(path)
    return found
