"""What is only called otherwise in a new version is found; what is another thing is not."""

import pytest
from attrs import evolve

from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.renaming import renames
from quiz.facts.term import Term


def deck(*facts: tuple[str, str, str], terms: tuple[Term, ...] = ()) -> Deck:
    return Deck("d", facts=[Fact(*fact) for fact in facts], terms=terms)


OTHERS = (("France", "capital", "Paris"), ("France", "continent", "Europe"), ("Spain", "capital", "Madrid"),
          ("Spain", "continent", "Europe"))  # fmt: skip


def subjects(old: Deck, new: Deck) -> dict[str, str]:
    return dict(renames(old, new).subjects)


def test_a_misspelt_name() -> None:
    old, new = (deck(*OTHERS, (name, "capital", "Astana")) for name in ("Kazakstan", "Kazakhstan"))
    assert {"Kazakstan": "Kazakhstan"} == subjects(old, new)


def test_a_near_miss_of_which_nothing_agrees_is_another_thing() -> None:
    old, new = deck(*OTHERS, ("Slovakia", "capital", "Bratislava")), deck(*OTHERS, ("Slovenia", "capital", "Ljubljana"))
    assert {} == subjects(old, new)


def test_an_old_name_that_is_still_used_is_not_misspelt() -> None:
    old, new = (deck(*OTHERS, (name, "language", "Indo"), ("x", "borders", "Iran")) for name in ("Iran", "Iraq"))
    old = evolve(old, facts=[*old.facts, Fact("y", "language", "Indo")])
    new = evolve(new, facts=[*new.facts, Fact("y", "language", "Indo")])
    assert {} == subjects(old, new)


@pytest.mark.parametrize("term", [Term("Eswatini", was=("Swaziland",)), Term("Eswatini", aliases=("Swaziland",))])
def test_a_former_name(term: Term) -> None:
    old = deck(*OTHERS, ("Swaziland", "capital", "Mbabane"))
    new = deck(*OTHERS, ("Swaziland", "capital", "Lobamba"), terms=(term,))
    assert {"Swaziland": "Eswatini"} == subjects(old, new)
    assert {"Eswatini": "Swaziland"} == subjects(new, old)


def test_a_former_name_of_what_was_there_beside_it() -> None:
    old = deck(*OTHERS, ("Burma", "capital", "Naypyidaw"), ("Myanmar", "code", "MM"))
    new = deck(*OTHERS, ("Myanmar", "capital", "Naypyidaw"), ("Myanmar", "code", "MM"))
    assert {} == subjects(old, new)
    assert {"Burma": "Myanmar"} == subjects(old, evolve(new, terms=[Term("Myanmar", was=("Burma",))]))
    shared = [Term("Myanmar", was=("Burma",)), Term("France", was=("Burma",))]
    assert {} == subjects(old, evolve(new, terms=shared))


def test_the_same_facts_of_another_name() -> None:
    facts = (("capital", "Kinshasa"), ("continent", "Africa"), ("language", "French"))
    old, new = (deck(*OTHERS, *((name, *fact) for fact in facts)) for name in ("Zaire", "DR Congo"))
    assert {"Zaire": "DR Congo"} == subjects(old, new)
    two_of_three = evolve(new, facts=[fact for fact in new.facts if fact.relation != "language"])
    assert {"Zaire": "DR Congo"} == subjects(old, two_of_three)
    one_of_three = evolve(new, facts=[fact for fact in new.facts if (fact.subject, fact.relation) != ("DR Congo", "capital")])
    assert {} == subjects(old, evolve(one_of_three, facts=one_of_three.facts[:-1]))


def test_the_only_fact_of_another_name() -> None:
    old, new = (deck(*OTHERS, (name, "capital", "Kinshasa")) for name in ("Zaire", "DR Congo"))
    assert {"Zaire": "DR Congo"} == subjects(old, new)


def test_facts_that_others_have_too_tell_nothing() -> None:
    old, new = deck(*OTHERS, ("Serbia", "continent", "Europe")), deck(*OTHERS, ("Croatia", "continent", "Europe"))
    assert {} == subjects(old, new)


def test_where_several_could_be_meant_none_is() -> None:
    old = deck(("a thing", "is", "unique"), *OTHERS)
    new = deck(("the first", "is", "unique"), ("the second", "is", "unique"), *OTHERS)
    assert {} == subjects(old, new)


def test_a_kept_id() -> None:
    old, new = (
        Deck("d", facts=[Fact(name, "capital", value, id="7"), Fact("France", "capital", "Paris")])
        for name, value in (("Upper Volta", "Ouaga"), ("Burkina Faso", "Ouagadougou"))
    )
    assert {"Upper Volta": "Burkina Faso"} == subjects(old, new)


def test_swapped_names_are_no_renaming() -> None:
    old = deck(("a", "capital", "Rome"), ("b", "capital", "Oslo"))
    assert {} == subjects(old, deck(("b", "capital", "Rome"), ("a", "capital", "Oslo")))


def test_a_relation_of_another_name() -> None:
    old = deck(("France", "captial", "Paris"), ("Spain", "captial", "Madrid"))
    new = deck(("France", "capital", "Paris"), ("Spain", "capital", "Madrid"))
    assert {"captial": "capital"} == dict(renames(old, new).relations)
    seat = deck(("France", "seat of government", "Paris"), ("Spain", "seat of government", "Madrid"))
    assert {"capital": "seat of government"} == dict(renames(new, seat).relations)
    assert {} == dict(renames(new, deck(("France", "largest city", "Lyon"), ("Spain", "largest city", "Madrid!"))).relations)


def test_many_new_names_are_found_in_time() -> None:
    from time import perf_counter

    old, new = (
        deck(*((f"{prefix} {number}", relation, value) for number in range(2000)
               for relation, value in (("value", f"number {number}"), ("kind", "thing"))))
        for prefix in ("item", "article")
    )  # fmt: skip
    started = perf_counter()
    assert 2000 == len(subjects(old, new))
    assert perf_counter() - started < 3
