"""The sentences in which a situation says what must have come of it."""

import re

from delegata.council.division.outcome import said
from delegata.council.electors import elects
from delegata.council.force import fall_of
from delegata.council.presence import quorum_needed, voters_present
from delegata.council.procedure.pending import majority_for
from delegata.council.seating import seating
from delegata.council.speaking_order import following
from delegata.council.speech import allowed_seconds


def hold(stage, body, sentence):
    """Whether a sentence is true of a body; raises `AssertionError` with what is true instead."""
    council = stage.councils[body]
    for pattern, told in SENTENCES.items():
        if found := re.fullmatch(pattern, sentence):
            expected, true = told(council, *found.groups())
            assert true == expected, f"{sentence}: in truth {true!r}"
            return
    raise AssertionError(f"no such sentence: {sentence}; see tests/situations/expectations.py")


def _motion(council, name, state):
    return state.replace(" ", "-"), council.motions[name].state if name in council.motions else None


def _in_hand(council, name):
    return True, council.motions[name].state in {"moved", "deferred"}


def _pending(council, name):
    first = council.pending[-1] if council.pending else "nothing"
    return name, first


def _next(council, name):
    turn = following(council)
    return name, "nobody" if turn is None else turn.request.mandate


def _floor(council, name):
    return name, "nobody" if council.speaking is None else council.speaking.mandate


def _sitting(council, state):
    sitting = council.sitting
    return state, "over" if sitting is None else {"recess": "in recess"}.get(
        sitting.state, sitting.state
    )


def _recess(council, caucus, time):
    interval = council.sittings[-1].interval
    return (bool(caucus), time), (interval.caucus, interval.until[11:16] or "no set time")


def _present(council, number):
    return int(number), voters_present(council.attendance)


def _quorum(council, is_):
    needed = quorum_needed(council)
    return is_ == "a", needed is None or voters_present(council.attendance) >= needed


def _resolution(council, name, state):
    resolution = council.resolutions.get(name)
    true = "unknown" if resolution is None else "fallen" if resolution.fallen else "in force"
    return {"in": "in force", "no longer in": "fallen"}[state], true


def _fell(council, name, words):
    fall = fall_of(council, council.resolutions[name])
    return words, fall and f"{fall.how} {fall.motion.id if fall.motion else ''}".strip()


def _none_adopted(council, name):
    return None, council.resolutions.get(name)


def _parts(council, name, parts):
    return tuple(parts.split(", ")), council.resolutions[name].parts


def _division(council, name, outcome):
    return outcome, council.divisions[name].result


def _minutes(council, minutes):
    allowed = allowed_seconds(council)
    return int(minutes), allowed if allowed is None else allowed // 60


def _needs(council, name, words):
    return words, said(majority_for(council, name))


def _ruling(council, key, state):
    position = council.seen[key]
    return state, next(r.state for r in council.rulings if r.position == position)


def _item(council, name, state):
    return state, next(item.state for item in council.agenda if item.id == name)


def _faction(council, name, number):
    here = [seat for seat, sitter in seating(council) if sitter is not None]
    return int(number), sum(seat.faction == name for seat in here)


def _electing(council, name):
    election = council.elections[name]
    return {mandate for mandate in council.mandates if elects(council, election, mandate)}


SENTENCES = {
    r"motion (\S+) is (.+)": _motion,
    r"(\S+) can be acted on": _in_hand,
    r"(\S+) is being voted on": lambda c, n: (n, c.dividing and c.divisions[c.dividing].motion),
    r"(\S+) is pending": _pending,
    r"(\S+) is next": _next,
    r"(\S+) has the floor": _floor,
    r"the list is (open|closed)": lambda c, s: (s, "closed" if c.list_closed else "open"),
    r"the sitting is (open|in recess|over)": _sitting,
    r"the recess (for a caucus )?is to end at (\S+)": _recess,
    r"([0-9]+) with a vote are here": _present,
    r"(a|no) quorum is here": _quorum,
    r"resolution (\S+) is (in|no longer in) force": _resolution,
    r"(\S+) was (rescinded by .+|taken up again by .+)": _fell,
    r"there is no resolution (\S+)": _none_adopted,
    r"resolution (\S+) consists of (.+)": _parts,
    r"resolution (\S+) has number ([0-9]+)": lambda c, n, m: (int(m), c.resolutions[n].number),
    r"division (\S+) is (carried|lost)": _division,
    r"([0-9]+) dissents? from (\S+)": lambda c, n, d: (int(n), len(c.divisions[d].dissents)),
    r"a speech has ([0-9]+) minutes": _minutes,
    r"speeches are not limited": lambda c: (None, allowed_seconds(c)),
    r"(\S+) needs (.+)": _needs,
    r"ruling (\S+) is (upheld|overturned)": _ruling,
    r"item (\S+) is (waiting|taken|done)": _item,
    r"mandate (\S+) is (.+)": lambda c, name, state: (state, c.mandates[name].state),
    r"([0-9]+) of (\S+) are here": lambda c, number, name: _faction(c, name, number),
    r"([0-9]+) elect in (\S+)": lambda c, number, n: (int(number), len(_electing(c, n))),
    r"(\S+) does not elect in (\S+)": lambda c, m, n: (False, m in _electing(c, n)),
    r"election (\S+) is (declared|void)": lambda c, n, state: (state, c.elections[n].state),
    r"(\S+) is elected in (\S+)": lambda c, name, n: (True, name in c.elections[n].elected),
    r"the vote on (\S+) is to be by (\S+)": lambda c, n, m: (m, c.motions[n].put_by),
}
