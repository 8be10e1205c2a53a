"""The verbs of `quiz`. A verb's module is loaded when the verb is called, and not before."""

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from quiz.cli.call import Call, common
from quiz.cli.endings import run
from quiz.cli.main import COMPLETION

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

VERBS: Final[Mapping[str, str]] = {
    "study": "quiz.cli.study:study",
    "drill": "quiz.cli.drill:drill",
    "serve": "quiz.cli.serve:serve",
    "due": "quiz.cli.due:due",
    "new": "quiz.cli.new:new",
    "add": "quiz.cli.add:add",
    "update": "quiz.cli.update:update",
    "save": "quiz.cli.save:save",
    "decks": "quiz.cli.decks:decks",
    "remove": "quiz.cli.remove:remove",
    "import": "quiz.cli.import_:import_",
    "export": "quiz.cli.export:export",
    "sync": "quiz.cli.sync:sync",
    "cards": "quiz.cli.cards:cards",
    "check": "quiz.cli.check:check",
    "stats": "quiz.cli.stats:stats",
    "forecast": "quiz.cli.forecast:forecast",
    "fit": "quiz.cli.fit:fit",
    "exam": "quiz.cli.exam:exam",
    "log": "quiz.cli.log:log",
    "why": "quiz.cli.why:why",
    "backup": "quiz.cli.backup:backup",
    "restore": "quiz.cli.restore:restore",
    "doctor": "quiz.cli.doctor:doctor",
    "completion": "quiz.cli.completion:completion",
}
"""Where each verb's command is, in the order in which they are listed."""


class Verbs(click.Group):
    """A group that imports a verb when it is called, and ends as `quiz.cli.endings` says."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all verbs in their order."""
        return [*VERBS, *(name for name in super().list_commands(ctx) if name not in VERBS)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a verb, which loads its module."""
        place = VERBS.get(cmd_name)
        if place is None:
            return super().get_command(ctx, cmd_name)
        module, _, name = place.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the verb that the arguments begin with. An unknown one is wrong use; the nearest verb is named."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            from quiz.text.closeness import nearest

            near = nearest(name, self.list_commands(ctx))
            hint = f"Did you mean “{near}”?" if near else "quiz --help lists all verbs."
            ctx.fail(f"There is no verb “{name}”. {hint}")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Return the verbs that begin so, by their names alone: what each does would take all their modules."""
        from click.shell_completion import CompletionItem

        verbs = [CompletionItem(name) for name in self.list_commands(ctx) if name.startswith(incomplete)]
        return [*verbs, *click.Command.shell_complete(self, ctx, incomplete)]

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> NoReturn:  # noqa: ANN401 - Click's own settings
        """Run the command line, by default with this process's arguments, and leave with its exit code."""
        if instruction := os.environ.get(COMPLETION):
            from quiz.cli.completion import answer

            sys.exit(answer(self, instruction))
        words = list(sys.argv[1:] if args is None else args)
        sys.exit(run(lambda: self._run(words)))

    def _run(self, words: list[str]) -> object:
        with self.make_context("quiz", words) as context:
            return self.invoke(context)


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - Click gives it by place
    if wanted:
        from importlib.metadata import version

        from quiz.cli import output

        output.line(f"quiz {version('factquiz')}")
        context.exit()


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: quiz add my-deck, then quiz study. “quiz VERB --help” tells more of a verb.",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version.")
@common
@click.pass_context
def quiz(context: click.Context, call: Call) -> int | None:
    """Facts in, memory out: spaced repetition in the terminal.

    Without a verb, quiz opens the app; without a terminal, it prints what is due.
    """
    if context.invoked_subcommand is not None:
        return None
    from quiz.cli.start import start

    return start(call)
