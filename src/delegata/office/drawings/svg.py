"""Elements of SVG, escaped, and the frame that makes a drawing readable to everybody."""

from html import escape

from django.utils.safestring import SafeString, mark_safe


def element(tag: str, *inside: str, **attributes: str | float) -> str:
    """An element; a trailing underscore of a name falls away, others become hyphens."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_number(value))}"'
        for name, value in attributes.items()
    )
    return f"<{tag}{written}>{''.join(inside)}</{tag}>"


def _number(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


def words(text: str, **attributes: str | float) -> str:
    """A line of text."""
    return element("text", escape(text), **attributes)


def drawing(
    name: str, title: str, description: str, size: tuple[float, float], *parts: str
) -> SafeString:
    """A whole drawing with its title and description for those who do not see it."""
    width, height = size
    role = "group" if any("<a " in part for part in parts) else "img"
    svg = element(
        "svg",
        element("title", escape(title), id=f"{name}-title"),
        element("desc", escape(description), id=f"{name}-desc"),
        *parts,
        viewBox=f"0 0 {_number(width)} {_number(height)}",
        role=role,
        class_=f"drawing {name}",
        aria_labelledby=f"{name}-title {name}-desc",
    )
    return mark_safe(svg)  # noqa: S308 - every text in it was escaped where it was written
