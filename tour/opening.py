"""The congress is founded, sent, seated and opened."""

from datetime import UTC, datetime

from playwright.sync_api import expect

from tour.hall import PLACE, Hall
from tour.union import founding, seating, sending

AT_THE_DOOR = 3
"""So many are let in by hand, for the picture; the others' check-ins come in at once."""


def opening(hall: Hall) -> None:
    album = hall.album
    album.chapter("The union meets")
    today = datetime.now(UTC).date().isoformat()
    scenes = {"founding": founding(), "sending": sending(today), "seating": seating(today)}
    for name, scene in scenes.items():
        file = hall.folder / f"{name}.scenario"
        file.write_text(scene, "utf-8")
        stand = hall.server.command("perform", str(file)).rpartition(": ")[2].strip()
        album.note(f"The {name} is written down as a scenario and performed: {stand}.")
    hall.begin()
    hall.enter()
    album.note(
        f"{len(hall.delegates)} delegates sign in, {len(hall.far)} of them from home: their network"
        " is 800 ms late, loses a fifth of what is sent, and breaks now and then."
    )
    wall = hall.open("wall", "wall", f"{PLACE}/screen")
    expect(wall.locator("h1")).to_have_text("No sitting is open.")
    chair = hall.open("chair", "desk", f"{PLACE}/chair", "chair")
    album.take(chair, "console", "The chair's console before the sitting: one thing can be done.")
    hall.press("chair", "Open the sitting")
    expect(chair.locator("main")).to_contain_text("is open")
    _arrivals(hall)
    hall.press("chair", "Take Opening and credentials")
    hall.act("door", "credentials.reported", "office:credentials", report="opening")
    report = hall.open("gallery", "desk", f"{PLACE}/reports")
    album.take(
        report, "credentials", "The credentials report: who is due, confirmed and from where."
    )
    expect(wall.locator("main")).to_contain_text("292 of 300 here")
    album.take(wall, "wall-opening", "The screen on the wall follows by itself.")
    hall.press("chair", "Opening and credentials: done")


def _arrivals(hall: Hall) -> None:
    """Three at the door by number, the rest as the doors report them; eight stay away."""
    door = hall.open("door", "phone", f"{PLACE}/presence", "door")
    coming = [one.mandate for one in hall.here()]
    for mandate in coming[:AT_THE_DOOR]:
        door.get_by_label("Credential or mandate").first.fill(mandate)
        door.keyboard.press("Enter")
        door.locator("form.offer button").first.click()
        door.get_by_role("status").first.wait_for()
    hall.album.take(door, "door", "At the door: a number, Enter, Enter.")
    hall.act("door", "presence.arrived", "office:credentials",
             mandates=", ".join(coming[AT_THE_DOOR:]))  # fmt: skip
