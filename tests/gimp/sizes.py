# sizes.py: any size of layer goes out at a size that the model likes, and comes back
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later

from harness import *


@table([
    # name, layer, model, what may travel: most pixels, step, longest side
    ("6000x4000", (6000, 4000), "SG161222/RealVisXL_V4.0", 1048576, 8, 4096),
    ("4000x3", (4000, 3), "stabilityai/sd-turbo", 589824, 8, 2048),
    ("37x5", (37, 5), "stabilityai/sdxl-turbo", 786432, 8, 2048),
    ("1x1", (1, 1), MODEL, 786432, 8, 2048),
    ("600x400", (600, 400), "timbrooks/instruct-pix2pix", 589824, 8, 2048),
    ("451x300", (451, 300), "SG161222/RealVisXL_V4.0_Lightning", 1048576, 8, 4096),
])
def size(name, layer_size, model, budget, step, longest):
    width, height = layer_size
    image = new_image(width, height)
    layer = new_layer(image, width=width, height=height, alpha=False)
    # left half dark, right half light, so that a shift or a stretch is seen
    left = width // 2
    row = b"\x28\x3c\x50" * left + b"\xc8\xb4\xa0" * (width - left)
    put(layer, "R'G'B' u8", row * height)
    server_settings(paint="rule")
    made = succeed(image, layer, model=model, strength=0.5, steps=8).layer
    equal((made.get_width(), made.get_height()), layer_size, "size")
    sent = log()[-1]["image"]
    assert sent["width"] % step == 0 and sent["height"] % step == 0, f"{sent} is not in steps of {step}"
    assert sent["width"] * sent["height"] <= budget, f"{sent} is over the budget of {budget}"
    assert max(sent["width"], sent["height"]) <= longest, f"{sent} is longer than {longest}"
    # one scale for both sides: the picture fills what is not padding
    plan = record(made)["sent"]
    equal((plan["width"], plan["height"]), (sent["width"], sent["height"]), "size of the record")
    for taken, whole, padding in ((width, plan["width"], plan["pad-right"]),
                                  (height, plan["height"], plan["pad-bottom"])):
        assert abs(taken * plan["scale"] - (whole - padding)) < 1.0 or whole - padding == 1, f"{plan} is stretched"
        assert padding < step, f"{plan} has more padding than it needs"
    # both halves come back recoloured, and where they were
    found = get(made, "R'G'B' u8")
    middle = height // 2 * width
    if left > 2:
        equal(found[middle * 3:middle * 3 + 3], rule(b"\x28\x3c\x50"), "left")
        equal(found[(middle + width) * 3 - 3:(middle + width) * 3], rule(b"\xc8\xb4\xa0"), "right")
        edge = next(x for x in range(width) if found[(middle + x) * 3] < 137)
        assert abs(edge - left) <= 1, f"the edge moved from {left} to {edge}"


@case
def averaging_is_in_linear_light():
    # a checkerboard of black and white, far over the budget, is half the light: 188, not 128
    image = new_image(2400, 2400)
    layer = new_layer(image, width=2400, height=2400, alpha=False)
    white, black = b"\xff\xff\xff", b"\x00\x00\x00"
    put(layer, "R'G'B' u8", ((white + black) * 1200 + (black + white) * 1200) * 1200)
    succeed(image, layer, strength=0.5)
    sent = bytes.fromhex(log()[-1]["image"]["first_pixel"][:6])
    assert all(abs(value - 188) <= 24 for value in sent) and sent[0] > 150, f"sent {sent.hex()}"


@table([
    # name, size of the reply
    ("smaller", (128, 132)),
    ("larger", (512, 528)),
])
def reply_of_another_size(name, reply):
    image = new_image()
    layer = new_layer(image, alpha=False)
    left = WIDTH // 2
    put(layer, "R'G'B' u8", (b"\x28\x3c\x50" * left + b"\xc8\xb4\xa0" * (WIDTH - left)) * HEIGHT)
    fault("size", width=reply[0], height=reply[1])
    made = succeed(image, layer, strength=0.0, seed=8).layer
    equal((made.get_width(), made.get_height()), (WIDTH, HEIGHT), "size")
    equal(record(made)["cropped"], False, "cropped")
    found = get(made, "R'G'B' u8")
    edge = next(x for x in range(WIDTH) if found[(100 * WIDTH + x) * 3] > 120)
    assert abs(edge - left) <= 2, f"the edge moved from {left} to {edge}"


@case
def reply_of_another_aspect_covers_and_is_cut_and_said():
    image = new_image()
    layer = new_layer(image, alpha=False)
    # three bands; what is as wide as it is high keeps the middle one in the middle
    third = WIDTH // 3
    put(layer, "R'G'B' u8",
        (b"\x20\x20\x20" * third + b"\xe0\xe0\xe0" * third + b"\x20\x20\x20" * (WIDTH - 2 * third)) * HEIGHT)
    fault("size", width=1024, height=256)
    messages = Messages()
    made = succeed(image, layer, strength=0.0, seed=8).layer
    equal((made.get_width(), made.get_height()), (WIDTH, HEIGHT), "size")
    equal(record(made)["cropped"], True, "cropped")
    equal(messages.count("1 picture came back in other proportions than were sent"), 1, "messages")
    row = get(made, "R'G'B' u8")[100 * WIDTH * 3:101 * WIDTH * 3][0::3]
    # scaled by 261 / 256 to cover, its light band of 1024 / 3 is wider than the layer
    assert min(row[20:-20]) > 200, f"not the middle of it: {min(row[20:-20])}"
