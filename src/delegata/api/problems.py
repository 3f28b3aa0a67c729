"""What went wrong, as other programs read it: problem details (RFC 9457)."""

from collections.abc import Mapping

import msgspec
from starlette.responses import Response

from delegata.council.act import Refused

MEDIA_TYPE = "application/problem+json"
_NO_RIGHT = {"right-not-held", "not-competent"}
_TITLES = {
    400: "The request cannot be read",
    401: "A token is needed",
    403: "This is not allowed",
    404: "This is not here",
    405: "This method does not apply here",
    409: "The act is refused",
    413: "The request is too large",
    415: "The request is not JSON",
    422: "A field is wrong",
    503: "The records cannot be reached",
}


def problem(status: int, detail: str, *, code: str = "", **more: object) -> Response:
    """A problem: what kind it is, and a sentence that says what to do."""
    said: dict[str, object] = {
        "type": f"urn:delegata:problem:{code}" if code else "about:blank",
        "title": _TITLES.get(status, "The request failed"),
        "status": status,
        "detail": detail,
        **more,
    }
    headers: Mapping[str, str] = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return Response(msgspec.json.encode(said), status, headers, MEDIA_TYPE)


def refusal(refused: Refused) -> Response:
    """A lawful no: 403 where the right is missing, else 409; with code, rule, facts, sentence."""
    return problem(
        403 if refused.code in _NO_RIGHT else 409,
        refused.sentence,
        code=refused.code,
        rule=refused.rule,
        facts=refused.facts,
    )
