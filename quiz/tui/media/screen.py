"""What a screen does with a card's pictures and sounds: it plays and opens them."""

from typing import TYPE_CHECKING

from quiz.collection.app_choices import Sound as Choice
from quiz.facts.media import Sound
from quiz.tui.study.card_view import CardView
from quiz.tui.study.changing import ChangingScreen

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.cards.depicted import Medium
    from quiz.collection.app_choices import AppChoices
    from quiz.study.session import Session
    from quiz.tui.action import Action
    from quiz.tui.media.playing import Player


class MediaScreen(ChangingScreen):
    """A screen with a `CardView`, whose sounds it plays. What plays and opens them is loaded with the first card that has any."""

    def __init__(self, session: "Session") -> None:
        """Start silent."""
        super().__init__(session)
        self._player: Player | None = None
        self._media: CardView.Shown | None = None

    def can_hear_or_see(self, action: "Action") -> bool:
        """Say whether there is something to play or to open."""
        media = self._media.media if self._media else ()
        if action.name == "replay":
            return any(isinstance(one, Sound) for one in media) and self._liked.sound is not Choice.OFF
        return bool(media) or action.name != "view"

    def on_card_view_shown(self, message: CardView.Shown) -> None:
        """Play what belongs to what is shown now, once; be silent where nothing does."""
        message.stop()
        last, self._media = self._media, message
        sounds = [one for one in message.media if isinstance(one, Sound)]
        if last is None or sounds != [one for one in last.media if isinstance(one, Sound)] or message.card != last.card:
            self._silence()
            # What cannot be heard is told beside the card, and by the key; not at every card.
            if sounds and self._liked.sound is Choice.AUTO and self._is_heard(message.deck, sounds[-1]):
                self.action_replay()
        self.keys_changed()

    def action_replay(self) -> None:
        """Play the card's sound once more."""
        sound = next((one for one in reversed(self._media.media if self._media else ()) if isinstance(one, Sound)), None)
        if sound is None:
            return
        from quiz.tui.media.playing import Player

        self._player = self._player or Player()
        file = self._file(sound)
        wrong = "its file is not there or cannot be used" if file is None else self._player.play(file)
        if wrong:
            self.app.tell(f"The sound is not heard: {wrong}.", failed=True)

    def action_view(self) -> None:
        """Open the card's picture or sound with the system's viewer."""
        medium = next(iter(reversed(self._media.media if self._media else ())), None)
        if medium is None:
            return
        from quiz.tui.media.viewing import view

        file = self._file(medium)
        wrong = "its file is not there or cannot be used" if file is None else view(file)
        if wrong:
            self.app.tell(f"It is not opened: {wrong}.", failed=True)

    def on_screen_suspend(self) -> None:
        """Be silent while another screen lies over this one."""
        self._silence()

    def on_unmount(self) -> None:
        """Be silent."""
        self._silence()

    def _silence(self) -> None:
        if self._player is not None:
            self._player.stop()

    @property
    def _liked(self) -> "AppChoices":
        from quiz.tui.media.canvas import choices

        return choices(self.app)

    def _is_heard(self, deck: str, sound: Sound) -> bool:
        from quiz.tui.media.canvas import unheard

        return not unheard(self.app, deck, sound)

    def _file(self, medium: "Medium") -> "Path | None":
        from quiz.tui.media.canvas import file_of

        return file_of(self.app, self._media.deck, medium) if self._media else None
