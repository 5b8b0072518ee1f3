"""harness.py: TAP, and a machine whose programs only pretend

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import traceback

TOP = os.path.abspath (sys.argv[1])

# What ./dev may count on: a Debian with nothing but its essential packages.
ESSENTIAL = ['awk', 'bash', 'cat', 'chmod', 'cut', 'dirname', 'env', 'find', 'flock', 'grep', 'id', 'mkdir', 'mktemp',
             'mv', 'paste', 'printf', 'realpath', 'rm', 'sed', 'setpriv', 'sh', 'sha256sum', 'sleep', 'sort', 'tail',
             'tar', 'touch', 'true', 'dpkg']
DEVELOPMENT = ['meson', 'ninja', 'gcc', 'msgfmt', 'gimp-console', 'Xvfb', 'xdotool', 'openbox', 'import',
               'dbus-run-session', 'shellcheck', 'python3']


class Machine:
  """A folder with a copy of ./dev and a PATH of its own; every call of a pretended program is written to calls."""

  def __init__ (self):
    self.folder = tempfile.mkdtemp (prefix='overpaint dev ')
    self.bin = os.path.join (self.folder, 'bin')
    self.project = os.path.join (self.folder, 'project')
    self.home = os.path.join (self.folder, 'home')
    self.cache = os.path.join (self.folder, 'cache')
    for folder in (self.bin, self.home, os.path.join (self.project, 'tests')):
      os.makedirs (folder)
    shutil.copy (os.path.join (TOP, 'dev'), self.project)
    shutil.copytree (os.path.join (TOP, '.dev'), os.path.join (self.project, '.dev'))
    for name in ESSENTIAL:
      os.symlink (shutil.which (name), os.path.join (self.bin, name))
    self.program ('unshare', 'until [ "$1" = -- ]; do shift || exit 1; done; shift; exec "$@"')
    self.program ('mount', 'true')
    self.program ('chroot', 'shift; exec "$@"')
    self.program ('apt-config', 'echo \'Acquire::http::Proxy "http://proxy.example:3128";\'')
    self.be_user (0)

  def __enter__ (self):
    return self

  def __exit__ (self, *_):
    shutil.rmtree (self.folder)

  def program (self, name, script):
    path = os.path.join (self.bin, name)
    if os.path.lexists (path):
      os.unlink (path)
    with open (path, 'w', encoding='utf-8') as file:
      file.write ('#!%s\nprintf "%%s\\n" "%s $*" >> "%s/calls"\n%s\n'
                  % (shutil.which ('bash'), name, self.folder, script))
    os.chmod (path, stat.S_IRWXU)

  def be_user (self, number):
    self.program ('id', 'case $* in -u) echo %d ;; *) echo somebody ;; esac' % number)

  def have_gimp (self, version):
    """pkg-config finds everything, once the file installed is there."""
    self.program ('pkg-config', '[ -e "%s/installed" ] || exit 1\n'
                  'case $1 in --modversion) echo %s ;; --exists) ;; *) echo /usr/lib/gimp ;; esac'
                  % (self.folder, version))
    for name in DEVELOPMENT:
      self.program (name, 'true')

  def install (self):
    self.write (os.path.join (self.folder, 'installed'), '')

  def have_apt (self, candidate):
    self.program ('apt-cache', 'printf "libgimp-3.0-dev:\\n  Installed: (none)\\n  Candidate: %s\\n"' % candidate)
    self.program ('apt-get', 'case $* in *" install "*gimp*) : > "%s/installed" ;; esac' % self.folder)

  def have_mmdebstrap (self, version, before=''):
    """Leaves a root whose GIMP has that version; the last two arguments are the suite and the folder."""
    self.program ('mmdebstrap', before + '\n'
                  'folder=${@: -1}; mkdir -p "$folder/usr/lib/x/pkgconfig" "$folder/etc"\n'
                  'echo "Version: %s" > "$folder/usr/lib/x/pkgconfig/gimp-3.0.pc"' % version)

  @staticmethod
  def write (path, text):
    os.makedirs (os.path.dirname (path), exist_ok=True)
    with open (path, 'w', encoding='utf-8') as file:
      file.write (text)

  def calls (self, name):
    try:
      with open (os.path.join (self.folder, 'calls'), encoding='utf-8') as file:
        return [line.rstrip ('\n') for line in file if line.startswith (name + ' ')]
    except FileNotFoundError:
      return []

  def environment (self, **more):
    return dict ({'PATH': self.bin, 'HOME': self.home, 'XDG_CACHE_HOME': self.cache}, **more)

  def dev (self, *arguments, **more):
    return subprocess.run ([os.path.join (self.bin, 'bash'), os.path.join (self.project, 'dev'), *arguments],
                           env=self.environment (**more), cwd=self.folder, stdin=subprocess.DEVNULL,
                           capture_output=True, text=True, timeout=20)

  def roots (self):
    folder = os.path.join (self.cache, 'overpaint')
    return sorted (entry.name for entry in os.scandir (folder) if entry.is_dir () and entry.name != 'home')


def equal (got, wanted, what=''):
  if got != wanted:
    raise AssertionError ('%s: got %r, wanted %r' % (what, got, wanted))


def holds (text, part):
  if part not in text:
    raise AssertionError ('%r is not in %r' % (part, text))


def lacks (text, part):
  if part in text:
    raise AssertionError ('%r is in %r' % (part, text))


def run (cases):
  """cases: pairs of a name and a function that raises when the case fails."""
  def give_up (*_):
    raise TimeoutError ('nothing happened for a minute')
  signal.signal (signal.SIGALRM, give_up)
  failed = 0
  print ('1..%d' % len (cases), flush=True)
  for number, (name, case) in enumerate (cases, 1):
    # a case that waits for what never comes
    signal.alarm (60)
    try:
      case ()
      print ('ok %d %s' % (number, name), flush=True)
    except Exception:
      failed += 1
      print ('not ok %d %s' % (number, name))
      for line in traceback.format_exc ().splitlines ():
        print ('# ' + line, flush=True)
  signal.alarm (0)
  sys.exit (1 if failed else 0)
