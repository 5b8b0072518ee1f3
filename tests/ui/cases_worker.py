"""cases_worker.py: a worker that Overpaint starts, by keyboard alone: filled in, started, used, stopped

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later

The worker is tests/worker/sd-server-stand-in.py, behind which the practice server paints, and the container's tool is
tests/worker/docker-stand-in.py.
"""

import configparser
import contextlib
import fcntl
import glob
import os
import shutil
import signal

import screen
from cases_servers import TITLE, check_controls, servers_window, settings, wait_for_sentence, window
from desktop import HERE, wait_for
from world import NAME, case, equal

START = 'Start One for Me'
STAND_INS = os.path.join (HERE, '..', 'worker')


class Toy:
  """An sd-server and its models, in a folder of their own."""

  def __init__ (self, world):
    self.folder = os.path.join (world.desktop.folder, 'toys')
    shutil.rmtree (self.folder, ignore_errors=True)
    os.makedirs (self.folder)
    self.program = self.path ('sd-server')
    shutil.copy (os.path.join (STAND_INS, 'sd-server-stand-in.py'), self.program)
    self.write ('sd-server.devices', 'CUDA0\tNVIDIA GeForce RTX 4080\nCPU\tToy CPU\n')
    self.model = self.write ('toy.safetensors', 'practice=' + world.practice_server)
    self.junk = self.write ('junk.safetensors', 'refuse')
    self.silent = self.write ('silent.safetensors', 'silent')

  def path (self, name):
    return os.path.join (self.folder, name)

  def write (self, name, text):
    with open (self.path (name), 'w', encoding='utf-8') as file:
      file.write (text)
    return self.path (name)


def keepers ():
  """What the keepers say of their workers, by the lock that each holds."""
  found = {}
  for path in glob.glob (os.path.join (os.environ['XDG_RUNTIME_DIR'], 'overpaint', '*.ini')):
    status = configparser.ConfigParser (interpolation=None)
    status.read (path)
    if status.has_section ('worker'):
      found[path.replace ('.ini', '.lock')] = dict (status['worker'])
  return found


def is_alive (process):
  with contextlib.suppress (OSError), open ('/proc/%s/stat' % process, encoding='utf-8') as file:
    return file.read ().rsplit (')', 1)[1].split ()[0] != 'Z'
  return False


def running ():
  """Processes of workers and their keepers."""
  return [int (status[key]) for status in keepers ().values () for key in ('pid', 'keeper-pid')
          if int (status.get (key, 0)) and is_alive (status[key])]


@contextlib.contextmanager
def no_worker_left ():
  """Whatever a case has started is gone at its end, or else it is a fault of it."""
  try:
    yield
    wait_for ('end of all workers', lambda: not running ())
    for lock in keepers ():
      with open (lock, 'rb') as file:
        fcntl.flock (file, fcntl.LOCK_EX)
  finally:
    for process in running ():
      os.kill (process, signal.SIGKILL)


def fill_in (world, letter, text):
  world.desktop.press ('alt+' + letter)
  world.desktop.press ('ctrl+a')
  world.desktop.type (text)


@contextlib.contextmanager
def start_window (world):
  """The window "Start One for Me", which ends by itself."""
  world.desktop.press ('alt+m')
  wait_for ('window ' + START, lambda: window (START))
  world.desktop.activate ('^%s$' % START)
  yield
  wait_for ('end of ' + START, lambda: not window (START))
  world.desktop.activate (TITLE)


def wait_for_cell (text):
  wait_for ('cell "%s"' % text, lambda: screen.find (window ('Servers'), 'table cell', text))


def stop_from_list (world):
  world.desktop.press ('alt+p')
  wait_for_sentence ('Servers', 'was stopped; its memory')
  wait_for_cell ('Starts when needed')


@case
def worker_from_first_to_last (world):
  """a worker is filled in and started by keyboard, paints in the window, is stopped, and nothing is left"""
  toy = Toy (world)
  with no_worker_left ():
    with servers_window (world):
      with start_window (world):
        wait_for_sentence (START, 'Choose the program and the model file.')
        world.desktop.photograph ('worker-empty')
        check_controls (window (START))
        fill_in (world, 'n', 'toy')
        fill_in (world, 'p', toy.program)
        fill_in (world, 'm', toy.model)
        fill_in (world, 'i', '0')
        wait_for_sentence (START, 'It paints on NVIDIA GeForce RTX 4080, by CUDA.')
        world.desktop.photograph ('worker-checked')
        world.desktop.press ('Return')
      wait_for_sentence ('Servers', '“toy” is running.')
      wait_for_cell ('Running')
      wait_for_cell ('sd-server, started by Overpaint')
      check_controls (window ('Servers'))
      world.desktop.photograph ('worker-list')
      equal (settings (world), '[server toy]\nworker=sd-server\nprogram=%s\nmodel=%s\nidle-minutes=0\n' %
             (toy.program, toy.model), 'settings')
      world.desktop.press ('alt+d')
      wait_for ('default', lambda: 'default-server=toy' in settings (world))

    (status,) = keepers ().values ()
    equal (status['phase'], 'ready', 'worker after the window of the servers is closed')

    image = world.new_image ()
    view = world.choose_window ()
    view.control ('button', 'Running')
    world.desktop.activate ('^' + NAME)
    world.desktop.photograph ('worker-window')
    view.set_text ('Prompt', 'a wall')
    view.set_number ('Images', 1)
    world.generate (view)
    equal (len (world.image (image)['layers']), 2, 'layers')
    equal ([found['pid'] for found in keepers ().values ()], [status['pid']], 'processes that painted')

    view.press ('Servers...')
    wait_for ('window of the servers', lambda: window ('Servers'))
    world.desktop.activate (TITLE)
    wait_for_cell ('Running')
    stop_from_list (world)
    world.desktop.press ('Escape')
    wait_for ('end of the window', lambda: not window ('Servers'))
    view.control ('button', 'Starts when needed')
    world.close_window (view)


@case
def worker_that_does_not_start (world):
  """the last lines and a remedy are shown, another model is filled in, and it runs; removed, it is stopped first"""
  toy = Toy (world)
  with no_worker_left (), servers_window (world):
    with start_window (world):
      fill_in (world, 'n', 'toy')
      fill_in (world, 'p', toy.program)
      fill_in (world, 'm', toy.junk)
      # minutes are short here
      fill_in (world, 'i', '0')
      wait_for_sentence (START, 'It paints on ')
      world.desktop.press ('Return')
      wait_for_sentence (START, 'The worker cannot read the model file. Choose a whole checkpoint')
      lines = screen.find (window (START), 'text', 'Its Last Lines')
      assert 'new_sd_ctx_t failed' in screen.text (lines), screen.text (lines)
      check_controls (window (START))
      world.desktop.photograph ('worker-failed')

      fill_in (world, 'm', toy.model)
      wait_for_sentence (START, 'It paints on ')
      world.desktop.press ('Return')
    wait_for_sentence ('Servers', '“toy” is running.')

    world.desktop.press ('alt+r')
    wait_for ('question', lambda: window ('Question'))
    world.desktop.activate ('^Remove Server$')
    wait_for_sentence ('Question', '“toy” is running. Stop it, and remove it from the list?')
    world.desktop.photograph ('worker-remove')
    world.desktop.press ('alt+r')
    wait_for ('removal', lambda: settings (world) == '')
    world.desktop.activate (TITLE)


@case
def worker_that_is_given_up (world):
  """a start that takes too long is cancelled, and what it began is gone; the server stays in the list"""
  toy = Toy (world)
  with no_worker_left (), servers_window (world):
    with start_window (world):
      fill_in (world, 'n', 'toy')
      fill_in (world, 'p', toy.program)
      fill_in (world, 'm', toy.silent)
      wait_for_sentence (START, 'It paints on ')
      world.desktop.press ('Return')
      wait_for ('worker', running)
      wait_for_sentence (START, 'The worker is being started.')
      world.desktop.photograph ('worker-starting')
      world.desktop.press ('alt+c')
      wait_for_sentence (START, 'The start was cancelled.')
      wait_for ('end of the worker', lambda: not running ())
      world.desktop.press ('Escape')
    wait_for_cell ('Starts when needed')


@case
def container_that_is_not_there (world):
  """an image is downloaded only when its button is pressed; the worker runs then"""
  folder = os.path.join (world.desktop.folder, 'docker')
  models = os.path.join (folder, 'models')
  os.makedirs (models)
  tool = os.path.join (folder, 'docker')
  shutil.copy (os.path.join (STAND_INS, 'docker-stand-in.py'), tool)

  def calls ():
    with open (os.path.join (folder, 'calls'), encoding='utf-8') as file:
      return [line.split ()[0] for line in file]

  with no_worker_left (), servers_window (world):
    world.write_own ('settings.ini', '[server toy]\nworker=container\nprogram=%s\nmodel=timbrooks/instruct-pix2pix\n'
                     'models-folder=%s\nidle-minutes=0\n[overpaint]\ndefault-server=toy\n' % (tool, models))
    # the list is read anew after a change
    with start_window (world):
      world.desktop.press ('alt+v')
      wait_for_sentence (START, 'for which Overpaint asks first.')
      world.desktop.photograph ('worker-container')
      world.desktop.press ('Escape')
    world.desktop.press ('Escape')
    wait_for ('end of the window', lambda: not window ('Servers'))
    wait_for ('end of the plug-in', lambda: not list (world.plug_in_processes ()))
    screen.choose ('Filters', 'Overpaint', 'Servers...')
    wait_for ('window of the servers', lambda: window ('Servers'))
    world.desktop.activate (TITLE)

    wait_for_cell ('Container, started by Overpaint')
    world.desktop.press ('alt+w')
    wait_for ('window of the start', lambda: window ('Start Server'))
    world.desktop.activate ('^Start Server$')
    wait_for_sentence ('Start Server', "The container's image is not on this computer yet.")
    world.desktop.photograph ('worker-question')
    world.desktop.press ('Return')
    wait_for_sentence ('Start Server', 'Nothing was downloaded, and nothing was started.')
    assert 'pull' not in calls (), calls ()

    world.desktop.press ('alt+w')
    wait_for_sentence ('Start Server', "The container's image is not on this computer yet.")
    world.desktop.press ('alt+o')
    wait_for ('end of the start', lambda: not window ('Start Server'))
    wait_for_sentence ('Servers', '“toy” is running.')
    equal (calls ().count ('pull'), 1, 'downloads')
    world.desktop.activate (TITLE)
    stop_from_list (world)
