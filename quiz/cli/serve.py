"""`quiz serve`: the app in a browser."""

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.completing import decks
from quiz.errors import UsageError

LOOPBACK = "127.0.0.1"
_MISSING = (
    'The app in a browser takes the extra "web", which is not installed. Install it with: pip install "factquiz[web]" '
    "(in a copy of the source: uv sync --extra web)."
)


@click.command(epilog="Example: quiz serve countries --port 8080")
@click.argument("deck", required=False, shell_complete=decks)
@click.option("--host", default=LOOPBACK, metavar="ADDRESS", help="Listen at this address; 127.0.0.1, this computer, unless set.")
@click.option("--port", type=click.IntRange(0, 65_535), default=8000, metavar="N", help="8000 unless set; 0 takes a free one.")
@common
def serve(call: Call, deck: str | None, *, host: str, port: int) -> int:
    """Show the app in a browser.

    With DECK, straight into a session. Each tab is an app of its own over the one collection; Ctrl+C ends them all, and
    everything is saved already.
    """
    try:
        from quiz.cli.serving import Served, serve_at
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"aiohttp", "textual_serve"}:
            raise
        raise UsageError(_MISSING) from None
    from quiz.cli.opening import check_writable, studied

    with studied(call) as collection:  # what is wrong is told here, where somebody reads it, and not in the browser
        check_writable(collection)
        if deck:
            collection.named(deck)

    def ready(served: Served) -> None:
        if call.json:
            output.record({"url": served.url, "host": served.host, "port": served.port})
        else:
            output.line(f"quiz is at {served.url} (Ctrl+C ends it)")
        if not served.private:
            output.message(
                f"Anybody who reaches {served.host} can study, edit and remove decks, and read files that you can read: quiz "
                "asks for no password. Without --host, only this computer can reach it.",
                "yellow",
            )
        output.flush()

    serve_at(host, port, [str(call.home), deck or ""], ready)
    return 0
