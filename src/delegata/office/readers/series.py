"""What became of several acts that one press asked for, in words."""

from typing import NamedTuple


class Series(NamedTuple):
    """What became of a series: about whom it was done, and about whom not, for each reason."""

    done: list[str]
    refused: dict[str, list[str]]

    def words(self, doing: str) -> str:
        """What was done and what not, where anything was refused: "Given: Ada. Not given: …"."""
        if not self.refused:
            return ""
        done = f"{doing}: {', '.join(self.done) or 'nobody'}."
        wrong = (f"Not {doing.lower()}: {', '.join(w)}. {why}" for why, w in self.refused.items())
        return " ".join((done, *wrong))
