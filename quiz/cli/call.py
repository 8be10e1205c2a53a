"""What every verb is told: where the collection is, and whether a program reads along."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve, frozen

if TYPE_CHECKING:
    import click

_Function = TypeVar("_Function", bound=Callable[..., Any])


@frozen
class Call:
    """The options that all verbs share, whether they stood before the verb or after it."""

    chosen: str | None = None
    """The folder given with `--home`."""
    json: bool = False
    """Whether to print JSON objects, one a line, in place of text."""

    @property
    def home(self) -> Path:
        """The folder of the collection."""
        from quiz.collection.places import home

        return home(self.chosen)

    @property
    def file(self) -> Path:
        """The collection's file."""
        from quiz.collection.places import FILE

        return self.home / FILE


def common(function: _Function) -> _Function:
    """Give a verb `--json` and `--home DIR`; its function gets the `Call` as its argument `call`."""
    # Only here: the app is opened without Click.
    import click

    from quiz.cli.completing import folders

    def pass_call(*args: Any, **options: Any) -> Any:  # noqa: ANN401 - whatever the verb takes
        return function(*args, call=click.get_current_context().obj, **options)

    pass_call.__doc__, pass_call.__name__ = function.__doc__, function.__name__
    pass_call.__dict__.update(function.__dict__)
    with_json = click.option(
        "--json", is_flag=True, expose_value=False, callback=_json, help="Print one JSON object a line; messages go to stderr."
    )
    with_home = click.option(
        "--home",
        metavar="DIR",
        expose_value=False,
        callback=_home,
        shell_complete=folders,
        help="The collection's folder, over QUIZ_HOME.",
    )
    return with_json(with_home(pass_call))  # type: ignore[return-value]  # Click keeps the function


def _json(context: "click.Context", _: "click.Parameter", wanted: bool) -> None:  # noqa: FBT001 - Click gives it by place
    context.obj = evolve(context.obj or Call(), json=True) if wanted else context.obj or Call()


def _home(context: "click.Context", _: "click.Parameter", chosen: str | None) -> None:
    context.obj = evolve(context.obj or Call(), chosen=chosen) if chosen else context.obj or Call()
