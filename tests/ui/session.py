"""session.py: a D-Bus session, a home and a GIMP profile of one program's own

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import subprocess
import sys
import tempfile


def run (program, arguments):
  """Runs program --inside OUTPUT FOLDER ARGUMENT... in a session that ends with it."""
  output = os.dup (1)
  with tempfile.TemporaryDirectory (prefix='overpaint-ui-', ignore_cleanup_errors=True) as folder:
    home = os.path.join (folder, 'home')
    os.mkdir (home, 0o700)
    # before the session starts: its accessibility bus has its socket in there, and two buses that
    # shared one would each lose programs to the other
    os.environ.update ({'HOME': home, 'XDG_RUNTIME_DIR': home})
    for name in ('XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'AT_SPI_BUS_ADDRESS'):
      os.environ.pop (name, None)
    return subprocess.run (['dbus-run-session', '--', sys.executable, program, '--inside', str (output), folder,
                            *arguments], pass_fds=[output], stdout=sys.stderr).returncode
