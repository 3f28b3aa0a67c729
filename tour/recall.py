"""A branch recalls one of its delegates while the congress votes."""

import csv
from datetime import UTC, datetime

from playwright.sync_api import expect

from tour.hall import PLACE, Hall
from tour.union import RECALLING

MEMBERS = 40
SIGNING = 4
_BRANCH = f"/bodies/{RECALLING}"
_REASON = "voted against the branch's instructions"


def recall(hall: Hall) -> None:
    album, today = hall.album, datetime.now(UTC).date().isoformat()
    album.chapter("A recall in the middle of a vote")
    recalled = next(one for one in hall.delegates if one.branch == RECALLING)
    _roll(hall, today)
    _fund_is_put(hall)
    phone = hall.open("recalled", "phone", f"{PLACE}/divisions/fund", recalled.alias)
    expect(phone.locator("form.cast")).to_be_visible()
    _petition(hall, recalled.mandate)
    _branch_votes(hall, today)
    album.take(hall.windows["branch"], "recall", "The branch has recalled its delegate.")
    phone.goto(f"{hall.server.url}{PLACE}/divisions/fund")
    expect(phone.locator("main")).to_contain_text("has ended (recalled)")
    album.take(phone, "phone-recalled", "The delegate's phone, a moment later: no vote any more.")
    mandate = hall.open("mandate", "desk", f"{PLACE}/mandates/{recalled.mandate}")
    expect(mandate.locator("main")).to_contain_text("recalled")
    album.take(mandate, "chain", "The mandate's chain, with its end and the act that ended it.")
    hall.ended.add(recalled.mandate)
    _fund_is_carried(hall)
    album.note(
        f"{MEMBERS} members of {RECALLING} are on its sealed roll; {SIGNING} sign, so the vote must"
        " be held, the branch votes, and the seat in the congress ends in the same moment."
    )


def _roll(hall: Hall, today: str) -> None:
    """The members of the branch come from a table, and its roll is sealed."""
    table = hall.folder / "members.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Number", "Name", "Branch", "Since"])
        for number in range(7001, 7001 + MEMBERS):
            rows.writerow([number, f"Member {number} (made up)", RECALLING, "2020-01-01"])
    hall.server.command("people", "import", str(table), "--body", RECALLING, "--apply")
    path = f"{_BRANCH}/roll"
    secretary = hall.device("secretary")
    hall.crowd.wait(secretary.form(path, f"{path}/seal", roll="spring", held_on=today))


def _fund_is_put(hall: Hall) -> None:
    hall.at("chair", f"{PLACE}/chair")
    hall.press("chair", "Take The strike fund")
    mover, seconder = hall.here()[80:82]
    hall.own(mover, "motion.moved", motion="fund", title="A strike fund of two hours' pay",
             mover=mover.name)  # fmt: skip
    hall.own(seconder, "motion.seconded", motion="fund", seconder=seconder.name)
    demanding = hall.here()[130:160]
    for one in demanding:
        hall.own(one, "division.method-demanded", motion="fund", method="secret")
    hall.album.note(
        f"{len(demanding)} delegates, a tenth, demand a secret vote; nothing else is offered now."
    )
    chair = hall.at("chair", f"{PLACE}/chair")
    hall.album.take(chair, "console-demand", "A secret vote was demanded: it is the one way left.")
    hall.press("chair", "by secret electronic ballot")


def _petition(hall: Hall, mandate: str) -> None:
    """Members sign with the proof that they are on the roll, each from their own device."""
    for number in range(7001, 7001 + SIGNING):
        first = number == 7001
        kind = "recall.petitioned" if first else "recall.supported"
        page = hall.open("member", "phone", f"{_BRANCH}/acts/{kind}", str(number))
        recall = page.locator('[name="recall"]')
        if not first:
            recall.select_option("instructions")
        else:
            recall.fill("instructions")
            page.locator('[name="mandate"]').fill(mandate)
            page.locator('[name="reason"]').fill(_REASON)
        page.locator("main form button").last.click()
        page.wait_for_url("**done=*")
        if number != 7000 + SIGNING:
            page.context.close()
    page.goto(f"{hall.server.url}{_BRANCH}/recalls")
    expect(page.locator("main")).to_contain_text("The vote is due")
    hall.album.take(page, "petition", "A member's phone: the signatures suffice, the vote is due.")


def _branch_votes(hall: Hall, today: str) -> None:
    office = "office:secretary"
    steps: tuple[tuple[str, dict[str, str]], ...] = (
        ("meeting.convened", {"convocation": "recall", "convener": "secretary",
                              "opens_on": today}),
        ("sitting.opened", {"sitting": "recall", "convocation": "recall"}),
        ("presence.counted", {"present": "31"}),
    )  # fmt: skip
    for kind, fields in steps:
        hall.act("secretary", kind, office, body=RECALLING, **fields)
    hall.act("chair", "division.opened", "office:chair", body=RECALLING, division="instructions",
             motion="instructions")  # fmt: skip
    hall.act("chair", "division.closed", "office:chair", body=RECALLING, division="instructions",
             in_favour="22", against="7", abstaining="2")  # fmt: skip
    page = hall.open("branch", "desk", f"{_BRANCH}/recalls")
    expect(page.locator("main")).to_contain_text("ended: recalled")


def _fund_is_carried(hall: Hall) -> None:
    votes = {"workshop": "for", "unity": "for", "green": "against", "": "abstaining"}
    hall.vote("fund", {one.alias: votes[one.faction] for one in hall.here()})
    hall.at("chair", f"{PLACE}/divisions/fund")
    hall.press("chair", "Close the box and declare the result")
    wall = hall.windows["wall"]
    expect(wall.locator(".verdict")).to_have_text("Carried")
    hall.album.take(wall, "wall-secret", "A secret vote: the result, and nobody's name.")
    hall.at("chair", f"{PLACE}/chair")
    hall.press("chair", "The strike fund: done")
