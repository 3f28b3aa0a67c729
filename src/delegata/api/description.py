"""The OpenAPI 3.1 description, made of the commands and of what answers are made of."""

from functools import lru_cache
from typing import Any

import msgspec

from delegata.api import views
from delegata.api.acting import ACTS, LARGEST_BYTES
from delegata.api.reading import MOST
from delegata.council.act import Act, ElectorsCommand
from delegata.council.entry import Cite
from delegata.council.words import Id
from delegata.store.batch import TEXTS

_REF = "#/components/schemas/{name}"
_BODY = {"name": "body", "in": "path", "required": True, "schema": {"$ref": _REF.format(name="Id")}}
_RIGHT = {
    "type": "string",
    "maxLength": 200,
    "description": "By what right the token's person acts: office:NAME, mandate:ID or roll:ID.",
}
_PROBLEM = {
    "type": "object",
    "description": "Problem details (RFC 9457). A refusal has its code, its rule and its facts.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "rule": {"type": "string"},
        "facts": {"type": "object"},
        "field": {"type": "string"},
    },
}
_LINE = {
    "type": "object",
    "description": "An entry as an export writes it; withheld data has its digest in its place.",
    "required": ["at", "body", "by", "cites", "kind", "position", "rule"],
}
_MADE = {
    "type": "object",
    "required": ["position", "cite", "entry"],
    "properties": {
        "position": {"type": "integer"},
        "cite": {"$ref": _REF.format(name="Cite")},
        "entry": {"$ref": _REF.format(name="Line")},
    },
}
_LISTS: tuple[tuple[str, str, type], ...] = (
    ("mandates", "Mandates of a body", views.MandateView),
    ("motions", "Motions of a body", views.MotionView),
    ("divisions", "Divisions of a body and their results", views.DivisionView),
    ("resolutions", "Resolutions of a body", views.ResolutionView),
    ("sittings", "Sittings of a body", views.SittingView),
)
_NAMED = {"motions": "motion", "divisions": "division", "resolutions": "resolution"}
_VIEWS = (views.BodySummary, views.BodyView, *(kind for _, _, kind in _LISTS), Cite)


@lru_cache(maxsize=1)
def described() -> bytes:
    """The document, as it is served."""
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "Delegata",
                "version": "1",
                "description": "Bodies, their records, and every act. What is not public is"
                " answered as if it were not there.",
            },
            "servers": [{"url": "/api"}],
            "paths": {**_readings(), **dict(_acting(kind, act) for kind, act in ACTS.items())},
            "components": {
                "schemas": _schemas(),
                "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            },
            "security": [{}, {"token": []}],
        }
    )


def _schemas() -> dict[str, Any]:
    commands = [act.command for act in ACTS.values()]
    _, schemas = msgspec.json.schema_components([*commands, *_VIEWS], ref_template=_REF)
    for act in ACTS.values():
        _as_sent(act, schemas[act.command.__name__])
    identifier = msgspec.json.schema(Id)
    more = {"Problem": _PROBLEM, "Line": _LINE, "Made": _MADE, "Id": identifier}
    found: dict[str, Any] = _portable({**schemas, **more})
    return found


def _as_sent(act: Act, schema: dict[str, Any]) -> None:
    """A command as it is sent: a right in the place of who acts, and words in that of a digest."""
    fields = schema["properties"]
    del fields["by"]
    if issubclass(act.command, ElectorsCommand):
        del fields["membership"]
    fields["right"] = _RIGHT
    schema["required"] = ["right", *(name for name in schema["required"] if name != "by")]
    for field in msgspec.structs.fields(act.command):
        if field.type in TEXTS:
            words = {"type": "string", "description": "Free text, which is kept apart."}
            fields[field.name] = words if field.required else {"anyOf": [words, {"type": "null"}]}


def _portable(schema: Any) -> Any:  # noqa: ANN401 - JSON
    """Patterns end as other languages write it, and defaults are JSON."""
    if isinstance(schema, dict):
        return {
            key: value.replace("\\Z", "$")
            if key == "pattern" and isinstance(value, str)
            else _portable(value)
            for key, value in schema.items()
        }
    if isinstance(schema, list | tuple):
        return [_portable(part) for part in schema]
    return schema


def _readings() -> dict[str, Any]:
    paths: dict[str, Any] = {
        "/bodies": _get("Bodies", _listed("bodies", views.BodySummary, more=False)),
        "/bodies/{body}": _get("The state of a body", _ref(views.BodyView), _BODY, _number("at")),
        "/bodies/{body}/entries": _get(
            "Entries", _entries(), _BODY, _number("from"), _number("limit", MOST)
        ),
        "/bodies/{body}/entries/{position}": _get(
            "An entry with its proof of inclusion", {"type": "object"}, _BODY, _in_path("position")
        ),
        "/bodies/{body}/sittings/{number}/minutes": _get(
            "Minutes of a sitting", {"type": "object"}, _BODY, _in_path("number")
        ),
    }
    for name, summary, kind in _LISTS:
        paging = (_number("from"), _number("limit", MOST), _number("at"))
        listed = _listed(name, kind, more=True)
        paths[f"/bodies/{{body}}/{name}"] = _get(summary, listed, _BODY, *paging)
    for name, one in _NAMED.items():
        kind = next(kind for listed, _, kind in _LISTS if listed == name)
        named = {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}
        said = _get(f"One {one}", _ref(kind), _BODY, named, _number("at"))
        paths[f"/bodies/{{body}}/{name}/{{name}}"] = said
    return paths


def _get(summary: str, schema: dict[str, Any], *parameters: dict[str, Any]) -> dict[str, Any]:
    return {
        "get": {
            "summary": summary,
            "parameters": list(parameters),
            "responses": {"200": _json(schema), **_problems("401", "404", "422")},
        }
    }


def _acting(kind: str, act: Act) -> tuple[str, dict[str, Any]]:
    sent = {"$ref": _REF.format(name=act.command.__name__)}
    header = {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "The act's key, where the body has none; sent again, it counts once.",
        "schema": {"type": "string", "pattern": "^[\\x21-\\x7e]{1,120}$"},
    }
    made = _json({"$ref": _REF.format(name="Made")})
    return f"/bodies/{{body}}/acts/{kind}", {
        "post": {
            "summary": kind,
            "description": f"{(act.command.__doc__ or '').strip()} At most {LARGEST_BYTES} bytes.",
            "parameters": [_BODY, header],
            "requestBody": {"required": True, "content": {"application/json": {"schema": sent}}},
            "responses": {
                "201": {**made, "description": "The entry that the act made."},
                "200": {**made, "description": "The entry that it had made before."},
                **_problems("400", "401", "403", "404", "408", "409", "413", "415", "422", "503"),
            },
            "security": [{"token": []}],
        }
    }


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": "As asked.", "content": {"application/json": {"schema": schema}}}


def _problems(*statuses: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": _REF.format(name="Problem")}}}
    return {status: {"description": "A problem.", "content": content} for status in statuses}


def _ref(kind: type) -> dict[str, Any]:
    return {"$ref": _REF.format(name=kind.__name__)}


def _listed(name: str, kind: type, *, more: bool) -> dict[str, Any]:
    fields: dict[str, Any] = {name: {"type": "array", "items": _ref(kind)}}
    fields |= {"more": {"type": "boolean"}} if more else {}
    return {"type": "object", "properties": fields, "required": list(fields)}


def _entries() -> dict[str, Any]:
    lines = {"type": "array", "items": {"$ref": _REF.format(name="Line")}}
    return {"type": "object", "properties": {"entries": lines}, "required": ["entries"]}


def _number(name: str, most: int = 10**9) -> dict[str, Any]:
    schema = {"type": "integer", "minimum": 0, "maximum": most}
    return {"name": name, "in": "query", "required": False, "schema": schema}


def _in_path(name: str) -> dict[str, Any]:
    schema = {"type": "integer", "minimum": 0, "maximum": 10**9}
    return {"name": name, "in": "path", "required": True, "schema": schema}
