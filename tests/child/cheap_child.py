"""A vault process whose passwords cost nothing: the same program, started with another policy.

python -I cheap_child.py FD IMPORT-ROOT...
"""

from __future__ import annotations

import sys

if __name__ == "__main__":
    sys.path[:] = sys.argv[2:]
    from vault.child.entry import run
    from vault.engine.keys import KdfPolicy

    sys.exit(run(int(sys.argv[1]), KdfPolicy(passes=1, memory=64, lanes=1, floor_passes=1, floor_memory=8)))
