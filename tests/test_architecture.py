"""Who may import whom: layers, walls around third-party libraries, and a few names nobody may use.

The checker reads the import graph with `ast`, without importing anything; the last tests plant
faults in a small package of their own and show that each is caught.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "restore"

# A module may import from the layers above it in this list.  Modules that stand in one layer may
# import each other, but stages never do: stages meet through types, and the pipeline joins them.
LAYERS: list[tuple[str, ...]] = [
    ("errors", "text", "align", "specimens", "romanise"),
    ("page",),
    ("steps",),
    ("ledger",),
    ("compose", "decide", "reread", "wire", "confidence", "evidence", "config"),
    ("names",),
    ("decode",),
    ("view",),
    ("read", "damage", "report", "export", "evaluate"),
    ("pipeline",),
    ("paper",),
    ("paperfolder",),
    ("restore",),  # the package's own __init__.py: the public names
    ("batch", "review", "cli"),
]
STAGES = {"read", "damage", "report", "export", "evaluate"}

# Third-party library -> the only files that may import it, so that its types leak nowhere.
WALLS: dict[str, tuple[str, ...]] = {
    "pdfplumber": ("read/*",),
    "pdfminer": ("read/*",),
    "pikepdf": ("read/container.py", "read/specimens.py", "read/programs.py", "export/pdf.py"),
    "pypdfium2": ("read/specimens.py",),
    "fontTools": (),
    "charset_normalizer": ("read/*",),
    "symspellpy": ("evidence/words.py",),
    "wordfreq": ("evidence/words.py",),
    "rapidfuzz": ("align.py",),
    "ftfy": ("damage/mojibake.py",),
    "iuliia": ("romanise/cyrillic.py",),
    "click": ("cli.py", "cli_*.py"),
    "rich": ("cli.py", "cli_*.py", "report/text.py", "report/screen.py"),
}

# A file named so says nothing about what is in it, and grows.
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}


class Import(NamedTuple):
    """`file` imports `module`, an absolute dotted name, at `line`."""

    file: str
    line: int
    module: str


def imports(root: Path) -> Iterator[Import]:
    """Yield every import below `root`, wherever in a file it stands."""
    for path in sorted(root.rglob("*.py")):
        file = path.relative_to(root).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for module in targets(node, path.relative_to(root.parent)):
                yield Import(file, node.lineno, module)


def targets(node: ast.AST, file: Path) -> list[str]:
    """Return the dotted names that an import statement asks for; none for any other node."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    base = node.module or ""
    if node.level:
        package = file.parent.parts[: len(file.parent.parts) - node.level + 1]
        base = ".".join([*package, *([base] if base else [])])
    return [f"{base}.{alias.name}" for alias in node.names]


def unit(module: str) -> str:
    """Return the file or folder directly below the package that a dotted name belongs to."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else parts[0]


def home(file: str) -> str:
    """Return the unit a file belongs to; `cli_review.py` and `__main__.py` are part of `cli`."""
    name = file.split("/", maxsplit=1)[0].removesuffix(".py")
    if name == "__init__":
        return "restore"
    return "cli" if name == "__main__" or name.startswith("cli_") else name


def inner_imports(root: Path) -> Iterator[tuple[Import, str]]:
    """Yield (import, unit it asks for) for the imports of the package by itself."""
    units = {home(p.relative_to(root).as_posix()) for p in root.rglob("*.py")}
    for found in imports(root):
        if found.module.split(".")[0] == root.name:
            asked = home(unit(found.module))
            yield found, asked if asked in units else "restore"


def layer_faults(root: Path) -> Iterator[str]:
    """Yield imports of a later layer or of another stage, and modules without a layer."""
    depth = {name: i for i, layer in enumerate(LAYERS) for name in layer}
    for path in sorted(root.rglob("*.py")):
        file = path.relative_to(root).as_posix()
        if home(file) not in depth:
            yield f"{file}: stands in no layer"
    for found, asked in inner_imports(root):
        own = home(found.file)
        if asked == own or own not in depth or asked not in depth:
            continue
        if depth[asked] > depth[own]:
            yield f"{found.file}:{found.line}: {own} may not import {asked}, a later layer"
        elif {asked, own} <= STAGES:
            yield f"{found.file}:{found.line}: {own} may not import {asked}, another stage"


def kind_faults(root: Path) -> Iterator[str]:
    """Yield imports of one kind of damage by another."""
    kinds = {p.stem for p in (root / "damage").glob("*.py")} - {"__init__"}
    for found in imports(root):
        folder, _, name = found.file.partition("/")
        own = name.removesuffix(".py")
        if folder != "damage" or own not in kinds:
            continue
        other = [kind for kind in found.module.split(".")[2:3] if kind in kinds - {own}]
        if found.module.startswith(f"{root.name}.damage.") and other:
            yield f"{found.file}:{found.line}: {own} may not import {other[0]}, another kind"


def wall_faults(root: Path) -> Iterator[str]:
    """Yield third-party imports outside the file that walls the library in."""
    for found in imports(root):
        library = found.module.split(".")[0]
        if library in WALLS and not any(fnmatch(found.file, p) for p in WALLS[library]):
            allowed = ", ".join(WALLS[library])
            yield f"{found.file}:{found.line}: {library} only in {allowed}"


def cycle_faults(root: Path) -> Iterator[str]:
    """Yield a cycle among modules, if there is one; imports inside functions count too."""
    modules = {module_name(p, root): p for p in root.rglob("*.py")}
    graph: dict[str, set[str]] = {name: set() for name in modules}
    for found in imports(root):
        own = module_name(root / found.file, root)
        asked = found.module if found.module in modules else found.module.rpartition(".")[0]
        if asked in modules and asked != own:
            graph[own].add(asked)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield "cycle: " + " -> ".join(reversed(error.args[1]))


def module_name(path: Path, root: Path) -> str:
    """Return the dotted name of a file of the package at `root`."""
    parts = path.relative_to(root.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def name_faults(root: Path) -> Iterator[str]:
    """Yield files whose name says nothing."""
    for path in sorted(root.rglob("*")):
        if path.stem in NAMELESS:
            yield f"{path.relative_to(root).as_posix()}: name it after what it does"


def print_faults(root: Path) -> Iterator[str]:
    """Yield calls of print: the library returns, only the command line speaks."""
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_print = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if is_print and node.func.id == "print":
                yield f"{path.relative_to(root).as_posix()}:{node.lineno}: print"


RULES = [layer_faults, kind_faults, wall_faults, cycle_faults, name_faults, print_faults]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_package_keeps_the_rule(rule):
    assert list(rule(PACKAGE)) == []


def test_the_checker_sees_the_package():
    assert any(found.module.startswith("restore.") for found in imports(PACKAGE))


PLANTED = {
    "a later layer": ("text.py", "from restore.ledger import Ledger", layer_faults),
    "a later layer, relative": ("text.py", "from . import ledger", layer_faults),
    "a later layer, inside a function": (
        "page.py",
        "def page():\n    import restore.pipeline",
        layer_faults,
    ),
    "the public names from below": ("page.py", "from restore import repair", layer_faults),
    "another stage": ("report/text.py", "from restore.export import plain", layer_faults),
    "a module without a layer": ("attic.py", "", layer_faults),
    "another kind": ("damage/names.py", "from restore.damage.gaps import find", kind_faults),
    "another kind, relative": ("damage/names.py", "from .gaps import find", kind_faults),
    "another kind, as a module": (
        "damage/names.py",
        "from restore.damage import gaps",
        kind_faults,
    ),
    "a library outside its wall": ("damage/gaps.py", "from pikepdf import Pdf", wall_faults),
    "a library beside its wall": ("read/pdf.py", "import pikepdf.models", wall_faults),
    "a cycle": ("errors.py", "from restore.text import Span", cycle_faults),
    "a file named utils": ("utils.py", "", name_faults),
    "a folder named common": ("common/words.py", "", name_faults),
    "a print": ("page.py", "print('here')", print_faults),
}


@pytest.mark.parametrize(("file", "source", "rule"), PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_fault_is_caught(tmp_path, file, source, rule):
    root = tmp_path / "restore"
    sound = ["__init__.py", "errors.py", "ledger.py", "page.py", "pipeline.py"]
    for name in [*sound, "damage/gaps.py", "export/plain.py", "read/container.py"]:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    (root / "text.py").write_text("from restore.errors import RestoreError")
    (root / "read/container.py").write_text("import pikepdf")
    assert [fault for each in RULES for fault in each(root)] == []

    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(source)
    assert len(list(rule(root))) == 1
