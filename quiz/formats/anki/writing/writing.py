"""Writing a deck as a package of Anki."""

from collections.abc import Mapping
from pathlib import Path

from quiz.facts.collecting import no_collecting
from quiz.formats.anki.writing.assembly import Assembly
from quiz.formats.anki.writing.media import OutgoingMedia, media_for
from quiz.formats.anki.writing.package import write_package
from quiz.formats.format import Outgoing, Written


def write_latest(outgoing: Outgoing, path: Path) -> Written:
    """Write a package for the versions of Anki since 2.1.50."""
    return _write(outgoing, path, is_latest=True)


def write_legacy(outgoing: Outgoing, path: Path) -> Written:
    """Write a package that every version of Anki reads since 2.1."""
    return _write(outgoing, path, is_latest=False)


def _write(outgoing: Outgoing, path: Path, *, is_latest: bool) -> Written:
    outgoing.tick()
    with no_collecting():
        return _written(Assembly(outgoing), outgoing, path, is_latest=is_latest)


def _written(assembly: Assembly, outgoing: Outgoing, path: Path, *, is_latest: bool) -> Written:
    content = assembly.content()
    found: list[OutgoingMedia] = []

    def media() -> Mapping[str, Path]:
        found.append(media_for(outgoing, assembly.named))
        return found[0].files

    write_package(content, media, path, outgoing.tick, is_latest=is_latest)
    return assembly.written(found[0])
