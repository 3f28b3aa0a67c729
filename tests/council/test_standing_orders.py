"""Rules are read as sentences, and may not contradict themselves."""

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import SITTING, Stage
from delegata.council.rules import (
    ARTICLES,
    Competence,
    Composition,
    ConveningRule,
    DivisionRule,
    FloorRule,
    MajorityRule,
    MandateRule,
    QuorumRule,
    RecallRule,
    RuleSet,
    contradictions,
)
from delegata.council.rulesets import READY_MADE
from delegata.council.standing_orders import standing_orders
from delegata.council.voting_rules import ProxyRule, WeightRule
from delegata.council.words import Share

CONGRESS = READY_MADE["union-congress"]
RULES = st.builds(
    msgspec.structs.replace,
    st.sampled_from(sorted(READY_MADE.values(), key=lambda rules: rules.name)),
    composition=st.from_type(type(CONGRESS.composition)),
    mandates=st.from_type(MandateRule),
    recall=st.from_type(RecallRule),
    quorum=st.none() | st.from_type(QuorumRule),
    majorities=st.lists(st.from_type(MajorityRule), max_size=4).map(tuple),
    floor=st.from_type(type(CONGRESS.floor)),
    divisions=st.builds(
        msgspec.structs.replace,
        st.from_type(DivisionRule),
        casting_vote=st.sampled_from([msgspec.UNSET, "chair", "secretary"]),
    ),
    weights=st.just(msgspec.UNSET) | st.from_type(WeightRule),
    proxies=st.just(msgspec.UNSET) | st.from_type(ProxyRule),
    publication_hours=st.none() | st.integers(1, 999),
)


def said(rules):
    """All sentences of a rule set on one page."""
    return "\n".join(line for article in standing_orders(rules) for line in article.sentences)


def test_the_congress_of_a_union_reads_as_its_rule_book_does():
    page = said(CONGRESS)

    assert "A mandate runs for 730 days." in page
    assert "Notice is 28 days." in page
    assert "It is due every 730 days." in page
    assert "At least 1/3 of its constituents can convene it too." in page
    assert "A division needs more than 1/2 of the voting mandates present." in page
    assert "A change of the rules is carried by at least 2/3 of the votes cast." in page
    assert "An election is carried by more than 1/2 of the votes cast." in page
    assert "divided among the factions by the method sainte-lague." in page
    assert "A speech has 5 minutes." in page
    assert "A motion needs 1 seconder." in page
    assert "Declarations may not interrupt the order of the day." in page
    assert "objects while being here with one of these voices: decisive." in page
    assert "the dissent of a delegate who could vote in it is recorded." in page
    assert "The office of teller performs: division closed, division balloted, presence," in page
    assert "Resolutions are published within 72 hours." in page


def test_what_a_body_of_1917_does_not_regulate_is_said_too():
    page = said(READY_MADE["body-1917"])

    assert "The number of seats is not fixed." in page
    assert "A mandate has no fixed term." in page
    assert "No notice is set." in page
    assert "Nobody else can requisition it." in page
    assert "No quorum is set." in page
    assert "Speaking time is not limited." in page
    assert "A motion needs no seconder." in page
    assert "agreed among the factions" in page
    assert "No time is set for the publication of resolutions." in page


def test_a_question_without_a_majority_of_its_own_needs_a_simple_one():
    rules = msgspec.structs.replace(CONGRESS, majorities=())

    assert "An election is carried by more than 1/2 of the votes cast, as no rule is set." in said(
        rules
    )


@given(RULES)
def test_any_rules_are_said_in_whole_sentences_by_article(rules):
    articles = standing_orders(rules)

    assert [article.number for article in articles] == list(range(1, len(ARTICLES) + 1))
    for article in articles:
        assert article.heading
        assert article.sentences
        for sentence in article.sentences:
            assert re.fullmatch(r"[A-Z][^{}]*\.", sentence)
            assert "None" not in sentence
            assert not re.search(r"(?<!-)\b1 (day|seat|minute|hour|seconder)s\b", sentence)


@given(RULES, RULES)
def test_articles_read_alike_exactly_where_they_are_alike(one, other):
    for name, first, second in zip(
        ARTICLES, standing_orders(one), standing_orders(other), strict=True
    ):
        assert (first.sentences == second.sentences) is (getattr(one, name) == getattr(other, name))


def test_an_article_is_cited_by_the_number_it_is_shown_under():
    for rules in READY_MADE.values():
        numbers = {a.heading.lower().removeprefix("the "): a.number for a in standing_orders(rules)}
        for name in ARTICLES:
            shown = {"publication_hours": "publication"}.get(name, name)
            assert f"art. {numbers[shown]} " in rules.article(name)


@pytest.mark.parametrize("name", READY_MADE)
def test_no_ready_made_rules_contradict_themselves(name):
    assert contradictions(READY_MADE[name]) == ()


@pytest.mark.parametrize(
    ("changes", "article", "fault"),
    [
        ({"convening": ConveningRule(entitled=())}, "convening", "nobody is entitled"),
        (
            {"convening": ConveningRule(entitled=("chair",), notice_days=30, interval_days=7)},
            "convening",
            "notice of 30 days is longer",
        ),
        (
            {"convening": ConveningRule(entitled=("chair",), requisition=Share(3, 2))},
            "convening",
            "more than 3/2 can never be reached",
        ),
        ({"mandates": MandateRule(proofs=())}, "mandates", "no proof"),
        ({"divisions": DivisionRule(methods=())}, "divisions", "no method"),
        (
            {"divisions": DivisionRule(roll_call_demand=Share(1, 1))},
            "divisions",
            "more than 1/1 can never be reached",
        ),
        ({"quorum": QuorumRule(share=Share(1, 1))}, "quorum", "can never be reached"),
        ({"floor": FloorRule(movers=())}, "floor", "nobody who sits"),
        (
            {
                "composition": Composition(voices=("advisory",)),
                "floor": FloorRule(movers=("decisive",)),
            },
            "floor",
            "nobody who sits",
        ),
        (
            {"recall": RecallRule(petition=Share(2, 1, over=False))},
            "recall",
            "at least 2/1 can never be reached",
        ),
        (
            {"majorities": (MajorityRule(question="rules"), MajorityRule(question="rules"))},
            "majorities",
            "two majorities are set for rules questions",
        ),
        (
            {"majorities": (MajorityRule(question="rules", share=Share(1, 3)),)},
            "majorities",
            "would let both sides",
        ),
        ({"competences": (Competence("chair", ("floor",)),)}, "competences", "no office may"),
        (
            {"divisions": DivisionRule(methods=("cards",), bodies=Share(1, 2))},
            "divisions",
            "a majority of bodies is counted from names",
        ),
        (
            {
                "divisions": DivisionRule(methods=("secret",), secret_demand=Share(1, 10)),
                "weights": WeightRule(methods=("secret",)),
            },
            "divisions",
            "none is allowed by heads",
        ),
    ],
)
def test_a_contradiction_is_named_with_its_article(changes, article, fault):
    faults = contradictions(msgspec.structs.replace(CONGRESS, **changes))

    assert len(faults) == 1
    assert faults[0].startswith(CONGRESS.article(article))
    assert fault in faults[0]


def test_a_share_of_all_that_is_reached_by_all_is_no_contradiction():
    rules = msgspec.structs.replace(CONGRESS, quorum=QuorumRule(share=Share(1, 1, over=False)))

    assert contradictions(rules) == ()


def test_rules_are_read_back_as_they_were_written():
    for rules in READY_MADE.values():
        assert msgspec.convert(msgspec.to_builtins(rules), RuleSet) == rules


def test_one_seconder_seconds_and_more_of_them_second():
    pages = [
        said(
            msgspec.structs.replace(
                CONGRESS, motions=msgspec.structs.replace(CONGRESS.motions, seconders=number)
            )
        )
        for number in (1, 2)
    ]

    assert "once 1 other delegate seconds it." in pages[0]
    assert "once 2 other delegates second it." in pages[1]


def test_who_puts_a_procedural_motion_too_soon_is_told_how_many_second_it():
    stage = Stage().perform(
        SITTING
        + """
move procedure home
    device: adjourn
    mover: delegate 2
open division home
    motion: home
    expect: not-seconded
"""
    )

    assert "needs 1 to second it and has 0" in stage.refusals[-1].sentence
