"""Whether everything on a screen has its place: within what holds it, beside and not over its neighbours, and wholly written.

What scrolls may reach beyond, where a scroll bar says so; and a text may be shortened, where it ends in an ellipsis.
"""

from itertools import combinations
from typing import cast

from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.widget import Widget

from tests.tui.samples import Screen

_ELLIPSIS = "…"


def misplaced(screen: Screen) -> list[str]:
    """Return what reaches beyond its parent, lies over a neighbour, or is cut."""
    top = screen.app.screen
    found = []
    for parent in [top, *top.walk_children(Widget)]:
        if not _shown(parent):
            continue
        inside = [one for one in parent.children if _shown(one)]
        for one in inside:
            found += _beyond(one, parent)
        if not (parent is top and isinstance(top, ModalScreen)):
            found += [
                f"{one} {one.region} lies over {other} {other.region}"
                for one, other in combinations(inside, 2)
                if one.layer == other.layer and one.region.intersection(other.region).area
            ]
        if not inside and type(parent).render_line is Widget.render_line:
            found += _cut(parent)
    return found


def _shown(one: Widget) -> bool:
    """Say whether a widget is to be seen: what was scrolled away is not."""
    if not one.display or not one.visible or not one.region.area:
        return False
    return one.is_on_screen


def _beyond(one: Widget, parent: Widget) -> list[str]:
    within, region = parent.region, one.region
    found = []
    if (region.y < within.y or region.bottom > within.bottom) and not parent.show_vertical_scrollbar:
        found.append(f"{one} {region} is higher than {parent} {within}, which does not scroll")
    if (region.x < within.x or region.right > within.right) and not parent.show_horizontal_scrollbar:
        found.append(f"{one} {region} is wider than {parent} {within}, which does not scroll")
    return found


def _cut(one: Widget) -> list[str]:
    """Return whether a text is higher than its place, or a line of it wider, and has no ellipsis to say so."""
    size = one.content_size
    rules = cast("RulesMap", one.styles)
    visual = one._render()
    if not isinstance(visual, Content):
        return []
    needed = visual.get_height(rules, size.width) if size.width else 0
    text = visual.plain
    if needed > size.height and _ELLIPSIS not in _painted(one):
        return [f"{one} has {needed} lines and place for {size.height}: {text[:60]!r}"]
    if (
        one.styles.text_wrap == "nowrap"
        and visual.get_optimal_width(rules, size.width) > size.width
        and _ELLIPSIS not in _painted(one)
    ):
        return [f"{one} is wider than its {size.width} cells: {text[:60]!r}"]
    return []


def _painted(one: Widget) -> str:
    return "\n".join(strip.text for strip in one.render_lines(Region(0, 0, one.size.width, one.size.height)))
