"""Who seconds a motion, and whether it is known by more than the words of an office."""

from collections.abc import Callable

from delegata.council.deliberation import Motion
from delegata.council.motion import seconders_needed
from delegata.council.state import Council
from delegata.office.languages import ENGLISH, Language


def in_words_alone(council: Council, motion: Motion, seconder: str) -> bool:
    """Whether a seconder counts who is said in words, where delegates have mandates to be named by.

    Only an office can say so: a delegate seconds by the own mandate.
    """
    from_bodies = motion.sent_by or motion.joins
    named = not council.mandates or seconder in council.mandates
    return not named and not from_bodies and seconders_needed(council, motion) > 0


def seconders(
    council: Council, motion: Motion, who: Callable[[str], str], language: Language = ENGLISH
) -> list[str]:
    """Those who second a motion, each by name; of whom no mandate is named, it is said."""
    return [
        language.phrase("by-words", seconder=who(one))
        if in_words_alone(council, motion, one)
        else who(one)
        for one in motion.seconders
    ]
