"""Laws of procedure, held after every act of meetings that happen by chance."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cast import AT, CONGRESS, Stage, person
from delegata.council.act import Refused
from delegata.council.acts import command_of, decide, evolve
from delegata.council.procedure.pending import rule_of
from delegata.council.rulesets import READY_MADE
from delegata.record.canonical import encode
from delegata.scenario.script import Surroundings, command_from, parse

KNOWING = sorted(name for name, rules in READY_MADE.items() if rules.procedures)
MOTIONS = st.integers(0, 9).map("any-{}".format)
NEW = st.just("new")
DELEGATE = st.sampled_from(["d-1", "d-2", "d-3", "d-9"])
DEVICE = st.sampled_from(
    ["close debate", "close list", "reopen list", "table", "take from table", "next business",
     "not consider", "rescind", "adjourn", "withdraw", "orders of the day"]
)  # fmt: skip


def written(pattern, **fields):
    """An act as a scenario writes it, with chance in its fields."""
    return st.fixed_dictionaries(fields).map(lambda told: pattern.format(**told))


ACTS = st.one_of(
    written(
        "move procedure {new}\n    device: {device}\n    on: {on}\n    mover: {who}\n"
        "    delegate: {who}",
        new=NEW, device=DEVICE, on=MOTIONS, who=DELEGATE,
    ),
    written("move procedure {new}\n    device: {device}\n    mover: x", new=NEW, device=DEVICE),
    written("move speech limit {new}\n    minutes: 3\n    mover: {who}", new=NEW, who=DELEGATE),
    written("move recess {new}\n    minutes: 3\n    mover: {who}", new=NEW, who=DELEGATE),
    written(
        "move postponement {new}\n    on: {on}\n    item: rules\n    mover: x", new=NEW, on=MOTIONS
    ),
    written("move referral {new}\n    on: {on}\n    to: them\n    mover: x", new=NEW, on=MOTIONS),
    written("move reconsideration {new}\n    on: {on}\n    voted: for\n    mover: x",
            new=NEW, on=MOTIONS),
    written("move division of question {new}\n    on: {on}\n    parts: {new}-a: A; {new}-b: B\n"
            "    mover: x", new=NEW, on=MOTIONS),
    written("move suspension {new}\n    article: procedures\n    purpose: haste\n    mover: x",
            new=NEW),
    written("rule out of order {on}\n    reason: because", on=MOTIONS),
    written("appeal {new}\n    ruling: {at}\n    mover: x", new=NEW, at=st.integers(15, 60)),
    written("second {on}\n    seconder: y", on=MOTIONS),
    written("carry by consent c-{on}-{at}\n    motion: {on}", on=MOTIONS, at=st.integers(1, 9)),
    written("open division v-{on}-{at}\n    motion: {on}", on=MOTIONS, at=st.integers(1, 9)),
    written("report back {on}\n    reporter: them", on=MOTIONS),
    written("request floor {who}", who=DELEGATE),
    written("call speaker {who}\n    reason: r", who=DELEGATE),
    st.sampled_from(["end speech", "take item wages", "take item rules", "close sitting", "resume",
                     "move other\n    title: Other\n    mover: x\n    form: resolution",
                     "move amendment more\n    amends: rise\n    title: More\n    mover: x"]),
    st.sampled_from([(5, 0), (0, 5), (2, 2)]),
    st.sampled_from([(5, 0), (0, 5), (2, 2)]),
)  # fmt: skip


def opened(rules):
    """A sitting under a set of rules, with a motion in hand."""
    scene = CONGRESS.replace(
        "rules: union-congress", f"rules: {rules}\n      convening entitled: secretary"
    )
    return Stage().perform(
        scene
        + """
set agenda
    items: wages Wages; rules Rules
open sitting first
    convocation: spring
arrive d-1..7
by ben as chair
take item wages
move rise
    title: Wages rise
    mover: delegate 1
    form: resolution
second rise
    seconder: delegate 2
    delegate: d-2
"""
    )


def commands(council, told):
    """The commands of an act of chance; a pair of counts settles what is before the body."""
    name = council.dividing and council.divisions[council.dividing].motion
    if isinstance(told, tuple):
        name = name or next(iter(reversed(council.pending)), "rise")
        division = council.dividing or f"v-{council.size}"
        told = (
            f"second {name}\n    seconder: y\nopen division {division}\n    motion: {name}\n"
            f"close division {division}\n    for: {told[0]}\n    against: {told[1]}"
        )
    known = sorted(council.motions)
    told = re.sub(r"any-([0-9])", lambda found: known[int(found[1]) % len(known)], told)
    told = re.sub(r"\bnew\b", f"p-{council.size}", told)
    scene = f"person ben: Ben\nbody congress\nby ben as chair\n{told}\n"
    script = parse(scene.encode(), f"chance{council.size}.scenario")
    around = Surroundings(person, lambda _: "", lambda *_: None)
    return [command_from(act, around) for act in script.acts]


def hold(council):
    """The laws: what must be true of every council at every moment."""
    for name in council.pending:
        assert council.motions[name].state == "moved"
    for motion in council.motions.values():
        if motion.procedure is not None:
            assert (motion.state == "moved") == (motion.id in council.pending)
            settled = motion.state in {"carried", "lost", "not-competent"}
            assert settled is (motion.procedure.settled is not None)
        if motion.state == "divided":
            assert any(
                council.motions[part].state
                not in {"carried", "lost", "withdrawn", "fallen", "out-of-order"}
                for part in motion.parts
            )
    assert len(set(council.pending)) == len(council.pending)
    if council.sitting is None:
        assert council.pending == council.waived == ()
        assert council.debate_closed == ""
    for name in council.put_off:
        assert name in council.motions


@pytest.mark.parametrize("rules", KNOWING)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=st.lists(ACTS, max_size=40))
def test_whatever_happens_the_laws_of_procedure_hold(rules, told):
    council = opened(rules).councils["congress"]
    for one in told:
        for command in commands(council, one):
            entry = decide(council, command, AT)
            if isinstance(entry, Refused):
                assert "{" not in entry.sentence
                continue
            assert encode(decide(council, command_of(entry), entry.at)) == encode(entry)
            council = evolve(council, entry)
            hold(council)


@pytest.mark.parametrize("rules", KNOWING)
def test_a_device_over_another_outranks_it_or_is_incidental(rules):
    council = opened(rules).councils["congress"]
    for told in ("move referral one\n    on: rise\n    to: them\n    mover: x",
                 "move procedure two\n    device: close debate\n    on: rise\n    mover: x",
                 "move procedure three\n    device: adjourn\n    mover: x"):  # fmt: skip
        entry = decide(council, commands(council, told)[0], AT)
        if not isinstance(entry, Refused):
            council = evolve(council, entry)
    ranks = [rule_of(council, council.motions[name].procedure).rank for name in council.pending]

    assert ranks == sorted(set(ranks))
    assert len(ranks) >= 2
