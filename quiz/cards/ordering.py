"""The form `ordering`: subjects, or the items of a list, are to be put in their order."""

from random import Random

from quiz.cards.asked import Choice, Option
from quiz.cards.card import Card, Form, Kind
from quiz.cards.forms import allows
from quiz.cards.forms_of_several import listed
from quiz.cards.order_cards import order_question
from quiz.cards.wording import statement
from quiz.errors import UsageError


def ordering(card: Card, seed: str) -> Choice:
    """Return the card with all that is to be put in order, shuffled by the seed.

    Raises `UsageError` where the card asks for no order.
    """
    if not allows(card, Form.ORDERING):
        raise UsageError(f"The card “{card.prompt}” asks for nothing that could be put in order.")
    if card.kind is Kind.ORDER:
        prompt = order_question(card.relation)
        options = [Option(fact.subject, right=True, why=statement(fact, card.relation)) for fact in card.facts]
    else:
        prompt = f"{card.prompt} (put in order)"
        options = [Option(item, right=True) for item in listed(card)]
    places = list(range(len(options)))
    Random(f"{seed}\x1f{card.id}").shuffle(places)
    picks = tuple(places.index(place) for place in range(len(options)))
    return Choice(prompt, tuple(options[place] for place in places), picks, form=Form.ORDERING)
