"""Writing the learner's settings: a value in, or out again; comments and layout are kept, and nothing is half-written."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from copy import deepcopy
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quiz.collection.setting_changes import Change
from quiz.collection.settings import FILE, Settings
from quiz.errors import Problem, SettingsError, StoreError

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_BOM = "\ufeff"


def write_settings(path: str | PathLike[str], changes: Iterable[Change]) -> Settings:
    """Write changes into the settings file at `path`, which is made where there is none; return the settings as they are then.

    Comments, order and layout of the file stay, and so does whatever another program wrote meanwhile. The file is exchanged as a
    whole: a reader sees either the old one or the new one.

    Raises:
        SettingsError: the file has mistakes, or a value is none that its setting takes. Nothing is written then.
        StoreError: the file cannot be written.
    """
    # A file that is a link, as in a folder of dotfiles, stays one.
    place = Path(path).resolve()
    several = tuple(changes)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with _alone(place):
            before = Settings.of(place)
            old = place.read_bytes().decode("utf-8") if place.exists() else ""
            new = changed(old, several, str(path))
            if new == old:
                return before
            found = Settings.parse(new.removeprefix(_BOM), str(path))
            _exchange(place, new)
            return found
    except OSError as error:
        if isinstance(error, StoreError):
            raise
        reason = error.strerror or type(error).__name__
        message = f"The settings could not be written: {reason} ({place}). Nothing was changed."
        raise StoreError(message) from None


def changed(text: str, changes: Iterable[Change], name: str = FILE) -> str:
    """Return the text of a settings file after some changes. Raises `SettingsError` as `write_settings` does."""
    import tomllib

    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    several = tuple(changes)
    body = text.removeprefix(_BOM)
    Settings.parse(body, name)
    ends = "\r\n" if "\r\n" in body else "\n"
    expected = tomllib.loads(body)
    try:
        document = tomlkit.parse(body.replace("\r\n", "\n"))
        for change in several:
            _carry_out(document, change)
            _carry_out(expected, deepcopy(change))
        written = tomlkit.dumps(document)
    except (TOMLKitError, TypeError, ValueError, KeyError, AttributeError):
        # Some layouts, such as a table that is written in several pieces, are beyond the library that keeps them.
        raise _beyond(several, name) from None
    if _told(tomllib.loads(written)) != _told(expected):
        raise _beyond(several, name)
    Settings.parse(written, name)
    return text[: len(text) - len(body)] + written.replace("\n", ends)


def _carry_out(data: "TOMLDocument | dict[str, Any]", change: Change) -> None:
    *above, last = change.where
    holder: Any = data
    for part in above:
        if part not in holder:
            if change.value is None:
                return
            holder[part] = _table(data, above=True)
        holder = holder[part]
    if last not in holder:
        if change.value is None:
            return
        holder[last] = _table(data)
    table = holder[last]
    if change.value is not None:
        _put(table, change.name, change.value)
    elif change.name in table:
        del table[change.name]


def _put(table: Any, name: str, value: object) -> None:  # noqa: ANN401 - a table of either library
    """Set a value; a new one goes below the last value of its table, and not below the empty lines and comments that follow."""
    from tomlkit.items import Comment, Table, Whitespace

    if isinstance(value, Mapping) and isinstance(table, Table):
        import tomlkit

        inline = tomlkit.inline_table()
        inline.update(value)
        value = inline
    if name in table or not isinstance(table, Table):
        table[name] = value
        return
    body = table.value.body
    tail: list[Any] = []
    while body and body[-1][0] is None and isinstance(body[-1][1], Whitespace | Comment):
        tail.insert(0, body.pop())
    table.append(name, value)
    body.extend(tail)


def _table(data: object, *, above: bool = False) -> Any:  # noqa: ANN401 - a table of either library
    from tomlkit import TOMLDocument, table

    return table(is_super_table=above) if isinstance(data, TOMLDocument) else {}


def _told(data: dict[str, Any]) -> dict[str, Any]:
    """Return data without its empty tables, which say nothing."""
    return {
        key: left for key, value in data.items() if (left := _told(value) if isinstance(value, dict) else value) or left != {}
    }


def _beyond(changes: tuple[Change, ...], name: str) -> SettingsError:
    keys = ", ".join(f"[{'.'.join(change.where)}] {change.name}" for change in changes)
    message = f"The file is laid out in a way that quiz cannot change without harm: {keys}"
    return SettingsError([Problem("layout", message, "Write it with an editor.", name)])


def _exchange(place: Path, text: str) -> None:
    """Put a text where a file stands, in one step."""
    import os
    import shutil
    from tempfile import mkstemp

    handle, draft = mkstemp(dir=place.parent, prefix=f".{place.name}.", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            shutil.copymode(place, draft)
        else:
            Path(draft).chmod(0o644)
        Path(draft).replace(place)
    except BaseException:
        with suppress(OSError):
            Path(draft).unlink()
        raise


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Keep other processes that write settings waiting until the block ends; one that was killed keeps nobody waiting."""
    with place.with_name(f".{place.name}.lock").open("a+b") as lock:
        try:
            import fcntl
        except ImportError:  # pragma: no cover - Windows
            import msvcrt

            lock.seek(0)
            msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
            try:
                yield
            finally:
                lock.seek(0)
                msvcrt.locking(lock.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined]
        else:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
