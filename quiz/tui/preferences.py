"""What the app remembers of how the learner likes it: one small TOML file beside the collection."""

from pathlib import Path

FILE = "app.toml"


class Preferences:
    """The learner's choices, read once. A missing, damaged or unwritable file never stops anybody from studying."""

    def __init__(self, path: Path | None) -> None:
        """Keep them in the file at `path`; with `None`, only while the app runs."""
        self._path = path
        self._known = _read(path) if path else {}

    def get(self, name: str, default: str) -> str:
        """Return a choice, or `default` where none was made that can be understood."""
        found = self._known.get(name, default)
        return found if isinstance(found, str) else default

    def set(self, name: str, value: str) -> bool:
        """Remember a choice; return whether it could be written down. The file's other lines stay as they are."""
        if self._known.get(name) == value:
            return True
        self._known[name] = value
        if self._path is None:
            return True
        import tomlkit
        from tomlkit.exceptions import TOMLKitError

        try:
            document = tomlkit.parse(self._path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, TOMLKitError):
            document = tomlkit.document()
        document[name] = value
        draft = self._path.with_suffix(".new")
        try:
            draft.write_text(tomlkit.dumps(document), encoding="utf-8")
            draft.replace(self._path)
        except OSError:
            return False
        return True


def _read(path: Path) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}
