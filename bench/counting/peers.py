"""One peer on one file, in its own process: seconds to prepare and count, memory, winners.

Run by the interpreter of the peers' own environment. Every peer is handed the distinct rankings
with their numbers of papers as plain Python tuples and may prepare them as it likes; reading the
file into these tuples is not counted, except for the peers that read BLT themselves.
"""
# ruff: noqa: ANN001, ANN201, PLC0415 # runs in the peers' environment and loads one peer at a time

import json
import sys
import time
from pathlib import Path


def rankings(path):
    lines = iter(Path(path).read_text().split("\n"))
    candidates, seats = map(int, next(lines).split())
    grouped = []
    for line in lines:
        if line.strip() == "0":
            return candidates, seats, grouped
        numbers = tuple(map(int, line.split()))
        grouped.append((numbers[1:-1], numbers[0]))
    raise ValueError("no end of ballots")


def pyrankvote(path):
    from pyrankvote import Ballot, Candidate, single_transferable_vote

    candidates, seats, grouped = rankings(path)
    start = time.perf_counter()
    people = [Candidate(str(n)) for n in range(1, candidates + 1)]
    ballots = []
    for ranking, papers in grouped:
        ballots += [Ballot([people[n - 1] for n in ranking])] * papers
    ready = time.perf_counter()
    result = single_transferable_vote(people, ballots, number_of_seats=seats)
    return start, ready, [int(c.name) for c in result.get_winners()]


def py_vote_core(path):
    from py3votecore.stv import STV

    _candidates, seats, grouped = rankings(path)
    start = time.perf_counter()
    ballots = [{"count": papers, "ballot": list(ranking)} for ranking, papers in grouped]
    ready = time.perf_counter()
    result = STV(ballots, required_winners=seats).as_dict()
    return start, ready, list(result["winners"])


def pyrcv(path):
    from pyrcv import RaceData, RaceMetadata, run_rcv

    candidates, seats, grouped = rankings(path)
    start = time.perf_counter()
    metadata = RaceMetadata("poll", seats, [str(n) for n in range(1, candidates + 1)])
    ballots = [list(ranking) for ranking, _papers in grouped]
    race = RaceData(metadata, ballots, [papers for _ranking, papers in grouped])
    ready = time.perf_counter()
    result = run_rcv(race)
    winners = {name for r in result.rounds for name in (r.elected or [])}
    return start, ready, [w if isinstance(w, int) else int(str(w)) for w in winners]


def votekit(path, chosen="FastSTV"):
    from votekit import RankBallot, RankProfile, elections

    candidates, seats, grouped = rankings(path)
    start = time.perf_counter()
    ballots = [
        RankBallot(ranking=tuple(frozenset({str(n)}) for n in ranking), weight=papers)
        for ranking, papers in grouped
    ]
    profile = RankProfile(
        ballots=ballots, candidates=tuple(str(n) for n in range(1, candidates + 1))
    )
    ready = time.perf_counter()
    result = getattr(elections, chosen)(profile, n_seats=seats)
    winners = [int(name) for tied in result.get_elected() for name in tied]
    return start, ready, winners


def votekit_default(path):
    return votekit(path, "STV")


def votelib_blt(path):
    import votelib.io.blt
    from votelib.evaluate import sequential

    start = time.perf_counter()
    with Path(path).open() as file:
        votes, seats, candidates, _name = votelib.io.blt.load(file)
    ready = time.perf_counter()
    selector = sequential.TransferableVoteSelector(quota_function="droop")
    elected = selector.evaluate(votes, seats)
    names = [getattr(c, "name", c) for c in candidates]
    return start, ready, [names.index(getattr(c, "name", c)) + 1 for c in elected]


def pref_voting_meek(path):
    from pref_voting.profiles_with_ties import ProfileWithTies
    from pref_voting.proportional_methods import stv_meek

    _candidates, seats, grouped = rankings(path)
    start = time.perf_counter()
    profile = ProfileWithTies(
        [{n: place for place, n in enumerate(ranking, 1)} for ranking, _papers in grouped],
        rcounts=[papers for _ranking, papers in grouped],
    )
    ready = time.perf_counter()
    return start, ready, [int(n) for n in stv_meek(profile, num_seats=seats)]


def peak_megabytes():
    """The peak of this process alone; `ru_maxrss` would include the parent's."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def main():
    peer, paths = sys.argv[1], sys.argv[2:]
    prepare = counting = 0
    for path in paths:
        start, ready, elected = globals()[peer](path)
        counting += time.perf_counter() - ready
        prepare += ready - start
    print(json.dumps([prepare, counting, peak_megabytes(), sorted(elected)]))


if __name__ == "__main__":
    main()
