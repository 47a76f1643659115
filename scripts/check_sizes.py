"""Checks the house sizes: how long a module and a function may be, and what has to be explained.

    python scripts/check_sizes.py src/restore

Prints one line for each breach, `file:line: what`, and exits with 1 if there is any.  A line of
code is one that is neither blank, nor a comment, nor part of a docstring: explaining costs nothing.
"""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

# The numbers of CONTRIBUTING.md.  Well-kept libraries of this size reach them: their median module
# has about 150 lines and their median function 8, and what separates them from the others is how
# large the largest ones are.
MODULE_LINES = 400
FUNCTION_LINES = 50
POSITIONAL_PARAMETERS = 4

Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef

NOT_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


def breaches(source: str) -> Iterator[tuple[int, str]]:
    """Yield (line, what is wrong) for one module's source."""
    tree = ast.parse(source)
    lines = len(source.splitlines())
    if lines > MODULE_LINES:
        yield 1, f"the module has {lines} lines, at most {MODULE_LINES}"
    code = code_lines(source, tree)
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield from function_breaches(node, code)
    for name, node in public(tree, "module"):
        if not ast.get_docstring(node):
            yield getattr(node, "lineno", 1), f"{name} has no docstring"


def function_breaches(node: Function, code: set[int]) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with the size of one function, its nested functions included."""
    length = len(code.intersection(range(node.lineno, (node.end_lineno or node.lineno) + 1)))
    if length > FUNCTION_LINES:
        yield node.lineno, f"{node.name} has {length} lines of code, at most {FUNCTION_LINES}"
    names = [a.arg for a in node.args.posonlyargs + node.args.args]
    count = len(names) - (names[:1] in (["self"], ["cls"]))
    if count > POSITIONAL_PARAMETERS:
        limit = f"at most {POSITIONAL_PARAMETERS}; make the rest keyword-only"
        yield node.lineno, f"{node.name} takes {count} positional parameters, {limit}"


def code_lines(source: str, tree: ast.Module) -> set[int]:
    """Return the numbers of the lines that hold code."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in NOT_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(tree):
        if isinstance(node, Documented) and ast.get_docstring(node, clean=False) is not None:
            docstring = node.body[0]
            lines.difference_update(range(docstring.lineno, (docstring.end_lineno or 0) + 1))
    return lines


def public(node: Documented, name: str) -> Iterator[tuple[str, Documented]]:
    """Yield what a reader may use: the module, its classes, functions and methods."""
    yield name, node
    if isinstance(node, Function):
        return
    for child in node.body:
        if isinstance(child, ast.ClassDef | Function) and not child.name.startswith("_"):
            yield from public(child, child.name)


def main(folders: list[str]) -> int:
    """Check every module below `folders`; return the exit code."""
    found = [
        f"{path}:{line}: {what}"
        for folder in folders
        for path in sorted(Path(folder).rglob("*.py"))
        for line, what in breaches(path.read_text(encoding="utf-8"))
    ]
    print("\n".join([*found, f"check_sizes: {len(found)} breaches"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["src/restore"]))
