"""Door lists: the mandates of a body at a checkpoint, signed, so that a door needs no network."""

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from typing import Literal, NamedTuple

import msgspec
from cryptography.exceptions import InvalidSignature

from delegata.council.act import Refused, refuse
from delegata.council.state import Council, Mandate
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


class Known(NamedTuple):
    """What is known of one mandate when somebody comes: in which body, by what size of its record.

    `at` is the time of the record's last entry; `place` is None where no such mandate is known.
    """

    body: str
    size: int
    at: str
    mandate: str
    place: Place | None


def place_of(council: Council, mandate: Mandate) -> Place:
    """One mandate of the body, as a door list has it."""
    return Place(
        mandate=mandate.id,
        holder=commitment(council.body, mandate.id, mandate.holder),
        voice=mandate.voice,
        alternate=mandate.alternate,
        state=mandate.state,
        reason=mandate.reason,
        until=last_use(council, mandate) or "",
    )


def places_of(council: Council) -> tuple[Place, ...]:
    """Every mandate that the body knows, in the order of their names."""
    ordered = sorted(council.mandates.values(), key=lambda mandate: mandate.id)
    return tuple(place_of(council, mandate) for mandate in ordered)


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


def listed(door: Door, mandate: str) -> Known:
    """What a door list says of a mandate."""
    made = door.list
    return Known(made.body, door.checkpoint.size, made.at, mandate, door.places.get(mandate))


def recorded(council: Council, mandate: str) -> Known:
    """What the record itself says of a mandate, where it is at hand."""
    found = council.mandates.get(mandate)
    place = None if found is None else place_of(council, found)
    return Known(council.body, council.size, council.at, mandate, place)


def admitted(door: Door, credential: Credential, today: str) -> Place | Refused:
    """A credential lets in who holds a confirmed mandate in force at the door list's checkpoint.

    Grounds: those of `lets_in`.
    """
    return lets_in(listed(door, credential.mandate), credential, today)


def lets_in(known: Known, credential: Credential, today: str) -> Place | Refused:
    """A credential lets in who holds a confirmed mandate that is in force, by what is known of it.

    Grounds: `other-body`, `expired`, `list-older`, `mandate-unknown`, `mandate-ended`,
    `not-confirmed`, `other-holder`, `mandate-stale`.
    """
    return _other(known, credential, today) or _in_force(known, credential, today)


def lets_in_by_number(known: Known, today: str) -> Place | Refused:
    """A mandate's number lets in as a credential would, but says nothing of who shows it.

    Whoever keeps the door compares the identity card. Grounds: `mandate-unknown`, `mandate-ended`,
    `not-confirmed`, `mandate-stale`.
    """
    return _in_force(known, None, today)


def _other(known: Known, credential: Credential, today: str) -> Refused | None:
    if credential.body != known.body:
        return refuse(
            "other-body",
            ORDER,
            "This credential is for {body}, and this is the door of {here}; send them there.",
            body=credential.body,
            here=known.body,
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


def _in_force(known: Known, credential: Credential | None, today: str) -> Place | Refused:
    """The place of a confirmed mandate within its term, held by whom the credential names."""
    place = known.place
    newer = credential is not None and credential.size > known.size
    if place is None:
        return _older(known) if newer else _unknown(known)
    barred = _not_confirmed(place)
    if barred and newer and place.state not in {"ended", "rejected"}:
        return _older(known)
    if barred is None and credential is not None and place.holder != credential.holder:
        return _other_holder(place)
    return barred or _past_term(place, today) or place


def _unknown(known: Known) -> Refused:
    return refuse(
        "mandate-unknown",
        ORDER,
        "{body} holds no mandate {mandate}; tell the credentials committee.",
        body=known.body,
        mandate=known.mandate,
    )


def _older(known: Known) -> Refused:
    return refuse(
        "list-older",
        ORDER,
        "The credential of {mandate} is newer than this door's list of {at}, which does not confirm"
        " it; fetch the list again.",
        mandate=known.mandate,
        at=known.at,
    )


def _not_confirmed(place: Place) -> Refused | None:
    if place.state == "ended":
        return refuse(
            "mandate-ended",
            ORDER,
            "The mandate {mandate} has ended ({reason}); its holder is no delegate any more.",
            mandate=place.mandate,
            reason=place.reason,
        )
    if place.state != "confirmed":
        return refuse(
            "not-confirmed",
            ORDER,
            "The mandate {mandate} is {state}, not confirmed; send its holder to the credentials"
            " committee.",
            mandate=place.mandate,
            state=place.state,
        )
    return None


def _other_holder(place: Place) -> Refused:
    return refuse(
        "other-holder",
        ORDER,
        "The mandate {mandate} is held by somebody else; keep the credential and tell the"
        " credentials committee.",
        mandate=place.mandate,
    )


def _past_term(place: Place, today: str) -> Refused | None:
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
