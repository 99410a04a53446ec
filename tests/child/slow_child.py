"""A vault process whose passwords take about a second: the real bounds, without calibration.

python -I slow_child.py FD IMPORT-ROOT...
"""

from __future__ import annotations

import sys

if __name__ == "__main__":
    sys.path[:] = sys.argv[2:]
    from vault.child.entry import run
    from vault.engine.keys import KdfPolicy

    sys.exit(run(int(sys.argv[1]), KdfPolicy(passes=8)))
