"""How a procedural motion is called in the body's language where nobody gave it words."""

from collections.abc import Mapping

from msgspec import UNSET

from delegata.council.deliberation import Procedure
from delegata.council.state import Council
from delegata.council.words import Device, Language, Method

_ENGLISH: Mapping[Device, str] = {
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
_GERMAN: Mapping[Device, str] = {
    "close-debate": "Schluss der Debatte{on}",
    "close-list": "Schluss der Rednerliste",
    "reopen-list": "Wiedereröffnung der Rednerliste",
    "limit-speeches": "Redezeit von {minutes} Minuten",
    "table": "Zurückstellung: {motion}",
    "take-from-table": "Aufnahme des Zurückgestellten: {motion}",
    "postpone": "Vertagung auf {when}: {motion}",
    "refer": "Überweisung an {to}: {motion}",
    "next-business": "Übergang zur Tagesordnung über {motion}",
    "not-consider": "Nichtbefassung: {motion}",
    "divide-question": "Getrennte Abstimmung: {motion}",
    "reconsider": "Wiederaufnahme: {motion}",
    "rescind": "Aufhebung: {motion}",
    "suspend-rules": "Abweichung von der Geschäftsordnung ({article}): {to}",
    "recess": "{recess} von {minutes} Minuten",
    "adjourn": "Vertagung der Sitzung",
    "appeal": "Bleibt die Entscheidung der Sitzungsleitung bestehen?",
    "vote-by": "Abstimmung {method}: {motion}",
    "withdraw": "Zurückziehung: {motion}",
    "orders-of-the-day": "Rückkehr zur Tagesordnung",
}
_TITLES: Mapping[Language, Mapping[Device, str]] = {"en": _ENGLISH, "de": _GERMAN}
_ON: Mapping[Language, str] = {"en": " on {motion}", "de": ": {motion}"}
_RECESSES: Mapping[Language, tuple[str, str]] = {
    "en": ("Recess", "Recess to caucus"),
    "de": ("Pause", "Pause zur Beratung"),
}
_GERMAN_METHODS: Mapping[Method, str] = {
    "consent": "ohne Widerspruch",
    "show-of-hands": "mit Handzeichen",
    "cards": "mit Stimmkarten",
    "roll-call": "namentlich",
    "electronic": "offen elektronisch",
    "secret": "geheim elektronisch",
    "paper": "geheim auf Papier",
}


def title_of(council: Council, procedure: Procedure) -> str:
    """The device in words, with the title of the motion that it is on; at most 300 characters."""
    on = council.motions.get(procedure.on)
    motion = "" if on is None else on.title
    stated = council.standing.language
    language: Language = "en" if stated is UNSET else stated
    title = _TITLES[language][procedure.device].format(
        on=_ON[language].format(motion=motion) if motion else "",
        motion=motion,
        minutes=procedure.minutes,
        when=procedure.item or procedure.day,
        to=procedure.to,
        article=procedure.article,
        method=_method(procedure.method, language),
        recess=_RECESSES[language][procedure.caucus],
    )
    return title if len(title) <= 300 else f"{title[:299]}…"


def _method(method: Method | None, language: Language) -> str:
    if method is None:
        return ""
    return _GERMAN_METHODS[method] if language == "de" else method.replace("-", " ")
