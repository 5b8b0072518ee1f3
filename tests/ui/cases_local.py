"""cases_local.py: workers on this computer: found, added, used

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import contextlib

import screen
from desktop import wait_for
from gate import Practice
from world import NAME, TITLE, case, equal

FOUND = 'Workers on This Computer'
SAYS_FORGE = 'Forge, 2 models, '


@contextlib.contextmanager
def worker (world, role='forge'):
  """A worker at the port that the plug-in has been told to ask."""
  practice = Practice (world.practice_server, role, world.gimp.local_port.let_go ())
  try:
    yield practice
  finally:
    practice.close ()
    world.gimp.local_port.hold ()


def painted (practice):
  """Paths of what painted, in order."""
  return [entry['path'] for entry in practice.ask ('GET', '/practice/log')
          if entry['method'] == 'POST' and entry['path'].endswith ('2img') and entry['status'] == 200]


def type_prompt (window):
  window.set_text ('Prompt', 'a wall')
  window.set_number ('Images', 1)


def wait_for_server (window, name):
  box = window.control ('combo box', 'Server')

  def is_chosen ():
    entries = screen.children (screen.children (box)[0])
    return any (screen.name (node) == name and screen.Atspi.Selection.is_child_selected (box, number)
                for number, node in enumerate (entries))
  wait_for ('choice of the server ' + name, is_chosen)


@case
def worker_of_the_first_start (world):
  """the first window says what it found, chooses nothing by itself, and uses it when told to; one picture is painted"""
  image = world.new_image ()
  with worker (world) as practice:
    window = world.choose_window ()
    window.wait_for_sentence ('Found on this computer: ' + SAYS_FORGE)
    world.desktop.activate (TITLE)
    world.desktop.photograph ('found-bar')
    equal (world.read_own ('settings.ini'), '', 'settings before the artist has said anything')
    wait_for_server (window, 'livepeer (default)')

    window.press ('Use It')
    wait_for_server (window, 'Forge')
    equal (world.read_own ('settings.ini'), '[server Forge]\naddress=%s\nkind=forge\n' % practice.url, 'settings')
    assert window.find ('button', 'Use It') is None

    window.control ('button', 'Answers')
    type_prompt (window)
    world.generate (window)
    equal (painted (practice), ['/sdapi/v1/img2img'], 'pictures')
    equal (len (world.image (image)['layers']), 2, 'layers')
    world.desktop.photograph ('found-used')
    for entry in practice.ask ('GET', '/practice/log'):
      assert 'origin' not in entry['headers'], entry
    world.close_window (window)

    # it is one of the artist's servers now: there is nothing to say
    window = world.choose_window ()
    wait_for_server (window, 'Forge')
    world.close_window (window)


@case
def worker_that_is_not_wanted (world):
  """the line of the first days goes when it is closed, and does not come back"""
  world.new_image ()
  with worker (world) as practice:
    window = world.choose_window ()
    window.wait_for_sentence ('Found on this computer: ' + SAYS_FORGE)
    window.press ('Close')
    wait_for ('end of the line', lambda: window.find ('button', 'Use It') is None)
    world.close_window (window)
    assert 'found-seen=1' in world.read_own ('window.ini')
    equal (world.read_own ('settings.ini'), '', 'settings')

    practice.ask ('DELETE', '/practice/log')
    window = world.choose_window ()
    window.control ('button', 'Generate')
    world.close_window (window)
    equal ([entry['path'] for entry in practice.ask ('GET', '/practice/log')], [], 'questions')


@case
def workers_by_keyboard (world):
  """nothing is found and the window says what to do; once a worker runs, the keyboard finds and uses it"""
  image = world.new_image ()
  world.configure (default='practice', practice=world.gate.url)
  window = world.choose_window ()
  window.press ('Servers...')
  world.desktop.activate ('^Servers$')
  world.desktop.press ('alt+f')
  world.desktop.activate ('^%s$' % FOUND)
  found = screen.Window (FOUND)
  found.wait_for_sentence ('Nothing that paints answers on this computer.')
  found.wait_for_sentence ('Start one and look again')
  world.desktop.photograph ('found-nothing')

  with worker (world) as practice:
    world.desktop.press ('alt+l')
    found.wait_for_sentence ('1 server answers on this computer:')
    found.wait_for_sentence (SAYS_FORGE)
    button = found.control ('button', 'Use ' + practice.url)
    wait_for ('keyboard in the first row', lambda: screen.has_focus (button))
    world.desktop.photograph ('found-one')
    world.desktop.press ('Return')
    found.wait_until_gone ()
    screen.Window (NAME)
    wait_for_server (window, 'Forge')
    equal (screen.Window.find_windows ('Servers'), [], 'windows of the servers')

    window.control ('button', 'Answers')
    type_prompt (window)
    world.generate (window)
    equal (painted (practice), ['/sdapi/v1/img2img'], 'pictures')
    equal (len (world.image (image)['layers']), 2, 'layers')
