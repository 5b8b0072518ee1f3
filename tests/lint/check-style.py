#!/usr/bin/env python3
"""check-style.py: the house's rules that a script can check, one TAP case a rule.

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later

The one argument is the project's folder. Rules that speak of code look at it without its
comments and strings.
"""

import os
import re
import sys

LONGEST_LINE = 120
LONGEST_FILE = 450
SKIPPED_FOLDERS = {'.git', '_build', 'subprojects', '__pycache__', 'overpaint-out'}

# Which rooms' headers a room may include, besides its own.
ROOMS = {
  'plugin/request':    set (),
  'plugin/picture':    set (),
  'plugin/server':     {'plugin/picture', 'plugin/request'},
  'plugin/worker':     {'plugin/server', 'plugin/request'},
  'plugin/store':      {'plugin/picture', 'plugin/request'},
  'plugin/run':        {'plugin/server', 'plugin/picture', 'plugin/request'},
  'plugin/layer':      {'plugin/run', 'plugin/picture', 'plugin/request'},
  'ui':                {'plugin/run', 'plugin/store', 'plugin/picture', 'plugin/request'},
  'plugin/procedures': {'plugin/request', 'plugin/picture', 'plugin/server', 'plugin/worker', 'plugin/store',
                        'plugin/run', 'plugin/layer', 'ui'},
  'plugin':            {'plugin/procedures', 'plugin/store'},
  'tests/gateway':     set (),
}

# Libraries that only these rooms may include.
LIBRARIES = {
  r'libgimp/':   {'plugin/layer', 'plugin/procedures', 'plugin'},
  r'gegl':       {'plugin/layer', 'plugin/procedures', 'plugin'},
  r'gtk/':       {'ui', 'plugin/procedures'},
  r'curl/':      {'plugin/server'},
  r'json-glib/': {'plugin/request', 'plugin/server', 'plugin/store', 'plugin/worker'},
  r'libsoup/':   set (),
  r'libsecret/': {'plugin/store'},
}

# GLib's automatic-variable macros, gettext's and the compiler's own are written without a space.
TIGHT_CALLS = {'_', 'N_', 'C_', 'NC_', 'g_autoptr', 'g_auto', 'g_autolist', 'g_autoslist', 'g_autoqueue',
               '__attribute__', '__has_attribute', 'defined'}

TRANSLATED = re.compile (r'(?<![A-Za-z0-9_])(?:N?C?_|ngettext|dngettext|g_dngettext)\s*\(')


def project_files (top):
  found = []
  for folder, folders, names in os.walk (top):
    folders[:] = sorted (name for name in folders if name not in SKIPPED_FOLDERS)
    for name in sorted (names):
      path = os.path.relpath (os.path.join (folder, name), top)
      if not os.path.islink (os.path.join (top, path)):
        found.append (path)
  return found


def blank (text):
  return re.sub (r'[^\n]', ' ', text)


def without_comments_and_strings (source, keep_strings=False):
  """Blanks them out, so that lines and columns stay where they were."""
  token = re.compile (r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)

  def replacement (match):
    text = match.group (0)
    if text.startswith ('/'):
      return blank (text)
    return text if keep_strings else text[0] + blank (text[1:-1]) + text[0]
  return token.sub (replacement, source)


class Source:
  def __init__ (self, top, path):
    self.path = path
    with open (os.path.join (top, path), encoding='utf-8', errors='surrogateescape') as file:
      self.text = file.read ()
    self.lines = self.text.split ('\n')
    self.is_c = path.endswith (('.c', '.h'))
    self.code = without_comments_and_strings (self.text) if self.is_c else ''
    self.room = os.path.dirname (path)


def each_line (sources, pattern, where=lambda source: True, text=lambda source: source.lines):
  for source in sources:
    if where (source):
      for number, line in enumerate (text (source), 1):
        if re.search (pattern, line):
          yield '%s:%d' % (source.path, number)


def code_lines (source):
  return source.code.split ('\n')


def line_lengths (sources):
  for source in sources:
    if not source.path.endswith (('.md', '.po', '.pot', '.json', '.svg', '.xml')) and source.path != 'LICENSE':
      for number, line in enumerate (source.lines, 1):
        if len (line) > LONGEST_LINE:
          yield '%s:%d: %d characters' % (source.path, number, len (line))


def file_lengths (sources):
  for source in sources:
    # a test of one type may have a long table
    if source.path.startswith (('tests/unit/', 'tests/gimp/', 'tests/ui/')):
      continue
    if source.is_c or source.path.endswith (('.py', '.sh')) or source.path == 'dev':
      if len (source.lines) - 1 > LONGEST_FILE:
        yield '%s: %d lines' % (source.path, len (source.lines) - 1)


def line_comments (sources):
  for source in sources:
    if source.is_c:
      text = re.sub (r'/\*.*?\*/', lambda match: blank (match.group (0)), source.text, flags=re.DOTALL)
      text = re.sub (r'"(?:\\.|[^"\\\n])*"', '""', text)
      for number, line in enumerate (text.split ('\n'), 1):
        if '//' in line:
          yield '%s:%d' % (source.path, number)


def licence_headers (sources):
  wanted = re.compile (r'SPDX-License-Identifier: [A-Za-z0-9.-]+')
  for source in sources:
    code = source.is_c or source.path.endswith (('.py', '.sh', '.scm', '.css')) or source.path in ('dev', '.ci/run') \
      or os.path.basename (source.path) in ('meson.build', 'meson.options') and source.room == ''
    if code and source.path != 'meson.options' and not wanted.search ('\n'.join (source.lines[:12])):
      yield source.path


def pragma_once (sources):
  for source in sources:
    if source.path.endswith ('.h') and '#pragma once' not in source.lines:
      yield source.path


def tight_calls (sources):
  call = re.compile (r'([A-Za-z_][A-Za-z0-9_]*)\(')
  for source in sources:
    if source.is_c:
      in_macro = False
      for number, line in enumerate (code_lines (source), 1):
        macro = in_macro or line.lstrip ().startswith ('#')
        in_macro = macro and line.endswith ('\\')
        if macro:
          continue
        for match in call.finditer (line):
          if match.group (1) not in TIGHT_CALLS:
            yield '%s:%d: %s' % (source.path, number, match.group (0))


def translated_files (sources):
  """POTFILES lists every file with a translated string, and no other."""
  listed = None
  for source in sources:
    if source.path == 'po/POTFILES':
      listed = {line.strip () for line in source.lines if line.strip () and not line.startswith ('#')}
  wanted = {source.path for source in sources
            if source.is_c and not source.path.startswith ('tests/')
            and any (TRANSLATED.search (line) and not line.lstrip ().startswith ('#') for line in code_lines (source))}
  if listed is None:
    if wanted:
      yield 'po/POTFILES is missing'
    return
  for path in sorted (wanted - listed):
    yield '%s has strings for translators and is not listed' % path
  for path in sorted (listed - wanted):
    if path.endswith (('.c', '.h')):
      yield '%s is listed and has no string for translators' % path
    elif not any (source.path == path for source in sources):
      yield '%s is listed and not there' % path


def wrong_rooms (sources):
  home = {}
  for source in sources:
    if source.path.endswith ('.h'):
      home.setdefault (os.path.basename (source.path), set ()).add (source.room)
  for source in sources:
    if not source.is_c or source.room not in ROOMS:
      continue
    text = without_comments_and_strings (source.text, keep_strings=True)
    for number, line in enumerate (text.split ('\n'), 1):
      quoted = re.match (r'\s*#\s*include\s+"([^"]+)"', line)
      angled = re.match (r'\s*#\s*include\s+<([^>]+)>', line)
      if quoted:
        rooms = home.get (os.path.basename (quoted.group (1)), set ())
        if rooms and source.room not in rooms and not rooms & ROOMS[source.room]:
          yield '%s:%d: %s stands in %s' % (source.path, number, quoted.group (1), ', '.join (sorted (rooms)))
      elif angled and source.room != 'tests/gateway':
        for library, rooms in LIBRARIES.items ():
          if re.match (library, angled.group (1)) and source.room not in rooms:
            yield '%s:%d: <%s> is not for %s' % (source.path, number, angled.group (1), source.room)


def is_text (source):
  return not source.path.endswith (('.po', '.pot'))


RULES = [
  ('no blanks at the end of a line', lambda s: each_line (s, r'[ \t\r]$', is_text)),
  ('no tabs', lambda s: each_line (s, r'\t', is_text)),
  ('no line over %d characters' % LONGEST_LINE, line_lengths),
  ('no module over %d lines' % LONGEST_FILE, file_lengths),
  ('a licence header in each file', licence_headers),
  ('#pragma once in each header', pragma_once),
  ('C comments only', line_comments),
  ('a space before each parenthesis', tight_calls),
  ('no comparison with TRUE', lambda s: each_line (s, r'[!=]= *(TRUE|FALSE)\b', lambda c: c.is_c, code_lines)),
  ('no strcpy, strcat, sprintf, gets, system', lambda s: each_line (
    s, r'(?<![A-Za-z0-9_>.])(strcpy|strcat|sprintf|vsprintf|gets|system|popen) *\(', lambda c: c.is_c, code_lines)),
  ('no number read or written in the artist\'s locale', lambda s: each_line (
    s, r'(?<![A-Za-z0-9_>.])(strtod|strtof|atof|atoi|atol|strtol|strtoul) *\(', lambda c: c.is_c, code_lines)),
  ('POTFILES lists what is translated', translated_files),
  ('each room sees only what it may', wrong_rooms),
]


def main (top):
  sources = []
  for path in project_files (top):
    with open (os.path.join (top, path), 'rb') as file:
      if b'\0' in file.read (8192):
        continue
    if os.path.basename (path) not in ('LICENSE', 'COPYING'):
      sources.append (Source (top, path))

  print ('1..%d' % len (RULES))
  failed = 0
  for number, (name, rule) in enumerate (RULES, 1):
    found = list (rule (sources))
    print ('%s %d %s' % ('not ok' if found else 'ok', number, name))
    for line in found:
      print ('#   ' + line)
    failed += bool (found)
  return 1 if failed else 0


if __name__ == '__main__':
  sys.exit (main (sys.argv[1]))
