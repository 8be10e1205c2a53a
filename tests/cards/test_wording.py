"""Questions and statements in words."""

import pytest

from quiz.cards.wording import as_of, ask, ask_back, claim, held, qualified, say, statement
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation

PLAIN = Relation("head_of_state")
WORDED = Relation("b", label="the b", ask="{subject}, what?", ask_back="{value}, who?", say="{subject} is {value}.")


def test_default_wording() -> None:
    assert "A — head of state?" == ask(PLAIN, "A")
    assert "head of state: B — which country?" == ask_back(PLAIN, "B", "country")
    assert "head of state: B — which one?" == ask_back(PLAIN, "B", "")
    assert "A — head of state: B" == say(PLAIN, "A", "B")


def test_own_wording() -> None:
    assert ("A, what?", "B, who?", "A is B.") == (ask(WORDED, "A"), ask_back(WORDED, "B", "x"), say(WORDED, "A", "B"))


@pytest.mark.parametrize(
    ("qualifiers", "told"),
    [
        ({}, ""),
        ({"according_to": "them"}, "according to them"),
        ({"status": "announced", "according_to": "them"}, "announced by them"),
        ({"status": "denied"}, "denied"),
        ({"since": 2000}, "since 2000"),
        ({"until": "2010-05"}, "until May 2010"),
        ({"since": 2000, "until": 2005}, "2000 to 2005"),
        ({"since": 2000, "until": 2000}, "in 2000"),
        ({"since": "2000-01-02", "until": "2000-01-02"}, "on 2 January 2000"),
        ({"as_of": "2020~"}, "as of c. 2020"),
        (
            {"status": "expected", "according_to": "them", "since": 2000, "as_of": 2020},
            "expected by them; since 2000; as of 2020",
        ),
    ],
)
def test_a_statement_tells_all_that_qualifies_it(qualifiers: dict[str, str], told: str) -> None:
    fact = Fact("A", "b", "c", **qualifiers)
    assert (f"A is c ({told})." if told else "A is c.") == statement(fact, WORDED)


def test_a_question_names_a_time_only_when_it_is_over() -> None:
    assert ("", "2000 to 2005") == (held(Fact("A", "b", "c", since=2000)), held(Fact("A", "b", "c", since=2000, until=2005)))
    assert ("", "") == (claim(Fact("A", "b", "c")), as_of(Fact("A", "b", "c")))


def test_each_qualifier_once() -> None:
    assert "Q? (x; y)" == qualified("Q?", ["x", "", "y", "x"])
    assert "Q?" == qualified("Q?", ["", ""])
