"""All acts of procedure, as one family."""

from delegata.council.procedure import debate, moving, referral, ruling

ACTS = (*moving.ACTS, *debate.ACTS, *ruling.ACTS, *referral.ACTS)
