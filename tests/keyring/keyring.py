#!/usr/bin/env python3
"""keyring.py: a practice keyring: org.freedesktop.secrets on whatever session bus it is given

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later

Prints "ready" once it owns the name. Secrets travel in plain, so that a test sees what arrives.
A test speaks to it at /org/overpaint/Keyring: Reset (mode) forgets everything, Put (origin, token)
adds an item, and Dump () tells as JSON what it holds and which calls came. The modes:

  open      every call is answered
  locked    the collection is locked, and the artist dismisses the prompt
  unlocks   the collection is locked, and the artist types the password
  silent    nothing is ever answered
"""

import json
import sys

import gi
gi.require_version ('Gio', '2.0')
from gi.repository import Gio, GLib

ROOT = '/org/freedesktop/secrets'
ALIAS = ROOT + '/aliases/default'
COLLECTION = ROOT + '/collection/practice'
SESSION = ROOT + '/session/1'
PROMPT = ROOT + '/prompt/1'
CONTROL = '/org/overpaint/Keyring'
SECRET = 'org.freedesktop.Secret.'

INTERFACES = Gio.DBusNodeInfo.new_for_xml ('''<node>
<interface name="org.freedesktop.Secret.Service">
  <method name="OpenSession"><arg type="s" direction="in"/><arg type="v" direction="in"/>
    <arg type="v" direction="out"/><arg type="o" direction="out"/></method>
  <method name="SearchItems"><arg type="a{ss}" direction="in"/>
    <arg type="ao" direction="out"/><arg type="ao" direction="out"/></method>
  <method name="Unlock"><arg type="ao" direction="in"/><arg type="ao" direction="out"/><arg type="o" direction="out"/>
  </method>
  <method name="GetSecrets"><arg type="ao" direction="in"/><arg type="o" direction="in"/>
    <arg type="a{o(oayays)}" direction="out"/></method>
  <method name="ReadAlias"><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
  <property name="Collections" type="ao" access="read"/>
</interface>
<interface name="org.freedesktop.Secret.Collection">
  <method name="CreateItem"><arg type="a{sv}" direction="in"/><arg type="(oayays)" direction="in"/>
    <arg type="b" direction="in"/><arg type="o" direction="out"/><arg type="o" direction="out"/></method>
  <property name="Items" type="ao" access="read"/>
  <property name="Label" type="s" access="readwrite"/>
  <property name="Locked" type="b" access="read"/>
  <property name="Created" type="t" access="read"/>
  <property name="Modified" type="t" access="read"/>
</interface>
<interface name="org.freedesktop.Secret.Item">
  <method name="Delete"><arg type="o" direction="out"/></method>
  <method name="GetSecret"><arg type="o" direction="in"/><arg type="(oayays)" direction="out"/></method>
  <property name="Locked" type="b" access="read"/>
  <property name="Attributes" type="a{ss}" access="readwrite"/>
  <property name="Label" type="s" access="readwrite"/>
  <property name="Type" type="s" access="readwrite"/>
  <property name="Created" type="t" access="read"/>
  <property name="Modified" type="t" access="read"/>
</interface>
<interface name="org.freedesktop.Secret.Prompt">
  <method name="Prompt"><arg type="s" direction="in"/></method>
  <method name="Dismiss"/>
  <signal name="Completed"><arg type="b"/><arg type="v"/></signal>
</interface>
<interface name="org.overpaint.Keyring">
  <method name="Reset"><arg type="s" direction="in"/></method>
  <method name="Put"><arg type="s" direction="in"/><arg type="s" direction="in"/></method>
  <method name="Dump"><arg type="s" direction="out"/></method>
</interface>
</node>''')


class Locked (Exception):
  pass


class Keyring:
  def __init__ (self, connection):
    self.connection = connection
    self.items = {}
    self.registered = {}
    self.number = 0
    self.reset ('open')
    for path, interface in ((ROOT, SECRET + 'Service'), (ALIAS, SECRET + 'Collection'),
                            (COLLECTION, SECRET + 'Collection'), (PROMPT, SECRET + 'Prompt'),
                            (CONTROL, 'org.overpaint.Keyring')):
      self.register (path, interface)

  def reset (self, mode):
    for path in list (self.items):
      self.forget (path)
    self.calls = []
    self.mode = mode
    self.is_locked = mode in ('locked', 'unlocks')

  def register (self, path, interface):
    return self.connection.register_object (path, INTERFACES.lookup_interface (interface), self.on_call, self.on_get,
                                            lambda *_: True)

  def forget (self, path):
    del self.items[path]
    self.connection.unregister_object (self.registered.pop (path))

  def add (self, label, attributes, secret):
    for path in [path for path, item in self.items.items () if item['attributes'] == attributes]:
      self.forget (path)
    self.number += 1
    path = '%s/%d' % (COLLECTION, self.number)
    self.items[path] = {'label': label, 'attributes': attributes, 'secret': secret}
    self.registered[path] = self.register (path, SECRET + 'Item')
    return path

  # ---- what D-Bus asks

  def on_call (self, connection, sender, path, interface, method, parameters, invocation):
    if interface.startswith (SECRET):
      self.calls.append (method)
      if self.mode == 'silent':
        return
    try:
      answer = getattr (self, 'on_' + method) (path, *parameters.unpack ())
    except Locked:
      invocation.return_dbus_error ('org.freedesktop.Secret.Error.IsLocked', 'The collection is locked.')
    except NotImplementedError:
      invocation.return_dbus_error ('org.freedesktop.DBus.Error.NotSupported', 'Only plain.')
    else:
      invocation.return_value (answer)

  def on_get (self, connection, sender, path, interface, name):
    item = self.items.get (path, {})
    values = {
      'Collections': ('ao', [COLLECTION]), 'Items': ('ao', list (self.items)), 'Locked': ('b', self.is_locked),
      'Label': ('s', item.get ('label', 'Practice')), 'Attributes': ('a{ss}', item.get ('attributes', {})),
      'Type': ('s', item.get ('attributes', {}).get ('xdg:schema', '')), 'Created': ('t', 0), 'Modified': ('t', 0)}
    return GLib.Variant (*values[name])

  def on_OpenSession (self, path, algorithm, value):
    if algorithm != 'plain':
      raise NotImplementedError
    return GLib.Variant ('(vo)', (GLib.Variant ('s', ''), SESSION))

  def on_SearchItems (self, path, attributes):
    found = [each for each, item in self.items.items () if attributes.items () <= item['attributes'].items ()]
    return GLib.Variant ('(aoao)', ([], found) if self.is_locked else (found, []))

  def on_Unlock (self, path, objects):
    if self.is_locked:
      self.asked = objects
      return GLib.Variant ('(aoo)', ([], PROMPT))
    return GLib.Variant ('(aoo)', (objects, '/'))

  def on_Prompt (self, path, window):
    opened = self.mode == 'unlocks'
    if opened:
      self.is_locked = False
    result = GLib.Variant ('(bv)', (not opened, GLib.Variant ('ao', self.asked if opened else [])))

    def complete ():
      self.connection.emit_signal (None, PROMPT, SECRET + 'Prompt', 'Completed', result)
      return GLib.SOURCE_REMOVE

    GLib.idle_add (complete)

  def on_Dismiss (self, path):
    return None

  def secret (self, path):
    if self.is_locked:
      raise Locked
    return (SESSION, b'', self.items[path]['secret'].encode (), 'text/plain')

  def on_GetSecrets (self, path, paths, session):
    return GLib.Variant ('(a{o(oayays)})', ({each: self.secret (each) for each in paths},))

  def on_GetSecret (self, path, session):
    return GLib.Variant ('((oayays))', (self.secret (path),))

  def on_ReadAlias (self, path, name):
    return GLib.Variant ('(o)', (COLLECTION if name == 'default' else '/',))

  def on_CreateItem (self, path, properties, secret, replace):
    if self.is_locked:
      raise Locked
    item = self.add (properties[SECRET + 'Item.Label'], properties[SECRET + 'Item.Attributes'],
                     bytes (secret[2]).decode ())
    return GLib.Variant ('(oo)', (item, '/'))

  def on_Delete (self, path):
    if self.is_locked:
      raise Locked
    self.forget (path)
    return GLib.Variant ('(o)', ('/',))

  # ---- what a test asks

  def on_Reset (self, path, mode):
    self.reset (mode)

  def on_Put (self, path, origin, token):
    self.add ('put by the test', {'server': origin, 'xdg:schema': 'org.overpaint.Token'}, token)

  def on_Dump (self, path):
    return GLib.Variant ('(s)', (json.dumps ({'items': list (self.items.values ()), 'calls': self.calls}),))


def main ():
  connection = Gio.bus_get_sync (Gio.BusType.SESSION)
  keyring = Keyring (connection)
  loop = GLib.MainLoop ()
  Gio.bus_own_name_on_connection (connection, 'org.freedesktop.secrets', Gio.BusNameOwnerFlags.NONE,
                                  lambda *_: print ('ready', flush=True), lambda *_: sys.exit ('the name is taken'))
  connection.connect ('closed', lambda *_: loop.quit ())
  loop.run ()
  return keyring


main ()
