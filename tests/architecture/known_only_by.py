"""The import contract "this is known only by those": one sentence per closed door of the house."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class KnownOnlyBy(Contract):
    """`modules` (ours or a library's) may be imported directly only by `importers` and themselves.

    Import-linter's own `forbidden` and `protected` contracts refuse to name a room that is not
    built yet; this one holds from the first day, and a library nobody imports yet is fine too.
    """

    type_name = "known_only_by"

    modules = fields.ListField(subfield=fields.StringField())
    importers = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Find every direct import that enters one of the modules from elsewhere."""
        output.verbose_print(verbose, f"Who imports {', '.join(self._names(self.modules))}?")
        allowed = self._names(self.importers) + self._names(self.modules)
        intrusions = [
            f"{importer} must not import {imported}"
            for imported in sorted(graph.modules)
            if self._inside(imported, self._names(self.modules))
            for importer in sorted(graph.find_modules_that_directly_import(imported))
            if not self._inside(importer, allowed)
        ]
        return ContractCheck(kept=not intrusions, metadata={"intrusions": intrusions})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line per import that must go."""
        for intrusion in check.metadata["intrusions"]:
            output.print_error(intrusion)
        output.new_line()

    @staticmethod
    def _names(field: object) -> list[str]:
        return [str(name) for name in field] if isinstance(field, list) else []

    @staticmethod
    def _inside(module: str, rooms: list[str]) -> bool:
        return any(module == room or module.startswith(f"{room}.") for room in rooms)
