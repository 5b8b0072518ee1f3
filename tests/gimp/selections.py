# selections.py: with a selection, its surroundings travel and a mask comes back
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later

from harness import *


def picture(width, height):
    return bytes(v for y in range(height) for x in range(width)
                 for v in (x % 251, y % 241, (x + y) % 239, 255))


def selection_of(image):
    selection = image.get_selection()
    return get(selection, "Y u8")


@table([
    # name, selection (x, y, width, height), what is taken (image coordinates)
    ("small", (200, 150, 20, 10), (136, 86, 148, 138)),
    ("large", (100, 100, 320, 280), (20, 20, 480, 430)),
    ("corner", (10, 20, 200, 200), (0, 0, 274, 284)),
    ("hangs-over-the-edge", (500, 380, 300, 300), (436, 316, 164, 134)),
    ("everything", (0, 0, 600, 450), (0, 0, 600, 450)),
])
def selection(name, selected, taken):
    image = new_image(600, 450)
    layer = new_layer(image, width=600, height=450)
    put(layer, "R'G'B'A u8", picture(600, 450))
    image.select_rectangle(Gimp.ChannelOps.REPLACE, *selected)
    before, selected_before = tree(image), selection_of(image)
    made = succeed(image, layer, strength=0.0, seed=8).layer
    x, y, width, height = taken
    equal(tuple(made.get_offsets())[1:], (x, y), "offsets")
    equal((made.get_width(), made.get_height()), (width, height), "size")
    equal({key: record(made)["source"][key] for key in ("x", "y", "width", "height")},
          {"x": x, "y": y, "width": width, "height": height}, "rectangle of the record")
    # the mask is the selection there, and the selection is as it was
    mask = made.get_mask()
    assert mask is not None, "there is no mask"
    rows = [selected_before[(y + row) * 600 + x:(y + row) * 600 + x + width] for row in range(height)]
    equal(get(mask, "Y u8"), b"".join(rows), "mask")
    equal(made.get_edit_mask(), False, "the mask is not being edited")
    equal(selection_of(image), selected_before, "selection")
    equal(tree(image)[1:], before, "the rest of the image")


@table([(name, precision) for name, precision in (
    ("u8", Gimp.Precision.U8_NON_LINEAR), ("u16", Gimp.Precision.U16_LINEAR),
    ("half", Gimp.Precision.HALF_NON_LINEAR), ("float", Gimp.Precision.FLOAT_LINEAR))])
def soft_edge(name, precision):
    image = new_image(500, 400, precision=precision)
    layer = new_layer(image, width=500, height=400)
    put(layer, "R'G'B'A u8", picture(500, 400))
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 150, 120, 200, 160)
    Gimp.Selection.feather(image, 30.0)
    whole = get(image.get_selection(), "Y float")
    made = succeed(image, layer, strength=0.0, seed=8, images=2).layers
    for each in made:
        _, x, y = each.get_offsets()
        width, height = each.get_width(), each.get_height()
        rows = [whole[((y + row) * 500 + x) * 4:((y + row) * 500 + x + width) * 4] for row in range(height)]
        equal(get(each.get_mask(), "Y float"), b"".join(rows), "mask")
    values = set(get(made[0].get_mask(), "Y u8"))
    assert len(values) > 50, f"the edge has only {len(values)} values, so the test shows nothing"


@case
def on_a_layer_with_offsets():
    image = new_image(900, 700)
    layer = new_layer(image, width=600, height=450, x=120, y=-40)
    put(layer, "R'G'B'A u8", picture(600, 450))
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 300, 100, 100, 90)
    source = get(layer, "R'G'B'A u8")
    made = succeed(image, layer, strength=0.0, seed=8).layer
    # 64 of margin on each side, in image pixels
    equal(tuple(made.get_offsets())[1:], (236, 36), "offsets")
    equal((made.get_width(), made.get_height()), (228, 218), "size")
    sent = record(made)["sent"]
    # scaled up to the model's size and down again: nearly the same
    found = get(made, "R'G'B'A u8")
    assert sent["scale"] > 1.0, "this part should have been scaled up"
    middle = (109 * 228 + 114) * 4
    at = ((36 + 109 + 40) * 600 + 236 + 114 - 120) * 4
    for channel in range(3):
        assert abs(found[middle + channel] - source[at + channel]) <= 12, (
            f"middle {found[middle:middle + 4].hex()}, expected {source[at:at + 4].hex()}")


@case
def a_selection_beside_the_layer_is_refused():
    image = new_image(600, 450)
    layer = new_layer(image, width=300, height=300)
    put(layer, "R'G'B'A u8", picture(300, 300))
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 400, 100, 100, 100)
    before = tree(image)
    result = call(image, layer)
    equal(result.status, Gimp.PDBStatusType.EXECUTION_ERROR, "status")
    holds(result.message, "The selection misses the layer")
    equal(ask("GET", "/practice/log"), [], "requests")
    equal(tree(image), before, "the image")


@case
def a_selection_whose_hole_holds_the_layer_is_refused():
    image = new_image(600, 600)
    layer = new_layer(image, width=100, height=100, x=250, y=250)
    put(layer, "R'G'B'A u8", picture(100, 100))
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 0, 0, 600, 600)
    image.select_rectangle(Gimp.ChannelOps.SUBTRACT, 100, 100, 400, 400)
    result = call(image, layer)
    equal(result.status, Gimp.PDBStatusType.EXECUTION_ERROR, "status")
    holds(result.message, "The selection misses the layer")


@case
def alpha_comes_back_under_the_mask():
    image = new_image(600, 450)
    layer = new_layer(image, width=600, height=450)
    row = b"".join(bytes((x % 256, 90, 30, 0 if x < 200 else 200)) for x in range(600))
    put(layer, "R'G'B'A u8", row * 450)
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 150, 100, 300, 200)
    made = succeed(image, layer, strength=0.0, seed=8).layer
    _, x, y = made.get_offsets()
    alpha = get(made, "R'G'B'A u8")[3::4]
    width = made.get_width()
    equal(alpha[:width], bytes(0 if x + i < 200 else 200 for i in range(width)), "alpha of a row")
