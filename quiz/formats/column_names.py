"""What the columns of other people's tables are called: those of questions and answers, and what stands beside these."""

import re
from typing import Final

TAGS: Final = frozenset({"tag", "tags", "schlagwörter", "etiquetas", "labels"})
IDS: Final = frozenset({"id", "guid", "uuid", "_id", "question_id", "questionid", "card_id", "cardid", "note_id", "noteid"})
NUMBERED: Final = frozenset({"column 1", "column 2", "field 1", "field 2"})
"""Names that say nothing but the place."""
_QUESTIONS: Final = frozenset(
    {
        "front", "question", "prompt", "term", "q", "column 1", "field 1", "vorderseite", "frage", "recto", "anverso", "pregunta",
        "pergunta", "domanda", "вопрос", "问题", "質問", "問題", "question text", "questiontext", "question_text",
    }
)  # fmt: skip
_ANSWERS: Final = frozenset(
    {
        "back", "answer", "definition", "a", "column 2", "field 2", "rückseite", "antwort", "verso", "reverso", "correct answer",
        "correct_answer", "correctanswer", "respuesta", "resposta", "risposta", "réponse", "ответ", "答案", "回答",
    }
)  # fmt: skip
_EXPLAINING: Final = frozenset(
    {"explanation", "explanations", "rationale", "notes", "comment", "comments", "extra", "hint", "erklärung", "explicación"}
)
_AROUND: Final = frozenset(
    {
        "category", "subcategory", "topic", "subtopic", "deck", "deckname", "modelname", "notetype", "chapter", "section", "unit",
        "lesson", "module", "level", "difficulty", "type", "kind", "question type", "index", "number", "no", "no.", "nr", "nr.",
        "#", "order", "position", "points", "marks", "score", "image", "language", "subject", "exam", "year", "kategorie",
        "thema", "lektion", "categoría", "tema", "catégorie",
    }
)  # fmt: skip
_SORTING: Final = frozenset(
    {
        "category", "subcategory", "topic", "subtopic", "deck", "chapter", "section", "unit", "lesson", "module", "level",
        "kategorie", "thema", "lektion", "categoría", "tema", "catégorie",
    }
)  # fmt: skip
_STUDIED: Final = frozenset(
    {
        "interval", "ease", "easefactor", "efactor", "easinessfactor", "repetitions", "repetition", "reps", "lapses", "due",
        "duedate", "nextreview", "nextreviewdate", "lastreview", "lastreviewed", "reviewcount", "timesreviewed", "stability",
        "leitnerbox", "createdat", "updatedat", "datecreated", "datemodified", "lastmodified", "timescorrect", "timesincorrect",
        "correctcount", "incorrectcount", "wrongcount",
    }
)  # fmt: skip
_BETWEEN: Final = re.compile(r"[\s_-]")


def names_a_pair(first: str, second: str) -> bool:
    """Say whether two columns are called as those of questions and of answers are."""
    return names_a_question(first) and names_an_answer(second)


def names_a_question(column: str) -> bool:
    """Say whether a column is called as those of questions are."""
    return column.casefold().strip() in _QUESTIONS


def names_an_answer(column: str) -> bool:
    """Say whether a column is called as those of answers are."""
    return column.casefold().strip() in _ANSWERS


def explains(column: str) -> bool:
    """Say whether a column is called as what is told with an answer."""
    return column.casefold().strip() in _EXPLAINING


def is_around(column: str) -> bool:
    """Say whether a column is called as what is said of a question, and is no answer to it."""
    return column.casefold().strip() in _AROUND or is_studied(column)


def sorts(column: str) -> bool:
    """Say whether a column is called as what several things that are learned have in common."""
    return column.casefold().strip() in _SORTING


def is_studied(column: str) -> bool:
    """Say whether a column is called as what programs note of how a card was studied."""
    return _BETWEEN.sub("", column.casefold()) in _STUDIED
