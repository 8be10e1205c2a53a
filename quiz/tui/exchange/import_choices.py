"""What Import asks: what a column holds, which deck, format, separator and encoding."""

from collections.abc import Iterable, Mapping

from quiz.collection.import_preview import Preview
from quiz.facts.deck import names_a_deck
from quiz.formats import registry
from quiz.formats.columns import ANSWER, IGNORE, ROLES, SUBJECT, relation_of, role_of
from quiz.tui.asking import Ask, Choose

__all__ = [
    "ONCE",
    "OTHER",
    "ask_deck",
    "ask_deck_name",
    "ask_encoding",
    "ask_format",
    "ask_relation",
    "ask_role",
    "ask_rows",
    "ask_separator",
    "ask_sign",
    "role_of",
]

OTHER = "\n"
"""The choice of something that is typed; no name has a line end in it."""
ONCE = frozenset(ROLES) - {ANSWER, IGNORE}
"""The roles that one column only can have."""
_ROLE_WORDS = {
    SUBJECT: "subject: what the facts are about",
    ANSWER: "answer: the subject is a question, this answers it",
    "tags": "tags",
    "source": "source",
    IGNORE: "not taken",
    "at": "place in the source",
    "id": "id of the row: importing again finds it by that",
    "since": "since when it holds",
    "until": "until when it held",
    "as_of": "when it was so reported",
    "status": "status: stated, alleged, disputed, …",
    "according_to": "who says so",
    "wrong": "wrong options, divided by semicolons",
    "accept": "other right answers, divided by semicolons",
    "note": "note: shown with the answer",
    "front": "the question as it is to be shown, in rich text",
    "feedback": "remarks on answers, as JSON",
    "kept": "what another program keeps, as JSON",
}
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar", ":": "colon", " ": "space"}
PAIRED = {" - ": "dash between spaces", "::": "two colons", "=>": "arrow =>", "||": "two bars"}
"""What stands between a term and its definition, and not between cells."""
ROW_SEPARATORS = {
    "\\n": "the end of a line",
    "\\n\\n": "a blank line",
    ";": "semicolon",
    ";;": "two semicolons",
    "|||": "three bars",
    "###": "three number signs",
}
_ENCODINGS = ("utf-8", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "iso8859-15", "koi8-r", "utf-16",
              "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr")  # fmt: skip


def ask_role(found: Preview, column: str) -> Choose:
    """Return the question what a column holds."""
    role = found.layout.roles.get(column, "") if found.layout else ""
    relation = relation_of(role) if role not in ROLES and role else column
    options = [
        (SUBJECT, _ROLE_WORDS[SUBJECT]),
        (role_of(relation), f"relation “{relation}” of the subject"),
        (ANSWER, _ROLE_WORDS[ANSWER]),
    ]
    options += [(OTHER, "a relation of another name …")]
    options += [(one, words) for one, words in _ROLE_WORDS.items() if one not in {SUBJECT, ANSWER}]
    return Choose(f"What does “{column}” hold?", options, chosen=role)


def ask_relation(column: str) -> Ask:
    """Return the question what a relation is called."""
    return Ask("Name of the relation", f"What “{column}” says of the subject, such as capital or founded:", value=column)


def ask_deck(found: Preview, known: Iterable[tuple[str, str]]) -> Choose:
    """Return the question which deck the facts go to; `known` are the ids and titles of the collection's decks."""
    present = list(known)
    own = [(deck, f"{deck}, a new deck") for deck in found.decks[:1] if deck not in {name for name, _ in present}]
    there = [
        (name, f"{title}, there already" if title == name else f"{title} ({name}), there already") for name, title in present
    ]
    return Choose(
        "Which deck do the facts go to?", [*own, (OTHER, "a new deck …"), *there], chosen=found.decks[0] if found.decks else ""
    )


def ask_deck_name() -> Ask:
    """Return the question what the new deck is called."""

    def check(text: str) -> str:
        return "" if names_a_deck(text.strip()) else "A deck's id has no slashes, and something in each level between ::."

    return Ask("New deck", "Its id, which never changes; :: makes levels:", check=check)


def ask_format(found: Preview) -> Choose:
    """Return the question in which format the file is; what was told by its content comes first."""
    likely = [found.format.name, *(one.name for one in found.rivals)]
    readable = [one for one in registry.formats() if one.read is not None]
    ordered = sorted(readable, key=lambda one: likely.index(one.name) if one.name in likely else len(likely))
    return Choose("In which format is the file?", [(one.name, one.title) for one in ordered], chosen=found.format.name)


def ask_separator(present: str | None) -> Choose:
    """Return the question what stands between cells, or between terms and definitions."""
    return _asked("What stands between the cells?", {**SEPARATORS, **PAIRED}, present)


def ask_rows(present: str | None) -> Choose:
    """Return the question what stands between pairs of terms and definitions."""
    return _asked("What stands between the rows?", ROW_SEPARATORS, present)


def _asked(question: str, signs: Mapping[str, str], present: str | None) -> Choose:
    own = [(present, f"“{present.strip()}”")] if present and present not in signs else []
    options = [("", "as found out from the rows"), *signs.items(), *own, (OTHER, "another sign …")]
    return Choose(question, options, chosen=present or "")


def ask_sign(question: str) -> Ask:
    """Return the question for a sign that is typed."""
    return Ask(question, "The sign, as it stands in the file; \\t is a tab, \\n the end of a line:")


def ask_encoding(present: str | None) -> Choose:
    """Return the question in which encoding the file is."""
    return Choose(
        "In which encoding is the file?",
        [("", "as found out from its bytes"), *((one, one) for one in _ENCODINGS)],
        chosen=present or "",
    )
