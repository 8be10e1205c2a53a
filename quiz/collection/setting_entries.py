"""Every setting with what holds for all decks or for one, and where that comes from."""

from typing import Any

from attrs import field, frozen

from quiz.collection.app_checks import FOR_APP
from quiz.collection.app_choices import AppChoices
from quiz.collection.setting_changes import Change, Where
from quiz.collection.setting_checks import FOR_ALL, FOR_DECKS
from quiz.collection.setting_texts import APP, STUDY, About
from quiz.collection.setting_values import as_text, as_written
from quiz.collection.settings import Settings
from quiz.study.limits import levels
from quiz.study.settings import StudySettings

ALL_DECKS = "all decks"


@frozen
class Entry:
    """One setting as it stands."""

    about: About
    where: Where = field(eq=False)
    """The table that would say it."""
    value: Any
    own: bool
    """Whether it is said there, rather than inherited."""
    inherited: Any
    """What holds once it is taken out there."""
    origin: str
    """What it is inherited from: a deck's id, `all decks`, or nothing for the value that it comes with."""

    @property
    def text(self) -> str:
        """The value as people read it."""
        return as_text(self.about.kind, self.value)

    @property
    def inherited_text(self) -> str:
        """The inherited value as people read it."""
        return as_text(self.about.kind, self.inherited)

    def check(self, raw: object) -> str:
        """Return what is wrong with a value as the file would have it, or nothing."""
        if raw is None:
            return ""
        try:
            {**FOR_ALL, **FOR_APP}[self.about.name](raw)
        except (ValueError, TypeError) as error:
            return str(error)
        return ""

    def change(self, raw: object) -> Change:
        """Return the change to another value; `None` takes it out."""
        return Change(self.where, self.about.name, raw)

    def undoing(self) -> Change:
        """Return the change that brings the present value back."""
        return self.change(as_written(self.about.kind, self.value) if self.own else None)


def entries(settings: Settings, deck: str | None = None) -> list[Entry]:
    """Return every setting for all decks and the app, or those of one deck."""
    if deck is None:
        app, base = settings.app or AppChoices(), settings.base
        return [
            *(_entry(one, ("study",), getattr(base, one.name), getattr(StudySettings(), one.name)) for one in STUDY),
            *(_entry(one, ("app",), getattr(app, one.name), getattr(AppChoices(), one.name)) for one in APP),
        ]
    return [_of_deck(settings, deck, one) for one in STUDY if one.name in FOR_DECKS]


def _entry(about: About, where: Where, value: object, default: object) -> Entry:
    return Entry(about, where, value, value != default, default, "")


def _of_deck(settings: Settings, deck: str, about: About) -> Entry:
    default = getattr(StudySettings(), about.name)
    inherited = getattr(settings.base, about.name)
    origin = ALL_DECKS if inherited != default else ""
    *above, _ = levels(deck)
    for level in above:
        if about.name in (said := settings.decks.get(level, {})):
            inherited, origin = said[about.name], level
    own = settings.decks.get(deck, {})
    return Entry(about, ("decks", deck), own.get(about.name, inherited), about.name in own, inherited, origin)
