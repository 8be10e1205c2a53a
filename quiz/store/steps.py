"""The numbered steps that lead to the shape of a collection's file.

One that was released is never edited: a change is a new step.
"""

_LOG = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # body: JSON of what the other columns do not say. card: null where the event concerns no single card.
    """CREATE TABLE events (
        device TEXT NOT NULL CHECK (device <> ''),
        sequence INTEGER NOT NULL CHECK (sequence > 0),
        at INTEGER NOT NULL,
        day INTEGER NOT NULL,
        kind TEXT NOT NULL,
        card TEXT,
        body TEXT NOT NULL,
        PRIMARY KEY (device, sequence)
    ) STRICT""",
    "CREATE INDEX events_by_day ON events (day, at)",
    "CREATE INDEX events_by_card ON events (card, day) WHERE card IS NOT NULL",
    "CREATE INDEX events_by_rare_kind ON events (kind, device, sequence) WHERE kind <> 'Reviewed'",
    """CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
        BEGIN SELECT RAISE(ABORT, 'the event log is only added to: no event is ever changed'); END""",
    """CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events
        BEGIN SELECT RAISE(ABORT, 'the event log is only added to: no event is ever deleted'); END""",
    # INSERT OR REPLACE deletes without asking the trigger above.
    """CREATE TRIGGER events_are_not_replaced BEFORE INSERT ON events
        WHEN EXISTS (SELECT 1 FROM events WHERE device = NEW.device AND sequence = NEW.sequence)
        BEGIN SELECT RAISE(ABORT, 'the event log is only added to: there is an event of this device and sequence'); END""",
    # Two caches of the Undone events: what each one names, and the names that are taken back when all is said.
    """CREATE TABLE undoings (
        device TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        target_device TEXT NOT NULL,
        target_sequence INTEGER NOT NULL,
        PRIMARY KEY (device, sequence)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX undoings_by_target ON undoings (target_device, target_sequence)",
    """CREATE TABLE undone (
        device TEXT NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (device, sequence)
    ) STRICT, WITHOUT ROWID""",
)

_DECKS = (
    "CREATE TABLE versions (digest TEXT PRIMARY KEY, deck TEXT NOT NULL, content BLOB NOT NULL) STRICT",
    """CREATE TRIGGER versions_are_not_changed BEFORE UPDATE ON versions
        BEGIN SELECT RAISE(ABORT, 'a deck version is named by its content: it is never changed'); END""",
    # total and fresh: how many of its cards are alive, and of those are fresh; kept so that counting need not read the cards.
    """CREATE TABLE decks (
        deck TEXT PRIMARY KEY,
        version TEXT NOT NULL REFERENCES versions (digest),
        title TEXT NOT NULL,
        path TEXT,
        position INTEGER NOT NULL,
        archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
        total INTEGER NOT NULL DEFAULT 0,
        fresh INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID""",
)

_CARDS = (
    # alive: in a current deck. fresh: alive, never seen, and neither suspended nor buried.
    # deck is no foreign key, which would double the time that a large deck takes; no row of decks is ever deleted.
    """CREATE TABLE cards (
        card TEXT PRIMARY KEY,
        deck TEXT,
        position INTEGER NOT NULL DEFAULT 0,
        sibling TEXT NOT NULL DEFAULT '',
        alive INTEGER NOT NULL DEFAULT 0 CHECK (alive IN (0, 1)),
        phase TEXT NOT NULL DEFAULT 'new' CHECK (phase IN ('new', 'learning', 'review', 'relearning')),
        stability REAL,
        difficulty REAL,
        step INTEGER NOT NULL DEFAULT 0,
        due_day INTEGER,
        due_at INTEGER,
        last_day INTEGER,
        reps INTEGER NOT NULL DEFAULT 0,
        lapses INTEGER NOT NULL DEFAULT 0,
        suspended INTEGER NOT NULL DEFAULT 0 CHECK (suspended IN (0, 1)),
        buried_until INTEGER,
        marked INTEGER NOT NULL DEFAULT 0 CHECK (marked IN (0, 1)),
        reteach INTEGER NOT NULL DEFAULT 0 CHECK (reteach IN (0, 1)),
        fresh INTEGER AS (alive AND phase = 'new' AND NOT suspended AND buried_until IS NULL),
        CHECK (deck IS NOT NULL OR NOT alive)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX cards_by_place ON cards (deck, alive, phase, position)",
    "CREATE INDEX cards_new_buried ON cards (deck, buried_until) WHERE alive = 1 AND phase = 'new' AND buried_until IS NOT NULL",
    # alive comes last only so that counting finds everything in the index.
    """CREATE INDEX cards_due ON cards (deck, phase, due_day, due_at, suspended, buried_until, alive)
        WHERE alive = 1 AND due_day IS NOT NULL""",
    """CREATE TRIGGER cards_counted_by_state AFTER UPDATE OF phase, suspended, buried_until ON cards
        WHEN NEW.alive AND OLD.fresh <> NEW.fresh
        BEGIN UPDATE decks SET fresh = fresh - OLD.fresh + NEW.fresh WHERE deck = NEW.deck; END""",
    """CREATE TRIGGER cards_counted_out AFTER UPDATE OF deck ON cards WHEN OLD.alive AND OLD.deck IS NOT NEW.deck
        BEGIN UPDATE decks SET total = total - 1, fresh = fresh - OLD.fresh WHERE deck = OLD.deck; END""",
)

_RENAMES = (
    # A cache of the Renamed events: every id that a card had before, and the one under which all is remembered now.
    "CREATE TABLE renames (was TEXT PRIMARY KEY, card TEXT NOT NULL CHECK (card <> was)) STRICT, WITHOUT ROWID",
    "CREATE INDEX renames_by_card ON renames (card)",
)

_OLD_COLUMNS = (
    "card, deck, position, sibling, alive, phase, stability, difficulty, step, due_day, due_at, last_day, reps, lapses, "
    "suspended, buried_until, marked, reteach"
)

_FASTER_CARDS = (
    # The same cards in a shape into which a large deck goes in half the time: rows as they come, and nothing computed.
    # content: what makes the card again from the facts of its subjects; null where only its whole deck does.
    # members: JSON; of each member of a set its name, stability, difficulty and the study day on which it was last asked.
    """CREATE TABLE faster (
        card TEXT NOT NULL UNIQUE,
        deck TEXT,
        position INTEGER NOT NULL DEFAULT 0,
        sibling TEXT NOT NULL DEFAULT '',
        content TEXT,
        alive INTEGER NOT NULL DEFAULT 0,
        phase TEXT NOT NULL DEFAULT 'new',
        stability REAL,
        difficulty REAL,
        step INTEGER NOT NULL DEFAULT 0,
        due_day INTEGER,
        due_at INTEGER,
        last_day INTEGER,
        reps INTEGER NOT NULL DEFAULT 0,
        lapses INTEGER NOT NULL DEFAULT 0,
        suspended INTEGER NOT NULL DEFAULT 0,
        buried_until INTEGER,
        marked INTEGER NOT NULL DEFAULT 0,
        reteach INTEGER NOT NULL DEFAULT 0,
        members TEXT
    ) STRICT""",
    f"INSERT INTO faster ({_OLD_COLUMNS}) SELECT {_OLD_COLUMNS} FROM cards ORDER BY deck, position",  # noqa: S608 - constants
    "DROP TABLE cards",
    "ALTER TABLE faster RENAME TO cards",
    "CREATE INDEX cards_of_deck ON cards (deck, position)",
    "CREATE INDEX cards_new ON cards (deck, position, card) WHERE alive = 1 AND phase = 'new'",
    "CREATE INDEX cards_new_buried ON cards (deck, buried_until) WHERE alive = 1 AND phase = 'new' AND buried_until IS NOT NULL",
    "CREATE INDEX cards_away ON cards (card) WHERE alive = 0",
    # alive comes last only so that counting finds everything in the index.
    """CREATE INDEX cards_due ON cards (deck, phase, due_day, due_at, suspended, buried_until, alive)
        WHERE alive = 1 AND due_day IS NOT NULL""",
    # Fresh is a card of a current deck, never seen, and neither suspended nor buried.
    """CREATE TRIGGER cards_counted_by_state AFTER UPDATE OF phase, suspended, buried_until ON cards
        WHEN NEW.alive AND (OLD.phase = 'new' AND NOT OLD.suspended AND OLD.buried_until IS NULL)
            <> (NEW.phase = 'new' AND NOT NEW.suspended AND NEW.buried_until IS NULL)
        BEGIN
            UPDATE decks SET fresh = fresh - (OLD.phase = 'new' AND NOT OLD.suspended AND OLD.buried_until IS NULL)
                + (NEW.phase = 'new' AND NOT NEW.suspended AND NEW.buried_until IS NULL) WHERE deck = NEW.deck;
        END""",
    """CREATE TRIGGER cards_counted_out AFTER UPDATE OF deck ON cards WHEN OLD.alive AND OLD.deck IS NOT NEW.deck
        BEGIN
            UPDATE decks SET total = total - 1,
                fresh = fresh - (OLD.phase = 'new' AND NOT OLD.suspended AND OLD.buried_until IS NULL) WHERE deck = OLD.deck;
        END""",
)

_SLICES = (
    # A cache of current versions: each deck in slices, from which single cards can be made; see quiz.facts.keeping.
    """CREATE TABLE sliced (
        deck TEXT PRIMARY KEY, version TEXT NOT NULL, head TEXT NOT NULL, slices INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE slices (
        deck TEXT NOT NULL, number INTEGER NOT NULL, facts TEXT NOT NULL, PRIMARY KEY (deck, number)
    ) STRICT, WITHOUT ROWID""",
)

_CHECKPOINT = (
    # The last event of each device that the states in cards know; meta says by which rules they were made (`model`).
    "CREATE TABLE applied (device TEXT PRIMARY KEY, sequence INTEGER NOT NULL) STRICT, WITHOUT ROWID",
)

_LOAD = (
    # How many cards of a deck are due for review on each study day; kept so that a day can be chosen without counting cards.
    """CREATE TABLE load (
        deck TEXT NOT NULL, day INTEGER NOT NULL, cards INTEGER NOT NULL, PRIMARY KEY (deck, day)
    ) STRICT, WITHOUT ROWID""",
    """INSERT INTO load (deck, day, cards)
        SELECT deck, due_day, count(*) FROM cards
        WHERE alive AND phase = 'review' AND NOT suspended AND due_day IS NOT NULL GROUP BY deck, due_day""",
    # A card that is put in is new, or not in a current deck: only changes count.
    """CREATE TRIGGER cards_leave_their_day AFTER UPDATE OF due_day, phase, suspended, alive, deck ON cards
        WHEN OLD.alive AND OLD.phase = 'review' AND NOT OLD.suspended AND OLD.due_day IS NOT NULL
        BEGIN UPDATE load SET cards = cards - 1 WHERE deck = OLD.deck AND day = OLD.due_day; END""",
    """CREATE TRIGGER cards_get_their_day AFTER UPDATE OF due_day, phase, suspended, alive, deck ON cards
        WHEN NEW.alive AND NEW.phase = 'review' AND NOT NEW.suspended AND NEW.due_day IS NOT NULL
        BEGIN
            INSERT INTO load (deck, day, cards) VALUES (NEW.deck, NEW.due_day, 1)
            ON CONFLICT (deck, day) DO UPDATE SET cards = cards + 1;
        END""",
)

_SEARCH = (
    # The search index: a cache that is filled from the deck versions. search_letters is made with it, where SQLite has FTS5.
    # number: where the deck's cards begin among the ids of search_cards. version: empty while the deck is being indexed.
    # history: the versions, with their days, that the dates of its cards were made from. lettered: whether search_letters has it.
    """CREATE TABLE search_decks (
        deck TEXT PRIMARY KEY,
        number INTEGER NOT NULL UNIQUE,
        version TEXT NOT NULL,
        history TEXT NOT NULL,
        lettered INTEGER NOT NULL CHECK (lettered IN (0, 1))
    ) STRICT, WITHOUT ROWID""",
    # Cards in the order of decks and of their places in them. words: everything that plain words are looked for in, folded.
    # relation to sources name rows of search_values. added, edited: study days.
    """CREATE TABLE search_cards (
        id INTEGER PRIMARY KEY,
        card TEXT NOT NULL UNIQUE,
        relation INTEGER NOT NULL,
        kind INTEGER NOT NULL,
        status INTEGER NOT NULL,
        lang INTEGER NOT NULL,
        tags INTEGER NOT NULL,
        sources INTEGER NOT NULL,
        added INTEGER NOT NULL,
        edited INTEGER NOT NULL,
        words TEXT NOT NULL
    ) STRICT""",
    # The words as they are written, for regular expressions; kept apart so that what is read for each search stays small.
    "CREATE TABLE search_shown (id INTEGER PRIMARY KEY, shown TEXT NOT NULL, facts TEXT NOT NULL) STRICT",
    "CREATE TABLE search_values (id INTEGER PRIMARY KEY, word TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (word, value)) STRICT",
)

_SHARING = (
    # What was taken in of the streams of other devices: a chain of segments by its digest, and what its events are called here.
    # closed: whether it ends with a segment that will not grow.
    """CREATE TABLE streams (
        chain TEXT PRIMARY KEY, pieces TEXT NOT NULL, closed INTEGER NOT NULL CHECK (closed IN (0, 1))
    ) STRICT, WITHOUT ROWID""",
    # The pictures and sounds of decks by their digest. at: when the file was last changed, in milliseconds since the epoch.
    """CREATE TABLE media (
        deck TEXT NOT NULL,
        path TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('picture', 'sound')),
        digest TEXT NOT NULL,
        at INTEGER NOT NULL,
        size INTEGER NOT NULL,
        PRIMARY KEY (deck, path)
    ) STRICT, WITHOUT ROWID""",
)

_ANSWERS = (
    # How many answers that stand were given on each study day; kept so that years can be shown without reading the log.
    "CREATE TABLE answers (day INTEGER PRIMARY KEY, answers INTEGER NOT NULL) STRICT",
    """INSERT INTO answers (day, answers) SELECT day, count(*) FROM events AS e WHERE kind = 'Reviewed'
        AND NOT EXISTS (SELECT 1 FROM undone AS u WHERE u.device = e.device AND u.sequence = e.sequence) GROUP BY day""",
    # Whatever comes first, an answer or what takes it back: one counts while it is there and is not taken back.
    """CREATE TRIGGER answers_come AFTER INSERT ON events WHEN NEW.kind = 'Reviewed'
        AND NOT EXISTS (SELECT 1 FROM undone AS u WHERE u.device = NEW.device AND u.sequence = NEW.sequence)
        BEGIN
            INSERT INTO answers (day, answers) VALUES (NEW.day, 1) ON CONFLICT (day) DO UPDATE SET answers = answers + 1;
        END""",
    """CREATE TRIGGER answers_go AFTER DELETE ON events WHEN OLD.kind = 'Reviewed'
        AND NOT EXISTS (SELECT 1 FROM undone AS u WHERE u.device = OLD.device AND u.sequence = OLD.sequence)
        BEGIN UPDATE answers SET answers = answers - 1 WHERE day = OLD.day; END""",
    """CREATE TRIGGER answers_are_taken_back AFTER INSERT ON undone
        BEGIN
            UPDATE answers SET answers = answers - 1 WHERE day = (
                SELECT day FROM events WHERE device = NEW.device AND sequence = NEW.sequence AND kind = 'Reviewed'
            );
        END""",
    """CREATE TRIGGER answers_stand_again AFTER DELETE ON undone
        BEGIN
            UPDATE answers SET answers = answers + 1 WHERE day = (
                SELECT day FROM events WHERE device = OLD.device AND sequence = OLD.sequence AND kind = 'Reviewed'
            );
        END""",
)

_IMPORTED = (
    "ALTER TABLE cards ADD COLUMN flag INTEGER NOT NULL DEFAULT 0",
    "CREATE TABLE doubles (device TEXT, sequence INTEGER, PRIMARY KEY (device, sequence)) STRICT, WITHOUT ROWID",
)

_STANDING_AGAIN = (
    # A day may have no answer that counts before one stands again: where what takes it back came before it.
    "DROP TRIGGER answers_stand_again",
    """CREATE TRIGGER answers_stand_again AFTER DELETE ON undone
        BEGIN
            INSERT INTO answers (day, answers)
                SELECT day, 1 FROM events WHERE device = OLD.device AND sequence = OLD.sequence AND kind = 'Reviewed'
                ON CONFLICT (day) DO UPDATE SET answers = answers + 1;
        END""",
    "DELETE FROM answers",
    """INSERT INTO answers (day, answers) SELECT day, count(*) FROM events AS e WHERE kind = 'Reviewed'
        AND NOT EXISTS (SELECT 1 FROM undone AS u WHERE u.device = e.device AND u.sequence = e.sequence) GROUP BY day""",
)

MIGRATIONS: list[tuple[str, ...]] = [
    (*_LOG, *_DECKS, *_CARDS),
    _RENAMES,
    (*_FASTER_CARDS, *_SLICES, *_CHECKPOINT, *_LOAD, *_SEARCH, *_SHARING),
    _ANSWERS,
    _IMPORTED,
    _STANDING_AGAIN,
]
"""The steps, in order: the first leads from an empty file to version 1."""
