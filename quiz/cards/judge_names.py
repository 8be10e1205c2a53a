"""Matching words: which accepted name an answer is, how tolerantly, and whether it might as well be something else."""

from collections.abc import Callable, Iterator
from itertools import islice

from attrs import frozen

from quiz.cards.abbreviations import as_initials, initials
from quiz.cards.articles import clash, split_article
from quiz.cards.known_answers import Called, Known
from quiz.cards.spelling import Level, article, form
from quiz.text.closeness import LONGEST_COMPARED, allowance, close, distance, same_numerals
from quiz.text.normal import bare, script
from quiz.text.romanised import has_romanisation, is_romanised

_LEVELS = tuple(Level)


@frozen
class Match:
    """An answer that is an accepted name."""

    called: Called
    level: Level
    rivals: tuple[Called, ...] = ()
    """What else the deck calls so at the same level: the answer does not tell them apart."""
    clash: bool = False
    """Whether the answer has the article of another gender."""


@frozen
class Names:
    """The accepted names of a card's members, and what else the deck knows."""

    called: tuple[Called, ...]
    known: Known
    keys: frozenset[str]
    """The keys of the members."""

    @property
    def lang(self) -> str:
        """The primary tag of the answer's language."""
        return self.known.lang

    def match(self, text: str) -> Match | None:
        """Return the accepted name that `text` is, at the strictest level at which it is any."""
        for level in _LEVELS:
            short = level is Level.SHORT
            if short and text.rstrip()[-1:] in ")]）":
                return None
            wanted = form(text, Level.BARE if short else level, self.lang)
            for called in self.called:
                if form(called.name, level, self.lang) == wanted:
                    return Match(called, level, tuple(self._rivals(called, level, text)), self._clash(text, called, level))
        return None

    def romanised(self, text: str) -> Match | None:
        """Return the accepted name of another script that `text` spells in Latin letters: `Moskva` for `Москва`."""
        return self._as_other(text, self._spells) if script(text) == "LATIN" else None

    def shortened(self, text: str) -> Match | None:
        """Return the accepted name of which `text` is the initials: `U.S.` for `United States`."""
        letters = as_initials(text)
        return self._as_other(letters, _begins) if letters else None

    def exact(self, text: str) -> Called | None:
        """Return the accepted name that `text` is letter by letter."""
        same = form(text, Level.SAME, self.lang)
        return next((called for called in self.called if form(called.name, Level.SAME, self.lang) == same), None)

    def near(self, text: str) -> Called | None:
        """Return the accepted name that `text` misspells, unless it is as near to something else that the deck knows."""
        best: tuple[int, Called] | None = None
        typed, text = text, self._without_article(text)
        letters = bare(text)
        for candidate in self.called:
            name = self._without_article(candidate.name)
            if abs(len(name) - len(text)) <= 8 and close(text, name) and same_numerals(typed, candidate.name):
                away = distance(letters, bare(name))
                if best is None or away < best[0]:
                    best = away, candidate
        if best is None or self._nearer(letters, best[0]):
            return None
        return best[1]

    def _as_other(self, text: str, is_for: Callable[[str, str], bool]) -> Match | None:
        for called in self.called:
            if is_for(text, called.name):
                rivals = (each for each in self.known.called if each.key not in self.keys and is_for(text, each.name))
                return Match(called, Level.BARE, tuple(islice(rivals, 1)))
        return None

    def _spells(self, text: str, name: str) -> bool:
        return not name.isascii() and has_romanisation(name) and is_romanised(text, name, self.lang)

    def _without_article(self, text: str) -> str:
        return split_article(form(text, Level.FOLDED, self.lang), self.lang)[1]

    def _rivals(self, called: Called, level: Level, text: str) -> Iterator[Called]:
        if level is not Level.SAME:
            for rival in self.known.at(level, text):
                if rival.key not in self.keys and rival.name != called.name:
                    yield rival

    def _clash(self, text: str, called: Called, level: Level) -> bool:
        return level >= Level.SPELLED and clash(article(text, self.lang), article(called.name, self.lang), self.lang)

    def _nearer(self, letters: str, away: int) -> bool:
        """Say whether something else in the deck is nearer to what was typed than `away` letters."""
        if away < 1:
            return False
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        forms = self.known.by_letters
        nearer = process.extract_iter(letters, forms.keys(), scorer=OSA.distance, processor=None, score_cutoff=away - 1)
        return any(rival.key not in self.keys for found, _, _ in nearer for rival in forms[found])


def _begins(letters: str, name: str) -> bool:
    return initials(name) == letters


def is_slip(text: str, right: str) -> bool:
    """Say whether two texts are short enough and alike enough for a comparison letter by letter to tell something."""
    longest = max(len(text), len(right))
    return longest <= LONGEST_COMPARED and bool(text) and abs(len(text) - len(right)) <= max(allowance(longest), longest // 2)
