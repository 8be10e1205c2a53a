"""A card as it is put in one form: its words, and what there is to pick from."""

from attrs import Factory, field, frozen

from quiz.cards.card import Form


@frozen
class Option:
    """One option as it is shown."""

    text: str
    right: bool
    """Whether it belongs to the card's answer."""
    why: str = ""
    """For a wrong option, and one that has its place among others: the statement that says what it is true of."""


@frozen
class Choice:
    """A card as it is put in one form: the question, and what there is to pick from."""

    prompt: str
    options: tuple[Option, ...] = ()
    picks: tuple[int, ...] = field(
        default=Factory(lambda self: tuple(place for place, option in enumerate(self.options) if option.right), takes_self=True)
    )
    """The places of the right options, counted from 0. Several right ones stand in no order; for `ordering` they stand in the
    right order, for `matching` there is one for each item of `left`, in its order."""
    left: tuple[str, ...] = ()
    """For `matching`: what each option is to be matched with."""
    form: Form = Form.CHOICE

    @property
    def right(self) -> int:
        """The place of the right option, where there is one."""
        return self.picks[0]

    @property
    def answer(self) -> str:
        """The right options in words, separated by semicolons; pairs with arrows. Empty where there are no options."""
        texts = [self.options[place].text for place in self.picks]
        if self.left:
            texts = [f"{item} → {text}" for item, text in zip(self.left, texts, strict=True)]
        return "; ".join(texts)
