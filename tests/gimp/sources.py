# sources.py: what travels is the layer as the artist sees it
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later

import lut_profile
from harness import *

RED, GREEN, GRAY = b"\xd0\x20\x20\xff", b"\x20\xd0\x20\xff", b"\x80\x80\x80\xff"


def fill(layer, pixel):
    put(layer, "R'G'B'A u8", pixel * (layer.get_width() * layer.get_height()))


def pixel_of(layer, x, y):
    data = get(layer, "R'G'B'A u8")
    place = (y * layer.get_width() + x) * 4
    return tuple(data[place:place + 4])


def painted(image, layer, **arguments):
    """The picture that comes back where the server leaves what it was sent."""
    return succeed(image, layer, strength=0.0, seed=8, **arguments).layer


def sent_first_pixel():
    """The first pixel of the PNG that travelled."""
    return log()[-1]["image"]["first_pixel"]


@case
def a_filter_is_merged_and_stays_a_filter():
    image = new_image()
    layer = new_layer(image)
    fill(layer, b"\xc8\x64\x32\xff")
    invert = Gimp.DrawableFilter.new(layer, "gegl:invert-gamma", "invert")
    layer.append_filter(invert)
    image.clean_all()
    before = tree(image)
    made = painted(image, layer)
    equal(pixel_of(made, 5, 5), (55, 155, 205, 255), "what travelled")
    equal(pixel_of(layer, 5, 5), (200, 100, 50, 255), "the source's own pixels")
    equal(len(layer.get_filters()), 1, "the source's filters")
    equal(tree(image)[1:], before, "the rest of the image")


@case
def an_invisible_filter_is_not_merged():
    image = new_image()
    layer = new_layer(image)
    fill(layer, b"\xc8\x64\x32\xff")
    invert = Gimp.DrawableFilter.new(layer, "gegl:invert-gamma", "invert")
    invert.set_visible(False)
    layer.append_filter(invert)
    equal(pixel_of(painted(image, layer), 5, 5), (200, 100, 50, 255), "what travelled")


@case
def a_filter_on_an_opaque_layer_leaves_it_opaque():
    image = new_image()
    layer = new_layer(image, alpha=False)
    fill(layer, RED)
    layer.append_filter(Gimp.DrawableFilter.new(layer, "gegl:invert-gamma", "invert"))
    equal(painted(image, layer).has_alpha(), False, "alpha")


@case
def opacity_and_mode_do_not_travel():
    image = new_image()
    layer = new_layer(image)
    fill(layer, RED)
    layer.set_opacity(30.0)
    layer.set_mode(Gimp.LayerMode.ERASE)
    layer.append_filter(Gimp.DrawableFilter.new(layer, "gegl:invert-gamma", "invert"))
    made = painted(image, layer)
    equal(pixel_of(made, 5, 5), (47, 223, 223, 255), "what travelled")
    equal(made.get_opacity(), 100.0, "opacity of the result")


@case
def a_hidden_layer_travels():
    image = new_image()
    layer = new_layer(image)
    fill(layer, RED)
    layer.append_filter(Gimp.DrawableFilter.new(layer, "gegl:invert-gamma", "invert"))
    layer.set_visible(False)
    equal(pixel_of(painted(image, layer), 5, 5), (47, 223, 223, 255), "what travelled")
    equal(layer.get_visible(), False, "visibility of the source")


@case
def a_group_travels_as_its_composite_with_filter_and_mask():
    image = new_image(400, 400)
    group = Gimp.GroupLayer.new(image, "group")
    image.insert_layer(group, None, 0)
    red = new_layer(image, "red", 260, 260, x=20, y=30, parent=group)
    fill(red, RED)
    green = new_layer(image, "green", 260, 100, x=20, y=30, parent=group)
    fill(green, GREEN)
    hidden = new_layer(image, "hidden", 260, 260, x=20, y=30, parent=group)
    fill(hidden, GRAY)
    hidden.set_visible(False)
    group.append_filter(Gimp.DrawableFilter.new(group, "gegl:invert-gamma", "invert"))
    group.add_mask(group.create_mask(Gimp.AddMaskType.WHITE))
    mask = b"\x00" * 130 + b"\xff" * 130
    put(group.get_mask(), "Y u8", mask * 260)
    before = tree(image)
    made = painted(image, group)
    equal(made.get_parent(), None, "parent")
    equal(image.get_item_position(made), 0, "position: above the group")
    equal(tuple(made.get_offsets())[1:], (20, 30), "offsets")
    equal((made.get_width(), made.get_height()), (260, 260), "size")
    equal(pixel_of(made, 200, 50), (223, 47, 223, 255), "where green is on top, inverted")
    equal(pixel_of(made, 200, 200), (47, 223, 223, 255), "where red is on top, inverted")
    equal(pixel_of(made, 20, 200)[3], 0, "alpha where the group's mask hides")
    equal(tree(image)[1:], before, "the rest of the image")


@case
def a_mask_that_is_switched_off_is_not_applied():
    image = new_image()
    layer = new_layer(image)
    fill(layer, RED)
    layer.add_mask(layer.create_mask(Gimp.AddMaskType.BLACK))
    layer.set_apply_mask(False)
    made = painted(image, layer)
    equal(pixel_of(made, 5, 5), tuple(RED), "pixels")


@case
def a_mask_that_is_shown_does_not_travel_as_a_picture():
    image = new_image()
    layer = new_layer(image)
    fill(layer, RED)
    layer.add_mask(layer.create_mask(Gimp.AddMaskType.WHITE))
    layer.set_show_mask(True)
    equal(pixel_of(painted(image, layer), 5, 5), tuple(RED), "pixels")
    equal(layer.get_show_mask(), True, "the artist still sees the mask")


@case
def a_mask_that_is_edited_stands_for_its_layer():
    image = new_image()
    layer = new_layer(image)
    fill(layer, RED)
    mask = layer.create_mask(Gimp.AddMaskType.WHITE)
    layer.add_mask(mask)
    layer.set_edit_mask(True)
    made = painted(image, mask)
    equal(pixel_of(made, 5, 5), tuple(RED), "pixels")
    equal(layer.get_edit_mask(), True, "the mask is still being edited")
    equal(record(made)["source"]["name"], "source", "source of the record")


@case
def text_travels_as_pixels():
    image = new_image(400, 300)
    font = Gimp.context_get_font()
    layer = Gimp.TextLayer.new(image, "Overpaint", font, 90.0, Gimp.Unit.pixel())
    image.insert_layer(layer, None, 0)
    layer.resize(380.0, 200.0)
    before = get(layer, "R'G'B'A u8")
    made = painted(image, layer)
    found = get(made, "R'G'B'A u8")
    equal(found[3::4], before[3::4], "the outline of the letters")
    assert any(before[3::4]), "the text layer is empty, so the test shows nothing"
    equal(get(layer, "R'G'B'A u8"), before, "the source")


def a_link_travels_as_pixels():
    image = new_image(700, 500)
    file = Gio.File.new_for_path(os.path.join(TOP, "tests", "pictures", "coffee.png"))
    layer = Gimp.LinkLayer.new(image, file)
    image.insert_layer(layer, None, 0)
    layer.set_offsets(30, 40)
    source = get(layer, "R'G'B' u8")
    assert len(set(source)) > 100, "the link shows nothing, so the test shows nothing"
    made = painted(image, layer)
    equal(get(made, "R'G'B' u8"), source, "pixels")
    equal(tuple(made.get_offsets())[1:], (30, 40), "offsets")
    equal(image.get_layers()[1], layer, "the link is still there")
    equal(isinstance(image.get_layers()[1], Gimp.LinkLayer), True, "and still a link")


# GIMP 3.2 has them, 3.0 has not
if hasattr(Gimp, "LinkLayer"):
    case(a_link_travels_as_pixels)


@case
def transparency_takes_the_nearest_visible_colour():
    image = new_image()
    layer = new_layer(image)
    # left half: transparent black; right half: opaque red
    row = b"\x00\x00\x00\x00" * 100 + RED * (WIDTH - 100)
    put(layer, "R'G'B'A u8", row * HEIGHT)
    succeed(image, layer, strength=0.0)
    equal(sent_first_pixel()[:6], "d02020", "first pixel on the wire")
    equal(log()[-1]["image"]["channels"], 3, "channels on the wire")


@case
def what_travels_is_8_bit_srgb_png():
    image = new_image(precision=Gimp.Precision.FLOAT_LINEAR)
    new_layer(image, pixels=None)
    layer = image.get_layers()[0]
    fill(layer, b"\xc8\x64\x32\xff")
    succeed(image, layer, strength=0.0)
    sent = log()[-1]["image"]
    equal((sent["width"], sent["height"]), (256, 264), "size on the wire, padded to steps of 8")
    equal((sent["channels"], sent["bit_depth"], sent["has_srgb_chunk"]), (3, 8, True), "kind of PNG")
    equal(sent["first_pixel"][:6], "c86432", "first pixel")


@case
def a_wholly_transparent_layer_is_refused_and_nothing_sent():
    image = new_image()
    layer = new_layer(image)
    fill(layer, b"\x00\x00\x00\x00")
    before = tree(image)
    result = call(image, layer)
    equal(result.status, Gimp.PDBStatusType.EXECUTION_ERROR, "status")
    holds(result.message, "The layer is fully transparent: there is nothing to send.")
    equal(ask("GET", "/practice/log"), [], "requests")
    equal(tree(image), before, "the image")


def check_profile(profile, base=Gimp.ImageBaseType.RGB, precision=Gimp.Precision.U16_NON_LINEAR,
                  tolerance=0):
    """Colours survive the way out and back in an image with this profile."""
    image = new_image(base=base, precision=precision)
    assert image.set_color_profile(profile), "GIMP does not take the profile"
    layer = new_layer(image)
    values = bytes(v for y in range(HEIGHT) for x in range(WIDTH)
                   for v in (60 + x % 128, 60 + y % 128, 60 + (x + y) % 128, 255))
    put(layer, "R'G'B'A u8", values)
    made = painted(image, layer)
    found, want = get(made, "R'G'B' u8"), get(layer, "R'G'B' u8")
    worst = max(abs(a - b) for a, b in zip(found, want))
    assert worst <= tolerance, f"colours differ by up to {worst}"


@case
def adobe_rgb_keeps_its_colours():
    check_profile(Gimp.ColorProfile.new_rgb_adobe(), tolerance=1)


@case
def a_linear_profile_keeps_its_colours():
    check_profile(Gimp.ColorProfile.new_rgb_srgb_linear(), precision=Gimp.Precision.FLOAT_LINEAR, tolerance=1)


@case
def a_gray_profile_keeps_its_colours():
    check_profile(Gimp.ColorProfile.new_d50_gray_lab_trc(), base=Gimp.ImageBaseType.GRAY, tolerance=1)


@case
def adobe_rgb_travels_as_srgb():
    image = new_image()
    image.set_color_profile(Gimp.ColorProfile.new_rgb_adobe())
    layer = new_layer(image, alpha=False)
    buffer = layer.get_buffer()
    # (200, 100, 50) of Adobe RGB is (227, 98, 41) or so of sRGB: out of the file's own numbers
    buffer.set(rectangle(layer), "R'G'B' u8", b"\xe3\x62\x29" * (WIDTH * HEIGHT))
    buffer.flush()
    succeed(image, layer, strength=0.0)
    sent = bytes.fromhex(log()[-1]["image"]["first_pixel"][:6])
    assert all(abs(a - b) <= 1 for a, b in zip(sent, b"\xe3\x62\x29")), f"sent {sent.hex()}"


@table([("u8", Gimp.Precision.U8_NON_LINEAR), ("u16", Gimp.Precision.U16_NON_LINEAR),
        ("float", Gimp.Precision.FLOAT_NON_LINEAR)])
def a_profile_of_tables(name, precision):
    """GEGL takes such a profile for sRGB without a word; here red and green would change over."""
    image = new_image(precision=precision)
    assert image.set_color_profile(Gimp.ColorProfile.new_from_icc_profile(lut_profile.build()))
    layer = new_layer(image)
    # as the numbers are stored: (200, 100, 50) is what sRGB calls (100, 200, 50)
    values = bytes(v for y in range(HEIGHT) for x in range(WIDTH)
                   for v in (200, 100, 50 + x % 128, 255 if x > 20 else 40))
    put(layer, "R'G'B'A u8", values)
    equal(get(layer, "R'G'B'A u8"), values, "GEGL takes it for sRGB: else this test shows nothing")
    made = painted(image, layer)
    sent = bytes.fromhex(sent_first_pixel()[:6])
    assert all(abs(a - b) <= 1 for a, b in zip(sent, (100, 200, 50))), f"sent {tuple(sent)}"
    found = get(made, "R'G'B'A u8")
    worst = max(abs(a - b) for a, b in zip(found, values))
    assert worst <= 2, f"colours differ by up to {worst}"
    equal(found[3::4], values[3::4], "alpha")
