import pytest

from quiz.cards.verdict import Finding, Outcome
from quiz.cards.yes_no import judge_boolean
from quiz.facts.values import Boolean

WORDS = {
    "yes": "no", "True": "false", "t": "f", "1": "0", "ja": "nein", "wahr": "falsch", "oui": "non", "vrai": "faux",
    "sí": "no", "verdadero": "falso",
    "sim": "não", "да": "нет", "верно": "неверно", "так": "ні", "tak": "nie", "ano": "ne", "evet": "hayır", "ναι": "όχι",
    "igen": "nem", "kyllä": "ei",
    "是": "否", "对": "不对", "はい": "いいえ", "네": "아니요", "نعم": "لا", "כן": "לא", "हाँ": "नहीं", "sant": "falskt",
    "waar": "onwaar",
}  # fmt: skip


@pytest.mark.parametrize(("yes", "no"), [pair for pair in WORDS.items() if pair[1] != "不对"])
def test_words(yes: str, no: str) -> None:
    right = Finding(Outcome.RIGHT, "yes"), Finding(Outcome.RIGHT, "no")
    wrong = Finding(Outcome.WRONG), Finding(Outcome.WRONG)
    assert right == (judge_boolean(Boolean(true=True), f" {yes}!"), judge_boolean(Boolean(true=False), no.upper()))
    assert wrong == (judge_boolean(Boolean(true=True), no), judge_boolean(Boolean(true=False), yes))


def test_neither() -> None:
    assert Finding(Outcome.WRONG, None, "the answer is yes or no") == judge_boolean(Boolean(true=True), "perhaps")
