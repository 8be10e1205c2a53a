"""Words with their readings while HTML is read: `<ruby>漢<rt>かん</rt></ruby>`."""

from collections.abc import Callable

from quiz.text.safe import safe


class Ruby:
    """Takes the parts of words with readings; tells each pair once it is known, and words without a reading as such."""

    def __init__(self, tell: Callable[[str, str], None]) -> None:
        """Start outside of them; `tell` takes words and their reading, which may be empty."""
        self._tell = tell
        self._base: list[str] | None = None
        self._reading: list[str] | None = None
        self._is_silent = False

    def take(self, text: str) -> bool:
        """Take text, if it is among words with readings; say whether it is."""
        if self._base is None:
            return False
        if not self._is_silent:
            (self._base if self._reading is None else self._reading).append(text)
        return True

    def opened(self, name: str) -> None:
        """Take the start of a part: `ruby`, its base `rb`, its reading `rt`, or the brackets `rp` around that."""
        if name == "ruby":
            self.end()
            self._base = []
        elif name == "rp":
            self._is_silent = True
        else:
            self._emit()
            self._is_silent = False
            if name == "rt" and self._base is not None:
                self._reading = []

    def closed(self, name: str) -> None:
        """Take the end of a part."""
        self._is_silent = False
        if name == "ruby":
            self.end()
        elif name == "rt":
            self._emit()

    def end(self) -> None:
        """End them; base words without a reading are words."""
        self._emit()
        rest, self._base, self._is_silent = self._base, None, False
        if rest:
            self._tell("".join(rest), "")

    def _emit(self) -> None:
        if self._base is None or self._reading is None:
            return
        base, reading = (" ".join(safe("".join(parts)).split()) for parts in (self._base, self._reading))
        self._base, self._reading = [], None
        self._tell(base or reading, reading if base else "")
