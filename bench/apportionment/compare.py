"""A million seats among a thousand lists: this package beside its peers, in one run.

Run with the interpreter of the project; peers are run by the interpreter given first:

    python bench/apportionment/compare.py build/peers-apportionment/bin/python

which needs `apportionpy` and `apportionment`. The latter gets a tenth of the seats: it holds
all quotients at once, 16 GB for the whole case.
"""

import json
import random
import subprocess
import sys
import time

from delegata.representation.apportionment import METHODS, apportion

SEATS, LISTS, SEED, ROUNDS = 1_000_000, 1_000, 7, 7

PEER = """
import json, sys, time
numbers, seats, rounds = json.load(sys.stdin)
from apportionpy.apportionment import Apportion
def timed(call):
    best, result = None, None
    for _ in range(rounds):
        start = time.perf_counter()
        result = call()
        spent = time.perf_counter() - start
        best = spent if best is None else min(best, spent)
    return best, [int(n) for n in result]
out = {}
for ours, theirs in {"dhondt": "jefferson", "sainte-lague": "webster", "hamilton": "hamilton",
                     "adams": "adam"}.items():
    try:
        out["apportionpy", ours] = timed(lambda: Apportion(seats, numbers, theirs).fair_shares)
    except Exception as error:
        out["apportionpy", ours] = None, [repr(error)[:60]]
import apportionment.methods as methods
rounds = 1
parties = [str(i) for i in range(len(numbers))]
for ours, theirs in {"dhondt": "dhondt", "sainte-lague": "saintelague",
                     "huntington-hill": "huntington"}.items():
    out["apportionment", ours] = timed(
        lambda: methods.compute(theirs, numbers, seats // 10, parties=parties))
print(json.dumps([[*key, *value] for key, value in out.items()]))
"""


def main() -> None:
    random.seed(SEED)
    numbers = [random.randrange(1, 10**7) for _ in range(LISTS)]
    votes = [(f"list {i}", number) for i, number in enumerate(numbers)]
    ours = {method: timed(method, votes) for method in METHODS}
    for method, (spent, _) in ours.items():
        print(f"delegata        {method:22} {spent * 1000:9.2f} ms")
    asked = json.dumps([numbers, SEATS, ROUNDS])
    done = subprocess.run(
        [sys.argv[1], "-c", PEER], input=asked, capture_output=True, text=True, check=True
    )
    for peer, method, spent, seats in json.loads(done.stdout.splitlines()[-1]):
        if spent is None:
            print(f"{peer:15} {method:22} {seats[0]}")
            continue
        our = ours[method] if sum(seats) == SEATS else timed(method, votes, sum(seats))
        same = "same seats" if seats == our[1] else "OTHER SEATS"
        print(
            f"{peer:15} {method:22} {spent * 1000:9.2f} ms  {same}  {sum(seats):,} seats:"
            f" {spent / our[0]:.1f} times ours"
        )


def timed(method: str, votes: list[tuple[str, int]], seats: int = SEATS) -> tuple[float, list[int]]:
    best, result = float("inf"), apportion(method, votes, seats)
    for _ in range(ROUNDS):
        start = time.perf_counter()
        result = apportion(method, votes, seats)
        best = min(best, time.perf_counter() - start)
    return best, [number for _, number in result.seats]


if __name__ == "__main__":
    main()
