"""The house stays tidy: sizes, names, purity, reasons. Each rule can fail on a bad snippet."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
PURE = ("representation", "council", "scenario", "record")
BANNED_NAMES = re.compile(
    r"(^|_)(utils?|helpers?|manager|misc|common|data|info)(_|$)", re.IGNORECASE
)
BANNED_CALLS = {"now", "utcnow", "today", "time", "urandom", "token_bytes", "token_hex", "open"}
BANNED_IMPORTS = {"os", "random", "secrets", "time", "socket", "subprocess", "threading"}


def long_functions(tree, most=60):
    """Functions with more lines than allowed."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [n.name for n in ast.walk(tree)
            if isinstance(n, kinds) and n.end_lineno - n.lineno >= most]  # fmt: skip


def impurities(tree):
    """Clocks, randomness and input in a module that must be pure."""
    found = []
    for n in ast.walk(tree):
        if isinstance(n, ast.Import):
            found += [a.name for a in n.names if a.name.split(".")[0] in BANNED_IMPORTS]
        if isinstance(n, ast.ImportFrom) and (n.module or "").split(".")[0] in BANNED_IMPORTS:
            found.append(n.module)
        if isinstance(n, ast.Call):
            name = getattr(n.func, "attr", getattr(n.func, "id", ""))
            if name in BANNED_CALLS:
                found.append(name)
    return found


def floats(tree):
    """Numbers that are not exact."""
    return [n.value for n in ast.walk(tree)
            if isinstance(n, ast.Constant) and isinstance(n.value, float)]  # fmt: skip


BARE = re.compile(r"# (noqa|type: ignore)(: ?[A-Z0-9, ]+|\[[a-z, -]+\])?\s*$")


def unexplained(text):
    """Suppressions that give no reason."""
    return [line for line in text.splitlines() if BARE.search(line)]


@pytest.mark.parametrize("folder", ["tests", "bench", "tour"])
def test_no_file_beside_the_product_is_long_either(folder):
    lengths = {
        path: len(path.read_text("utf-8").splitlines()) for path in (ROOT / folder).rglob("*.py")
    }

    assert [str(path) for path, lines in lengths.items() if lines > 500] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT / "src")))
def test_a_module_is_short_said_and_named(path):
    text = path.read_text("utf-8")
    tree = ast.parse(text)

    assert len(text.splitlines()) <= 500
    assert long_functions(tree) == []
    assert ast.get_docstring(tree)
    assert not BANNED_NAMES.search(path.stem)
    assert unexplained(text) == []


@pytest.mark.parametrize("package", PURE)
def test_a_pure_package_has_no_clock_no_chance_and_no_input(package):
    for path in (ROOT / "src" / "delegata" / package).rglob("*.py"):
        assert impurities(ast.parse(path.read_text("utf-8"))) == [], path


@pytest.mark.parametrize("package", ["council", "record"])
def test_counts_are_exact(package):
    for path in (ROOT / "src" / "delegata" / package).rglob("*.py"):
        assert floats(ast.parse(path.read_text("utf-8"))) == [], path


def test_no_file_holds_a_path_of_a_machine():
    machine = re.compile(r"/(home|root|Users|work)/[a-z]")
    for path in [*SOURCES, *ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "Makefile"]:
        assert not machine.search(path.read_text("utf-8")), path


def test_no_module_is_dead():
    everything = "\n".join(p.read_text("utf-8") for p in SOURCES)
    for path in SOURCES:
        name = path.parent.name if path.stem == "__init__" else path.stem
        # The command line loads by name; the mathematics is a library of its own.
        by_name = path.parent.name == "cli" or name in {"__main__", "delegata"}
        used = rf"\b{name}\b.*import|import.*\b{name}\b|^ +{name},|\"delegata\.[a-z._]*{name}"
        loaded = by_name or "representation" in path.parts
        assert loaded or re.search(used, everything, re.MULTILINE), path


def test_the_rules_can_fail():
    long = ast.parse("def f():\n" + "    x = 1\n" * 60)
    assert long_functions(long) == ["f"]
    assert impurities(ast.parse("import os\nfrom time import time\nx = d.now()")) == [
        "os",
        "time",
        "now",
    ]
    assert floats(ast.parse("x = 0.5")) == [0.5]
    assert unexplained("x = 1  # noqa: ABC1\ny  # type: ignore[abc]") != []
    assert unexplained("x = 1  # noqa: ABC1 - a reason") == []
    assert BANNED_NAMES.search("string_utils")
