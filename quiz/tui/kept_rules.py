"""A stylesheet that reads each of its sources once; Textual’s own reads all of them anew with every screen that brings one."""

from textual.css.stylesheet import Stylesheet


class KeptRules(Stylesheet):
    """Keeps the rules that it has read for as long as the variables in them stay the same."""

    def __init__(self, variables: dict[str, str]) -> None:
        """Start with no source."""
        super().__init__(variables=variables)
        self._held = dict(variables)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take other variables, such as a theme's colours; the same ones again change nothing."""
        if variables != self._held:
            self._held = dict(variables)
            super().set_variables(variables)

    def reparse(self) -> None:
        """Read what was not read with these variables. Where a source is wrong, the rules stay as they were."""
        self.parse()
