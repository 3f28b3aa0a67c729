"""Votes: by ballot over a bad network and through a power cut; a close count and its recount."""

from playwright.sync_api import expect

from tour.hall import PLACE, Hall

STANCES = {"workshop": "for", "unity": "against", "green": "for", "": "abstaining"}


def votes(hall: Hall) -> None:
    _electronic(hall)
    _close_count(hall)
    _walk_out(hall)
    hall.at("chair", f"{PLACE}/chair")
    hall.press("chair", "Wages and hours: done")


def _electronic(hall: Hall) -> None:
    album = hall.album
    album.chapter("An open electronic vote, and a power cut")
    wall = hall.windows["wall"]
    hall.act("chair", "division.opened", "office:chair", division="wages", motion="wages",
             method="electronic")  # fmt: skip
    expect(wall.get_by_text("The vote is open")).to_be_visible()
    here = hall.here()
    stances = {one.alias: STANCES[one.faction] for one in here}
    far = [one for one in here if one.alias in hall.far]
    phone = hall.open("far", "phone", f"{PLACE}/seat", far[0].alias)
    expect(phone.locator("form.cast")).to_be_visible()
    album.take(phone, "phone-seat", "A delegate's own page, at home behind a bad network.")
    aliases = list(stances)
    first, second = aliases[:150], aliases[150:]
    hall.vote("wages", {alias: stances[alias] for alias in first})
    before = dict(hall.receipts["wages"])
    hall.server.kill()
    album.note(f"{len(first)} have voted when the server is killed.")
    hall.server.start()
    hall.vote("wages", {alias: stances[alias] for alias in second})
    late = hall.receipts["wages"]
    again = {alias: stances[alias] for alias in first[:10]}
    hall.vote("wages", again)
    assert all(hall.receipts["wages"][alias] == before[alias] for alias in again)
    hall.receipts["wages"] = before | late
    sent_again = sum(hall.crowd.sent_again[one.alias] for one in far)
    album.note(
        f"It is started again, and the vote goes on from the last ballot. {len(stances)} receipts"
        f" are given; devices on the bad network had to send {sent_again} times again, and ten that"
        " vote a second time are answered with their first receipt."
    )
    expect(wall.locator("aside")).to_contain_text(f"{len(stances)} of {len(stances)} have voted")
    album.take(wall, "wall-vote", "The turnout, and no result before the close.")
    hall.at("chair", f"{PLACE}/divisions/wages")
    hall.press("chair", "Close the box and declare the result")
    expect(wall.locator(".verdict")).to_be_visible()
    album.take(wall, "wall-result", "The result: each seat as it voted.")


def _close_count(hall: Hall) -> None:
    """A show of hands that is carried by one vote, doubted, and lost when it is counted again."""
    album, wall = hall.album, hall.windows["wall"]
    album.chapter("A close vote, and its recount")
    mover, seconder = hall.here()[70:72]
    hall.own(mover, "motion.moved", motion="levy", title="A levy of one hour's pay a month",
             mover=mover.name)  # fmt: skip
    hall.own(seconder, "motion.seconded", motion="levy", seconder=seconder.name)
    hall.act("chair", "division.opened", "office:chair", division="levy", motion="levy",
             method="show-of-hands")  # fmt: skip
    teller = hall.open("teller", "phone", f"{PLACE}/divisions/levy/count", "teller-1")
    album.take(
        teller, "phone-teller", "A teller's phone: the own count, before the other's is seen."
    )
    hall.told("levy", (145, 144, 3), (145, 143, 4))
    hall.at("teller", f"{PLACE}/divisions/levy/count")
    expect(teller.locator("main")).to_contain_text("The counts differ")
    album.take(teller, "phone-differ", "The two counts differ: they are shown, and counted again.")
    hall.told("levy", (145, 144, 3), (145, 144, 3))
    expect(wall.locator(".verdict")).to_have_text("Carried")
    doubting = hall.here()[100:130]
    for one in doubting:
        hall.own(one, "division.recount-demanded", division="levy")
    album.note(f"It is carried by one vote; {len(doubting)} delegates, a tenth, demand a recount.")
    hall.act("chair", "division.recount-opened", "office:chair", division="levy",
             reason="demanded by a tenth of those present")  # fmt: skip
    expect(wall.get_by_text("It is counted again")).to_be_visible()
    hall.told("levy", (144, 145, 3), (144, 145, 3))
    expect(wall.locator(".verdict")).to_have_text("Lost")
    album.take(wall, "wall-recount", "Counted again, it is lost; both counts stand in the record.")


def _walk_out(hall: Hall) -> None:
    """A faction leaves from its own devices; the console says what that does to the quorum."""
    album = hall.album
    album.chapter("A walk-out")
    leaving = [one for one in hall.here() if one.faction == "unity"][:60]
    for one in leaving:
        hall.own(one, "presence.departed", walkout="yes", reason="the recount")
    wall, chair = hall.windows["wall"], hall.at("chair", f"{PLACE}/chair")
    here = len(hall.here()) - len(leaving)
    expect(chair.locator("main")).to_contain_text(f"{here} with a vote are here")
    album.take(chair, "console-walkout", "The walk-out, its effect on each faction and the quorum.")
    expect(wall.locator("main")).to_contain_text(f"{here} of 300 here")
    hall.at("wall", f"{PLACE}/screen?show=presence")
    album.take(wall, "wall-walkout", "Empty seats, and the quorum that still stands.")
    hall.at("wall", f"{PLACE}/screen")
    for one in leaving:
        hall.own(one, "presence.returned")
    album.note(
        f"{len(leaving)} delegates leave, the quorum of 151 stands, and they come back later."
    )
