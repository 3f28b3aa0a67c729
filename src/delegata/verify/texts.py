"""Texts that are in the export: their lines are counted again, and merged texts made again."""

import itertools
from collections.abc import Iterator, Mapping

from delegata.council.amendment import by_hand, colliding, versions_of, width_of
from delegata.council.deliberation import Motion, Version
from delegata.council.lines import lines_of, merged, text_of
from delegata.council.state import Council
from delegata.verify.chain import Chain
from delegata.verify.findings import Finding

Texts = Mapping[str, str]
"""The words of a body's detached texts, by the digest that names them."""


def texts_of(chain: Chain) -> dict[str, str]:
    """The texts that an export ships with a record."""
    return {text.name: text.text for line in chain.lines for text in line.texts}


def check_texts(
    councils: Mapping[str, Council], texts: Mapping[str, Texts]
) -> Iterator[Finding | str]:
    """Each text has as many lines as its motion says, and a merged text is what carried.

    Where carried amendments touch the same lines or name none, or carried in part, the merged text
    was settled by hand, which gives a note, as does a text that is withheld.
    """
    for body, council in councils.items():
        for motion in sorted(council.motions.values(), key=lambda m: m.mark.position):
            versions = versions_of(motion)
            for version in versions:
                yield from _counted(council, motion, version, texts[body])
            for before, after in itertools.pairwise(versions):
                yield from _merged(council, motion, (before, after), texts[body])


def _counted(
    council: Council, motion: Motion, version: Version, texts: Texts
) -> Iterator[Finding | str]:
    if version.lines is None:
        return
    if version.text not in texts:
        yield f"{council.body}: the text of {motion.id} is withheld; its lines were not counted"
        return
    found = len(lines_of(texts[version.text], width_of(council, version)))
    if found != version.lines:
        message = f"the text of {motion.id} has {found} lines, not {version.lines}"
        yield Finding(council.body, version.mark.position, "lines-wrong", message)


def _merged(
    council: Council, motion: Motion, versions: tuple[Version, Version], texts: Texts
) -> Iterator[Finding | str]:
    before, after = versions
    amendments = [council.motions[name] for name in after.merged]
    changes = [(a.change, texts.get(a.text)) for a in amendments if a.change is not None]
    if any(by_hand(council, a) for a in amendments) or colliding(amendments):
        yield f"{council.body}: the merged text of {motion.id} was settled by hand; read it"
        return
    worded = [(c, words or "") for c, words in changes if words is not None or c.kind == "strike"]
    if before.text not in texts or after.text not in texts or len(worded) < len(changes):
        yield f"{council.body}: a text of {motion.id} is withheld; its merging was not checked"
        return
    due = merged(texts[before.text], worded, width_of(council, before))
    if text_of(lines_of(texts[after.text])) != due:
        message = f"the text of {motion.id} is not what its carried amendments make of it"
        yield Finding(council.body, after.mark.position, "text-not-merged", message)
