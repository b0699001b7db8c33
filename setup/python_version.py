"""Stop with one sentence where this Python cannot run the program; understood by any Python 3."""

import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(
        "This is Python {}.{}; Python 3.11, 3.12 or 3.13 is needed. Name another: make PYTHON=python3.11 run".format(
            *sys.version_info[:2]
        )
    )
