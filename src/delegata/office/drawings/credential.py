"""A credential as a QR code, dark on light in every scheme, for paper and screens."""

from pathlib import Path

import segno
from django.utils.safestring import SafeString, mark_safe

MODULE_MILLIMETRES = 1


def credential_svg(token: str, label: str) -> SafeString:
    """The code inline; a reader that is not looking is told what it is."""
    code = _code(token).svg_inline(
        scale=4, border=4, dark="#000", light="#fff", svgclass="qr", omitsize=True, title=label
    )
    return mark_safe(code)  # noqa: S308 - drawn from letters and digits, the title is escaped


def credential_file(token: str, path: Path) -> None:
    """The code as a file of its own, to print."""
    _code(token).save(
        str(path), kind="svg", scale=MODULE_MILLIMETRES, unit="mm", border=4, light="#fff"
    )


def _code(token: str) -> segno.QRCode:
    return segno.make_qr(token, error="m")
