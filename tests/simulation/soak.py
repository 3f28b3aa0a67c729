"""`make soak`: years of a large federation, and one line of JSON that says how they went."""

import json
import sys
import time

from life import Life, Size


def main() -> None:
    """Takes branches, members, years and a seed; the exit status is 1 where anything broke."""
    branches, members, years, seed = (int(word) for word in sys.argv[1:5])
    begun = time.perf_counter()
    broken, life = [], Life(Size(branches, members, years), seed)
    try:
        life.begin()
        for _ in range(years):
            life.year()
        life.world.finish()
    except AssertionError as error:
        broken.append(str(error))
    said = {
        "bodies": len(life.world.councils),
        "members": members,
        "years": years,
        "acts": life.world.acts,
        "refusals_by_ground": dict(sorted(life.world.refusals.items())),
        "broken": broken,
        "seed": seed,
        "seconds": round(time.perf_counter() - begun, 1),
    }
    sys.stdout.write(json.dumps(said) + "\n")
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
