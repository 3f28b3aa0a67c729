"""The article on procedural motions in sentences."""

from collections.abc import Mapping

from msgspec import UnsetType

from delegata.council.procedural_rules import DeviceRule, ProcedureRule
from delegata.council.words import Device

DEVICE_WORDS: Mapping[Device, str] = {
    "close-debate": "Close the debate",
    "close-list": "Close the speakers' list",
    "reopen-list": "Reopen the speakers' list",
    "limit-speeches": "Limit or extend speeches",
    "table": "Lay on the table",
    "take-from-table": "Take from the table",
    "postpone": "Postpone to an item or a day",
    "refer": "Refer to a body or committee",
    "next-business": "Pass to the next business",
    "not-consider": "Not to consider",
    "divide-question": "Divide the question",
    "reconsider": "Reconsider a vote",
    "rescind": "Rescind a resolution",
    "suspend-rules": "Suspend a rule",
    "recess": "Recess",
    "adjourn": "Adjourn",
    "appeal": "Appeal from a ruling",
    "vote-by": "Vote by another method",
    "withdraw": "Leave to withdraw",
    "orders-of-the-day": "Call for the order of the day",
}
"""Each device as people call it."""

_DEBATES = {
    "none": "without debate",
    "one-each": "after one word for it and one against",
    "open": "after a debate of its own",
}
_RENEWALS = {
    "never": "Lost, it is not moved again at the sitting.",
    "after-progress": "Lost, it is not moved again before the debate has gone on.",
    "always": "Lost, it can be moved again at once.",
}
_LEAVE = "A motion that was seconded or amended is withdrawn by leave of the body."
_EVERY_VOTE = "Every vote takes business further, however it is taken."
_ITEMS = "What is put off until an item waits for that item, whatever it is called."
_BASES = {"cast": "the votes cast", "present": "those present", "members": "all members"}


def procedural_sentences(rules: ProcedureRule | UnsetType) -> tuple[str, ...]:
    """Each device with its rank, support, debate and majority; then what is common to all."""
    if not isinstance(rules, ProcedureRule) or not rules.devices:
        return ("No procedural motions are known.",)
    until = {
        "sitting": "at the same sitting",
        "next-sitting": "at the same sitting or the next",
        "always": "at any time",
    }[rules.reconsidered_until]
    who = "one of the side that prevailed" if rules.reconsidered_by == "prevailing" else "anybody"
    return (
        "A procedural motion that is pending is settled before other business.",
        *(_device(rule) for rule in rules.devices),
        f"An amendment ranks {rules.amendment_rank}.",
        f"A vote can be reconsidered on the motion of {who}, {until}.",
        *(("After the debate is closed the mover has the last word.",) * rules.mover_closes),
        *((_LEAVE,) * rules.withdrawal_by_leave),
        *((_EVERY_VOTE,) * rules.any_vote_is_progress),
        *((_ITEMS,) * rules.items_are_no_days),
    )


def _device(rule: DeviceRule) -> str:
    name = DEVICE_WORDS[rule.device]
    place = "whatever is pending" if rule.incidental else f"over what ranks under {rule.rank}"
    if rule.on_demand:
        return f"{name}: moved {place}; had on demand."
    seconders = f"{rule.seconders} seconder{'s' * (rule.seconders != 1)}, " * bool(rule.seconders)
    heard = "" if rule.after_speaking else " It is not moved by who has spoken on the item."
    quorum = " It needs no quorum." if rule.without_quorum else ""
    return (
        f"{name}: moved {place}; {seconders}{_DEBATES[rule.debate]}; carried by"
        f" {rule.share.words()} of {_BASES[rule.base]}.{heard}{quorum} {_RENEWALS[rule.renewable]}"
    )
