"""The demonstration in a real browser: read, walked through, followed live, and acted in."""

import pytest
from playwright.sync_api import expect

from barriers import barriers

CONGRESS = "/bodies/second-congress"
PAGES = [
    "/", "/bodies", CONGRESS, f"{CONGRESS}/sittings", f"{CONGRESS}/sittings?at=760",
    f"{CONGRESS}/decisions", f"{CONGRESS}/divisions/land", f"{CONGRESS}/divisions/coalition",
    f"{CONGRESS}/resolutions/land", f"{CONGRESS}/mandates", f"{CONGRESS}/mandates/b-217",
    f"{CONGRESS}/rules", f"{CONGRESS}/record", f"{CONGRESS}/record/700",
    "/bodies/new-executive/mandates/cec-b-7", "/bodies/central-committee/divisions/insurrection",
    "/bodies/garrison-conference/decisions",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_and_fits_its_window(demo, page, path):
    answer = page.goto(demo.url + path)

    assert answer.status == 200
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_strict_headers_stand_on_every_answer(demo, page):
    headers = page.goto(demo.url + "/").headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe-inline" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_the_keyboard_reaches_the_page_first(demo, page):
    page.goto(demo.url + "/")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"


def test_the_slider_walks_the_night_without_reloading(demo, page):
    page.goto(f"{demo.url}{CONGRESS}/sittings?at=1917-10-25T22:40")
    opening = page.locator("#at").input_value()
    page.goto(f"{demo.url}{CONGRESS}/sittings")
    expect(page.locator("p.lead")).to_contain_text("05:15")
    page.evaluate("window.notReloaded = true")
    slider = page.locator("#at")
    slider.evaluate(f"s => {{ s.value = {opening}; s.dispatchEvent(new Event('input')); }}")
    expect(page.locator("p.lead")).to_contain_text("22:40")

    assert page.evaluate("window.notReloaded")
    assert f"at={opening}" in page.url


def test_the_walk_works_without_javascript(demo, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{demo.url}{CONGRESS}/sittings?at=1917-10-25T22:40")
    expect(page.locator("p.lead")).to_contain_text("22:40")
    page.locator("form.walk button").click()
    expect(page.locator("p.lead")).to_contain_text("22:40")
    context.close()


def test_a_moment_can_be_named_by_its_time(demo, page):
    page.goto(f"{demo.url}{CONGRESS}/sittings?at=1917-10-26T05:17")

    assert "12th Army" in page.locator("p.lead").inner_text()


def test_an_open_page_follows_what_another_process_performs(demo, page, tmp_path, request):
    page.goto(f"{demo.url}/bodies/workers-section/sittings")
    page.evaluate("window.notReloaded = true")
    name = f"live-{request.node.callspec.id}"
    day = "2026-01-01" if name == "live-desk" else "2026-01-02"
    scene = tmp_path / f"{name}.scenario"
    scene.write_text(
        f"by editor as secretary\nbody workers-section\nconvene {name}\n"
        f"    convener: secretary\n    opens on: {day}\n"
    )
    demo.command("perform", str(scene))
    expect(page.locator("ol.acts")).to_contain_text(f"for {int(day[-2:])} January 2026")

    assert page.evaluate("window.notReloaded")


def test_a_secretary_signs_in_acts_and_is_refused_with_the_rule(demo, page, request):
    link = demo.command("sign-in", "editor", "--at", demo.url).strip()
    page.goto(link)
    page.get_by_role("button", name="Sign in as").click()
    page.goto(f"{demo.url}/bodies/old-executive/acts/meeting.convened")
    assert barriers(page) == []
    page.get_by_label("Convocation").fill("The spring meeting")
    page.get_by_label("Convener").fill("secretary")
    page.get_by_label("Opens on").fill("2026-05-01")
    page.get_by_role("button", name="Convene").click()
    assert "Convocation: expected a short name" in page.get_by_role("alert").inner_text()
    page.get_by_label("Convocation").fill(request.node.callspec.id)
    page.get_by_role("button", name="Convene").click()
    assert "/meetings?done=" in page.url
    page.goto(f"{demo.url}/bodies/old-executive/acts/sitting.resumed")
    page.get_by_role("button", name="Resume").click()
    assert "no sitting that is in recess" in page.get_by_role("alert").inner_text()


def test_nobody_acts_without_an_office(demo, page):
    page.route("**/favicon.ico", lambda route: route.abort())
    assert page.request.get(f"{demo.url}/bodies/old-executive/acts/meeting.convened").status == 404
    forged = page.request.get(f"{demo.url}/sign-in/p-000000000000:x:y")
    assert forged.status == 403
