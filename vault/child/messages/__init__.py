"""Everything that is said on the pipe: what the vault process can be asked, what it answers, what it tells unasked."""

from vault.child.messages.answers import *  # noqa: F403 - the doorway
from vault.child.messages.bringing import *  # noqa: F403 - the doorway
from vault.child.messages.finding import *  # noqa: F403 - the doorway
from vault.child.messages.health import *  # noqa: F403 - the doorway
from vault.child.messages.keys import *  # noqa: F403 - the doorway
from vault.child.messages.organising import *  # noqa: F403 - the doorway
from vault.child.messages.requests import *  # noqa: F403 - the doorway
from vault.child.messages.sharing import *  # noqa: F403 - the doorway
from vault.child.messages.trail import *  # noqa: F403 - the doorway
