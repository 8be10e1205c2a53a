"""A paper over a deck, and its answer key on pages of their own: HTML, or PDF through Typst, which the extra `pdf` installs."""

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any, Final

from quiz.errors import FormatError
from quiz.formats.format import Exam, Format, Outgoing, Written

_ENDINGS: Final = ((b"\x89PNG", "png"), (b"\xff\xd8", "jpg"), (b"GIF8", "gif"), (b"RIFF", "webp"))
"""How pictures begin that Typst reads."""
_MISSING: Final = 'Writing PDF needs Typst; install it with: pip install "factquiz[pdf]"'


def write_html(outgoing: Outgoing, path: Path) -> Written:
    """Write a paper as a page that a browser prints."""
    exam = _exam(outgoing)
    path.write_text(exam.html(), encoding="utf-8", newline="\n")
    return Written(facts=len(outgoing.deck.facts), cards=exam.questions)


def write_pdf(outgoing: Outgoing, path: Path) -> Written:
    """Write a paper as PDF."""
    exam = _exam(outgoing)
    path.write_bytes(pdf_of(*exam.sheets()))
    return Written(facts=len(outgoing.deck.facts), cards=exam.questions)


def _exam(outgoing: Outgoing) -> Exam:
    if outgoing.exam is None:
        raise FormatError("An exam is drawn from the cards of a collection: use Collection.export, or quiz export DECK FILE.")
    return outgoing.exam()


def pdf_of(pages: Sequence[Mapping[str, Any]], pictures: Mapping[str, bytes], paper: str = "a4") -> bytes:
    """Return pages as PDF; `pages` are as `quiz.study.exam_sheets` gives them, and hold the names of `pictures`.

    Nothing in them is obeyed: texts come to Typst as data, and it reads no other folder than one that is made for it. A picture
    that it cannot read is told by its words.

    Raises `FormatError` where Typst is not installed, or fails.
    """
    try:
        import typst
    except ImportError as error:
        raise FormatError(_MISSING) from error
    with TemporaryDirectory() as folder:
        root = Path(folder)
        named = {name: f"{name}.{kind}" for name, data in pictures.items() if (kind := _kind(data))}
        for name, file in named.items():
            (root / file).write_bytes(pictures[name])
        layout = files("quiz.formats").joinpath("exam.typ").read_text("utf-8")
        for file in list(named.values()):
            # Alone, so that a broken picture costs no other.
            try:
                _compiled(typst, root, f'#image("{file}")')
            except RuntimeError:
                named = {name: other for name, other in named.items() if other != file}
        data = {"pages": pages, "files": named, "paper": paper}
        (root / "sheets.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        try:
            return _compiled(typst, root, layout)
        except RuntimeError as error:
            raise FormatError(f"The exam cannot be laid out as PDF: {str(error).splitlines()[0]}.") from error


def _compiled(typst: ModuleType, root: Path, source: str) -> bytes:
    """Return what Typst makes of a text, which may read what is in a folder and nothing else."""
    (root / "exam.typ").write_text(source, encoding="utf-8")
    return bytes(typst.compile(root / "exam.typ", root=root, format="pdf"))


def _kind(data: bytes) -> str:
    return next((ending for start, ending in _ENDINGS if data.startswith(start)), "")


_HOLDS: Final = "a paper of up to 20 questions with room for the answers, and its answer key with facts and sources; pictures"
_LACKS: Final = "everything that is not asked; it cannot be read back"
FORMATS: Final = {
    "exam": Format(
        name="exam", title="exam to print, as a page", write=write_html, extensions=(".html", ".htm"), holds=_HOLDS, lacks=_LACKS
    ),
    "exam-pdf": Format(
        name="exam-pdf", title="exam to print, as PDF", write=write_pdf, extensions=(".pdf",), holds=_HOLDS, lacks=_LACKS,
        extra="pdf",
    ),
}  # fmt: skip
