"""A contract of our own for `lint-imports`: a package is entered by its face.

A module imports the names of another package from the package itself (its `__init__`), never
from a module inside it. Inside a package, and in the packages it holds, any module is open; a
face may reach into the packages below it.
"""

from __future__ import annotations

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, output
from importlinter.domain import fields


class FaceContract(Contract):
    """No module is imported from outside the package it lies in.

    Modules directly in the root package belong to no package, and are open to all.
    """

    type_name = "face"

    root_package = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002 - the linter calls it so
        """Find the imports that go past a face."""
        root = str(self.root_package)
        past = sorted(
            (importer, imported)
            for imported in graph.modules
            if imported.count(".") > 1 and not graph.find_children(imported)
            for importer in graph.find_modules_that_directly_import(imported)
            if imported.startswith(f"{root}.") and not _is_inside(importer, imported)
        )
        return ContractCheck(kept=not past, metadata={"past": past})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say each import that goes past a face."""
        for importer, imported in check.metadata["past"]:
            package = imported.rpartition(".")[0]
            output.print_error(f"{importer} imports {imported}; import from {package}", bold=False)


def _is_inside(importer: str, imported: str) -> bool:
    package = imported.rpartition(".")[0]
    return f"{importer}.".startswith(f"{package}.") or f"{package}.".startswith(f"{importer}.")
