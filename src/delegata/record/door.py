"""Door lists: the mandates of a body at a checkpoint, signed, so that a door needs no network."""

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Callable
from typing import Literal, NamedTuple

import msgspec
from cryptography.exceptions import InvalidSignature

from delegata.council.act import Refused, refuse
from delegata.council.state import Council
from delegata.council.words import Id, Voice
from delegata.record.canonical import encode
from delegata.record.checkpoint import Checkpoint, origin_of, read_checkpoint
from delegata.record.credential import ORDER, Credential, commitment, last_use
from delegata.record.note import MalformedNote, Signer, Verifier, verifier

LARGEST_BYTES = 2**26
_SIGNED_FOR = b"delegata door list 1\x00"

State = Literal["presented", "confirmed", "contested", "rejected", "ended"]


class Place(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One mandate as the door list has it. `until` is empty where it runs on."""

    mandate: Id
    holder: str
    voice: Voice
    alternate: bool
    state: State
    reason: str
    until: str


class DoorList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every mandate of a body at its checkpoint, with the last entry's time.

    `closed` counts the sittings that were closed by then: credentials are new at the next one.
    """

    form: Literal["delegata-door-list@1"]
    body: Id
    name: str
    checkpoint: str
    at: str
    made_at: str
    closed: int
    places: tuple[Place, ...]


class SignedList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A door list with its signature (Base64) and the verifier key that it is good under."""

    list: DoorList
    signature: str
    vkey: str


class Door(NamedTuple):
    """A door list that was found good, ready to be asked: its places by mandate."""

    list: DoorList
    checkpoint: Checkpoint
    places: dict[str, Place]
    verifier: Verifier


class BadList(ValueError):
    """A door list that cannot be relied on, with the reason and what to do."""


def places_of(council: Council) -> tuple[Place, ...]:
    """Every mandate that the body knows, in the order of their names."""
    return tuple(
        Place(
            mandate=mandate.id,
            holder=commitment(council.body, mandate.id, mandate.holder),
            voice=mandate.voice,
            alternate=mandate.alternate,
            state=mandate.state,
            reason=mandate.reason,
            until=last_use(council, mandate) or "",
        )
        for mandate in sorted(council.mandates.values(), key=lambda mandate: mandate.id)
    )


def list_of(council: Council, checkpoint: str, made_at: str) -> DoorList:
    """The door list of a council at its signed checkpoint."""
    return DoorList(
        form="delegata-door-list@1",
        body=council.body,
        name=council.name,
        checkpoint=checkpoint,
        at=council.at,
        made_at=made_at,
        closed=sum(sitting.state == "closed" for sitting in council.sittings),
        places=places_of(council),
    )


def signed_list(made: DoorList, signer: Signer) -> SignedList:
    """A door list under the server's signature."""
    signature = signer.private.sign(_SIGNED_FOR + encode(made))
    return SignedList(list=made, signature=b64encode(signature).decode(), vkey=signer.vkey)


def written_list(signed: SignedList) -> bytes:
    """The canonical bytes of a signed door list, as it is kept in a file."""
    return encode(signed) + b"\n"


def read_list(content: bytes, key: str | None = None) -> Door:
    """A door list is relied on only under good signatures, its own and its checkpoint's.

    `key` is the verifier key to trust; without it the key in the file is taken. Raises `BadList`.
    """
    if len(content) > LARGEST_BYTES:
        raise BadList("the door list is longer than 64 MiB; fetch it again")
    try:
        signed = msgspec.json.decode(content, type=SignedList)
        trusted = verifier(key or signed.vkey)
        checkpoint, note = read_checkpoint(signed.list.checkpoint)
        signature = b64decode(signed.signature, validate=True)
    except (msgspec.DecodeError, UnicodeDecodeError, MalformedNote, Base64Error) as error:
        raise BadList(f"this is no door list: {error}; fetch it again") from error
    try:
        trusted.public.verify(signature, _SIGNED_FOR + encode(signed.list))
    except InvalidSignature:
        raise BadList(
            f"the door list bears no good signature of {trusted.name}; fetch it again"
        ) from None
    if not trusted.signed(note) or checkpoint.origin != origin_of(trusted.name, signed.list.body):
        raise BadList(
            f"the door list names a checkpoint that is not {trusted.name}'s of this body;"
            " fetch it again"
        )
    places = {place.mandate: place for place in signed.list.places}
    return Door(signed.list, checkpoint, places, trusted)


def admitted(door: Door, credential: Credential, today: str) -> Place | Refused:
    """A credential lets in who holds a confirmed mandate in force at the door list's checkpoint.

    Grounds: `other-body`, `expired`, `list-older`, `mandate-unknown`, `mandate-ended`,
    `not-confirmed`, `other-holder`, `mandate-stale`.
    """
    checks: tuple[Callable[[Door, Credential, str], Refused | None], ...]
    checks = (_other, _unlisted, _not_in_force, _past_term)
    for check in checks:
        if barred := check(door, credential, today):
            return barred
    return door.places[credential.mandate]


def _other(door: Door, credential: Credential, today: str) -> Refused | None:
    if credential.body != door.list.body:
        return refuse(
            "other-body",
            ORDER,
            "This credential is for {body}, and this is the door of {here}; send them there.",
            body=credential.body,
            here=door.list.body,
        )
    if credential.until < today:
        return refuse(
            "expired",
            ORDER,
            "This credential of {mandate} was valid until {until}; ask for a new one.",
            mandate=credential.mandate,
            until=credential.until,
        )
    return None


def _unlisted(door: Door, credential: Credential, _: str) -> Refused | None:
    if credential.mandate in door.places:
        return None
    if credential.size > door.checkpoint.size:
        return _older(door, credential)
    return refuse(
        "mandate-unknown",
        ORDER,
        "{body} holds no mandate {mandate}; tell the credentials committee.",
        body=door.list.body,
        mandate=credential.mandate,
    )


def _older(door: Door, credential: Credential) -> Refused:
    return refuse(
        "list-older",
        ORDER,
        "The credential of {mandate} is newer than this door's list of {at}, which does not confirm"
        " it; fetch the list again.",
        mandate=credential.mandate,
        at=door.list.at,
    )


def _not_in_force(door: Door, credential: Credential, _: str) -> Refused | None:
    place = door.places[credential.mandate]
    if place.state == "ended":
        return refuse(
            "mandate-ended",
            ORDER,
            "The mandate {mandate} has ended ({reason}); its holder is no delegate any more.",
            mandate=place.mandate,
            reason=place.reason,
        )
    if place.state != "confirmed":
        if place.state != "rejected" and credential.size > door.checkpoint.size:
            return _older(door, credential)
        return refuse(
            "not-confirmed",
            ORDER,
            "The mandate {mandate} is {state}, not confirmed; send its holder to the credentials"
            " committee.",
            mandate=place.mandate,
            state=place.state,
        )
    if place.holder != credential.holder:
        return refuse(
            "other-holder",
            ORDER,
            "The mandate {mandate} is held by somebody else; keep the credential and tell the"
            " credentials committee.",
            mandate=place.mandate,
        )
    return None


def _past_term(door: Door, credential: Credential, today: str) -> Refused | None:
    place = door.places[credential.mandate]
    if not place.until or today <= place.until:
        return None
    return refuse(
        "mandate-stale",
        ORDER,
        "The term of the mandate {mandate} ended on {until}; send its holder to the credentials"
        " committee.",
        mandate=place.mandate,
        until=place.until,
    )
