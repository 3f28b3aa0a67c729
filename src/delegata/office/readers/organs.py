"""Presidium, executive and lists of posts, with what the methods would have given."""

from collections.abc import Callable
from typing import NamedTuple

from delegata.council.state import Council, Distribution, PostList, SeatShare
from delegata.office.readers.narration import holder_words


class Row(NamedTuple):
    """A list's seats in an organ, and what each method would have given it."""

    name: str
    basis: int | None
    seats: int
    note: str
    would_be: list[int]
    members: str


class Organ(NamedTuple):
    """An organ with its seats by list."""

    title: str
    method: str
    methods: list[str]
    rows: list[Row]
    open_seats: int
    reservations: list[str]


class Posts(NamedTuple):
    """A list of posts with its flags."""

    title: str
    flags: tuple[str, ...]
    posts: list[tuple[str, str]]


def organs(council: Council, name: Callable[[str], str]) -> list[Organ]:
    """The organs that the body elected."""
    return [
        _organ(council, organ, name)
        for organ in (council.presidium, council.executive)
        if organ is not None
    ]


def _organ(council: Council, organ: Distribution, name: Callable[[str], str]) -> Organ:
    basis = {portion.name: portion.number for portion in organ.basis}
    computed = [{p.name: p.number for p in portions} for _, portions in organ.would_be]
    rows = [
        Row(
            share.name,
            basis.get(share.name),
            share.seats,
            _note(share),
            [c.get(share.name, 0) for c in computed],
            ", ".join(holder_words(holder, name) for holder in share.named),
        )
        for share in organ.shares
    ]
    reservations = [
        f"{r.beneficiary} ({r.right}): {r.norm}"
        for r in council.reservations
        if r.distribution == organ.id
    ]
    return Organ(
        organ.title,
        organ.method,
        [method for method, _ in organ.would_be],
        rows,
        organ.open_seats,
        reservations,
    )


def _note(share: SeatShare) -> str:
    if share.reserved:
        return "position reserved"
    return f"{share.declined} declined" if share.declined else ""


def post_lists(council: Council, name: Callable[[str], str]) -> list[Posts]:
    """The lists of posts that were read to the body."""
    return [Posts(listed.title, listed.flags, _posts(listed, name)) for listed in council.lists]


def _posts(listed: PostList, name: Callable[[str], str]) -> list[tuple[str, str]]:
    return [
        (
            post.title,
            holder_words(post.holder, name) if post.holder else f"vacant: {post.vacant_because}",
        )
        for post in listed.posts
    ]
