"""The glossary and the code know the same words."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import msgspec

import delegata.council
from delegata.council.act import Figures

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")


def classes():
    """The nouns and commands of the domain, with the first line that says what each is."""
    found = {}
    for module in pkgutil.walk_packages(delegata.council.__path__, "delegata.council."):
        if module.name == "delegata.council.act":
            continue
        for name, kind in vars(importlib.import_module(module.name)).items():
            ours = inspect.isclass(kind) and kind.__module__ == module.name
            if ours and issubclass(kind, msgspec.Struct) and not issubclass(kind, Figures):
                found[name] = kind.__doc__.strip().splitlines()[0]
    return found


def test_each_term_is_a_class_and_each_class_a_term_with_the_same_meaning():
    terms = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", GLOSSARY, re.MULTILINE))

    assert terms == classes()
