"""The order of the day: set, and its items taken and done."""

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.deliberation import Item
from delegata.council.entry import Mark
from delegata.council.floor import without_list
from delegata.council.procedure.pending import procedure_first
from delegata.council.procedure.postponed import brought_back
from delegata.council.state import Council
from delegata.council.words import Id, Title


class AgendaItem(Command, frozen=True, kw_only=True):
    """Common to acts on one item of the order of the day."""

    item: Id


class SetAgenda(Command, frozen=True, kw_only=True):
    """The order of the day is announced or adopted: items with their names, in order."""

    items: tuple[tuple[Id, Title], ...]


class TakeItem(AgendaItem, frozen=True, kw_only=True):
    """The chair takes an item; one that was in hand waits again, and motions in hand stay so."""


class FinishItem(AgendaItem, frozen=True, kw_only=True):
    """The chair declares an item done."""


def set_agenda(council: Council, command: SetAgenda) -> Figures | Refused:
    """Items have names of their own, and those already done stay. Grounds: `item-twice`."""
    names = [name for name, _ in command.items]
    if not names or len(set(names)) != len(names):
        return refuse(
            "item-twice",
            council.standing.article("floor"),
            "Name at least one item, and each only once.",
        )
    return NO_FIGURES


def agenda_set(council: Council, command: SetAgenda, _: Figures, __: Mark) -> Council:
    """The new order of the day stands; an item that was done stays done."""
    return with_agenda(council, tuple(Item(name, title) for name, title in command.items))


def with_agenda(council: Council, items: tuple[Item, ...]) -> Council:
    """The council with another order of the day; an item that was done stays done.

    A motion that was put off until an item that is struck is in hand again.
    """
    done = {item.id: item for item in council.agenda if item.state == "done"}
    struck = {item.id for item in council.agenda} - {item.id for item in items}
    council = replace(council, agenda=tuple(done.get(item.id, item) for item in items))
    return brought_back(council, lambda awaited: awaited in struck)


def take(council: Council, command: TakeItem) -> Figures | Refused:
    """A waiting item is taken, or one that was done is taken again, during a sitting.

    Grounds: `no-sitting`, `item-not-waiting`, `procedure-first`.
    """
    if council.sitting is None:
        return refuse(
            "no-sitting",
            council.standing.article("convening"),
            "{body} is not sitting; open a sitting first.",
            body=council.body,
        )
    return procedure_first(council) or _in_state(council, command.item, "waiting", "done")


def taken(council: Council, command: TakeItem, _: Figures, mark: Mark) -> Council:
    """The item is in hand; one that was in hand waits again."""
    return taken_up(council, command.item, mark)


def taken_up(council: Council, item: str, mark: Mark) -> Council:
    """The item is in hand, and the motions that were put off until it."""
    waiting = replace(
        without_list(council),
        agenda=tuple(
            replace(other, state="waiting", taken=None) if other.state == "taken" else other
            for other in council.agenda
        ),
    )
    in_hand = _with_state(waiting, item, "taken", mark.position)
    return brought_back(in_hand, lambda awaited: awaited == item)


def finish(council: Council, command: FinishItem) -> Figures | Refused:
    """Only the item in hand can be done. Grounds: `item-not-taken`, `procedure-first`."""
    return procedure_first(council) or _in_state(council, command.item, "taken")


def finished(council: Council, command: FinishItem, _: Figures, __: Mark) -> Council:
    """The item is done."""
    return _with_state(without_list(council), command.item, "done")


def _in_state(council: Council, name: str, *states: str) -> Figures | Refused:
    if any(item.id == name and item.state in states for item in council.agenda):
        return NO_FIGURES
    return refuse(
        f"item-not-{states[0]}",
        council.standing.article("floor"),
        "The order of the day has no item {item} that is {state}; see what stands on it.",
        item=name,
        state=" or ".join(states),
    )


def _with_state(council: Council, name: str, state: str, taken: int | None = None) -> Council:
    return replace(
        council,
        agenda=tuple(
            replace(item, state=state, taken=taken) if item.id == name else item
            for item in council.agenda
        ),
    )


ACTS = (
    Act("agenda.set", SetAgenda, set_agenda, agenda_set),
    Act("agenda.taken", TakeItem, take, taken),
    Act("agenda.finished", FinishItem, finish, finished),
)
