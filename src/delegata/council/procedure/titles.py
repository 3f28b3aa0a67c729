"""How a procedural motion is called where nobody gave it words of its own."""

from delegata.council.deliberation import Procedure
from delegata.council.state import Council
from delegata.council.words import Device

_TITLES: dict[Device, str] = {
    "close-debate": "Close the debate{on}",
    "close-list": "Close the speakers' list",
    "reopen-list": "Reopen the speakers' list",
    "limit-speeches": "Speeches of {minutes} minutes",
    "table": "Table {motion}",
    "take-from-table": "Take {motion} from the table",
    "postpone": "Postpone {motion} to {when}",
    "refer": "Refer {motion} to {to}",
    "next-business": "Pass over {motion} to the next business",
    "not-consider": "Do not consider {motion}",
    "divide-question": "Divide {motion}",
    "reconsider": "Reconsider {motion}",
    "rescind": "Rescind {motion}",
    "suspend-rules": "Suspend the rules on {article}: {to}",
    "recess": "{recess} of {minutes} minutes",
    "adjourn": "Adjourn",
    "appeal": "Shall the ruling of the chair stand?",
    "vote-by": "Vote on {motion} by {method}",
    "withdraw": "Leave to withdraw {motion}",
    "orders-of-the-day": "Back to the order of the day",
}


def title_of(council: Council, procedure: Procedure) -> str:
    """The device in words, with the title of the motion that it is on; at most 300 characters."""
    on = council.motions.get(procedure.on)
    motion = "" if on is None else on.title
    title = _TITLES[procedure.device].format(
        on=f" on {motion}" if motion else "",
        motion=motion,
        minutes=procedure.minutes,
        when=procedure.item or procedure.day,
        to=procedure.to,
        article=procedure.article,
        method=(procedure.method or "").replace("-", " "),
        recess="Recess to caucus" if procedure.caucus else "Recess",
    )
    return title if len(title) <= 300 else f"{title[:299]}…"
