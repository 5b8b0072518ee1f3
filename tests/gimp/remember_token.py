# remember_token.py: a record's server gets no token that was not meant for it
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs where OVERPAINT_SERVER is not set: the token is then for the server that a call names.

from harness import *
from remember import RUN_AGAIN, SAME_SEED, again, put_record, simple

cases.clear()


def tokens():
    return [entry["headers"].get("authorization") for entry in log()]


@case
def an_address_in_a_record_gets_no_token():
    image, layer = simple()
    made = succeed(image, layer).layer
    equal(tokens(), ["Bearer " + TOKEN], "to the server that the artist named")
    ask("DELETE", "/practice/log")
    again(RUN_AGAIN, image, made)
    again(SAME_SEED, image, made)
    equal(tokens(), [None, None], "to the server that only the record names")


@case
def a_configured_server_in_a_record_does():
    folder = os.path.join(Gimp.directory(), "overpaint")
    os.makedirs(folder)
    with open(os.path.join(folder, "settings.ini"), "w", encoding="utf-8") as file:
        file.write(f"[overpaint]\ndefault-server=attic\n[server attic]\naddress={SERVER}\n")
    for server in ("attic", ""):
        image, layer = simple()
        made = succeed(image, layer, server=server).layer
        ask("DELETE", "/practice/log")
        again(RUN_AGAIN, image, made)
        equal(tokens(), ["Bearer " + TOKEN], f"to the server “{server}” of the settings")
