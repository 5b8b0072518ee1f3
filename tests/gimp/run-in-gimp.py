#!/usr/bin/env python3
# run-in-gimp.py: test modules in one headless GIMP, against one practice server; prints TAP
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""usage: run-in-gimp.py PLUG-IN PRACTICE-SERVER WARM-BABL MODULE...

OVERPAINT_TEST_CASES=TEXT runs only the cases whose names hold TEXT. Where OVERPAINT_TEST_UNNAMED is set,
no OVERPAINT_SERVER says whom the token is for. OVERPAINT_TEST_CANVAS names the plug-in that drives the canvas.
"""

import configparser
import glob
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))

# What the tests need of GIMP's own plug-ins; the rest would only make the start slow.
CORE_PLUG_INS = ("python-eval", "script-fu", "file-png", "file-jpeg")

# GIMP's own noise is no concern of ours; what names the plug-in or its log domain is.
# GIMP 3.0 closes a plug-in's pipe before the plug-in's last flush, its own plug-ins' too.
HARMLESS = "gimp_flush(): error: Broken pipe"
OURS = re.compile(r"^\((overpaint|canvas-plug-in):\d+\)|Overpaint-(WARNING|CRITICAL|ERROR)|"
                  r"Plug-in crashed: \"(overpaint|canvas-plug-in)\"")


def core_plug_ins():
    folder = subprocess.run(["pkg-config", "--variable=gimplibdir", "gimp-3.0"], check=True,
                            capture_output=True, text=True).stdout.strip()
    return [os.path.join(folder, "plug-ins", name) for name in CORE_PLUG_INS]


def lay_out(folder, plug_in):
    plug_ins = os.path.join(folder, "plug-ins")
    os.makedirs(os.path.join(plug_ins, "overpaint"))
    # copies: a program finds what lies beside it by its own path, with all links resolved
    shutil.copy(plug_in, os.path.join(plug_ins, "overpaint"))
    shutil.copy(os.path.join(os.path.dirname(plug_in), "worker", "overpaint-keeper"),
                os.path.join(plug_ins, "overpaint"))
    canvas = os.environ.get("OVERPAINT_TEST_CANVAS")
    if canvas:
        os.makedirs(os.path.join(plug_ins, "canvas-plug-in"))
        os.symlink(canvas, os.path.join(plug_ins, "canvas-plug-in", "canvas-plug-in"))
    for core in core_plug_ins():
        os.symlink(core, os.path.join(plug_ins, os.path.basename(core)))
    os.makedirs(os.path.join(folder, "home"))
    os.makedirs(os.path.join(folder, "profile"))
    os.makedirs(os.path.join(folder, "runtime"), mode=0o700)
    return plug_ins


def start_server(program):
    server = subprocess.Popen([program, "--as", "gateway", "--paint", "rule", "--until-stdin-closes"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              text=True)
    line = server.stdout.readline()
    address = re.search(r"listening on (http://127\.0\.0\.1:\d+)", line)
    if address is None:
        sys.exit(f"Bail out! The practice server said {line!r}.")
    return server, address.group(1)


def start_keyring():
    """A D-Bus session of its own, with the practice keyring on it."""
    bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"],
                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
    keyring = subprocess.Popen([sys.executable, os.path.join(TOP, "tests", "keyring", "keyring.py")],
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    if keyring.stdout.readline() != "ready\n":
        sys.exit("Bail out! The practice keyring did not start.")
    return [keyring, bus]


def end(programs):
    for program in programs:
        program.terminate()
        program.wait(timeout=30)


def run_gimp(folder, plug_ins, address, program, warm_babl, modules):
    output, said = os.path.join(folder, "tap"), os.path.join(folder, "said")
    environment = dict(os.environ,
                       HOME=os.path.join(folder, "home"),
                       XDG_CONFIG_HOME=os.path.join(folder, "home", "config"),
                       XDG_CACHE_HOME=os.path.join(folder, "home", "cache"),
                       GIMP3_DIRECTORY=os.path.join(folder, "profile"),
                       GIMP_TESTING_PLUGINDIRS=plug_ins,
                       G_MESSAGES_DEBUG="Overpaint",
                       OVERPAINT_TOKEN="practice-token-4711",
                       OVERPAINT_SERVER=address,
                       OVERPAINT_TEST_SERVER=address,
                       OVERPAINT_TEST_PROGRAM=program,
                       OVERPAINT_TEST_TOP=TOP,
                       OVERPAINT_TEST_MODULES=" ".join(modules),
                       OVERPAINT_TEST_OUTPUT=output,
                       OVERPAINT_TEST_SAID=said,
                       PYTHONDONTWRITEBYTECODE="1")
    # where workers are met, whose minutes of idleness are half a second here
    environment.update(XDG_RUNTIME_DIR=os.path.join(folder, "runtime"), OVERPAINT_TEST_MINUTE="500")
    environment.pop("DISPLAY", None)
    if os.environ.get("OVERPAINT_TEST_UNNAMED"):
        environment.pop("OVERPAINT_SERVER")
    script = os.path.join(HERE, "in-gimp.py")
    subprocess.run([warm_babl], env=environment, check=True)
    # A file, so that the cases can read GIMP's messages while it runs.
    with open(said, "w", encoding="utf-8") as file:
        subprocess.run(["gimp-console", "-nids", "--batch-interpreter", "python-fu-eval",
                        "-b", f"exec(compile(open({script!r}).read(), {script!r}, 'exec'))", "--quit"],
                       env=environment, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT)
    tap = open(output, encoding="utf-8").read() if os.path.exists(output) else ""
    return open(said, encoding="utf-8", errors="replace").read(), tap


def wait_for_workers(folder):
    """The keepers that are left when GIMP has quit, after all were given the time to end."""
    left = []
    for path in glob.glob(os.path.join(folder, "runtime", "overpaint", "*.lock")):
        ended = subprocess.run(["flock", "--timeout", "60", path, "true"]).returncode == 0
        if not ended:
            left.append(os.path.basename(path))
            status = configparser.ConfigParser()
            status.read(path.replace(".lock", ".ini"))
            os.kill(int(status["worker"]["keeper-pid"]), signal.SIGTERM)
            subprocess.run(["flock", "--timeout", "60", path, "true"])
    return left


def main():
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    plug_in, program, warm_babl = (os.path.abspath(name) for name in sys.argv[1:4])
    modules = sys.argv[4:]
    folder = tempfile.mkdtemp(prefix="overpaint-gimp-")
    try:
        plug_ins = lay_out(folder, plug_in)
        server, address = start_server(program)
        programs = start_keyring()
        try:
            said, tap = run_gimp(folder, plug_ins, address, program, warm_babl, modules)
            left = wait_for_workers(folder)
        finally:
            server.stdin.close()
            server.wait(timeout=30)
            end(programs)
    finally:
        shutil.rmtree(folder, ignore_errors=True)

    plan = re.match(r"1\.\.(\d+)\n", tap)
    if plan is None:
        sys.stderr.write(said)
        sys.exit("Bail out! GIMP did not run the tests.")

    # Two cases more, over all the others: nothing of ours may have complained, or be left behind.
    count = int(plan.group(1)) + 2
    ours = [line for line in said.splitlines() if OURS.search(line) and HARMLESS not in line]
    print(f"1..{count}")
    print(tap[plan.end():], end="")
    print(f"{'not ok' if left else 'ok'} {count - 1} no-worker-is-left")
    for name in left:
        print(f"# {name}")
    print(f"{'not ok' if ours else 'ok'} {count} no-complaint-on-stderr")
    for line in ours:
        print(f"# {line}")
    # What GIMP said is worth reading only where something went wrong.
    if "\nnot ok" in tap or ours:
        sys.stderr.write(said)


main()
