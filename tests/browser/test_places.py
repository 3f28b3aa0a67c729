"""Who signs in comes to the own seat or office, or is told where they are."""

import pytest
from door_scenes import signed_in
from test_office import Visitor

from barriers import barriers

CONGRESS = "/bodies/made-up-congress"


@pytest.mark.parametrize(("alias", "lands"), [("omar", "/"), ("nora", "/"), ("sally", CONGRESS)])
def test_who_signs_in_comes_to_the_only_place_there_is(congress, alias, lands):
    visitor = Visitor(congress.url)
    link = congress.command("sign-in", alias, "--at", congress.url).strip()
    status, headers, _ = visitor.post(link.removeprefix(congress.url))

    assert (status, headers["Location"]) == (302, lands)


@pytest.mark.parametrize("path", ["/", "/account"])
def test_who_holds_several_places_finds_them_on_top(congress, page, path):
    signed_in(congress, page, "omar")
    page.goto(congress.url + path)
    places = page.locator(".places")

    assert "You sit in A made-up congress" in places.inner_text()
    assert "You are chair of A made-up branch" in places.inner_text()
    assert places.get_by_role("link", name="My seat").get_attribute("href") == f"{CONGRESS}/seat"
    assert barriers(page) == []


def test_what_is_ones_own_is_shown_to_nobody_else(congress):
    for path in ("/", "/bodies"):
        assert "Your places" not in Visitor(congress.url).ask("GET", path)[2]
