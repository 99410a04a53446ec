"""Everything that is said on the pipe: what the vault process can be asked, what it answers, what it tells unasked."""

from vault.child.answers import *  # noqa: F403 - the doorway to both
from vault.child.requests import *  # noqa: F403 - the doorway to both
