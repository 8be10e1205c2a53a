"""The forms in which cards are asked, in words."""

from quiz.cards.card import Form

CALLED = {
    Form.REVEAL: "reveal", Form.TYPED: "typed", Form.CHOICE: "choice", Form.TRUEFALSE: "true or false",
    Form.MULTISELECT: "several", Form.ORDERING: "order", Form.MATCHING: "match",
}  # fmt: skip


def called(form: str) -> str:
    """Return what people call a form, by its name in the log; one that is not known keeps its name."""
    return {str(one.value): words for one, words in CALLED.items()}.get(form, form)
