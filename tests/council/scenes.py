"""Scenes of a made-up federation: every kind of act accepted once, and each ground of refusal.

They stand in files by what they are about. An act with `expect: CODE` must be refused on that
ground.
"""

from importlib import import_module
from pathlib import Path

import cast

_MODULES = sorted(path.stem for path in Path(__file__).parent.glob("scenes_of_*.py"))
_STAGES = {*vars(cast), "POINTS"}
SCENES = {
    name.lower(): scene
    for module in _MODULES
    for name, scene in vars(import_module(module)).items()
    if name.isupper() and name.strip("_") == name and name not in _STAGES
}
