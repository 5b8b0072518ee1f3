#!/usr/bin/env python3
"""test-check-style.py: each rule finds what it is for, and nothing in a file that is as it should be

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import subprocess
import sys
import tempfile

sys.path.insert (0, os.path.join (os.path.abspath (sys.argv[1]), 'tests', 'dev'))
import harness

HEAD = '/* it: a thing\n *\n * SPDX-License-Identifier: GPL-3.0-or-later\n */\n\n'

GOOD = {
  'plugin/picture/pixels.h': HEAD + '#pragma once\n\n#include <glib.h>\n\n#define TWICE(x) ((x) * 2)\n',
  'plugin/run/run.c': HEAD + '#include "pixels.h"\n\n/* strcpy(a) stands in a comment, // too */\n'
                      'static void\nf (void)\n{\n  g_autoptr(GFile) file = NULL;\n\n'
                      '  g (_("call(me) // not"), "http://x", TWICE (1));\n}\n',
  'po/POTFILES': 'plugin/run/run.c\n',
}

# the rule that must object, and the file that it must object to
BAD = [
  ('blanks',      'a.txt',                   'x \n'),
  ('tabs',        'a.txt',                   '\tx\n'),
  ('no line',     'a.c',                     HEAD + '/* %s */\n' % ('x' * 120)),
  ('no module',   'a.c',                     HEAD + 'int x;\n' * 450),
  ('licence',     'a.c',                     'int x;\n'),
  ('licence',     'tests/a.py',              'x = 1\n'),
  ('#pragma',     'a.h',                     HEAD),
  ('C comments',  'a.c',                     HEAD + 'int x; // why\n'),
  ('a space',     'a.c',                     HEAD + 'int x = f(1);\n'),
  ('comparison',  'a.c',                     HEAD + 'int x = y == TRUE;\n'),
  ('strcpy',      'a.c',                     HEAD + 'int x = strcpy (a, b);\n'),
  ('locale',      'a.c',                     HEAD + 'double x = strtod (a, b);\n'),
  ('POTFILES',    'plugin/run/more.c',       HEAD + 'char *x = _("Hello");\n'),
  ('POTFILES',    'plugin/run/more.c',       HEAD + 'char *x = ngettext ("a", "b", n);\n'),
  ('POTFILES',    'po/POTFILES',             'plugin/run/run.c\nplugin/picture/pixels.h\n'),
  ('POTFILES',    'po/POTFILES',             'plugin/run/run.c\nplugin/run/gone.ui\n'),
  ('each room',   'plugin/picture/x.c',      HEAD + '#include "run.h"\n'),
  ('each room',   'ui/x.c',                  HEAD + '#include <json-glib/json-glib.h>\n'),
  ('each room',   'plugin/server/x.c',       HEAD + '#include <libgimp/gimp.h>\n'),
  ('each room',   'plugin/worker/x.c',       HEAD + '#include "run.h"\n'),
  ('each room',   'tests/gateway/x.c',       HEAD + '#include "pixels.h"\n'),
]


def check (files):
  """Returns the names of the rules that object."""
  with tempfile.TemporaryDirectory () as folder:
    for path, text in files.items ():
      harness.Machine.write (os.path.join (folder, path), text)
    ran = subprocess.run ([sys.executable, os.path.join (harness.TOP, 'tests', 'lint', 'check-style.py'), folder],
                          capture_output=True, text=True)
    found = [line for line in ran.stdout.splitlines () if line.startswith ('not ok')]
    harness.equal (ran.returncode, 1 if found else 0, ran.stdout + ran.stderr)
    return found


def check_bad (rule, path, text):
  found = check (dict (GOOD, **{'plugin/run/run.h': HEAD + '#pragma once\n', path: text}))
  harness.equal (len (found), 1, repr (found))
  harness.holds (found[0], rule)


harness.run ([('/style/good', lambda: harness.equal (check (GOOD), []))]
             + [('/style/%s in %s' % case[:2], lambda case=case: check_bad (*case)) for case in BAD])
