"""`quiz sync`: sync with other devices through a folder that all of them see."""

from typing import TYPE_CHECKING

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.clock import now
from quiz.cli.completing import folders
from quiz.cli.opening import check_writable, kept

if TYPE_CHECKING:
    from quiz.collection.sync_report import SyncReport


@click.command(epilog="Example: quiz sync ~/Dropbox/quiz")
@click.argument("folder", metavar="DIR", shell_complete=folders)
@common
def sync(call: Call, folder: str) -> int:
    """Sync with your other devices through a folder.

    No server is needed: DIR is a folder that a program such as Dropbox, Syncthing or git keeps the same on all devices, or one on
    a stick. Each device writes into its own files there and reads those of the others, in any order.
    """
    with kept(call) as collection:
        check_writable(collection)
        report = collection.sync(folder, now())
    if call.json:
        output.record(_data(report))
    else:
        _tell(report)
    for skipped in report.skipped:
        output.message(f"{skipped.file}: {skipped.reason}", "red" if skipped.damaged else "yellow")
        output.message(f"    {skipped.hint}")
    return 0 if report.is_whole else 1


def _tell(report: "SyncReport") -> None:
    peers = "no other device has" if not report.peers else "1 other has" if report.peers == 1 else f"{report.peers} others have"
    output.line(f"Sent {_counted(report.sent, 'event')}, received {_counted(report.received, 'event')}; {peers} written there.")
    if report.versions_sent or report.media_sent:
        output.line(f"Sent {_files(report.versions_sent, report.media_sent)}.")
    if report.versions_received or report.media_received:
        output.line(f"Received {_files(report.versions_received, report.media_received)}.")
    if report.decks:
        output.line(f"Decks that came or changed: {', '.join(report.decks)}.")
    if report.merged:
        output.line(f"Your edits were joined with those of another device in {', '.join(report.merged)}.")
    if report.renewed:
        output.line("This collection has a new device id, because a copy of it is in use as well. Nothing was lost.")


def _files(versions: int, media: int) -> str:
    told = [_counted(versions, "deck version")] if versions else []
    return " and ".join([*told, *([_counted(media, "picture or sound", "pictures and sounds")] if media else [])])


def _counted(number: int, one: str, several: str = "") -> str:
    return f"{number} {one if number == 1 else several or f'{one}s'}"


def _data(report: "SyncReport") -> dict[str, object]:
    from attrs import asdict

    data = asdict(report)
    return {**data, "decks": list(report.decks), "merged": list(report.merged), "skipped": list(data["skipped"])}
