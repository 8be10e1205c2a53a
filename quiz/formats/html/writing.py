"""Writing values and rich text as the HTML that other programs show."""

from html import escape

from quiz.facts.media import Picture, Sound
from quiz.facts.values import Listed, RichText, SetOf, Value
from quiz.text.html_writing import element, file_address, html_of, text_html
from quiz.text.rich import Span


def to_html(value: Value | str, *, anki: bool = True) -> str:
    """Return a value, or plain words, as HTML. For Anki, sounds are `[sound:…]`; other programs have `<audio>`."""
    media = anki_element if anki else element
    match value:
        case RichText(source=source):
            return html_of(source, media)
        case Picture(path, alt):
            return media(Span(alt, frozenset({"picture"}), path=path, alt=alt))
        case Sound(path, alt):
            return media(Span(alt, frozenset({"sound"}), path=path, alt=alt))
        case Listed(items) | SetOf(items):
            tag = "ol" if isinstance(value, Listed) else "ul"
            return f"<{tag}>{''.join(f'<li>{to_html(item, anki=anki)}</li>' for item in items)}</{tag}>"
        case _:
            return text_html(str(value))


def rich_to_html(source: str, *, anki: bool = True) -> str:
    """Return rich text (a note, a remark, a question as its author laid it out) as HTML; see `to_html`."""
    return html_of(source, anki_element if anki else element)


def anki_element(span: Span) -> str:
    """Return a picture or sound as Anki has it."""
    if "sound" not in span.styles or "]" in span.path:
        return element(span)
    sound = f"[sound:{file_address(span.path)}]"
    return f'<span title="{escape(span.alt)}">{sound}</span>' if span.alt else sound
