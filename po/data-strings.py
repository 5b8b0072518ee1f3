#!/usr/bin/env python3
"""data-strings.py: writes po/data-strings.h, the strings of data files for xgettext.

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later

The summary, warning and licence of each model, and the name of each style, are shown translated,
but xgettext does not read JSON. Run this, without arguments, after changing
plugin/request/models.json or plugin/store/styles.json; a unit test (i18n) fails until it is done.
"""

import json
import os
import re
import textwrap

TOP = os.path.dirname (os.path.dirname (os.path.abspath (__file__)))
SHOWN = ('summary', 'warning', 'licence')
LINE = 90

HEADER = '''/* data-strings.h: strings of data files, for translators alone
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Written by data-strings.py out of plugin/request/models.json and plugin/store/styles.json;
 * not to be edited, and nothing includes it.
 */

#pragma once
'''


def literal (text):
  """A C literal, broken after blanks into pieces that fit a line."""
  pieces = ['']
  for word in re.findall (r'\S+\s*', text):
    if pieces[-1] and len (pieces[-1]) + len (word) > LINE:
      pieces.append ('')
    pieces[-1] += word
  escaped = [piece.replace ('\\', '\\\\').replace ('"', '\\"') for piece in pieces]
  return '\n    '.join ('"%s"' % piece for piece in escaped)


def read (*path):
  with open (os.path.join (TOP, 'plugin', *path), encoding='utf-8') as file:
    return json.load (file)


def main ():
  catalogue = read ('request', 'models.json')
  strings = {}
  for model in [catalogue['defaults']] + catalogue['models'] + catalogue['files']:
    for member in SHOWN:
      if model.get (member):
        models = strings.setdefault (model[member], (member, []))[1]
        models.append (model.get ('id', 'files named ' + model['names'][0] if 'names' in model else 'any other model'))

  for style in read ('store', 'styles.json')['styles']:
    strings.setdefault (style['name'], ('name', []))[1].append ('the style “%s”' % style['id'])

  with open (os.path.join (TOP, 'po', 'data-strings.h'), 'w', encoding='utf-8') as file:
    file.write (HEADER)
    for text, (member, models) in strings.items ():
      note = textwrap.fill ('/* Translators: %s of %s */' % (member, ', '.join (models)), LINE,
                            subsequent_indent='   ', break_long_words=False, break_on_hyphens=False)
      file.write ('\n%s\nN_ (%s)\n' % (note, literal (text)))


if __name__ == '__main__':
  main ()
