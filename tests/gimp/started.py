# started.py: workers that Overpaint starts itself, from a script's call
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The worker is tests/worker/sd-server-stand-in.py, behind which the practice server paints. A minute of idleness is
# half a second here (run-in-gimp.py), and whoever holds a connection to a keeper and says "lease" keeps its worker.

import glob
import sys

from harness import *

sys.path.insert(0, os.path.join(TOP, "tests", "worker"))
from toy import Toy

SETTINGS = os.path.join(os.environ["GIMP3_DIRECTORY"], "overpaint", "settings.ini")

WIDE, HIGH = 512, 448


class Worker(Toy):
    count = 0

    def __init__(self, faults="", **settings):
        Worker.count += 1
        super().__init__(os.path.join(os.environ["GIMP3_DIRECTORY"], f"worker {Worker.count}"), SETTINGS,
                         os.environ["XDG_RUNTIME_DIR"], os.environ["OVERPAINT_TEST_PROGRAM"], faults)
        self.write(**settings)


def paint(**arguments):
    image = new_image(WIDE, HIGH)
    layer = new_layer(image, width=WIDE, height=HIGH, pixels=b"\x40\x80\xc0\xff" * (WIDE * HIGH),
                      pattern="R'G'B'A u8")
    return call(image, layer, server="toy", **arguments)


def assert_painted(result):
    assert result.status == Gimp.PDBStatusType.SUCCESS, f"{result.status.value_nick}: {result.message}"
    for layer in result.layers:
        equal(get(layer, "R'G'B' u8"), rule(b"\x40\x80\xc0" * (WIDE * HIGH)), "picture")


@case
def a_worker_is_started_for_a_call_and_used_again():
    worker = Worker()
    assert_painted(paint())
    with worker.held():
        first = dict(worker.status())
        equal(first["phase"], "ready", "after the call")
        result = paint()
        assert_painted(result)
        equal(worker.status()["pid"], first["pid"], "process of the second call")
        equal(result.records()[0]["server"]["name"], "toy", "server of the record")
        equal(result.records()[0]["server"]["kind"], "sd-server", "kind of the record")
    worker.stop()
    equal(worker.status()["phase"], "stopped", "in the end")


@case
def it_stops_when_it_has_been_idle():
    worker = Worker(idle_minutes=2)
    assert_painted(paint())
    worker.wait_for_end()
    equal(worker.status()["phase"], "stopped", "in the end")
    # and is started again where it is needed again
    assert_painted(paint())
    worker.stop()


@case
def several_pictures_are_one_run():
    worker = Worker()
    result = paint(images=3)
    assert_painted(result)
    equal(len(result.layers), 3, "pictures")
    worker.stop()


@case
def it_reads_no_token():
    worker = Worker()
    assert_painted(paint())
    with worker.held():
        log = worker.ask("GET", "/practice/log")
        assert log, "the worker was not asked"
        assert TOKEN not in json.dumps(log), "the token was sent to the worker"
        with open(f"/proc/{worker.status()['pid']}/environ", "rb") as file:
            environment = file.read()
        assert TOKEN.encode() not in environment, "the token is in the worker's environment"
        assert b"GIMP3_DIRECTORY" not in environment, "GIMP's environment is the worker's"
    worker.stop()


@case
def one_that_falls_over_while_it_paints_says_so():
    worker = Worker("crash")
    result = paint(images=3)
    equal(result.status, Gimp.PDBStatusType.EXECUTION_ERROR, "status")
    holds(result.message, "The worker stopped by itself.")
    holds(result.message, "Its last lines:")
    holds(result.message, "[ERROR] the toy model fell over its own feet")
    assert "connection" not in result.message.lower(), result.message
    # it has been started again, but nothing was asked again; the artist does that
    with worker.held():
        log = worker.ask("GET", "/practice/log")
        equal([entry for entry in log if entry["method"] == "POST"], [], "asked of the new one")
        equal(worker.status()["restarts"], "1", "restarts")
    assert_painted(paint())
    worker.stop()


@case
def one_that_is_killed_is_taken_to_be_out_of_memory():
    worker = Worker("killed")
    result = paint()
    equal(result.status, Gimp.PDBStatusType.EXECUTION_ERROR, "status")
    holds(result.message, "The worker was stopped from outside, most likely because memory ran out.")
    holds(result.message, "Make the picture smaller")
    worker.stop()


@case
def one_that_does_not_start_says_why():
    worker = Worker("refuse")
    messages = Messages()
    result = paint(images=4)
    equal(result.status, Gimp.PDBStatusType.EXECUTION_ERROR, "status")
    holds(result.message, "The worker cannot read the model file.")
    holds(result.message, "get sd version from file failed")
    equal(worker.status()["restarts"], "0", "restarts")
    worker.wait_for_end()


@table([
    ("program", "program", "/nowhere/sd-server", "There is no program “/nowhere/sd-server”."),
    ("model", "model", "/nowhere/toy.gguf", "There is no model file “/nowhere/toy.gguf”."),
    ("folder", "lora_folder", "/nowhere/loras", "There is no folder “/nowhere/loras” for LoRAs."),
])
def what_is_lacking_is_said(_, key, value, sentence):
    worker = Worker()
    worker.write(**{key: value})
    result = paint()
    equal(result.status, Gimp.PDBStatusType.EXECUTION_ERROR, "status")
    equal(result.message, sentence, "message")
    assert not glob.glob(worker.path + "*"), "something was started"


@case
def a_plan_that_cannot_be_understood_is_a_calling_error():
    Worker(address="http://127.0.0.1:1234")
    result = paint()
    equal(result.status, Gimp.PDBStatusType.CALLING_ERROR, "status")
    holds(result.message, "[server toy] has both “address” and “worker”")


@case
def one_that_is_to_go_with_gimp_is_left_to_that():
    # run-in-gimp.py waits for its end once GIMP has quit; it never gets idle
    worker = Worker(idle_minutes=0, stop_with_gimp="true")
    assert_painted(paint())
    equal(worker.status()["phase"], "ready", "while GIMP runs")
    os.remove(SETTINGS)
