"""Procedural motions as ready-made rule sets know them."""

from delegata.council.procedural_rules import DeviceRule, ProcedureRule
from delegata.council.words import Share

_TWO_THIRDS = Share(2, 3, over=False)
_STANDS = Share(1, 2, over=False)
"""A ruling stands on a tie."""

CUSTOMS_OF_1917 = ProcedureRule(
    devices=(
        DeviceRule(device="adjourn", rank=3, without_quorum=True),
        DeviceRule(device="recess", rank=2, amendable=True, without_quorum=True),
        DeviceRule(device="appeal", incidental=True, interrupts=True, share=_STANDS),
        DeviceRule(device="vote-by", incidental=True),
        DeviceRule(device="divide-question", incidental=True, to_amendments=True),
        DeviceRule(device="withdraw", incidental=True, debate="none", to_amendments=True),
        DeviceRule(device="suspend-rules", incidental=True),
        DeviceRule(device="close-debate", rank=1, to_amendments=True),
        DeviceRule(device="close-list", rank=1),
        DeviceRule(device="reopen-list", rank=1),
        DeviceRule(device="limit-speeches", rank=1, amendable=True),
        DeviceRule(device="postpone", rank=1, amendable=True),
        DeviceRule(device="refer", rank=1, amendable=True),
        DeviceRule(device="next-business", rank=1),
        DeviceRule(device="reconsider", rank=0, debate="open"),
        DeviceRule(device="rescind", rank=0, debate="open"),
    ),
    reconsidered_until="always",
    any_vote_is_progress=True,
    items_are_no_days=True,
)
"""Customs of 1917: one speaks for and one against, and a simple majority decides.

The sources show such motions being put in the midst of debate, and no ranking among them.
"""

UNION = ProcedureRule(
    devices=(
        DeviceRule(device="adjourn", rank=9, seconders=1, without_quorum=True),
        DeviceRule(device="recess", rank=8, seconders=1, amendable=True, without_quorum=True),
        DeviceRule(device="orders-of-the-day", rank=7, debate="none", on_demand=True),
        DeviceRule(
            device="appeal",
            rank=7,
            incidental=True,
            seconders=1,
            interrupts=True,
            share=_STANDS,
            renewable="never",
        ),
        DeviceRule(device="suspend-rules", rank=7, incidental=True, seconders=1, share=_TWO_THIRDS),
        DeviceRule(device="vote-by", rank=7, incidental=True, seconders=1, debate="none"),
        DeviceRule(
            device="divide-question",
            rank=7,
            incidental=True,
            seconders=1,
            debate="none",
            to_amendments=True,
        ),
        DeviceRule(device="withdraw", rank=7, incidental=True, debate="none", to_amendments=True),
        DeviceRule(
            device="close-debate",
            rank=6,
            seconders=1,
            debate="none",
            after_speaking=False,
            to_amendments=True,
        ),
        DeviceRule(device="next-business", rank=5, seconders=1, after_speaking=False),
        DeviceRule(device="limit-speeches", rank=4, seconders=1, debate="none", amendable=True),
        DeviceRule(device="close-list", rank=4, seconders=1, debate="none"),
        DeviceRule(device="reopen-list", rank=4, seconders=1, debate="none"),
        DeviceRule(device="table", rank=3, seconders=1),
        DeviceRule(device="postpone", rank=3, seconders=1, amendable=True),
        DeviceRule(device="refer", rank=2, seconders=1, amendable=True),
        DeviceRule(device="take-from-table", rank=0, seconders=1, debate="none"),
        DeviceRule(device="reconsider", seconders=1, debate="open", share=_TWO_THIRDS),
        DeviceRule(device="rescind", seconders=1, debate="open", share=_TWO_THIRDS),
    ),
    amendment_rank=1,
    reconsidered_until="always",
    mover_closes=True,
    any_vote_is_progress=True,
    items_are_no_days=True,
)
"""A trade union's, as the British guides to chairmanship commonly have them.

Closure and next business are moved by somebody who has not spoken; after the closure the mover of
the motion still replies; what was decided is reopened or rescinded by two thirds.
"""

ROBERTS = ProcedureRule(
    devices=(
        DeviceRule(device="adjourn", rank=12, seconders=1, debate="none", without_quorum=True),
        DeviceRule(
            device="recess",
            rank=11,
            seconders=1,
            debate="none",
            amendable=True,
            without_quorum=True,
        ),
        DeviceRule(
            device="orders-of-the-day", rank=9, debate="none", interrupts=True, on_demand=True
        ),
        DeviceRule(device="table", rank=8, seconders=1, debate="none"),
        DeviceRule(
            device="close-debate",
            rank=7,
            seconders=1,
            debate="none",
            share=_TWO_THIRDS,
            to_amendments=True,
        ),
        DeviceRule(
            device="limit-speeches",
            rank=6,
            seconders=1,
            debate="none",
            amendable=True,
            share=_TWO_THIRDS,
        ),
        DeviceRule(device="postpone", rank=5, seconders=1, debate="open", amendable=True),
        DeviceRule(device="refer", rank=4, seconders=1, debate="open", amendable=True),
        DeviceRule(device="next-business", rank=2, seconders=1, debate="open", renewable="never"),
        DeviceRule(
            device="appeal",
            rank=7,
            incidental=True,
            seconders=1,
            debate="open",
            interrupts=True,
            share=_STANDS,
            renewable="never",
        ),
        DeviceRule(
            device="suspend-rules",
            rank=7,
            incidental=True,
            seconders=1,
            debate="none",
            share=_TWO_THIRDS,
            renewable="never",
        ),
        DeviceRule(
            device="not-consider",
            rank=7,
            incidental=True,
            debate="none",
            interrupts=True,
            share=_TWO_THIRDS,
            renewable="never",
        ),
        DeviceRule(
            device="divide-question",
            rank=7,
            incidental=True,
            seconders=1,
            debate="none",
            to_amendments=True,
        ),
        DeviceRule(device="vote-by", rank=7, incidental=True, seconders=1, debate="none"),
        DeviceRule(device="withdraw", rank=7, incidental=True, debate="none", to_amendments=True),
        DeviceRule(device="take-from-table", seconders=1, debate="none"),
        DeviceRule(
            device="reconsider", seconders=1, debate="open", interrupts=True, renewable="never"
        ),
        DeviceRule(device="rescind", seconders=1, debate="open", share=_TWO_THIRDS),
    ),
    amendment_rank=3,
    reconsidered_by="prevailing",
    reconsidered_until="next-sitting",
    withdrawal_by_leave=True,
    any_vote_is_progress=True,
    items_are_no_days=True,
)
"""After Robert's Rules of Order Revised (1915), sections 10 to 38, whose order the ranks follow.

Privileged: adjourn (17), recess (18), orders of the day (20, had on demand). Incidental: appeal
(21, a tie sustains), suspension (22), objection to consideration (23; put here as the motion not to
consider, so that two thirds for it refuse it), division of the question (24), methods of voting
(25), leave to withdraw (27). Subsidiary: table (28), previous question (29), limits of debate (30),
postpone to a time (31), refer (32), amend (33, which the article ranks apart), postpone
indefinitely (34, here to pass to the next business). To bring a question back: take from the table
(35), reconsider (36, by the prevailing side, on the day or the next), rescind (37). Renewal (38).
"""

GERMAN = ProcedureRule(
    devices=(
        DeviceRule(device="adjourn", rank=9, without_quorum=True),
        DeviceRule(device="recess", rank=8, amendable=True, without_quorum=True),
        DeviceRule(device="not-consider", rank=7, share=_TWO_THIRDS, renewable="never"),
        DeviceRule(device="close-debate", rank=6, after_speaking=False, to_amendments=True),
        DeviceRule(device="close-list", rank=5, after_speaking=False),
        DeviceRule(device="reopen-list", rank=5),
        DeviceRule(device="next-business", rank=5),
        DeviceRule(device="refer", rank=4, amendable=True),
        DeviceRule(device="postpone", rank=3, amendable=True),
        DeviceRule(device="limit-speeches", rank=2, amendable=True),
        DeviceRule(device="appeal", rank=7, incidental=True, share=_STANDS, renewable="never"),
        DeviceRule(
            device="vote-by", rank=7, incidental=True, debate="none", share=Share(1, 10, over=False)
        ),
        DeviceRule(device="divide-question", rank=7, incidental=True, to_amendments=True),
        DeviceRule(device="suspend-rules", rank=7, incidental=True, share=_TWO_THIRDS),
        DeviceRule(device="withdraw", rank=7, incidental=True, debate="none", to_amendments=True),
        DeviceRule(device="reconsider", rank=1, share=_TWO_THIRDS, renewable="never"),
        DeviceRule(device="rescind", rank=1, share=_TWO_THIRDS),
    ),
    reconsidered_until="always",
    mover_closes=True,
    any_vote_is_progress=True,
    items_are_no_days=True,
)
"""Motions on the order of business (Anträge zur Geschäftsordnung) as German associations have them.

They are taken out of turn, but never during a speech; one speaks for and one against, and where
nobody speaks against, they are carried by consent. Who has spoken on the matter does not move the
close of the debate or of the list. The close of the debate goes before the postponement (after
section 25 of the rules of procedure of the Bundestag of 1980); adjournment (26), the division of
the question (47), a vote by name or in secret when a minority wants it (52; parties and unions
commonly say a tenth), referral (80), a departure from the rules by two thirds (126). To take up
what was decided (Wiederaufnahme) and not to consider a motion (Nichtbefassung) take two thirds.
"""
