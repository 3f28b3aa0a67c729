"""Scenario files performed on the premises, and the demonstration found in its folder."""

import sys
from collections.abc import Callable
from pathlib import Path

from delegata.scenario.script import LONGEST_BYTES, Script, parse
from delegata.server.premises import Premises
from delegata.store.performer import Performed, Performer, register


def read_script(file: Path) -> Script:
    """The script of a file, of which no more is read than a scenario may have."""
    with file.open("rb") as opened:
        return parse(opened.read(LONGEST_BYTES + 1), str(file))


def perform_file(
    premises: Premises, file: Path, pace: Callable[[Performed], None] = lambda _: None
) -> int:
    """Performs a scenario after deciding it whole on copies; returns the number of its acts.

    `pace` is called after every act: a replay waits there.
    """
    script = read_script(file)
    performer = Performer(premises.federation, premises.writer, premises.register.person)
    register(premises.connection, premises.federation, script.people)
    performer.rehearse(script)
    for number, performed in enumerate(performer.perform(script), start=1):
        pace(performed)
        if number % 50 == 0 and sys.stderr.isatty():
            sys.stderr.write(f"\r{file.name}: {number} of {len(script.acts)} acts")
    return len(script.acts)


def scenarios_in(folder: Path) -> list[Path]:
    """The scenario files of a folder, in the order of their names."""
    files = sorted(folder.glob("*.scenario"))
    if not files:
        raise FileNotFoundError(f"{folder} holds no file *.scenario; name a folder that does")
    return files
