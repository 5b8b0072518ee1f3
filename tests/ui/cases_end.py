"""cases_end.py: what is looked at last, because GIMP kills the plug-in in between

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import screen
from desktop import wait_for
from cases_undo import ARTIST
from world import case, equal

# Lines of the plug-in's own, of GIMP about it, and what GIMP's dialog finds wrong with its fields.
OURS = re.compile (r'overpaint|mnemonic', re.IGNORECASE)

# What libgimp 3.0 says, now and then, at the end of any plug-in: GIMP has closed the pipe first.
NOT_OURS = 'gimp_flush(): error: Broken pipe'


@case
def nothing_on_stderr (world):
  """neither the plug-in nor GIMP had anything to complain of it"""
  equal ([line for line in world.gimp.stderr ().splitlines () if OURS.search (line) and NOT_OURS not in line],
         [], 'lines')


@case
def cancel_of_gimp (world):
  """GIMP's own Cancel ends a call without a person at once, and leaves the image untouched"""
  image = world.new_image ()
  world.ask (ARTIST, number=image, name='Source')
  before = world.image (image)

  world.gate.shut ()
  call = world.start_run (image, images=2)
  world.gate.wait_for_requests (2)

  def find_cancel ():
    for application in screen.applications ('gimp'):
      button = screen.find (application, 'button', 'Cancel')
      if button and screen.is_sensitive (button):
        return button
    return None
  screen.activate (wait_for ('Cancel in the status bar', find_cancel))

  answer = call.result ()
  assert answer['status'] != 'success', answer
  equal (world.gate.waiting, 2, 'answers that were not waited for')
  equal (list (world.plug_in_processes ()), [], 'processes left')
  equal (world.image (image), before, 'image')
  own = world.press_until_changed (image, before, 'ctrl+z')
  equal (own['layers'][0]['opacity'], 100.0, 'opacity')
