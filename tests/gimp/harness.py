# harness.py: what every test inside GIMP stands on
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs inside GIMP, by python-fu-eval. A case is a function that @case names; it makes
# its own image, asserts, and the harness deletes every image afterwards.

import json
import os
import sys
import traceback
import urllib.request

import gi
gi.require_version("Gimp", "3.0")
gi.require_version("Gegl", "0.4")
from gi.repository import Gegl, Gimp, Gio, GLib

PROCEDURE = "plug-in-overpaint-image-to-image"
RECORD = "overpaint-record"
SERVER = os.environ["OVERPAINT_TEST_SERVER"]
TOKEN = os.environ["OVERPAINT_TOKEN"]
TOP = os.environ["OVERPAINT_TEST_TOP"]

# Not in the catalogue: native size 512, steps of 8. A layer of 253 x 261 needs no
# scaling, and is padded on both sides.
MODEL = "practice/plain"
WIDTH, HEIGHT = 253, 261

cases = []


def case(function):
    cases.append((function.__name__.replace("_", "-"), function))
    return function


def table(rows):
    """A case for each row, named after the row's first member."""
    def decorate(function):
        for row in rows:
            cases.append((f"{function.__name__.replace('_', '-')}/{row[0]}",
                          lambda row=row: function(*row)))
        return function
    return decorate


# ---- the practice server

def ask(method, path, value=None):
    data = None if value is None else json.dumps(value).encode()
    request = urllib.request.Request(SERVER + path, data=data, method=method)
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=30) as reply:
        text = reply.read()
    return json.loads(text) if text else None


def fault(name, **more):
    ask("POST", "/practice/fault", {"fault": name, **more})


def server_settings(**settings):
    ask("POST", "/practice/settings", settings)


def log():
    """What reached the server, but for what only found out its kind."""
    return [entry for entry in ask("GET", "/practice/log") if entry["method"] == "POST"]


def parts(entry):
    return {part["name"]: part.get("text") for part in entry["parts"]}


def reset_server():
    ask("DELETE", "/practice/fault")
    ask("DELETE", "/practice/log")
    server_settings(**{"as": "gateway", "token": None, "paint": "mixed", "delay": 0, "url": "relative"})


# ---- images

def new_image(width=WIDTH, height=HEIGHT, base=Gimp.ImageBaseType.RGB,
              precision=Gimp.Precision.U8_NON_LINEAR):
    return Gimp.Image.new_with_precision(width, height, base, precision)


def layer_type(image, alpha):
    gray = image.get_base_type() == Gimp.ImageBaseType.GRAY
    if gray:
        return Gimp.ImageType.GRAYA_IMAGE if alpha else Gimp.ImageType.GRAY_IMAGE
    return Gimp.ImageType.RGBA_IMAGE if alpha else Gimp.ImageType.RGB_IMAGE


def new_layer(image, name="source", width=WIDTH, height=HEIGHT, alpha=True, x=0, y=0, parent=None,
              pixels=None, pattern="R'G'B'A float"):
    layer = Gimp.Layer.new(image, name, width, height, layer_type(image, alpha), 100.0,
                           Gimp.LayerMode.NORMAL)
    image.insert_layer(layer, parent, 0)
    layer.set_offsets(x, y)
    if pixels is not None:
        put(layer, pattern, pixels)
    return layer


def rectangle(drawable):
    return Gegl.Rectangle.new(0, 0, drawable.get_width(), drawable.get_height())


def put(drawable, pattern, pixels):
    buffer = drawable.get_buffer()
    buffer.set(rectangle(drawable), pattern, pixels)
    buffer.flush()
    drawable.update(0, 0, drawable.get_width(), drawable.get_height())


def get(drawable, pattern):
    return bytes(drawable.get_buffer().get(rectangle(drawable), 1.0, pattern, Gegl.AbyssPolicy.NONE))


def tree(image):
    """The whole layer tree, as far as anyone could tell it apart."""
    def branch(layers):
        return [(layer.get_name(), layer.get_id(), layer.get_visible(), layer.get_opacity(),
                 tuple(layer.get_offsets())[1:], layer.get_width(), layer.get_height(),
                 layer.get_mask() is not None, len(layer.get_filters()),
                 branch(layer.get_children()) if layer.is_group() else None)
                for layer in layers]
    return branch(image.get_layers())


def rule(colours):
    """The practice server's rule on R'G'B' bytes: R' = 255 - G, G' = 255 - B, B' = 255 - R."""
    inverted = bytes(255 - value for value in range(256))
    result = bytearray(len(colours))
    result[0::3] = colours[1::3].translate(inverted)
    result[1::3] = colours[2::3].translate(inverted)
    result[2::3] = colours[0::3].translate(inverted)
    return bytes(result)


def stored(like, colours):
    """What R'G'B' bytes become in a layer like this one: gray, linear 8-bit and so on."""
    layer = Gimp.Layer.new(like.get_image(), "expected", like.get_width(), like.get_height(),
                           like.type(), 100.0, Gimp.LayerMode.NORMAL)
    buffer = layer.get_buffer()
    buffer.set(rectangle(layer), "R'G'B' u8", colours)
    buffer.flush()
    result = get(layer, "R'G'B' u8")
    layer.delete()
    return result


# ---- the procedure

class Messages:
    """What GIMP says from now on: messages reach a script's author on standard error."""

    def __init__(self):
        self.start = os.path.getsize(os.environ["OVERPAINT_TEST_SAID"])

    def text(self):
        with open(os.environ["OVERPAINT_TEST_SAID"], "rb") as file:
            file.seek(self.start)
            return file.read().decode("utf-8", "replace")

    def count(self, piece):
        return self.text().count(piece)


class Result:
    def __init__(self, values):
        self.status = values.index(0)
        self.message = Gimp.get_pdb().get_last_error()
        self.layers = []
        if self.status == Gimp.PDBStatusType.SUCCESS:
            self.layers = list(values.get_core_object_array(1))

    @property
    def layer(self):
        assert len(self.layers) == 1, f"{len(self.layers)} layers, not one"
        return self.layers[0]

    def records(self):
        return [record(layer) for layer in self.layers]


def record(layer):
    parasite = layer.get_parasite(RECORD)
    assert parasite is not None, "the layer has no record"
    # bytes above 127 arrive as negative numbers
    return json.loads(bytes(value & 255 for value in parasite.get_data()).rstrip(b"\0"))


def call(image, drawables, mode=Gimp.RunMode.NONINTERACTIVE, **arguments):
    procedure = Gimp.get_pdb().lookup_procedure(PROCEDURE)
    config = procedure.create_config()
    values = {"prompt": "practice", "model": MODEL, "server": SERVER, "seed": 7}
    values.update({name.replace("_", "-"): value for name, value in arguments.items()})
    config.set_property("run-mode", mode)
    config.set_property("image", image)
    config.set_core_object_array("drawables", drawables if isinstance(drawables, list) else [drawables])
    for name, value in values.items():
        config.set_property(name, value)
    return Result(procedure.run(config))


def succeed(image, drawables, **arguments):
    result = call(image, drawables, **arguments)
    assert result.status == Gimp.PDBStatusType.SUCCESS, f"{result.status.value_nick}: {result.message}"
    return result


def equal(found, expected, what="value"):
    if found == expected:
        return
    if isinstance(found, bytes) and isinstance(expected, bytes):
        if len(found) != len(expected):
            raise AssertionError(f"{what}: {len(found)} bytes, expected {len(expected)}")
        differing = [i for i in range(len(found)) if found[i] != expected[i]]
        first = differing[0]
        raise AssertionError(f"{what}: {len(differing)} of {len(found)} bytes differ; the first at {first}: "
                             f"{found[first]}, expected {expected[first]}")
    raise AssertionError(f"{what}: {found!r}, expected {expected!r}")


def holds(text, piece):
    assert piece in text, f"{piece!r} is not in {text!r}"


# ---- running

def run(output):
    wanted = os.environ.get("OVERPAINT_TEST_CASES")
    chosen = [(name, function) for name, function in cases if not wanted or wanted in name]
    print(f"1..{len(chosen)}", file=output, flush=True)
    for number, (name, function) in enumerate(chosen, 1):
        try:
            reset_server()
            function()
            print(f"ok {number} {name}", file=output, flush=True)
        except Exception as problem:
            print(f"not ok {number} {name}", file=output)
            place = traceback.extract_tb(problem.__traceback__)
            own = [frame for frame in place if frame.filename.startswith(TOP)] or place
            for frame in own[-2:]:
                print(f"# {os.path.basename(frame.filename)}:{frame.lineno}: {frame.line}", file=output)
            print("# " + f"{type(problem).__name__}: {problem}".replace("\n", "\n# "), file=output, flush=True)
        finally:
            for image in Gimp.get_images():
                image.delete()
