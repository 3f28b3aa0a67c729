"""A federation with a sitting in camera and a board for its members alone, and its secrets."""

SECRETS = ("Zylinder", "zylinder", "Quastenflosse", "quastenflosse", "Wombat", "wombat")
"""Words that stand nowhere but in camera, and in the record of the board."""
SCENE = """
person op: Olga Operator (made up)
person dan: Dan Delegate (made up)
person bea: Bea Board (made up)
person cher: Cher Chair (made up)
person eva: Eva Elected (made up)
person sec: Sec Retary (made up)
by sec as secretary
body board
found body Board of the federation
    character: executive
    tier: 2
    rules: union-executive
      motions: none
      convening notice_days: 0
      mandates proofs: cited; paper
      publicity body: members
    officers: secretary: @sec; chair: @bea
present mandate b-bea
    holder: @bea
    from body: congress
    proof: paper
confirm mandates b-bea
convene wombat
    convener: secretary
    opens on: 2026-01-01
open sitting wombat
    convocation: wombat
arrive b-bea
by bea as chair
move wombat
    title: The Wombat plan
    mover: the board
    form: resolution
    text: The Wombat is bought.
    key: wombat-moved
body congress
by sec as secretary
found body Congress
    character: congress
    tier: 1
    rules: union-congress
      motions: none
      convening notice_days: 0
      mandates proofs: cited; paper
      publicity grounds: persons, negotiations
    officers: secretary: @sec; chair: @cher
    constituents: board
present mandate d-dan
    holder: @dan
    from body: board
    proof: paper
present mandate d-bea
    holder: @bea
    from body: board
    proof: paper
confirm mandates d-dan, d-bea
convene first
    convener: secretary
    opens on: 2026-01-01
open sitting first
    convocation: first
arrive d-dan, d-bea
by cher as chair
move open-motion
    title: Wages rise
    mover: all
    form: resolution
    text: Wages rise by ten in the hundred.
open division open-motion
    motion: open-motion
close division open-motion
    for: 2
by sec as secretary
give mandate b-eva
    holder: @eva
    to body: board
    key: give-eva
body board
present mandate b-eva
    holder: @eva
    from body: congress
    cites: congress give-eva
confirm mandates b-eva
body congress
by cher as chair
close doors persons
    reason: a complaint
    key: shut
by sec as secretary
set agenda quastenflosse: The Quastenflosse complaint
by cher as chair
take item quastenflosse
speak
    speaker: delegate 1
    title: On the Quastenflosse
    text: The Zylinder was taken.
move zylinder
    title: The Zylinder is given back
    mover: all
    form: resolution
    text: Zylinder words, secret.
    key: zylinder-moved
open division zylinder
    motion: zylinder
    method: roll-call
close division zylinder
    roll: d-dan for; d-bea against
    declared: lost
move told
    title: The complaint is settled
    mover: all
    form: resolution
    text: The complaint is settled.
open division told
    motion: told
close division told
    for: 2
by sec as secretary
publish told
    where: the notice board
"""
ALIASES = {
    "operator": "op",
    "delegate": "dan",
    "board": "bea",
    "elected": "eva",
    "chair": "cher",
    "secretary": "sec",
}
