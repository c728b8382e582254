"""Standard output and standard error that no stored or typed text can do harm through.

Everything that commands and the walk line by line print goes through here: what they say, what
argparse says of a refused argument, and an error's own words.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import Any, TextIO, cast

from checklist.i18n import phrase
from checklist.text import visible

SHOWN_OTHERWISE = phrase("Det du skrev, har tegn som ikke kan vises. De vises som �.")


class _Harmless:
    """A stream that shows control characters as �. In all else it is the stream it writes to."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(visible(text))
        return len(text)

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def harmless_output() -> Iterator[None]:
    """Let nothing but visible text, tabs and line breaks reach the terminal by printing.

    The terminal UI writes to the terminal by itself, through a filter of its own.
    """
    out, err = (cast("TextIO", _Harmless(stream)) for stream in (sys.stdout, sys.stderr))
    with redirect_stdout(out), redirect_stderr(err):
        yield
