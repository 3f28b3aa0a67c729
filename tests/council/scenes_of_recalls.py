"""Scenes of recalls by electors and by councils, and of requisitions."""

from cast import ASSEMBLY, CONGRESS, PROOFS

RECALLS = (
    ASSEMBLY
    + f"""
give mandate m-1
    holder: @ben
    to body: congress
    key: give
give mandate m-2
    holder: @cleo
    to body: congress
give mandate m-3
    holder: @eve
    to body: congress
end mandate m-3
    ending: died
petition recall absent
    mandate: m-9
    reason: never there
    expect: mandate-not-given
petition recall absent
    mandate: m-3
    reason: never there
    expect: mandate-over
petition recall absent
    mandate: m-1
    reason: never there
    supporters: @dan; @eve
    by: dan as roll:spring
    membership: {PROOFS["dan"]}
    expect: own-name-only
petition recall absent
    mandate: m-1
    reason: never there
    supporters: @dan; @dan
    expect: signed-already
petition recall absent
    mandate: m-1
    reason: never there
    by: dan as roll:spring
    membership: {PROOFS["dan"]}
petition recall absent
    mandate: m-2
    reason: never there
    expect: recall-exists
petition recall again
    mandate: m-1
    reason: never there
    expect: recall-open
support recall absent
    supporters: @dan
    expect: signed-already
support recall nothing
    supporters: @dan
    expect: recall-not-open
support recall absent
    by: eve as roll:spring
    membership: {PROOFS["eve"]}
day 2026-03-01
open sitting march
    convocation: march
count present 31
move absent
    title: Taken
    mover: the branch
    expect: motion-exists
withdraw motion absent
    expect: recall-stands
by ben as chair
open division absent
    motion: absent
close division absent
    for: 21
    against: 7
    abstaining: 3
by ada as secretary
petition recall quiet
    mandate: m-2
    reason: never speaks
    supporters: @dan
resolve requisition congress
    opens on: 2026-06-01
    division: absent
resolve requisition congress
    opens on: 2026-06-01
    division: absent
    expect: asked-already
resolve requisition congress
    opens on: 2026-06-01
    division: nothing
    expect: division-not-carried
dissolve body nothing
    expect: division-not-carried
dissolve body absent
dissolve body absent
    expect: body-dissolved
body empty
found body Empty
    character: assembly
    tier: 0
    rules: union-branch
      motions: none
    officers: secretary: @ada
    listed: no
give mandate m-1
    holder: @ben
    to body: congress
petition recall absent
    mandate: m-1
    reason: never there
    expect: no-electors
"""
)

COUNCIL_RECALLS = (
    CONGRESS
    + """
present mandate d-10
    holder: @ben
    from body: branch
    proof: paper
confirm mandates d-10
give mandate x-1
    holder: @ben
    to body: executive
    rests on: d-10
petition recall idle
    mandate: x-1
    reason: idle
    by: ben as mandate:d-10
petition recall idle-2
    mandate: x-1
    reason: idle
    supporters: @cleo
    expect: recall-open
support recall idle
    supporters: @cleo
    expect: not-an-elector
"""
)

REQUISITIONS = (
    CONGRESS
    + """
admit constituent millers
admit constituent weavers
admit constituent smiths
"""
    + "".join(
        f"""
body {name}
found body {name.capitalize()}
    character: assembly
    tier: 0
    rules: union-branch
      motions: none
      convening notice_days: 0
    officers: secretary: @ada; chair: @ben
    listed: no
convene may
    convener: secretary
    opens on: 2026-05-01
open sitting may
    convocation: may
count present 20
move demand
    title: The congress shall meet
    mover: members
    by: ben as chair
open division demand
    motion: demand
    by: ben as chair
close division demand
    for: 15
    against: 3
    abstaining: 2
    by: ben as chair
resolve requisition congress
    opens on: 2026-02-31
    division: demand
    expect: date-unreal
resolve requisition congress
    opens on: 2026-06-01
    division: demand
    key: demand
"""
        for name in ("millers", "weavers", "strangers")
    )
    + """
body congress
note requisition congress
    opens on: 2026-06-01
    cites: millers demand
    expect: asked-already
note requisition council
    opens on: 2026-06-01
    cites: millers demand
    expect: of-another-body
postpone requisition-1
    postponer: secretary
    opens on: 2027-01-01
    expect: requisition-stands
note requisition congress
    opens on: 2026-06-01
    expect: citation-missing
note requisition congress
    opens on: 2026-06-01
    cites: strangers demand
    expect: not-a-constituent
demand meeting 2026-06-01
    supporters: @cleo
    expect: not-an-elector
release constituent smiths
    reason: left
release constituent smiths
    reason: left
    expect: not-a-constituent
body silent
found body Silent
    character: assembly
    tier: 0
    rules: union-branch
      motions: none
      convening requisition: none
    officers: secretary: @ada
    listed: no
    constituents: members delegates 10
demand meeting 2026-06-01
    supporters: @cleo
    expect: no-requisition
body lively
found body Lively
    character: assembly
    tier: 0
    rules: union-branch
      motions: none
      convening requisition: at least 1/5
    officers: secretary: @ada
    listed: no
    constituents: members delegates 10
demand meeting 2026-06-31
    supporters: @cleo
    expect: date-unreal
demand meeting 2026-06-01
    supporters: @cleo
demand meeting 2026-06-01
    supporters: @cleo
    expect: asked-already
demand meeting 2026-06-01
    supporters: @ben
"""
)
