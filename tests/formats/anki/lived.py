"""A collection in which somebody has studied for weeks with Anki itself: answers, and all that can be done to cards besides."""

import time
from contextlib import suppress
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from tests.formats.anki.peer import Peer

_DAY = 86_400
_TYPES = ("Basic", "Basic (and reversed card)", "Basic (optional reversed card)", "Basic (type in the answer)", "Cloze")
_FRONTS = ("word %d", "<b>w</b> %d", '<img src="pic one.png"> %d', "the same")
_BACKS = ("answer %d", "[sound:a+b&amp;c.mp3]", "<img src='löwe.jpg'> lion", "a<br>b", "")
_BLANKS = (
    "{{c1::%d}} b {{c2::c}}",
    "{{c2::%d::hint}} <b>b</b>",
    "{{c1::a {{c3::%d}}}}, {{c1::d}}",
    "{{c1::<b>%d</b>}} of {{c2::b}}",
)
_DECKS = ("Default", "Lang", "Lang::Verbs", "Lang::Verbs::Old")
_MEDIA = (("pic one.png", b"\x89PNG 1"), ("löwe.jpg", b"jpg 2"), ("_kept.css", b"b{}"), ("a+b&c.mp3", b"ID3"))
_PARAMETERS = (0.3, 1.1, 2.9, 9.4, 6.2, 0.7, 2.9, 0.004, 1.6, 0.14, 0.9, 1.7, 0.09, 0.27, 2.1, 0.3, 2.2, 0.4, 0.6, 0.12, 0.17)
_RATINGS = (0, 1, 2, 2, 2, 3)


class Learner:
    """Does to the cards of a collection what a learner does."""

    def __init__(self, peer: Peer, seed: int) -> None:
        """Study a collection, by chance."""
        self.anki, self.random = peer.collection, Random(seed)

    def fill(self, notes: int) -> None:
        """Add notes of Anki's own types, with tags and media, in decks inside each other."""
        anki, random = self.anki, self.random
        for name, content in _MEDIA:
            anki.media.write_data(name, content)
        for number in range(notes):
            type = random.choice(_TYPES)
            note = anki.new_note(anki.models.by_name(type))
            first = random.choice(_BLANKS if type == "Cloze" else _FRONTS)
            note.fields[:2] = [text.replace("%d", str(number)) for text in (first, random.choice(_BACKS))]
            if len(note.fields) > 2:
                note.fields[2] = random.choice(("", "y"))
            note.tags = random.sample(["geo", "a::b", "leech", "marked", "été"], random.randint(0, 2))
            anki.add_note(note, anki.decks.id(random.choice(_DECKS)))

    def use_fsrs(self) -> None:
        """Let FSRS schedule from now on, with parameters of its own."""
        self.anki.set_config("fsrs", True)  # noqa: FBT003 - Anki's own
        for config in self.anki.decks.all_config():
            self.anki.decks.update_config(config | {"fsrsParams6": list(_PARAMETERS), "desiredRetention": 0.87})

    def a_day(self) -> None:
        """Study for a day, do this and that to cards, and let the night pass."""
        for deck in self.anki.decks.all_names_and_ids():
            self.anki.decks.select(deck.id)
            for _ in range(self.random.randint(0, 12)):
                queued = self.anki.sched.get_queued_cards(fetch_limit=1)
                if queued.cards:
                    self._answer(queued.cards[0])
        self._change()
        self._filter()
        self._night()

    def _answer(self, queued: Any) -> None:  # noqa: ANN401 - Anki's own
        card = self.anki.get_card(queued.card.id)
        card.start_timer()
        answer = self.anki.sched.build_answer(card=card, states=queued.states, rating=self.random.choice(_RATINGS))
        answer.milliseconds_taken = self.random.randint(800, 30_000)
        self.anki.sched.answer_card(answer)
        time.sleep(0.002)  # answers are numbered by their milliseconds

    def _some(self) -> list[int]:
        cards = list(self.anki.find_cards(""))
        return self.random.sample(cards, min(len(cards), self.random.randint(0, 2)))

    def _change(self) -> None:
        random, sched = self.random, self.anki.sched
        sched.suspend_cards(self._some())
        sched.unsuspend_cards(self._some())
        sched.bury_cards(self._some(), manual=random.random() < 0.5)
        place = random.randint(0, 9)
        sched.reposition_new_cards(self._some(), starting_from=place, step_size=1, randomize=False, shift_existing=False)
        if some := self._some():
            self.anki.set_user_flag_for_cards(random.randint(0, 7), some)
        if some := self._some():
            sched.set_due_date(some, random.choice(("0", "3", "1-7", "5!", "2-4!")))
        if some := self._some():
            sched.schedule_cards_as_new(some, restore_position=random.random() < 0.5, reset_counts=random.random() < 0.5)
        if some := self._some():
            self.anki.set_deck(some, self.anki.decks.id(random.choice((*_DECKS, "Other"))))

    def _filter(self) -> None:
        """Make a filtered deck, or give back what is in all of them, or neither."""
        from anki.errors import FilteredDeckError

        sched, random = self.anki.sched, self.random
        chance = random.random()
        if chance < 0.3:
            found = sched.get_or_create_filtered_deck(0)
            found.name = f"Cram {random.randint(0, 10**6)}"
            found.config.reschedule = random.random() < 0.5
            found.config.search_terms[0].search = random.choice(("is:due", "is:new", "", "deck:Lang"))
            found.config.search_terms[0].limit = 5
            with suppress(FilteredDeckError):  # where it would be empty
                sched.add_or_update_filtered_deck(found)
        elif chance < 0.5:
            for deck in self.anki.decks.all_names_and_ids():
                if self.anki.decks.is_filtered(deck.id):
                    sched.empty_filtered_deck(deck.id)

    def _night(self) -> None:
        """Put all that was done a day back, which is the same as waiting for a day."""
        run = self.anki.db.execute
        run("UPDATE revlog SET id = id - ?", _DAY * 1000)
        run("UPDATE col SET crt = crt - ?", _DAY)
        run("UPDATE cards SET mod = mod - ?", _DAY)
        run("UPDATE cards SET due = due - ? WHERE due > 1000000000", _DAY)
        run("UPDATE cards SET odue = odue - ? WHERE odue > 1000000000", _DAY)
        # Anki has no due day any more for some reviews that it takes out of a filtered deck.
        run("UPDATE cards SET due = 0 WHERE due < -50000 AND type > 0 AND odid = 0")
        last = "json_set(data, '$.lrt', json_extract(data, '$.lrt') - ?)"
        run(f"UPDATE cards SET data = {last} WHERE data LIKE '%lrt%'", _DAY)  # noqa: S608 - a constant
        self.anki.close()
        self.anki.reopen()


def lived(peer: Peer, seed: int, *, notes: int = 40, days: int = 12, fsrs: bool = False) -> None:
    """Fill a collection and study it for some days; with FSRS from the middle on, if wanted."""
    learner = Learner(peer, seed)
    # On its first day, Anki forgets when a card of a filtered deck was due.
    peer.collection.db.execute("UPDATE col SET crt = crt - ?", 30 * _DAY)
    learner.fill(notes)
    for day in range(days):
        if fsrs and day == days // 2:
            learner.use_fsrs()
        learner.a_day()


def packages(peer: Peer, folder: Path) -> list[Path]:
    """Have Anki export all of a collection in each of the ways that it knows for packages."""
    from anki.collection import ExportAnkiPackageOptions

    found = []
    for scheduling, media, configs, legacy in product((True, False), repeat=4):
        name = "".join(map(str, map(int, (scheduling, media, configs, legacy))))
        found.append(folder / f"{name}.apkg")
        options = ExportAnkiPackageOptions(with_scheduling=scheduling, with_media=media, with_deck_configs=configs, legacy=legacy)
        peer.collection.export_anki_package(out_path=str(found[-1]), options=options, limit=None)
    return found


def backups(peer: Peer, folder: Path) -> list[Path]:
    """Have Anki export a whole collection in each of the ways that it knows."""
    found = []
    for media, legacy in product((True, False), repeat=2):
        found.append(folder / f"{int(media)}{int(legacy)}.colpkg")
        peer.collection.export_collection_package(out_path=str(found[-1]), include_media=media, legacy=legacy)
        peer.collection.reopen()
    return found
