"""Lists of posts put before a body: announced numbers checked, vacancies on purpose."""

from msgspec.structs import replace

from delegata.council.act import Act, Command, Figures, Refused, refuse
from delegata.council.entry import Mark
from delegata.council.state import Council, Post, PostList
from delegata.council.words import Count, Id, Title


class ListPosts(Command, frozen=True, kw_only=True):
    """A list of posts and their holders is read, with the number that was announced."""

    list: Id
    title: Title
    posts: tuple[Post, ...]
    announced: Count | None = None


class ListFigures(Figures, frozen=True, kw_only=True):
    """How many are named, how many posts are vacant on purpose, and what does not add up."""

    named: int
    vacant: int
    flags: tuple[str, ...]


def list_posts(council: Council, command: ListPosts) -> ListFigures | Refused:
    """A list is read once; every vacancy says why; a wrong announced number is flagged, not mended.

    Grounds: `list-exists`, `vacancy-unexplained`, `post-twice`.
    """
    article = council.standing.article("executive")
    if any(known.id == command.list for known in council.lists):
        return refuse(
            "list-exists",
            article,
            "{body} has a list {list} already.",
            body=council.body,
            list=command.list,
        )
    titles = [post.title for post in command.posts]
    if len(set(titles)) != len(titles):
        return refuse(
            "post-twice", article, "A post stands twice on the list {list}.", list=command.list
        )
    silent = next((p for p in command.posts if p.holder is None and not p.vacant_because), None)
    if silent is not None:
        return refuse(
            "vacancy-unexplained",
            article,
            "The post {post} has no holder; say why it is vacant.",
            post=silent.title,
        )
    named = sum(post.holder is not None for post in command.posts)
    flags: tuple[str, ...] = ()
    if command.announced is not None and command.announced != named:
        flags = (f"{command.announced} were announced, {named} are named",)
    return ListFigures(named=named, vacant=len(command.posts) - named, flags=flags)


def listed(council: Council, command: ListPosts, figures: ListFigures, mark: Mark) -> Council:
    """The list stands as it was read, with its flags."""
    read = PostList(
        id=command.list,
        title=command.title,
        announced=command.announced,
        posts=command.posts,
        flags=figures.flags,
        mark=mark,
    )
    return replace(council, lists=(*council.lists, read))


ACTS = (Act("posts.listed", ListPosts, list_posts, listed, ListFigures),)
