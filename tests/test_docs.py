"""The words around the program say what the program does: README, docs, Makefile, versions."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import types
from pathlib import Path

import pytest

import restore
from restore import errors
from restore.page import is_unmapped
from scripts import make_docs

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("**/*.md"))]
TARGETS = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)[1].split()
SHELL_WORDS = {"make", "restore", "python3", ".venv/bin/pip", "sudo", "git"}


def shell_lines(page):
    """Yield the commands of a page's shell blocks, as lists of words, without their comments."""
    for block in re.findall(
        r"^```sh\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
    ):
        for line in block.splitlines():
            yield line.split("#")[0].split()


def blocks(kind):
    """Return the README's blocks of one kind, each as its lines."""
    found = re.findall(rf"^```{kind}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    return [block.splitlines() for block in found]


@pytest.fixture(scope="module")
def fixture_paper():
    """The damaged PDF, repaired."""
    return restore.repair(ROOT / "fixtures" / "working_paper" / "damaged.pdf")


@pytest.mark.parametrize("lines", blocks("diff"), ids=lambda lines: lines[0][2:30])
def test_what_the_readme_shows_is_what_happens(lines, fixture_paper):
    before = "\n".join(line[2:] for line in lines if line[0] == "-")
    after = "\n".join(line[2:] for line in lines if line[0] == "+")
    if "▯" not in before:
        assert restore.repair_text(before).text == after
        return
    shown = "".join("▯" if is_unmapped(c) else c for c in fixture_paper.document.text)
    assert before in shown
    assert after in fixture_paper.text


def test_the_readme_states_the_confidence_of_its_first_example():
    stated = float(re.search(r"^Confidence (0\.\d\d)", README, re.MULTILINE)[1])
    (correction,) = restore.repair_text(blocks("diff")[0][0][2:]).corrections
    assert 0 <= correction.confidence - stated < 0.01


def test_what_the_readme_says_is_kept_is_kept():
    for line in (line for block in blocks("text") for line in block):
        assert restore.repair_text(line).text == line


@pytest.mark.parametrize("target", TARGETS)
def test_every_make_target_is_described_and_listed(target):
    assert re.search(rf"^{target}:.*## \w.+", MAKEFILE, re.MULTILINE)
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.search(rf"^  make {target} ", listed, re.MULTILINE)


def test_every_described_target_is_phony():
    described = re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.MULTILINE)
    assert sorted(described) == sorted(TARGETS)


def test_ci_runs_the_command_the_readme_names():
    commands = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert "make test </dev/null" in commands
    assert ["make", "test"] in list(shell_lines(ROOT / "README.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_shell_blocks_name_what_exists(page):
    names = {name for name, _ in make_docs.commands()}
    for words in shell_lines(page):
        assert words[0] in SHELL_WORDS
        assert words[0] != "make" or set(words[1:]) <= set(TARGETS)
        assert words[0] != "restore" or words[1] in names


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_every_command_and_option_has_help():
    silent = [
        f"{name} {parameter.opts[-1]}"
        for name, command in make_docs.commands()
        for parameter in command.params
        if parameter.param_type_name == "option" and not parameter.help
    ]
    assert silent == []
    assert all(command.help for _, command in make_docs.commands())


def test_every_command_is_in_the_readme():
    for name, _ in make_docs.commands():
        assert f"restore {name}" in README


def test_the_command_reference_is_up_to_date():
    assert (ROOT / "docs" / "commands.md").read_text("utf-8") == make_docs.page(), "run: make docs"


def test_the_readme_lists_every_exit_code():
    classes = [c for c in vars(errors).values() if isinstance(c, type)]
    codes = {c.exit_code for c in classes if issubclass(c, errors.RestoreError)}
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert codes | {0, 20, 130} == listed


def test_the_architecture_page_names_every_module():
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    package = ROOT / "src" / "restore"
    units = {p.stem for p in package.glob("[a-z]*.py")} | {
        p.parent.name for p in package.glob("*/*.py")
    }
    missing = {u for u in units if not u.startswith(("cli_", "_")) and f"`{u}`" not in page}
    assert {u for u in missing if f"`{u}/`" not in page} == set()


def test_the_example_of_a_new_kind_works_as_its_tests_say():
    page = (ROOT / "docs" / "add-a-kind-of-damage.md").read_text("utf-8")
    kind, tests = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    example = types.ModuleType("tex_quotes")
    exec(kind, vars(example))  # noqa: S102  # our own page
    lists = tests[tests.index("KEEP") : tests.index("@pytest")]
    cases: dict[str, list] = {}
    exec(lists, cases)  # noqa: S102

    def restored(text):
        found = list(example.propose(types.SimpleNamespace(text=text)))
        for proposal in reversed(found):
            start, end = proposal.span
            text = text[:start] + proposal.after + text[end:]
        return text

    assert [restored(text) for text in cases["KEEP"]] == cases["KEEP"]
    assert [restored(text) for text, _ in cases["CHANGE"]] == [new for _, new in cases["CHANGE"]]


def test_one_version_everywhere():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest[1] == version


def test_sizes_checker_sees_each_fault(tmp_path):
    long_function = "def f(a, b, c, d, e):\n    '''Do.'''\n" + "    a = 1\n" * 50
    (tmp_path / "faulty.py").write_text(f"{long_function}\nclass C:\n    x = 1\n" + "\n" * 400)
    script = ROOT / "scripts" / "check_sizes.py"
    run = subprocess.run(
        [sys.executable, script, tmp_path], capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert [line.split(": ")[1].split(",")[0] for line in run.stdout.splitlines()[:-1]] == [
        "the module has 455 lines",
        "f has 51 lines of code",
        "f takes 5 positional parameters",
        "module has no docstring",
        "C has no docstring",
    ]


def test_dictionary_checker_sees_each_fault(tmp_path):
    (tmp_path / "faulty.tsv").write_text(
        "# Source: invented\nname\tvariants\nAda\t\nAda\t\n\tx\nBob \t\nDee\tD\ufffd\nEve\t",
        encoding="utf-8",
    )
    (tmp_path / "short.tsv").write_text("# Source: invented\nname\tvariants\nAda\n", "utf-8")
    script = ROOT / "scripts" / "check_dictionaries.py"
    run = subprocess.run(
        [sys.executable, script, tmp_path], capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    found = [line.removeprefix(f"{tmp_path}/") for line in run.stdout.splitlines()[:-1]]
    assert [line.partition(". ")[0] for line in found] == [
        "faulty.tsv:1:1: no line says '# Licence:'",
        "faulty.tsv:4:1: 'Ada' stands in line 3 too",
        "faulty.tsv:5:1: the name is empty",
        "faulty.tsv:6:4: a stray space in the name",
        "faulty.tsv:7:6: U+FFFD, replacement character",
        "faulty.tsv:8:1: the last line does not end",
        "short.tsv:1:1: no line says '# Licence:'",
        "short.tsv:3:4: 1 cell where the header has 2",
        "short.tsv:3:1: 'ada' stands for faulty.tsv:3 'Ada' too",
    ]
