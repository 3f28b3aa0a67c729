"""The form of an act: by which right, what each field takes, and where one comes out."""

import re

import pytest
from test_seat import signed_in

from conftest import Served

BODY = "/bodies/made-up-congress"
SCENE = """person sally: Sally Secretary (made up)
person cred: Cred Committee (made up)
person ada: Ada (made up)
person ben: Ben (made up)
by sally as secretary
body made-up-congress
found body Made-up congress
    character: congress
    tier: 1
    rules: union-congress
      motions: none
      convening notice_days: 0
      mandates proofs: cited; paper
    officers: secretary: @sally; chair: @ada; credentials: @ada; credentials: @cred
    constituents: branch delegates 2
present mandate d-ada
    holder: @ada
    from body: branch
    proof: paper
present mandate d-ben
    holder: @ben
    from body: branch
    proof: paper
confirm mandates d-ada, d-ben
convene first
    convener: secretary
    opens on: 2026-01-01
open sitting first
    convocation: first
arrive d-ada, d-ben
set agenda
    items: wages Wages; peace Peace
"""


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("forms"), SCENE)
    yield served
    served.stop()


def rights_offered(visitor, kind):
    page = visitor.ask("GET", f"{BODY}/acts/{kind}")[2]
    return re.findall(r'<option value="([a-z]+:[^"]+)"', page)


def test_a_form_offers_the_rights_that_allow_the_act_and_no_other(congress):
    ada = signed_in(congress, "ada")

    assert rights_offered(ada, "presence.arrived") == ["office:credentials"]
    assert rights_offered(ada, "sitting.recessed") == ["office:chair"]
    assert rights_offered(ada, "motion.moved") == ["office:chair", "mandate:d-ada"]


def test_who_has_no_right_to_an_act_reads_whose_it_is(congress):
    page = signed_in(congress, "ben").ask("GET", f"{BODY}/acts/sitting.recessed")[2]

    assert "Nothing that you hold here lets you do this." in page
    assert "the office of chair" in page
    assert "<main" in page
    assert "By what right" not in page
