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


class Dialog:
  """The plug-in's window."""

  def __init__ (self):
    self.node = wait_for ('dialog', self.find_window)

  @staticmethod
  def find_window ():
    for application in applications ('overpaint'):
      for node in children (application):
        if role (node) == 'dialog' and is_seen (node):
          return node
    return None

  def is_gone (self):
    return self.find_window () is None

  def wait_until_gone (self):
    wait_for ('end of the dialog', self.is_gone)

  def control (self, wanted_role, label):
    return wait_for ('%s "%s"' % (wanted_role, label), lambda: find (self.node, wanted_role, label))

  def press (self, label):
    button = self.control ('button', label)
    wait_for ('button "%s" to press' % label, lambda: is_sensitive (button))
    activate (button)

  def set_text (self, label, value):
    assert Atspi.EditableText.set_text_contents (self.control ('text', label), value)

  def set_number (self, label, value):
    assert Atspi.Value.set_current_value (self.control ('spin button', label), value)

  def values (self):
    """Everything that can be typed or ticked, by label."""
    found = {}
    for node in every (self.node):
      if role (node) == 'text':
        found[name (node)] = text (node)
      elif role (node) == 'spin button':
        found[name (node)] = Atspi.Value.get_current_value (node)
      elif role (node) == 'check box':
        found[name (node)] = has_state (node, Atspi.StateType.CHECKED)
    return found

  def is_running (self):
    return find (self.node, 'progress bar', 'Progress of the run') is not None

  def sentences (self):
    return sentences (self.node)

  def wait_for_sentence (self, piece):
    try:
      wait_for ('sentence "%s" in the dialog' % piece, lambda: piece in self.sentences ())
    except AssertionError as problem:
      raise AssertionError ('%s; it says: %s' % (problem, self.sentences ())) from None

  def controls (self):
    return [node for node in every (self.node) if role (node) in CONTROLS and is_seen (node)]

  def is_idle (self):
    button = find (self.node, 'button', 'Generate')
    return button is not None and is_sensitive (button) and not self.is_running ()
