"""`python -m bench.hall.seats`: a thousand delegates at their seats when a division opens."""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from msgspec import UNSET
from msgspec.structs import replace

from bench.hall.__main__ import BODY, BY, FAMILIES, congress, served
from bench.machine import machine
from delegata.council.act import Command
from delegata.council.division.opening import OpenDivision
from delegata.council.entry import Entry
from delegata.council.motion import Move
from delegata.council.rules import Competence, ConveningRule, MandateRule
from delegata.council.rulesets.union import UNION_CONGRESS
from delegata.server.django_settings import django_settings
from delegata.server.premises import Premises, open_premises
from delegata.store.postgres import connect

VOTING_SECONDS = 10.0
ACTS_MEANWHILE = 5
RULES = replace(
    UNION_CONGRESS,
    mandates=MandateRule(proofs=("paper",)),
    convening=ConveningRule(entitled=("chair",)),
    motions=UNSET,
    competences=(Competence("chair", (*FAMILIES, "floor", "procedure")),),
)
"""Those of a trade union's congress, with a speakers' list and procedural motions."""


class Telephones:
    """The clients, in a process of their own."""

    def __init__(self, port: int, size: int, cookies: list[str]) -> None:
        place = f"/bodies/{BODY}/seat"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.hall.delegates", str(port), f"{BODY}:{size}", place],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.say(" ".join(cookies))

    def say(self, words: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{words}\n")
        self._process.stdin.flush()

    def told(self, word: str) -> dict[str, Any]:
        """What they tell next under a word."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said: dict[str, Any] = json.loads(line)
            if word in said:
                return said
        raise AssertionError(f"the clients ended before they said {word!r}")

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(60)


def signed_in(premises: Premises, delegates: int) -> list[str]:
    """Every delegate's name is registered and account made; the cookies of their sessions."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - after the settings
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415 - likewise

    people = [f"p-{n + 1:08d}" for n in range(delegates)]
    with connect(premises.uri) as connection, connection.cursor() as cursor:
        cursor.executemany(
            "insert into person (id, name) values (%s, %s)", [(p, f"Delegate {p}") for p in people]
        )
    model: Any = get_user_model()
    users = model.objects.bulk_create(model(username=p, password="!never") for p in people)
    cookies = []
    for number, user in enumerate(users):
        session = SessionStore()
        session["_auth_user_id"] = str(user.pk)
        session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
        session["_auth_user_hash"] = user.get_session_auth_hash()
        session.create()
        cookies.append(f"sessionid={session.session_key};csrftoken={number:032d}")
    return cookies


def act(premises: Premises, command: Command) -> int:
    """Performs an act, in another process than the server's; the time before it."""
    started = time.monotonic_ns()
    outcome = premises.writer.perform(BODY, command)
    assert isinstance(outcome, Entry), outcome
    return started


def measured(premises: Premises, port: int, cookies: list[str]) -> None:
    """A division opens before open seats; all vote, while acts renew every seat."""
    phones = Telephones(port, premises.federation.size(BODY), cookies)
    opened = phones.told("opened")["opened"]
    act(premises, Move(by=BY, motion="wages", title="Wages rise", mover="d-0"))
    time.sleep(5)  # until every seat has settled
    phones.say("look")
    phones.told("looking")
    started = act(premises, OpenDivision(by=BY, division="wages", motion="wages",
                                         method="electronic"))  # fmt: skip
    held = phones.told("held")
    phones.say(f"vote {VOTING_SECONDS}")
    for number in range(ACTS_MEANWHILE):
        time.sleep(VOTING_SECONDS / ACTS_MEANWHILE)
        act(premises, Move(by=BY, motion=f"other-{number}", title="Another", mover="d-1"))
    found = phones.told("ballots")
    phones.close()
    print(f"all seats opened                         {opened:8.1f} s")
    print(f"division opens: the last holds its ballot{(held['held'] - started) / 1e9:8.2f} s"
          f"   ({held['size'] / 1024:.1f} KB a seat)")  # fmt: skip
    for name, which in (("ballots", "ballots"), ("seats renewed meanwhile", "seats")):
        each = [1000 * seconds for seconds in found[which]]
        print(f"{name:41}{each[len(each) // 2]:8.0f} ms median{each[len(each) * 99 // 100]:8.0f}"
              f" ms p99{each[-1]:8.0f} ms worst  ({len(each)})")  # fmt: skip
    print(f"answers that were not 200                {found['broken']:8}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.hall.seats", description=__doc__)
    parser.add_argument("--delegates", type=int, default=1000)
    given = parser.parse_args()
    print(f"{machine()}; {given.delegates} delegates at their seats, all in one process on the"
          f" same cores;\nthey vote within {VOTING_SECONDS:.0f} s, and {ACTS_MEANWHILE} acts"
          " renew every seat meanwhile")  # fmt: skip
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        with served("run", "--data", folder):
            pass  # the first start makes all tables
        premises = open_premises(Path(folder))
        try:
            settings.configure(**django_settings(premises))
            django.setup()
            congress(premises, given.delegates, RULES)
            cookies = signed_in(premises, given.delegates)
            with served("run", "--data", folder) as port:
                measured(premises, port, cookies)
        finally:
            premises.close()


if __name__ == "__main__":
    main()
