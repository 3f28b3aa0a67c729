"""A motion is moved and amended line by line, debated, and its carried amendments are merged."""

from playwright.sync_api import expect

from tour.hall import PLACE, Hall
from tour.union import Delegate

TEXT = (
    "Congress instructs the executive to claim four in the hundred for every grade from the first"
    " of March.\nNo branch settles for less without leave of the executive.\nBranches report offers"
    " within seven days of receiving them, and the executive publishes them."
)
AMENDMENTS = (
    ("six", "replace", "1", "1", "Six in the hundred",
     "Congress instructs the executive to claim six in the"),
    ("five", "replace", "1", "1", "Five in the hundred",
     "Congress instructs the executive to claim five in the"),
    ("vote", "insert", "5", "", "Every offer is voted on by those whom it is for",
     "Every offer is voted on by the members whom it is for."),
)  # fmt: skip
WAITING = 9


def debate(hall: Hall) -> None:
    album = hall.album
    album.chapter("Wages and hours: amendments and debate")
    hall.press("chair", "Take Wages and hours")
    movers = hall.here()[2:60:13]
    _moved(hall, movers[0])
    _amended(hall, movers)
    _debated(hall)
    _closed(hall, movers[-1])
    _merged(hall)


def _moved(hall: Hall, mover: Delegate) -> None:
    hall.own(mover, "motion.moved", motion="wages", title="A wage claim for every grade",
             mover=mover.name, form="resolution", text=TEXT)  # fmt: skip
    seconder = hall.here()[40]
    hall.own(seconder, "motion.seconded", motion="wages", seconder=seconder.name)
    wall = hall.windows["wall"]
    expect(wall.locator("h1")).to_have_text("A wage claim for every grade")
    hall.album.take(wall, "wall-motion", "The motion on the wall.")


def _amended(hall: Hall, movers: list[Delegate]) -> None:
    for (name, change, first, last, title, text), mover in zip(
        AMENDMENTS, movers[1:], strict=False
    ):
        place = {"first": first, **({"last": last} if last else {})}
        hall.own(mover, "motion.lines-amended", motion=name, amends="wages", change=change,
                 title=title, mover=mover.name, text=text, **place)  # fmt: skip
        hall.own(movers[0], "motion.seconded", motion=name, seconder=movers[0].name)
    wall = hall.windows["wall"]
    expect(wall.locator("main")).to_contain_text("Six in the hundred")
    hall.album.take(
        wall, "wall-amendment", "The amendment that is voted first, against the lines it touches."
    )
    page = hall.open("motion", "desk", f"{PLACE}/motions/wages")
    hall.album.take(page, "motion", "The motion with numbered lines, amendments beside them.")


def _debated(hall: Hall) -> None:
    album, wall = hall.album, hall.windows["wall"]
    asking = [one.alias for one in hall.delegates[20 : 20 + WAITING * 13 : 13]]
    phone = hall.open("phone", "phone", f"{PLACE}/floor", asking[0])
    phone.get_by_role("button", name="Ask to speak").click()
    expect(phone.locator("main")).to_contain_text("You are on the list")
    floor = f"{PLACE}/floor"
    for alias in asking[1:]:
        hall.crowd.wait(hall.device(alias).form(floor, floor, form="speech", key=f"ask-{alias}"))
    album.take(phone, "phone-floor", "A delegate's phone: on the list.")
    album.note(f"{len(asking)} delegates ask for the floor from their own devices.")
    hall.press("chair", "who is next")
    expect(wall.get_by_role("heading", level=1)).to_contain_text(hall.by_alias(asking[0]).name)
    album.take(wall, "wall-speaker", "Who has the floor, the clock, and who comes next.")
    album.take(hall.windows["chair"], "console-debate", "The console in the middle of the debate.")
    hall.press("chair", "is over")


def _closed(hall: Hall, mover: Delegate) -> None:
    """The debate is closed while some still wait; that is voted on first."""
    hall.own(mover, "procedure.moved", motion="closure", mover=mover.name, device="close-debate",
             on="wages")  # fmt: skip
    seconder = hall.here()[41]
    hall.own(seconder, "motion.seconded", motion="closure", seconder=seconder.name)
    chair = hall.at("chair", f"{PLACE}/chair")
    hall.album.take(chair, "console-closure", "Closure is moved: it is settled before anything.")
    hall.act("chair", "division.consented", "office:chair", division="closure", motion="closure")


def _merged(hall: Hall) -> None:
    """Amendments are voted in their order; of two to one line the first that carries stands."""
    _by_hands(hall, "six", 120, 166, 4)
    _by_hands(hall, "five", 171, 112, 7)
    hall.act("chair", "division.consented", "office:chair", division="vote", motion="vote")
    page = hall.open("merging", "desk", f"{PLACE}/motions/wages/merge", "chair")
    hall.album.take(page, "merging", "What carried is merged into one text on one screen.")
    page.get_by_role("button", name="Enter this text").click()
    page.wait_for_url("**/motions/wages")
    hall.album.take(page, "merged", "The consolidated text, with its history.")
    expect(hall.windows["wall"].locator("main")).to_contain_text("claim five in the")


def _by_hands(hall: Hall, motion: str, *votes: int) -> None:
    """A show of hands, told by two tellers who do not see each other's count."""
    hall.act("chair", "division.opened", "office:chair", division=motion, motion=motion,
             method="show-of-hands")  # fmt: skip
    hall.told(motion, votes, votes)
