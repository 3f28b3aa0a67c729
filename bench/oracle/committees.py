"""Apportionments, committees and Condorcet winners beside independent programs, in one run.

    python bench/oracle/committees.py PEERS/bin/python RANKED/bin/python [--slow]

PEERS has `abcvoting` and `apportionment`; RANKED has `pref_voting`. The exit status is 1 if any
result differs. --slow adds 100,000 single voters, which take `abcvoting` minutes.
"""

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator

from delegata.representation.apportionment import apportion
from delegata.representation.committees import approval_profile, elect_committee
from delegata.representation.condorcet import compare, ranked_pairs, schulze

SEED, CASES = 7, 200
DIVISORS = {
    "hamilton": "hamilton",
    "dhondt": "dhondt",
    "sainte-lague": "saintelague",
    "adams": "adams",
    "dean": "dean",
    "huntington-hill": "huntington",
}
COMMITTEES = {
    "approval": "av",
    "seq-pav": "seqpav",
    "seq-phragmen": "seqphragmen",
    "equal-shares": "equal-shares",
    "equal-shares-approval": "equal-shares-with-av-completion",
    "equal-shares-alone": "equal-shares-without-completion",
}

APPORTION = """
import json, sys
from apportionment.methods import compute
out = []
for method, votes, seats in json.load(sys.stdin):
    try:
        out.append([int(n) for n in compute(method, votes, seats, fractions=True,
                    parties=[str(i) for i in range(len(votes))], tiesallowed=False)])
    except Exception as error:
        out.append(type(error).__name__)
print(json.dumps(out))
"""
ABC = """
import json, sys, time
from abcvoting import abcrules
from abcvoting.preferences import Profile
out = []
for rule, size, ballots, seats, exact in json.load(sys.stdin):
    profile = Profile(size)
    profile.add_voters([[c - 1 for c in b] for b in ballots])
    start = time.perf_counter()
    shared = rule not in ("av", "seqpav")
    more = {"algorithm": "standard-fractions"} if exact and shared else {}
    found = abcrules.compute(rule, profile, seats, resolute=not exact,
                             **({"max_num_of_committees": None} if exact else {}), **more)
    out.append([[sorted(c + 1 for c in w) for w in found], time.perf_counter() - start])
print(json.dumps(out))
"""
RANKED = """
import json, sys, warnings
warnings.simplefilter("ignore")
from pref_voting.profiles import Profile
from pref_voting.margin_based_methods import beat_path, ranked_pairs
out = []
for rankings, counts in json.load(sys.stdin):
    profile = Profile([[c - 1 for c in r] for r in rankings], rcounts=counts)
    out.append([[int(c) + 1 for c in beat_path(profile)],
                [int(c) + 1 for c in ranked_pairs(profile)]])
print(json.dumps(out))
"""


def main() -> int:
    random.seed(SEED)
    peers, ranked = sys.argv[1:3]
    wrong = sum(apportionments(peers)) + sum(committees(peers)) + sum(condorcet(ranked))
    for rule, voters in (("equal-shares", 10_000), ("seq-phragmen", 10_000)):
        speed(peers, rule, voters)
    if "--slow" in sys.argv:
        speed(peers, "equal-shares", 100_000)
    print(f"{wrong} results differ")
    return 1 if wrong else 0


def ask(python: str, program: str, questions: object) -> list:
    done = subprocess.run(
        [python, "-c", program],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def apportionments(python: str) -> Iterator[int]:
    for ours, theirs in DIVISORS.items():
        cases = [
            ([random.randrange(1, 10**6) for _ in range(random.randint(2, 9))], 9 + case)
            for case in range(CASES)
        ]
        found = ask(python, APPORTION, [(theirs, *case) for case in cases])
        mine = [apportion(ours, [(str(i), n) for i, n in enumerate(v)], s) for v, s in cases]
        same = [
            isinstance(answer, str) if result.ties else answer == [n for _, n in result.seats]
            for answer, result in zip(found, mine, strict=True)
        ]
        yield report(f"apportion {ours}", same)


def committees(python: str) -> Iterator[int]:
    for ours, theirs in COMMITTEES.items():
        cases = [elections() for _ in range(CASES)]
        found = ask(python, ABC, [(theirs, 6, ballots, seats, True) for ballots, seats in cases])
        same = []
        for (ballots, seats), (answers, _) in zip(cases, found, strict=True):
            result = elect_committee(ours, approval_profile("abcdef", ballots), seats)
            certain = set.intersection(*map(set, answers))
            loose = set.union(*map(set, answers)) - certain
            tied = {c for tie in result.ties for c in tie.candidates}
            same.append((set(result.elected), tied) == (certain, loose))
        yield report(f"committee {ours}", same)


def elections() -> tuple[list[list[int]], int]:
    """Each of six candidates has an approval: what becomes of others is a matter of convention."""
    ballots = [
        random.sample(range(1, 7), random.randint(1, 4)) for _ in range(random.randint(4, 9))
    ]
    return [*ballots, *([c] for c in range(1, 7))], random.randint(1, 5)


def condorcet(python: str) -> Iterator[int]:
    """Four candidates and many papers: the peer tries all orders of equal wins of the profile."""
    cases = []
    for _ in range(CASES):
        orders = {tuple(random.sample(range(1, 5), 4)) for _ in range(random.randint(2, 7))}
        cases.append((sorted(orders), [random.randint(1, 99) for _ in orders]))
    found = ask(python, RANKED, cases)
    for index, (name, method) in enumerate((("schulze", schulze), ("ranked-pairs", ranked_pairs))):
        same = []
        for (orders, papers), answers in zip(cases, found, strict=True):
            pairwise = compare("abcd", zip(orders, papers, strict=True))
            result = method(pairwise, strength="margins")
            same.append(list(result.winners) == sorted(answers[index]))
        yield report(f"condorcet {name}", same)


def report(name: str, same: list[bool]) -> int:
    print(f"{name:34} {sum(same):5} of {len(same)} alike")
    return len(same) - sum(same)


def speed(python: str, rule: str, voters: int) -> None:
    ballots = [random.sample(range(1, 13), random.randint(1, 5)) for _ in range(voters)]
    start = time.perf_counter()
    result = elect_committee(rule, approval_profile("abcdefghijkl", ballots), 5)
    spent = time.perf_counter() - start
    [[answers, theirs]] = ask(python, ABC, [(COMMITTEES[rule], 12, ballots, 5, False)])
    same = "alike" if sorted(result.elected) == answers[0] else "DIFFERENT"
    print(
        f"{rule}, {voters} single voters: {spent * 1000:.1f} ms with grouping,"
        f" abcvoting {theirs * 1000:.0f} ms without reading: {theirs / spent:.0f} times, {same}"
    )


if __name__ == "__main__":
    sys.exit(main())
