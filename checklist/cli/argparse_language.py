"""The sentences of argparse itself in the user's language.

argparse asks gettext for them, which looks for the language in the environment: the catalogues
`argparse.po` have them by what argparse calls them, in English.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager

from checklist.i18n import LOCALE_DIRECTORY


@contextmanager
def argparse_in(language: str) -> Iterator[None]:
    """Let argparse speak a language for a while.

    The environment is as it was afterwards: programs that are started from here inherit it.
    """
    domain, before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain("argparse", LOCALE_DIRECTORY)
    gettext.textdomain("argparse")
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before
