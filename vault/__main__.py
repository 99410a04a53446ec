"""`python -m vault` is the command `deedbox`."""

import sys

from vault.cli import main

sys.exit(main())
