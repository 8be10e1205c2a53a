"""What each setting is called and means: the app's screen of settings and the reference page both read it here."""

import re
from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen

Kind = Literal["flag", "word", "number", "share", "time", "times", "date", "week", "theme", "text"]
_LINK = re.compile(r" \(see \[[^\]]*\]\([^)]*\)\)")


@frozen
class About:
    """What there is to know of one setting."""

    name: str
    group: str
    label: str
    kind: Kind
    takes: str
    means: str
    """As Markdown; `plain_meaning` is without its marks."""
    words: Mapping[str, str] = field(factory=dict)
    """What each of the words that it takes means, where there are only a few."""

    @property
    def plain_meaning(self) -> str:
        """What it means, for a screen."""
        return _LINK.sub("", self.means).replace("`", "")


_TIMES_A_DAY = "0 to 1,000,000"
_PLACEMENT = {
    "mixed": "spread evenly among the reviews",
    "before": "before the reviews",
    "after": "after the reviews",
}
STUDY = (
    About("desired_retention", "Memory", "Desired retention", "share", "0.0001 to 0.9999",
          "the chance of recall at which a card is due again"),
    About("new_per_day", "Each day", "New cards a day", "number", _TIMES_A_DAY,
          "new cards a day from a deck; where it is said of a deck, from those below it together"),
    About("reviews_per_day", "Each day", "Reviews a day", "number", _TIMES_A_DAY, "reviews a day, in the same way as new cards"),
    About("new_count_as_reviews", "Each day", "New cards count as reviews", "flag", "true, false",
          "new cards count against the day's reviews too"),
    About("review_order", "Reviews", "Order of reviews", "word", "a word",
          "which reviews come first (see [The queue](queue.md)). Where decks with different orders are studied together, that of "
          "`[study]` holds",
          {
              "falling-retrievability": "the best known first",
              "rising-retrievability": "the nearly forgotten first",
              "due-day": "those that have been due longest first",
              "relative-overdueness": "those first that have waited longest for their interval",
              "rising-interval": "the shortest intervals first",
              "falling-interval": "the longest intervals first",
              "rising-difficulty": "the easiest first",
              "falling-difficulty": "the hardest first",
              "random": "as chance has it",
          }),
    About("new_order", "New cards", "Order of new cards", "word", "a word", "which new cards come first",
          {
              "deck": "in the deck's order",
              "random": "as chance has it",
              "sibling-rounds": "first one card of every subject",
          }),
    About("new_placement", "New cards", "Place of new cards", "word", "a word",
          "where new cards stand. Where several decks are studied together, what `[study]` says", _PLACEMENT),
    About("interday_placement", "Reviews", "Steps from earlier days", "word", "a word",
          "where cards stand whose learning step began on an earlier day", _PLACEMENT),
    About("new_siblings", "New cards", "Siblings among new cards", "word", "a word",
          "whether new cards of the same fact or subject are met on one day",
          {
              "strict": "never on one day",
              "where-possible": "only when there are no others",
              "free": "as they come",
          }),
    About("review_siblings", "Reviews", "Siblings among reviews", "word", "a word",
          "whether reviews of the same fact or subject are asked on one day",
          {
              "strict": "the others wait for the next day",
              "where-possible": "the others come last",
              "free": "as they come",
          }),
    About("look_alikes_apart", "New cards", "Look-alikes apart", "flag", "true, false",
          "new cards that are easily confused are met on different days while there are others"),
    About("backlog_days", "Reviews", "Backlog after", "number", "0 to 10,000",
          "more due reviews than so many days' limit are a backlog: the most valuable come first, and no new cards. 0: never"),
    About("leech_lapses", "Leeches", "Lapses of a leech", "number", "0 to 10,000",
          "lapses at which a card is a leech, and again at each further half of them. 0: never"),
    About("leech_action", "Leeches", "What happens to a leech", "word", "a word", "what happens to a card that is a leech",
          {
              "tell": "it is told, with its cause",
              "mark": "it is told, and marked",
              "suspend": "it is told, and put away until you bring it back",
          }),
    About("deadline", "Deadline", "Deadline", "date", "a date",
          "the day on which all cards of the deck are to be known "
          "(see [Study for a deadline](../how-to/study-for-a-deadline.md))"),
    About("deadline_retention", "Deadline", "Retention on that day", "share", "0.0001 to 0.9999",
          "the least chance of recall on the day of the deadline"),
    About("deadline_gap", "Deadline", "Days without new cards", "number", "0 to 1,000",
          "days before the deadline in which no new card is met"),
    About("learning_steps", "New cards", "Learning steps", "times", "list of times", "between the first answers to a new card"),
    About("relearning_steps", "Reviews", "Relearning steps", "times", "list of times",
          "between the first answers to a forgotten card"),
    About("learn_ahead", "Each day", "Learn ahead", "time", "a time",
          "when nothing else is left, cards in their steps are asked so much earlier. Under `[study]` only"),
    About("maximum_interval", "Memory", "Longest interval", "number", "1 to 36,500",
          "days after which a card is due at the latest"),
    About("rollover_hour", "Each day", "A day begins at", "number", "0 to 23",
          "the local hour at which a study day begins. Under `[study]` only"),
    About("fuzz", "Memory", "Vary intervals", "flag", "true, false",
          "intervals vary a little, so that cards learned together part"),
    About("load_balance", "Memory", "Balance the days", "flag", "true, false",
          "within what fuzz allows, days with fewer reviews are taken rather than others"),
    About("easy_days", "Memory", "Easy days", "week", "days of the week",
          "how much of a usual day's reviews some days get, from 0 to 1: `{ sat = 0.5, sun = 0 }`; days are `mon` to `sun`"),
)  # fmt: skip
"""The settings of `[study]` and `[decks."NAME"]`."""
APP = (
    About("theme", "Looks", "Theme", "theme", "a theme's name",
          "the colours. Empty is the one that fits the terminal: dark, or light where the terminal says that it is light"),
    About("motion", "Looks", "Motion", "word", "a word", "how much moves on the screen",
          {
              "full": "what moves helps the eye to follow",
              "reduced": "nothing slides, blinks or fades",
          }),
    About("symbols", "Looks", "Symbols", "word", "a word", "which signs lines, bars and marks are made of",
          {
              "auto": "what the terminal's encoding can write",
              "unicode": "lines and blocks, always",
              "ascii": "plain letters and signs only",
          }),
    About("pictures", "Looks", "Pictures", "word", "a word", "how pictures are shown",
          {
              "auto": "as well as the terminal can",
              "half-cells": "as coloured half characters, which every terminal can show",
              "off": "named, and not shown",
          }),
    About("sound", "While studying", "Sound", "word", "a word", "when a card's sound is played",
          {
              "auto": "as soon as it belongs to what is shown, and by its key",
              "key": "by its key only",
              "off": "never",
          }),
    About("timer", "While studying", "Timer", "flag", "true, false", "the time that the present question takes is shown"),
    About("focus", "While studying", "Focus mode", "flag", "true, false",
          "the Study screen starts with nothing but the card"),
    About("auto_show", "While studying", "Show the answer after", "time", "a time",
          "the answer is shown by itself after this time. 0: never"),
    About("auto_grade", "While studying", "Grade after", "time", "a time",
          "a shown answer gets the suggested grade by itself after this time. 0: never"),
    About("sync", "Other devices", "Sync folder", "text", "a folder",
          "the folder through which the app syncs with other devices"),
)  # fmt: skip
"""The settings of `[app]`."""
GROUPS = ("Each day", "Memory", "New cards", "Reviews", "Deadline", "Leeches", "Looks", "While studying", "Other devices")
"""In the order in which the app shows them."""
