"""Look at every document in Chromium: `python -m benchmarks.accessibility [DOCUMENT …]`.

Every shipped document of every example, the papers of every audit (`audit-report` and so on) and
municipalities side by side (`compare`), in every language, on a light and a dark screen, a narrow
one, and paper. Each line says how many faults axe-core (WCAG 2.1 A and AA, and best practice) and
the checks of our own found; 0 is the bar. What axe leaves undecided counts, and so does anything
the page complains of or asks for.

The contrast of every text is worked out in every view. The slow colour rules of axe itself run
in bokmål, on light and dark: the other languages have the same styles.
"""

from __future__ import annotations

import sys
from collections import Counter

from benchmarks.browser import VIEWS, chromium, faults, lacking
from benchmarks.documents import AUDIT, COMPARED, every_document
from benchmarks.names import asked_for
from checklist.reporting import AUDIT_DOCUMENTS, template_names


def main(arguments: list[str]) -> int:
    """Print a line for each document and the sum; 1 when there are faults, 2 without a browser."""
    audits = (f"{AUDIT}{name}" for name in AUDIT_DOCUMENTS)
    known = (*template_names("html"), *audits, COMPARED)
    templates = asked_for("accessibility", known, arguments)
    missing = lacking()
    if missing is not None:
        print(f"Nothing was looked at: {missing}.", file=sys.stderr)
        return 2
    seen = 0
    total: Counter[str] = Counter()
    with chromium() as browser:
        for document in every_document(templates):
            colours = None if document.language == "nb" else False
            found = {
                name: faults(browser, document.html, view, colours=colours)
                for name, view in VIEWS.items()
            }
            counts = "  ".join(f"{name} {len(wrong)}" for name, wrong in found.items())
            print(f"{document.name:<34} {counts}", flush=True)
            for name, wrong in found.items():
                seen += 1
                total.update(fault.rule for fault in wrong)
                for fault in wrong[:5]:
                    print(f"    {name}: {fault.rule}: {fault.where}")
    print(
        f"{seen} views of documents, {total.total()} faults {dict(total) if total else ''}".strip()
    )
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
