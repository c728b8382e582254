"""An empty Textual app: what any program built on Textual costs at the least."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Label


class EmptyApp(App[None]):
    """Header, label, footer, and two keys that change the label."""

    BINDINGS = [("j", "say('ja')", "Ja"), ("n", "say('nei')", "Nei"), ("q", "quit", "Quit")]  # noqa: RUF012 - Textual's way

    def compose(self) -> ComposeResult:
        """Three widgets."""
        yield Header()
        yield Label("an empty app")
        yield Footer()

    def action_say(self, word: str) -> None:
        """Paint a word."""
        self.query_one(Label).update(word)


if __name__ == "__main__":
    EmptyApp().run()
