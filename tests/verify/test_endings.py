"""What two records say of the end of a mandate is compared, as far as they can tell."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from forging import SIGNER, changed, files, noted, position_of, told, without
from lies import BAD, CHAIN

from delegata.verify.folder import Export, verify

ENDS = "body branch\nend mandate m-1\n    ending: resigned\n"
FEBRUARY, MARCH = "2026-02-01T12:00:00Z", "2026-03-01T12:00:00Z"


def report_of(content, *bodies):
    """The report on some bodies of an export, or on all of them."""
    bodies = bodies or [name[:-6] for name in content if name.endswith(".jsonl")]
    records = {body: content[f"{body}.jsonl"] for body in bodies}
    checkpoints = {body: content[f"{body}.checkpoint"].decode() for body in bodies}
    return verify(Export(records, checkpoints, SIGNER.vkey, ()), key=SIGNER.vkey)


def presented_late(presented=FEBRUARY, noted_at=MARCH):
    """A mandate ended in January is presented, and an end is noted of it."""
    lines = without(told(CHAIN + ENDS), "council", "mandate.ending-noted")
    for position in range(position_of(lines, "council", "mandate.presented"), 3):
        lines = changed(lines, "council", position, at=presented)
    return files(noted(lines, "branch", noted_at))


def test_a_mandate_presented_after_its_end_is_found_though_its_end_was_noted():
    report = report_of(presented_late())

    assert [(f.kind, f.body, f.position) for f in report.findings] == [
        ("presented-after-end", "council", 1)
    ]
    assert report.findings[0].message == "the mandate m-1 ended in branch: resigned"


def test_where_a_clock_was_set_back_the_order_is_not_judged_and_that_is_said():
    """A notice that was written with the ending has the future time of the entry above it."""
    report = report_of(presented_late(noted_at=FEBRUARY))

    assert report.findings == ()
    assert any("a clock may have been set back" in note for note in report.notes)


def test_within_one_second_no_order_is_claimed():
    at = "2026-01-01T12:00:00Z"
    report = report_of(presented_late(at, at))

    assert (report.findings, report.notes) == ((), ())


def test_a_giver_that_is_not_in_the_export_gives_no_finding():
    assert report_of(presented_late(), "council").findings == ()


@pytest.mark.parametrize("lie", ["ended-by-another", "ended-under-its-name"])
def test_who_did_not_end_the_mandate_is_named(lie):
    found = [f for f in report_of(BAD[lie][0]()).findings if f.kind == "ending-of-another"]

    assert [(f.body, f.position) for f in found] == [("council", 3)]
    assert found[0].message.endswith("did not end the mandate m-1 that is held in council")


def test_the_end_of_a_name_that_was_given_again_is_not_due_to_the_first():
    """The seat is another's than the one that ended, so nothing is missing above."""
    lines = told(
        CHAIN
        + "body branch\ngive mandate m-2\n    holder: somebody else\n    to body: council\n"
        + "end mandate m-2\n    ending: resigned\n"
    )
    for kind in ("mandate.given", "mandate.ended"):
        position = position_of(lines, "branch", kind)
        data = {**lines["branch"][position].entry.data, "mandate": "m-1"}
        lines = changed(lines, "branch", position, data=data)

    assert {f.kind for f in report_of(files(lines)).findings} == {"refused:mandate-exists"}


def test_an_end_in_the_givers_record_is_noted_of_a_mandate_on_paper_too():
    on_paper = CHAIN.replace("    cites: branch give", "    proof: paper").replace(
        "rules: union-congress", "rules: union-congress\n      mandates proofs: paper"
    )
    lines = told(on_paper + ENDS)

    assert lines["council"][-1].entry.kind == "mandate.ending-noted"
    assert report_of(files(lines)).findings == ()
