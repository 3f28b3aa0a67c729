"""Ready-made rule sets, by name, for a founding act to take as they are or to change."""

from delegata.council.rules import RuleSet
from delegata.council.rulesets.german import GERMAN_CONFERENCE
from delegata.council.rulesets.roberts import ROBERTS_ASSEMBLY
from delegata.council.rulesets.soviet_1917 import BODY_OF_1917, CONGRESS_OF_1917
from delegata.council.rulesets.union import UNION_BRANCH, UNION_CONGRESS, UNION_EXECUTIVE

READY_MADE: dict[str, RuleSet] = {
    rules.name: rules
    for rules in (
        CONGRESS_OF_1917,
        BODY_OF_1917,
        UNION_BRANCH,
        UNION_CONGRESS,
        UNION_EXECUTIVE,
        ROBERTS_ASSEMBLY,
        GERMAN_CONFERENCE,
    )
}
