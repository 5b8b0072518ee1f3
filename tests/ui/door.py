#!/usr/bin/env python3
"""door.py: a plug-in through which a test asks GIMP, again and again, with no program to start each time

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later

It starts with GIMP and stays. OVERPAINT_TEST_DOOR names its socket, OVERPAINT_TEST_INSIDE the
folder of inside.py; a connection brings the name of a call's file, and is closed after the answer.
"""

import os
import sys

import gi
gi.require_version ('Gegl', '0.4')
gi.require_version ('Gimp', '3.0')
from gi.repository import Gegl, Gimp, Gio, GLib

sys.dont_write_bytecode = True
sys.path.insert (0, os.environ.get ('OVERPAINT_TEST_INSIDE', '.'))


class Door (Gimp.PlugIn):
  def do_set_i18n (self, _name):
    return False

  def do_query_procedures (self):
    return ['overpaint-test-door']

  def do_create_procedure (self, name):
    return Gimp.Procedure.new (self, name, Gimp.PDBProcType.PERSISTENT, self.run, None)

  def run (self, procedure, _config, _data):
    import inside

    def answer (_service, connection, _source):
      path = connection.get_input_stream ().read_bytes (4096, None).get_data ().decode ()
      inside.answer_call (path)
      connection.close (None)
      return True

    Gegl.init (None)
    service = Gio.SocketService.new ()
    service.add_address (Gio.UnixSocketAddress.new (os.environ['OVERPAINT_TEST_DOOR']), Gio.SocketType.STREAM,
                         Gio.SocketProtocol.DEFAULT, None)
    service.connect ('incoming', answer)
    service.start ()
    self.persistent_enable ()
    procedure.persistent_ready ()
    GLib.MainLoop ().run ()
    return procedure.new_return_values (Gimp.PDBStatusType.SUCCESS, None)


Gimp.main (Door.__gtype__, sys.argv)
