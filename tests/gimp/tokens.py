# tokens.py: which token goes where, with a keyring beside the environment
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# OVERPAINT_TOKEN is for the practice server that all the tests ask, because OVERPAINT_SERVER names it.
# Another one is asked here with what the practice keyring (tests/keyring) holds.

import contextlib
import subprocess

from harness import *

KEPT = "kept-in-the-keyring-0815"


def simple():
    image = new_image()
    layer = new_layer(image)
    put(layer, "R'G'B'A u8", b"\x40\x80\xc0\xff" * (WIDTH * HEIGHT))
    return image, layer


def keyring(method, arguments=None):
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    return bus.call_sync("org.freedesktop.secrets", "/org/overpaint/Keyring", "org.overpaint.Keyring", method,
                         arguments, None, Gio.DBusCallFlags.NONE, 30000, None).unpack()


def reset(mode, **tokens):
    keyring("Reset", GLib.Variant("(s)", ("open",)))
    keyring("Reset", GLib.Variant("(s)", (mode,)))
    for origin, token in tokens.items():
        keyring("Put", GLib.Variant("(ss)", (origin, token)))


def calls():
    return json.loads(keyring("Dump")[0])["calls"]


@contextlib.contextmanager
def other_server():
    """A second server: its address, and what it was asked with."""
    program = subprocess.Popen([os.environ["OVERPAINT_TEST_PROGRAM"], "--as", "gateway", "--until-stdin-closes"],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    address = program.stdout.readline().split()[-1]

    def tokens():
        with urllib.request.urlopen(address + "/practice/log", timeout=30) as reply:
            return [entry["headers"].get("authorization") for entry in json.loads(reply.read())
                    if entry["method"] == "POST" and not entry["path"].startswith("/practice")]

    try:
        yield address, tokens
    finally:
        program.stdin.close()
        program.wait(timeout=30)
        reset("open")


@case
def the_keyring_serves_the_server_whose_token_it_is():
    with other_server() as (address, tokens):
        reset("open", **{address: KEPT, SERVER: "not this one"})
        image, layer = simple()
        messages = Messages()

        result = succeed(image, layer, server=address + "/")
        equal(tokens(), ["Bearer " + KEPT], "to the server of the token")

        # the environment wins for its own server
        call(image, layer)
        equal([entry["headers"].get("authorization") for entry in log()], ["Bearer " + TOKEN], "to the other")

        assert KEPT not in json.dumps(result.records()), "the token is in the record"
        assert KEPT not in messages.text(), "the token is in the messages"
        for folder, _, names in os.walk(os.environ["GIMP3_DIRECTORY"]):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    assert KEPT.encode() not in file.read(), f"the token is in {name}"


@case
def what_the_keyring_has_of_another_port_is_not_sent():
    with other_server() as (address, tokens):
        host, port = address.rsplit(":", 1)
        reset("open", **{f"{host}:{int(port) % 65535 + 1}": KEPT, host: KEPT, address.replace("http:", "https:"): KEPT})
        succeed(*simple(), server=address)
        equal(tokens(), [None], "the token of another origin")
        assert "SearchItems" in calls(), "the keyring was not asked"


@case
def a_locked_keyring_asks_nobody_and_has_no_token():
    with other_server() as (address, tokens):
        reset("locked", **{address: KEPT})
        succeed(*simple(), server=address)
        equal(tokens(), [None], "a token")
        assert "SearchItems" in calls(), "the keyring was not asked"
        assert "Unlock" not in calls() and "Prompt" not in calls(), calls()


@case
def a_keyring_that_never_answers_is_not_waited_for():
    with other_server() as (address, tokens):
        reset("silent")
        succeed(*simple(), server=address)
        equal(tokens(), [None], "a token")
        assert calls(), "the keyring was not asked"


@case
def the_window_of_the_servers_is_for_people_alone():
    procedure = Gimp.get_pdb().lookup_procedure("plug-in-overpaint-servers")
    equal(procedure.get_menu_paths(), ["<Image>/Filters/Overpaint"], "menu")
    equal(procedure.get_menu_label(), "Ser_vers...", "label")
    for mode in Gimp.RunMode.NONINTERACTIVE, Gimp.RunMode.INTERACTIVE:
        config = procedure.create_config()
        config.set_property("run-mode", mode)
        # there is no screen here
        equal(procedure.run(config).index(0), Gimp.PDBStatusType.CALLING_ERROR, "status")
        holds(Gimp.get_pdb().get_last_error(), "run-mode: this procedure is a window")
