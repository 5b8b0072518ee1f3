# results.py: how pictures come in: named, grouped, hidden, recorded, and nobody's secret told
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later

import hashlib
import subprocess
import tempfile
import threading
import time

from harness import *


def simple(**options):
    image = new_image(**options)
    layer = new_layer(image)
    put(layer, "R'G'B'A u8", b"\x40\x80\xc0\xff" * (WIDTH * HEIGHT))
    return image, layer


def visible(layers):
    return [each.get_visible() for each in layers]


@case
def one_picture_is_one_layer_and_four_are_a_group():
    image, layer = simple()
    one = succeed(image, layer, prompt="a fox").layer
    equal(one.get_parent(), None, "parent of a single picture")
    four = succeed(image, layer, prompt="a fox\n in   the snow", images=4, seed=20).layers
    group = four[0].get_parent()
    equal(group.get_name(), "a fox in the snow", "name of the group")
    equal([each.get_name() for each in group.get_children()], ["Seed 20", "Seed 21", "Seed 22", "Seed 23"], "order")
    equal(visible(four), [True, False, False, False], "visible")
    equal([item.get_name() for item in image.get_layers()], ["Seed 7", "a fox in the snow", "source"], "order")
    equal(image.get_selected_layers(), [layer], "selected layers")


@case
def a_long_prompt_is_shortened_and_none_is_the_model():
    image, layer = simple()
    made = succeed(image, layer, prompt="ä" * 200, images=2).layers
    name = made[0].get_parent().get_name()
    equal((len(name), name[-1]), (48, "…"), "length of the name")
    made = succeed(image, layer, prompt="", images=2).layers
    equal(made[0].get_parent().get_name(), MODEL, "name without a prompt")


@case
def the_result_is_above_a_layer_in_a_group_that_other_layers_cover():
    image, layer = simple()
    cover = new_layer(image, "cover")
    parent = Gimp.GroupLayer.new(image, "parent")
    image.insert_layer(parent, None, 1)
    image.reorder_item(layer, parent, 0)
    inner = new_layer(image, "inner cover", parent=parent)
    image.set_selected_layers([cover])
    made = succeed(image, layer).layer
    equal([item.get_name() for item in parent.get_children()], ["inner cover", "Seed 7", "source"], "order")
    equal(image.get_selected_layers(), [cover], "selected layers")


@case
def a_picture_that_is_flagged_comes_in_hidden():
    image, layer = simple()
    fault("nsfw")
    messages = Messages()
    result = succeed(image, layer, images=3)
    flagged = [each for each in result.layers if record(each)["flagged"]]
    equal(len(flagged), 1, "flagged")
    equal(flagged[0].get_visible(), False, "visibility of the flagged one")
    equal(visible(result.layers).count(True), 1, "visible")
    equal(messages.count("marked 1 picture as possibly offensive"), 1, "messages")


@case
def a_black_picture_comes_in_hidden():
    image, layer = simple()
    fault("black")
    messages = Messages()
    made = succeed(image, layer).layer
    equal((made.get_visible(), record(made)["black"]), (False, True), "hidden and recorded")
    equal(messages.count("1 picture came back all black"), 1, "messages")


@case
def more_pictures_than_were_asked_for_are_layers_too():
    image, layer = simple()
    server_settings(**{"as": "runner", "model": "timbrooks/instruct-pix2pix"})
    fault("extra-images", count=3)
    result = succeed(image, layer, model="timbrooks/instruct-pix2pix")
    assert len(result.layers) >= 3, f"{len(result.layers)} layers"
    equal(len(log()), 1, "requests")


@table([("data",), ("relative",), ("absolute",), ("glued",)])
def address(kind):
    image, layer = simple()
    source = get(layer, "R'G'B' u8")
    server_settings(url=kind)
    made = succeed(image, layer, seed=8, strength=0.0).layer
    equal(get(made, "R'G'B' u8"), source, "pixels")


@table([
    # fault, how far colours may be off
    ("jpeg", 6),
    ("webp", 6),
    ("gray-png", 255),
    ("16-bit", 0),
    ("palette-png", 60),
    ("rgba-png", 0),
])
def format(kind, tolerance):
    image, layer = simple()
    fault(kind)
    made = succeed(image, layer, seed=8, strength=0.0).layer
    found = get(made, "R'G'B'A u8")[:4]
    assert all(abs(a - b) <= tolerance for a, b in zip(found, b"\x40\x80\xc0\xff")), found.hex()
    if kind == "gray-png":
        equal((found[0], found[1]), (found[1], found[2]), "gray")


@case
def the_record_says_everything_and_survives_an_xcf():
    image = new_image(400, 300)
    layer = new_layer(image, "Küche", x=11, y=-7)
    put(layer, "R'G'B'A u8", b"\x40\x80\xc0\xff" * (WIDTH * HEIGHT))
    before = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    made = succeed(image, layer, prompt="a “fox”", negative_prompt="dogs", loras='{"a/b": 0.5}', strength=0.6,
                   guidance_scale=5.5, image_guidance_scale=1.5, steps=12, images=2, seed=40,
                   safety_check=False).layers
    first, second = (record(each) for each in made)
    sent = next(part for part in log()[0]["parts"] if part["name"] == "image")
    equal(first["format"], 1, "format")
    holds(first["program"], "Overpaint ")
    equal(first["request"],
          {"pipeline": "image-to-image", "prompt": "a “fox”", "negative-prompt": "dogs", "model": MODEL,
           "loras": {"a/b": 0.5}, "strength": 0.6, "guidance-scale": 5.5, "image-guidance-scale": 1.5,
           "steps": 12, "images": 1, "seed": 40, "safety-check": False, "server": SERVER}, "request")
    equal((first["seed"], second["seed"]), (40, 41), "seeds")
    equal((first["flagged"], first["black"], first["cropped"]), (False, False, False), "marks")
    equal(first["server"], {"name": SERVER, "kind": "gateway"}, "server")
    equal(first["source"], {"name": "Küche", "tattoo": layer.get_tattoo(), "x": 11, "y": -7,
                            "width": WIDTH, "height": HEIGHT}, "source")
    equal(first["sent"], {"scale": 1.0, "width": 256, "height": 264, "pad-right": 3, "pad-bottom": 3,
                          "sha256": sent["sha256"]}, "sent")
    assert before <= first["started"] <= time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), first["started"]
    assert 0 <= first["duration"] < 60000, first["duration"]
    parasite = made[0].get_parasite(RECORD)
    assert parasite.is_persistent() and parasite.is_undoable(), "flags"

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "kept.xcf")
        assert Gimp.file_save(Gimp.RunMode.NONINTERACTIVE, image, Gio.File.new_for_path(path), None)
        with open(path, "rb") as file:
            content = file.read()
        assert TOKEN.encode() not in content, "the token is in the XCF"
        again = Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, Gio.File.new_for_path(path))
    children = again.get_layers()[0].get_children()
    equal([record(each) for each in children], [first, second], "records after saving and loading")


@case
def the_png_is_made_once_and_shared():
    image, layer = simple()
    succeed(image, layer, images=5)
    sums = {part["sha256"] for entry in log() for part in entry["parts"] if part["name"] == "image"}
    equal(len(sums), 1, "different pictures on the wire")


@case
def the_token_goes_to_its_server_and_nowhere_else():
    other = subprocess.Popen([os.environ["OVERPAINT_TEST_PROGRAM"], "--as", "gateway", "--until-stdin-closes"],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    address = other.stdout.readline().split()[-1]

    def other_log():
        with urllib.request.urlopen(address + "/practice/log", timeout=30) as reply:
            return [entry for entry in json.loads(reply.read()) if not entry["path"].startswith("/practice")]

    try:
        image, layer = simple()
        fault("absolute-elsewhere", url=address + "/stream/none/none.png")
        call(image, layer)
        equal([entry["headers"].get("authorization") for entry in log()], ["Bearer " + TOKEN], "to the server")
        elsewhere = other_log()
        equal([entry["path"] for entry in elsewhere], ["/stream/none/none.png"], "asked elsewhere")
        equal([entry for entry in elsewhere if "authorization" in entry["headers"]], [], "the token, elsewhere")

        # a call that names another server than OVERPAINT_SERVER does
        succeed(image, layer, server=address)
        equal([entry for entry in other_log() if "authorization" in entry["headers"]], [], "the token, elsewhere")
    finally:
        other.stdin.close()
        other.wait(timeout=30)


@case
def the_token_is_taken_out_of_the_environment():
    image, layer = simple()
    server_settings(delay=400)
    found = []

    def look():
        deadline = time.monotonic() + 20
        while not found and time.monotonic() < deadline:
            if not log():
                continue
            for process in filter(str.isdigit, os.listdir("/proc")):
                try:
                    with open(f"/proc/{process}/cmdline", "rb") as file:
                        if not file.read().split(b"\0")[0].endswith(b"/overpaint/overpaint"):
                            continue
                    # another GIMP may have one too: this one's is a sibling of this interpreter
                    with open(f"/proc/{process}/stat", "rb") as file:
                        if int(file.read().rsplit(b")", 1)[1].split()[1]) != os.getppid():
                            continue
                    with open(f"/proc/{process}/environ", "rb") as file:
                        found.append(file.read())
                except OSError:
                    pass

    thread = threading.Thread(target=look)
    thread.start()
    succeed(image, layer)
    thread.join()
    assert found, "the plug-in was not seen at work"
    assert b"OVERPAINT_TEST_TOP" in found[0], "not the plug-in's environment"
    assert TOKEN.encode() not in found[0], "the token can be read from outside"


@case
def what_is_selected_meanwhile_stays():
    image, layer = simple()
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 20, 20, 100, 100)
    before = get(image.get_selection(), "Y u8")
    succeed(image, layer, images=2)
    equal(get(image.get_selection(), "Y u8"), before, "selection")
