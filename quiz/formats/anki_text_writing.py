"""Writing Anki's “Notes in Plain Text”: one note a card, of Anki's own type Basic. Importing them again updates them."""

import csv
import io
from pathlib import Path

from quiz.cards.card import Card, Kind
from quiz.cards.generation import generate
from quiz.facts.values import RichText
from quiz.formats.format import Outgoing, Skipped, Written
from quiz.formats.html_text import to_html
from quiz.text.safe import safe_line


def write(outgoing: Outgoing, path: Path) -> Written:
    """Write the cards of a deck; those of contradicting facts, which quiz does not ask, are left out."""
    text = io.StringIO(newline="")
    text.write("#separator:tab\n#html:true\n#notetype:Basic\n")
    text.write(f"#deck:{safe_line(outgoing.deck.id)}\n#guid column:1\n#tags column:4\n")
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    skipped: list[Skipped] = []
    cards = 0
    facts: set[str] = set()
    for number, card in enumerate(generate(outgoing.deck)):
        if not number % 1000:
            outgoing.tick()
        if not card.forms:
            skipped.append(Skipped(card.prompt, "Its facts contradict each other, so it is not asked."))
            continue
        tags = sorted({"_".join(tag.split()) for fact in card.facts for tag in fact.tags})
        row = [_guid(card), to_html(card.prompt), _answer(card), " ".join(tags)]
        # A row that begins with a number sign would be a remark.
        if row[0].startswith("#"):
            text.write(f'"{row[0].replace(chr(34), chr(34) * 2)}"\t')
            writer.writerow(row[1:])
        else:
            writer.writerow(row)
        cards += 1
        facts.update(fact.key for fact in card.facts)
    path.write_bytes(text.getvalue().encode())
    return Written(facts=len(facts), cards=cards, skipped=tuple(skipped))


def _guid(card: Card) -> str:
    """Return what names the note: the fact's own id, where the card is that fact's question, else the card's."""
    own = card.facts[0].id if len(card.facts) == 1 and card.kind is Kind.FORWARD else None
    return own or card.id


def _answer(card: Card) -> str:
    members = card.members
    return to_html(members[0]) if len(members) == 1 and isinstance(members[0], RichText) else to_html(card.answer)
