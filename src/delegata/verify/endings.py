"""Endings over bodies: what a giver ended, against what the body of the seat made of it."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from delegata.council.citation import belied, ended_there
from delegata.council.entry import Cite, Entry
from delegata.council.state import Council, Mandate
from delegata.verify.chain import Chain
from delegata.verify.findings import Finding


def check_endings(
    chains: Mapping[str, Chain], councils: Mapping[str, Council]
) -> Iterator[Finding | str]:
    """On one server a mandate's two records agree on its end.

    What ended where it was given has ended in the body of its seat; what is noted there is the end
    of that mandate; and nobody presented it after its end. A giver that is not in the export, or
    was not judged to its end, gives no finding.
    """
    ended_at = _endings(chains, councils)
    for body, council in councils.items():
        yield from _unnoticed(council, chains, councils)
        for line in chains[body].lines:
            entry = line.entry
            giver = councils.get(entry.cites[0].body) if entry.cites else None
            if giver is None:
                continue
            wrong = belied(entry, council, giver, _cites(chains[giver.body]))
            if wrong is None:
                continue
            if entry.kind == "mandate.ending-noted":
                yield Finding(body, entry.position, "ending-of-another", wrong)
            elif entry.at > ended_at[giver.body, entry.data["mandate"]]:
                yield _presented_late(chains[body], council, entry, wrong)


def _endings(
    chains: Mapping[str, Chain], councils: Mapping[str, Council]
) -> dict[tuple[str, str], str]:
    """When each given mandate ended, by the record of its giver."""
    return {
        (body, line.entry.data["mandate"]): line.entry.at
        for body in councils
        for line in chains[body].lines
        if line.entry.kind == "mandate.ended"
    }


def _cites(chain: Chain) -> Callable[[int], Cite]:
    return partial(_cite, chain)


def _cite(chain: Chain, position: int) -> Cite:
    return Cite(body=chain.body, position=position, hash=chain.tree.levels[0][position].hex())


def _unnoticed(
    council: Council, chains: Mapping[str, Chain], councils: Mapping[str, Council]
) -> Iterator[Finding]:
    for mandate in council.mandates.values():
        giver = councils.get(mandate.giver) if mandate.origin else None
        if giver is None or mandate.state == "ended":
            continue
        ended = ended_there(
            giver,
            _cites(chains[giver.body]),
            mandate=mandate.id,
            seat_in=council.body,
            origin=mandate.origin,
        )
        if ended:
            message = f"the mandate {mandate.id} ended in {mandate.from_body}: {ended}"
            yield Finding(council.body, mandate.presented.position, "ending-not-noted", message)


def _presented_late(chain: Chain, council: Council, entry: Entry, wrong: str) -> Finding | str:
    """By the times of both records, a mandate was presented after its end.

    A clock that was set back can make it seem so. Then the notice, which was written with the
    ending, has no time of its own: it took that of the entry above it.
    """
    held = council.mandates[entry.data["mandate"]]
    if not _held_up(chain, held):
        return Finding(chain.body, entry.position, "presented-after-end", wrong)
    return (
        f"{chain.body}: entry {entry.position} was recorded later than {wrong}; a clock may have"
        " been set back, so this was not judged"
    )


def _held_up(chain: Chain, held: Mandate) -> bool:
    """Whether the entry by which a mandate ended here has the time of the entry above it."""
    if held.state != "ended" or not held.changed:
        return False
    last = held.changed[-1]
    return chain.lines[last].entry.at == chain.lines[last - 1].entry.at
