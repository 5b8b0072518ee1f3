"""screen.py: what stands on the screen, through AT-SPI

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import gi
gi.require_version ('Atspi', '2.0')
from gi.repository import Atspi, GLib

from desktop import wait_for

CONTROLS = ('text', 'spin button', 'check box', 'push button', 'button', 'combo box', 'toggle button', 'progress bar')


def children (node):
  # windows come and go while they are looked at
  try:
    found = [node.get_child_at_index (number) for number in range (node.get_child_count ())]
  except GLib.Error:
    return []
  return [child for child in found if child is not None]


def every (node):
  for child in children (node):
    yield child
    yield from every (child)


def every_open (node):
  """Whatever is not hidden, be it scrolled out of sight."""
  for child in children (node):
    if has_state (child, Atspi.StateType.VISIBLE):
      yield child
      yield from every_open (child)


def role (node):
  try:
    return node.get_role_name ().replace ('push button', 'button')
  except GLib.Error:
    return ''


def has_state (node, state):
  try:
    return node.get_state_set ().contains (state)
  except GLib.Error:
    return False


def is_seen (node):
  return has_state (node, Atspi.StateType.SHOWING)


def has_focus (node):
  return has_state (node, Atspi.StateType.FOCUSED)


def is_sensitive (node):
  return has_state (node, Atspi.StateType.SENSITIVE)


def name (node):
  """A control's own name, or that of its label."""
  try:
    own = node.get_name ()
    if own:
      return own
    for relation in node.get_relation_set ():
      if relation.get_relation_type () == Atspi.RelationType.LABELLED_BY:
        return relation.get_target (0).get_name ()
  except GLib.Error:
    pass
  return ''


def text (node):
  try:
    if 'Text' not in node.get_interfaces ():
      return ''
    return Atspi.Text.get_text (node, 0, Atspi.Text.get_character_count (node))
  except GLib.Error:
    return ''


def applications (wanted):
  """The newest last: an old plug-in's process may still be on its way out."""
  return [node for node in children (Atspi.get_desktop (0)) if name (node) == wanted]


def sentences (node):
  """Everything that labels say, in one text."""
  return '\n'.join (text (each) or name (each) for each in every (node) if role (each) == 'label' and is_seen (each))


def find (node, wanted_role, wanted_name, seen=True):
  for each in every (node) if node else ():
    if role (each) == wanted_role and name (each) == wanted_name and (not seen or is_seen (each)):
      return each
  return None


def activate (node):
  Atspi.Action.do_action (node, 0)


def choose (*path):
  """Picks an entry of GIMP's menus."""
  def pick ():
    node = (applications ('gimp') or [None])[-1]
    for step, label in enumerate (path):
      node = find (node, 'menu item' if step == len (path) - 1 else 'menu', label, seen=False)
    return node if node and is_sensitive (node) else None
  activate (wait_for ('menu entry ' + ' > '.join (path), pick))


def place (node):
  """x, y, width and height on the screen."""
  extents = Atspi.Component.get_extents (node, Atspi.CoordType.SCREEN)
  return extents.x, extents.y, extents.width, extents.height


def middle (node):
  x, y, width, height = place (node)
  return x + width // 2, y + height // 2


class Window:
  """A window of the plug-in, by the beginning of its title."""

  def __init__ (self, title=''):
    self.title = title
    self.node = wait_for ('window "%s"' % title, self.find_window)

  def find_window (self):
    found = self.find_windows (self.title)
    return found[-1] if found else None

  @staticmethod
  def find_windows (title=''):
    return [node for application in applications ('overpaint') for node in children (application)
            if role (node) in ('dialog', 'frame') and name (node).startswith (title) and is_seen (node)]

  def is_gone (self):
    return self.find_window () is None

  def wait_until_gone (self):
    wait_for ('end of the window', self.is_gone)

  def every (self):
    return every_open (self.node)

  def find (self, wanted_role, label):
    for node in self.every ():
      if role (node) == wanted_role and name (node) == label:
        return node
    return None

  def control (self, wanted_role, label):
    return wait_for ('%s "%s"' % (wanted_role, label), lambda: self.find (wanted_role, label))

  def press (self, label, wanted_role='button'):
    button = self.control (wanted_role, label)
    wait_for ('%s "%s" to press' % (wanted_role, label), lambda: is_sensitive (button))
    activate (button)

  def choose (self, label, entry):
    """Picks an entry of a combo box."""
    box = self.control ('combo box', label)
    entries = [name (node) for node in children (children (box)[0])]
    assert Atspi.Selection.select_child (box, entries.index (entry)), entries
    wait_for ('choice of ' + entry, lambda: Atspi.Selection.is_child_selected (box, entries.index (entry)))

  def focus (self, wanted_role, label):
    node = self.control (wanted_role, label)
    wait_for ('keyboard in "%s"' % label, lambda: Atspi.Component.grab_focus (node) and has_focus (node))
    return node

  def set_text (self, label, value):
    assert Atspi.EditableText.set_text_contents (self.control ('text', label), value)

  def set_number (self, label, value):
    assert Atspi.Value.set_current_value (self.control ('spin button', label), value)

  def values (self):
    """Everything that can be typed or ticked, by label."""
    found = {}
    for node in self.every ():
      if role (node) == 'text':
        found[name (node)] = text (node)
      elif role (node) == 'spin button':
        found[name (node)] = Atspi.Value.get_current_value (node)
      elif role (node) == 'check box' or name (node) == 'Keep the Seed':
        found[name (node)] = has_state (node, Atspi.StateType.CHECKED)
    return found

  def is_running (self):
    return self.find ('progress bar', 'Progress of the run') is not None

  def is_idle (self):
    button = self.find ('button', 'Generate')
    return button is not None and is_sensitive (button) and not self.is_running ()

  def wait_until_idle (self):
    wait_for ('end of the run', self.is_idle)

  def cells (self):
    """What is read out of the pictures, in their order."""
    return [name (node) for node in self.every () if role (node) == 'list item']

  def cell (self, number):
    return [node for node in self.every () if role (node) == 'list item'][number]

  def wait_for_cells (self, *expected):
    try:
      wait_for ('cells', lambda: self.cells () == list (expected))
    except AssertionError:
      raise AssertionError ('the cells say %s, not %s' % (self.cells (), list (expected))) from None

  def focus_cell (self, number=0):
    """Gives the keyboard to a cell."""
    desktop_window = self.cell (number)
    wait_for ('keyboard in the pictures', lambda: Atspi.Component.grab_focus (desktop_window) and
              has_focus (desktop_window))

  def sentences (self):
    """Everything that labels say, and the bar of progress, in one text."""
    return '\n'.join (text (node) if role (node) == 'label' else node.get_description ()
                      for node in self.every () if role (node) in ('label', 'progress bar'))

  def wait_for_sentence (self, piece):
    try:
      wait_for ('sentence "%s" in the window' % piece, lambda: piece in self.sentences ())
    except AssertionError as problem:
      raise AssertionError ('%s; it says: %s' % (problem, self.sentences ())) from None

  def controls (self):
    return [node for node in self.every () if role (node) in CONTROLS]
