"""`quiz completion`: the script by which a shell completes verbs, options, decks and files."""

from typing import TYPE_CHECKING, ClassVar

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete, split_arg_string

from quiz.cli.call import Call, common
from quiz.errors import UsageError

if TYPE_CHECKING:
    from click.shell_completion import ShellComplete

VARIABLE = "_QUIZ_COMPLETE"
"""Set by the shell's script when it asks, as Click's documentation tells."""
_BASH = r"""_quiz_completion() {
    local line=${COMP_LINE:0:COMP_POINT} word colon= type value
    word=${line##*[[:space:]]}
    # Bash parts words at the colons that decks' ids have, and replaces what is behind the last one only.
    if [[ $word == *:* && $COMP_WORDBREAKS == *:* ]]; then colon=${word%%"${word##*:}"}; fi
    COMPREPLY=()
    while IFS=, read -r type value; do
        case $type in
            dir) compopt -o dirnames 2>/dev/null ;;
            file) compopt -o default 2>/dev/null ;;
            plain)
                COMPREPLY+=("${value#"$colon"}")
                if [[ $value == *: ]]; then compopt -o nospace 2>/dev/null; fi ;;
        esac
    done < <(COMP_WORDS="$line" %(complete_var)s=bash_complete "$1" 2>/dev/null)
}
complete -o nosort -F _quiz_completion %(prog_name)s 2>/dev/null || complete -F _quiz_completion %(prog_name)s
"""


class Bash(BashComplete):
    """Completion in bash, of the whole line up to the cursor: bash's own words end at colons."""

    source_template: ClassVar[str] = _BASH

    def source(self) -> str:
        """Return the script. Nothing has to be known of the bash that will read it."""
        return self.source_template % self.source_vars()

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one that is being typed, and that word."""
        import os

        line = os.environ["COMP_WORDS"]
        words = split_arg_string(line)
        open_word = bool(line) and not line[-1].isspace()
        return (words[1:-1], words[-1]) if open_word and len(words) > 1 else (words[1:], "")


SHELLS: "dict[str, type[ShellComplete]]" = {"bash": Bash, "zsh": ZshComplete, "fish": FishComplete}


@click.command(epilog="Example: quiz completion bash > ~/.local/share/bash-completion/completions/quiz")
@click.argument("shell", type=click.Choice(list(SHELLS)))
@common
def completion(call: Call, shell: str) -> None:
    """Print a script that lets a shell complete what you type.

    In bash: eval "$(quiz completion bash)"; the same with zsh; in fish: quiz completion fish | source.
    """
    import sys

    if call.json:
        raise UsageError("A shell's script is no JSON; leave --json out.")
    # As it is, for nothing in it is of others, and its lines are no further lines of a text.
    sys.stdout.write(source(shell))


def source(shell: str) -> str:
    """Return the script of a shell."""
    return SHELLS[shell](click.Group("quiz"), {}, "quiz", VARIABLE).source()


def answer(group: click.Group, instruction: str) -> int:
    """Print what a shell asks for by `VARIABLE`: its script, or what the line may be completed to. Return the exit code."""
    import sys

    shell, _, what = instruction.partition("_")
    if shell not in SHELLS or what not in {"source", "complete"}:
        return 1
    asked = SHELLS[shell](group, {}, "quiz", VARIABLE)
    sys.stdout.buffer.write(f"{asked.source() if what == 'source' else asked.complete()}\n".encode())
    return 0
