# readme.py: the README's own examples work
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import io
import re
import shutil
import tempfile

from harness import *

PICTURE = os.path.join(TOP, "tests", "pictures", "coffee.png")
GATEWAY = "https://dream-gateway.livepeer.cloud"


def example(language):
    """The README's one example in that language, with the practice server in the gateway's place."""
    with open(os.path.join(TOP, "README.md"), encoding="utf-8") as file:
        found = re.findall(rf"^```{language}\n(.*?)^```", file.read(), re.DOTALL | re.MULTILINE)
    equal(len(found), 1, f"examples in {language}")
    holds(found[0], GATEWAY)
    return found[0].replace(GATEWAY, SERVER)


@contextlib.contextmanager
def folder_with_photo():
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(PICTURE, os.path.join(folder, "photo.png"))
        yield folder


@case
def the_script_fu_example():
    with folder_with_photo() as folder:
        code = example("scheme")
        for name in ("photo.png", "winter.xcf"):
            code = code.replace(f'"{name}"', f'"{os.path.join(folder, name)}"')
        procedure = Gimp.get_pdb().lookup_procedure("plug-in-script-fu-eval")
        config = procedure.create_config()
        config.set_property("run-mode", Gimp.RunMode.NONINTERACTIVE)
        config.set_property("script", code)
        values = procedure.run(config)
        equal(values.index(0), Gimp.PDBStatusType.SUCCESS, f"status, {Gimp.get_pdb().get_last_error()}")
        image = Gimp.file_load(Gimp.RunMode.NONINTERACTIVE,
                               Gio.File.new_for_path(os.path.join(folder, "winter.xcf")))
    group = image.get_layers()[0]
    equal(group.get_name(), "a winter morning", "group")
    equal([each.get_name() for each in group.get_children()],
          ["Seed 1234", "Seed 1235", "Seed 1236", "Seed 1237"], "layers")


@case
def the_python_example():
    with folder_with_photo() as folder:
        code = example("python").replace('"photo.png"', repr(os.path.join(folder, "photo.png")))
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code, {})
    equal(printed.getvalue().split("\n"), ["Seed 1234", "Seed 1235", "Seed 1236", "Seed 1237", ""], "printed")


@case
def the_tables_name_every_argument_and_model():
    with open(os.path.join(TOP, "README.md"), encoding="utf-8") as file:
        text = file.read()
    for spec in Gimp.get_pdb().lookup_procedure(PROCEDURE).get_arguments()[3:]:
        holds(text, f"`{spec.get_name()}`")
    with open(os.path.join(TOP, "plugin", "request", "models.json"), encoding="utf-8") as file:
        for model in json.load(file)["models"]:
            holds(text, f"`{model['id']}`")
