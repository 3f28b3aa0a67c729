"""From an empty system and three tables to a seated congress, a recall, and a verified export."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from barriers import barriers
from delegata.representation.counting.ranked import ranked
from delegata.verify.folder import read_export, verify
from served import Served, fill_in

EXAMPLE = Path(__file__).parents[2] / "examples" / "first-federation"
TODAY = datetime.now(UTC).date().isoformat()
NEXT_YEAR = f"{int(TODAY[:4]) + 1}-01-31"


@pytest.fixture
def union(tmp_path):
    """An empty system with the bodies of the example founded, served."""
    served = Served(tmp_path / "var", "run")
    served.command("found", str(EXAMPLE / "bodies.csv"), str(EXAMPLE / "officers.csv"), "--apply")
    yield served
    served.stop()


class Story:
    """Somebody who signs in, fills forms and looks at pages."""

    def __init__(self, page, served):
        self.page = page
        self.served = served

    def sign_in(self, number):
        self.page.context.clear_cookies()
        link = self.served.command("sign-in", number, "--at", self.served.url).strip()
        self.page.goto(link)
        self.page.locator("main form button").click()
        expect(self.page.locator("header")).to_contain_text("Sign out")

    def look(self, path, *words):
        self.page.goto(self.served.url + path)
        assert barriers(self.page) == [], path
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        for word in words:
            expect(self.page.locator("main")).to_contain_text(word)

    def act(self, body, kind, right, **fields):
        """One form filled in and sent; the entry that it made is shown."""
        self.page.goto(f"{self.served.url}/bodies/{body}/acts/{kind}")
        self.send(right, **fields)

    def follow(self, page, link, said, **fields):
        """A form that a page of the congress leads to, and a little more in it."""
        self.look(f"/bodies/union-congress/{page}", said)
        self.page.get_by_role("link", name=link).click()
        self.send("office:secretary", **fields)

    def send(self, right, **fields):
        self.page.get_by_label("By what right").select_option(right)
        for name, value in fields.items():
            fill_in(self.page, name.replace("_", " "), value)
        self.page.locator("main form button").click()
        refused = self.page.locator("main .error")
        assert refused.count() == 0, refused.inner_text()
        self.page.wait_for_url("**done=*")

    def bring(self, body, file):
        """A table brought in through the pages."""
        self.page.goto(f"{self.served.url}/bodies/{body}/roll")
        self.page.get_by_label("File").set_input_files(file)
        self.page.get_by_role("button", name="Read the file").click()
        self.page.get_by_role("button", name="Show what would change").click()

    def seal(self, body, roll):
        self.page.goto(f"{self.served.url}/bodies/{body}/roll")
        self.page.get_by_label("Name of this roll").fill(roll)
        self.page.get_by_role("button", name="Seal the roll").click()

    def elect(self, body, number, mandate):
        """A branch elects a delegate by show of hands."""
        office = "office:secretary"
        self.act(body, "meeting.convened", office, convocation="first", convener="secretary",
                 opens_on=TODAY)  # fmt: skip
        self.act(body, "election.called", office, election="delegate", title="Delegate",
                 to_body="union-congress", seats="1", until=NEXT_YEAR, polls_on=TODAY)  # fmt: skip
        self.act(body, "election.nominated", office, election="delegate", candidate=mandate,
                 holder=f"@{number}")  # fmt: skip
        self.act(body, "election.nomination-answered", office, election="delegate",
                 candidate=mandate, accepts="yes")  # fmt: skip
        self.act(body, "sitting.opened", office, sitting="first", convocation="first")
        self.act(body, "presence.counted", office, present="20")
        self.act(body, "election.opened", office, election="delegate")
        self.act(body, "election.declared", office, election="delegate", votes=f"{mandate} 19")
        self.act(body, "mandate.given", office, mandate=mandate, holder=f"@{number}",
                 to_body="union-congress", until=NEXT_YEAR, election="delegate",
                 candidate=mandate)  # fmt: skip


MEMBERS = {"harbour": 131, "tannery": 76, "valley": 49}
BRANCHES = {"harbour": ("1001", "1005"), "tannery": ("1132", "1140"), "valley": ("1208", "1220")}


def test_the_whole_way_from_three_tables_to_a_recall(union, page, tmp_path):
    page.set_default_timeout(15000)
    story = Story(page, union)
    for branch, (secretary, delegate) in BRANCHES.items():
        story.sign_in(secretary)
        story.bring(branch, EXAMPLE / "members.csv")
        expect(page.locator("main")).to_contain_text("which its own keeper brings in")
        if branch == "harbour":
            expect(page.locator("main")).to_contain_text("stands in row 42 already")
        assert barriers(page) == []
        page.get_by_role("button", name="Apply").click()
        expect(page.locator("main")).to_contain_text(f"{MEMBERS[branch]} members")
        story.seal(branch, "first")
        story.elect(branch, delegate, f"m-{branch}")
    story.look("/bodies/valley/elections", "elected", "m-valley")
    story.look("/bodies/valley/roll", "49")

    story.sign_in("1001")
    secretary = "office:secretary"
    story.follow("elections", "Apply the norm", "of the 3 rolls that are sealed", norm="first")
    story.look("/bodies/union-congress/elections", "3 seats", "131 members at one per 50")
    story.act("union-congress", "meeting.convened", secretary, convocation="first",
              convener="secretary", opens_on=TODAY, called_on="2020-01-01")  # fmt: skip
    for branch, (_, delegate) in BRANCHES.items():
        story.act("union-congress", "mandate.presented", secretary, mandate=f"m-{branch}",
                  holder=f"@{delegate}", from_body=branch, until=NEXT_YEAR)  # fmt: skip
    story.follow("mandates", "confirm them", "3 presented mandates wait")
    story.follow("mandates", "make a report", "3 may vote", report="first")
    story.act("union-congress", "sitting.opened", secretary, sitting="first", convocation="first")
    story.act("union-congress", "presence.arrived", secretary,
              mandates="m-harbour, m-tannery, m-valley")  # fmt: skip
    story.look("/bodies/union-congress", "3 voters are present")
    story.act("union-congress", "office.filled", secretary, office="archivist", person="1220",
              rests_on="m-valley")  # fmt: skip

    story.sign_in("1230")
    story.look("/bodies/valley/roll", "You are on the sealed roll")
    story.act("valley", "recall.petitioned", "roll:first", recall="absent", mandate="m-valley",
              reason="never reports back")  # fmt: skip
    story.look("/bodies/valley/recalls", "1 of 5 needed", "Office of archivist")
    story.sign_in("1208")
    story.act("valley", "recall.supported", secretary, recall="absent",
              supporters="1231; 1232; 1233; 1234")  # fmt: skip
    story.look("/bodies/valley/recalls", "The vote is due")
    story.sign_in("1209")
    story.act("valley", "division.opened", "office:chair", division="absent", motion="absent")
    story.act("valley", "division.closed", "office:chair", division="absent", in_favour="15",
              against="4", abstaining="1")  # fmt: skip
    story.look("/bodies/valley/recalls", "Carried", "ended: recalled")
    story.look("/bodies/union-congress", "2 voters are present")
    story.look("/bodies/union-congress/mandates/m-valley", "ended: recalled")
    story.sign_in("1208")
    story.act("valley", "requisition.resolved", secretary, of_body="union-congress",
              opens_on=NEXT_YEAR, division="absent")  # fmt: skip
    story.look("/bodies/union-congress/meetings", "The threshold is reached", NEXT_YEAR)
    story.look("/bodies/union-congress/reports", "Voting, confirmed", "valley")
    answer = page.request.get(f"{union.url}/bodies/union-congress/reports/first.pdf")
    assert answer.body().startswith(b"%PDF")

    union.command("export", str(tmp_path / "export"))
    report = verify(read_export(tmp_path / "export"))
    assert report.ok, report.findings
    assert report.bodies == 4


@pytest.mark.parametrize("method", ["most-votes", "ranked"])
def test_members_vote_by_secret_ballot_and_anybody_counts_again(union, page, tmp_path, method):
    if page.viewport_size["width"] < 500 and method == "ranked":
        pytest.skip("the other method on the phone")
    story = Story(page, union)
    union.command("people", "import", str(EXAMPLE / "members.csv"), "--body", "valley", "--apply")
    story.sign_in("1208")
    story.seal("valley", "first")
    office = "office:secretary"
    story.act("valley", "election.called", office, election="chair", title="Auditor",
              to_body="union-congress", seats="1", polls_on=TODAY, method=method,
              secrecy="detached")  # fmt: skip
    # The secretary, who keeps the roll, nominates a member by name and enters the answer.
    story.look("/bodies/valley/elections/chair/nominations?find=1215", "Nominate somebody")
    page.get_by_role("button", name="Nominate", exact=True).click()
    page.get_by_role("button", name="Accept for").click()
    # Another stands alone, by being on the sealed roll.
    story.sign_in("1216")
    story.look("/bodies/valley/elections", "I stand")
    page.get_by_role("button", name="I stand", exact=True).click()
    expect(page.locator("tbody tr", has_text="c-2")).to_contain_text("accepted")
    # The roll is its keeper's to see.
    story.look("/bodies/valley/elections/chair/nominations?find=1220", "Nobody whom you may see")
    story.sign_in("1208")
    story.act("valley", "election.opened", office, election="chair")
    for voter in ("1220", "1221", "1222"):
        story.sign_in(voter)
        story.look("/bodies/valley/elections/chair/ballot", "two ledgers")
        if method == "ranked":
            page.locator("#c-c-2").fill("1")
        else:
            page.locator("#c-c-2").check()
        page.get_by_role("button", name="Cast the ballot").click()
        expect(page.locator("main")).to_contain_text("Press again to cast this ballot")
        page.get_by_role("button", name="Cast the ballot").click()
        expect(page.locator("main .note")).to_contain_text("Your ballot is in the box")
        story.look("/bodies/valley/elections/chair/ballot", "Your ballot is in the box")
    story.sign_in("1209")  # the chair closes no poll, neither now nor by an earlier moment
    assert page.goto(f"{union.url}/bodies/valley/elections").status == 200
    assert page.get_by_role("button", name="Close the poll").count() == 0
    story.sign_in("1208")
    page.goto(f"{union.url}/bodies/valley/elections")
    for asked in ("Close the poll", "Count the ballots"):
        page.get_by_role("button", name=asked).click()
        page.locator("button.ready", has_text=f"Press again: {asked}").click()
    story.look("/bodies/valley/elections", "3 voted", "elected", "Declared")
    union.command("export", str(tmp_path / "export"))
    report = verify(read_export(tmp_path / "export"), recount=ranked)
    assert report.ok, report.findings
    assert [note for note in report.notes if "ranked" in note] == []
    if method == "ranked":
        story.look("/bodies/valley/elections/chair/transfers", "counted again", "Elected")
        expect(page.locator("svg[role=img] rect").first).to_be_attached()
    transcript = page.request.get(f"{union.url}/bodies/valley/elections/chair/transcript.json")
    assert (transcript.status == 200) is (method == "ranked")
    box = tmp_path / "export" / "valley.chair.ballots"
    box.write_bytes(box.read_bytes().replace(b"c-2", b"c-1"))
    assert {f.kind for f in verify(read_export(tmp_path / "export")).findings} == {
        "ballots-altered"
    }


def test_a_long_table_is_followed_while_it_is_read(union, page, tmp_path):
    table = tmp_path / "long.csv"
    table.write_text("Number,Name\n" + "".join(f"{n},Member {n}\n" for n in range(90001, 130001)))
    story = Story(page, union)
    story.sign_in("1001")
    story.bring("harbour", table)
    page.wait_for_url("**/roll/imports/*", timeout=60000)
    expect(page.locator("main")).to_contain_text("40000")


def test_a_stranger_and_a_member_see_no_roll(union, page):
    story = Story(page, union)
    page.goto(f"{union.url}/bodies/harbour/roll")
    expect(page.locator("main")).to_contain_text("Only who keeps the roll")
    assert page.goto(f"{union.url}/bodies/harbour/roll.csv").status == 404
    story.sign_in("1132")
    assert page.goto(f"{union.url}/bodies/harbour/roll.csv").status == 404
