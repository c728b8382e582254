"""What happened, on the line above the keys."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.content import Content
from textual.widget import Widget

from checklist.tui.signs import NOTE, QUIET
from checklist.tui.widgets.drawing import StyledText, content

_SIGNS = {"warning": StyledText("! ", NOTE), "error": StyledText("✗ ", NOTE)}
_SEEN_SECONDS = 2.0
_MOST = 3


class MessageLine(Widget):
    """The last messages. They stay until a key is pressed, and long enough to be seen.

    What a screen says while the user types elsewhere is thus not gone with the next letter.
    """

    DEFAULT_CSS = """
    MessageLine {
        height: auto; min-height: 1; max-height: 4; padding: 0 1; background: $background;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._told: list[tuple[str, str]] = []
        self._seen = 0
        self._progress = ""

    @property
    def words(self) -> str:
        """What stands on the line."""
        return "\n".join(filter(None, (self._progress, *(words for words, _ in self._told))))

    def show_progress(self, words: str) -> None:
        """Say how far something has come, instead of what was said of it before."""
        self._progress = words
        self.refresh(layout=True)

    def tell(self, words: str, severity: str) -> None:
        """Say something after what nobody has had time to read; what stands last, stands once."""
        if self._told[-1:] == [(words, severity)]:
            return
        self._told.append((words, severity))
        self.set_timer(_SEEN_SECONDS, self._one_more_seen)
        self.refresh(layout=True)

    def _one_more_seen(self) -> None:
        self._seen += 1

    def pass_over(self) -> None:
        """A key was pressed: what has been seen may go."""
        if self._seen:
            del self._told[: self._seen]
            self._seen = 0
            self.refresh(layout=True)

    def render(self) -> Content:
        """Draw the messages, each with the sign of what it is."""
        lines = [content((StyledText(self._progress, QUIET),))] if self._progress else []
        for words, severity in self._told[-_MOST:]:
            sign = _SIGNS.get(severity, StyledText(""))
            lines.append(content((sign, StyledText(words))))
        return Content("\n").join(lines)


@runtime_checkable
class HasMessages(Protocol):
    """A screen with a line where it is said what happened."""

    messages: MessageLine
