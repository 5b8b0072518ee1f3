# in-gimp.py: what GIMP's Python runs first: all the cases, in one start of GIMP
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import sys

sys.path.insert(0, os.path.join(os.environ["OVERPAINT_TEST_TOP"], "tests", "gimp"))
sys.dont_write_bytecode = True

import harness

for name in os.environ["OVERPAINT_TEST_MODULES"].split():
    __import__(name)

with open(os.environ["OVERPAINT_TEST_OUTPUT"], "w", encoding="utf-8") as output:
    harness.run(output)
