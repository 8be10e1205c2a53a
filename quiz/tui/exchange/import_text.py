"""What Import says: of the file, of the cards that come of it, of what would change, and of what was skipped."""

from collections.abc import Iterable, Mapping

from rich.cells import cell_len
from textual.content import Content

from quiz.collection.import_preview import Preview
from quiz.collection.importing import ImportReport
from quiz.collection.load import Load
from quiz.collection.plan import EFFECTS, Change
from quiz.formats.format import ReadOptions
from quiz.formats.reading import PAIRS
from quiz.tui.exchange.import_choices import PAIRED, ROW_SEPARATORS, SEPARATORS
from quiz.tui.lines import fitted, hanging, joined, plain
from quiz.tui.times import count

_LABEL = 11
MOST_SKIPPED = 500
"""So many skipped records are shown; a saved report has them all."""
MOST_DOUBLES = 5
"""So many cards that share their question with another one are named."""


def about(found: Preview, options: ReadOptions, known: Iterable[str], width: int) -> Content:
    """Return what is known of the file: its format, and where its facts go."""
    rivals = f" · perhaps {' or '.join(one.title for one in found.rivals)}" if found.rivals else ""
    present = set(known)
    decks = [f"{deck} ({'there already' if deck in present else 'new'})" for deck in found.decks]
    more = f" and {len(decks) - 3} more" if len(decks) > 3 else ""
    rows = [("Format", found.format.title + rivals), ("Deck", ", ".join(decks[:3]) + more)]
    if told := _told(found, options):
        rows.append(("Pairs" if found.format.name == PAIRS else "Table", ", ".join(told)))
    return joined(hanging(plain(label, "$quiet"), plain(text), _LABEL, width) for label, text in rows if text)


def _told(found: Preview, options: ReadOptions) -> list[str]:
    """Return what is known of how a table, or a text of pairs, is divided."""
    if found.format.name not in {"csv", "anki-text", PAIRS}:
        return []
    between = "between terms and definitions" if found.format.name == PAIRS else "between cells"
    header = options.header if options.header is not None else found.has_header
    parts = ["the first row names the columns"] if header else [] if found.format.name == PAIRS else ["there is no header"]
    if options.separator:
        parts.append(f"{_sign(options.separator, {**SEPARATORS, **PAIRED})} {between}")
    if options.row_separator:
        parts.append(f"{_sign(options.row_separator, ROW_SEPARATORS)} between rows")
    if options.encoding:
        parts.append(options.encoding)
    return parts


def _sign(sign: str, names: Mapping[str, str]) -> str:
    return names.get(sign, f"“{sign.strip() or sign}”")


def cards(found: Preview, width: int, most: int) -> Content:
    """Return the first cards that come of the file, or why none does."""
    if found.problem:
        return joined([plain(f"✗ {found.problem}", "$error")])
    shown = found.cards[: max(0, most)]
    lines = [plain("Cards that come of it", "$quiet")]
    half = max(12, (width - 5) // 2)
    room = min(half, max((cell_len(card.prompt) for card in shown), default=0))
    for card in shown:
        answer = fitted(card.answer, max(8, width - room - 5)).rstrip()
        lines.append(plain(fitted(card.prompt, room)) + Content.styled("  → ", "$quiet") + plain(answer, "bold"))
    lines += [plain(f"! {note}", "$warning") for note in found.notes[:2]]
    if found.skipped:
        lines.append(plain(f"! {len(found.skipped)} of the first rows would be skipped; {found.skipped[0]}", "$warning"))
    return joined(lines)


def changes(report: ImportReport, loads: Iterable[Load], width: int) -> Content:
    """Return what an import would change, and what it would skip; or, once it is done, what it did."""
    head = "✓ Imported" if report.is_done else "This would happen"
    style = "bold $success" if report.is_done else "bold"
    told = f"{count(report.records, 'record')} read as {report.title}: {report.holds}"
    # Cards that come with answers are not new to the learner.
    effects = {**EFFECTS, Change.ADDED: ""} if report.reviews else EFFECTS
    lines = [plain(head, style), plain(told), Content("")]
    for one, load in zip(report.decks, loads, strict=False):
        state = "new deck" if one.is_new else "there already"
        lines.append(plain(one.plan.deck.title, "bold") + plain(f"  {state}", "$quiet"))
        counts = {change: one.plan.count(change) for change in Change}
        lines += [
            plain(f"  {number:,} {change}") + plain(f"  {effects[change]}", "$quiet")
            for change, number in counts.items()
            if number
        ]
        if one.plan.is_empty:
            lines.append(plain("  no change: all of it is there already"))
        else:
            lines.append(plain(f"  {load}", "$quiet"))
        lines += [
            hanging(plain("  ! ", "$warning"), plain(f"kept as you edited it: {conflict}"), 4, width)
            for conflict in one.plan.conflicts[:50]
        ]
    lines += [plain(f"Memory: {', '.join(report.history) or 'no change'}")] if report.reviews or report.history else []
    lines += [Content(""), *skipped(report, width)]
    return Content("\n").join(lines)


def skipped(report: ImportReport, width: int) -> list[Content]:
    """Return what was skipped, each with its place, and what else should be known."""
    lines = [hanging(plain("! ", "$warning"), plain(note), 2, width) for note in report.notes]
    if report.double_count:
        lines.append(hanging(plain("! ", "$warning"), plain(f"{report.double_words}:"), 2, width))
        lines += [hanging(plain("    "), plain(one), 4, width) for one in report.doubles[:MOST_DOUBLES]]
        if report.double_count > MOST_DOUBLES:
            lines.append(plain(f"    and {report.double_count - MOST_DOUBLES:,} more; a saved report names them", "$quiet"))
    if not report.skipped_count:
        return [*lines, *([Content("")] if lines else []), plain("Nothing is skipped.", "$quiet")]
    verb = "was" if report.skipped_count == 1 else "were"
    lines.append(plain(f"{report.skipped_count:,} {verb if report.is_done else 'would be'} skipped", "bold $warning"))
    for one in report.skipped[:MOST_SKIPPED]:
        place = plain(f"{one.where}: " if one.where else "", "$quiet")
        lines += [hanging(plain(" "), place + plain(one.reason), 2, width)]
    if report.skipped_count > MOST_SKIPPED:
        lines.append(plain(f"  and {report.skipped_count - MOST_SKIPPED:,} more; a saved report has them", "$quiet"))
    return lines
