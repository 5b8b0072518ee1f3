# round_trip.py: what comes back equals what it should, in every kind of layer
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later

import array
import itertools

from harness import *

BASES = {"rgb": Gimp.ImageBaseType.RGB, "gray": Gimp.ImageBaseType.GRAY}
PRECISIONS = {
    (width, curve): getattr(Gimp.Precision, f"{name}_{suffix}")
    for width, name in (("u8", "U8"), ("u16", "U16"), ("u32", "U32"),
                        ("half", "HALF"), ("float", "FLOAT"), ("double", "DOUBLE"))
    for curve, suffix in (("linear", "LINEAR"), ("perceptual", "NON_LINEAR"), ("strict", "PERCEPTUAL"))
}
ALPHA_BYTES = {"u8": 1, "u16": 2, "u32": 4, "half": 2, "float": 4, "double": 8}

# Rows from the top: transparent ones, then half-transparent ones, then opaque ones.
CLEAR_ROWS, VEILED_ROWS = 16, 100


def make_pattern(kind):
    values = array.array(kind)
    for y in range(HEIGHT):
        alpha = 0.0 if y < CLEAR_ROWS else 0.05 + 0.9 * y / HEIGHT if y < VEILED_ROWS else 1.0
        for x in range(WIDTH):
            values.extend((x / (WIDTH - 1), y / (HEIGHT - 1), ((x * 7 + y * 13) % 101) / 100.0, alpha))
    return values.tobytes()


def make_mask_pattern():
    """Columns: hidden, half shown, wholly shown."""
    row = array.array("f", [0.0] * 40 + [0.5] * 40 + [1.0] * (WIDTH - 80))
    return row.tobytes() * HEIGHT


# A float cannot hold the alpha of the two wider precisions.
WIDE = ("u32", "double")
PATTERN, WIDE_PATTERN, MASK_PATTERN = make_pattern("f"), make_pattern("d"), make_mask_pattern()
HIDDEN_COLUMNS, SHOWN_COLUMN = 40, 80


def shown(colours, rows, columns):
    """R'G'B' bytes from a row and a column on: what alpha or a mask hides has no colour to compare."""
    return b"".join(colours[(y * WIDTH + columns) * 3:(y + 1) * WIDTH * 3] for y in range(rows, HEIGHT))


def alpha_of(layer, width, columns=0):
    """Alpha as it is stored."""
    size = ALPHA_BYTES[width]
    data = get(layer, f"R'G'B'A {width}")
    step = 4 * size
    rows = []
    for y in range(HEIGHT):
        row = data[(y * WIDTH + columns) * step:(y + 1) * WIDTH * step]
        rows.extend(row[3 * size + i::step] for i in range(size))
    return b"".join(rows)


def check_place(image, layer, made, parent, offset, alpha):
    """The pictures stand in a group right above the source, each at its place."""
    group = made[0].get_parent()
    equal(group.get_parent(), parent, "parent")
    equal(image.get_item_position(group), 0, "position of the group")
    equal(image.get_item_position(layer), 1, "position of the source")
    for position, each in enumerate(made):
        equal(image.get_item_position(each), position, "position in the group")
        equal(tuple(each.get_offsets())[1:], offset, "offsets")
        equal((each.get_width(), each.get_height()), (WIDTH, HEIGHT), "size")
        equal(each.type(), layer_type(image, alpha), "type")


def check_half_mask(layer, made):
    floats, sources = (array.array("f", get(each, "R'G'B'A float")) for each in (made, layer))
    for y in (CLEAR_ROWS + 4, VEILED_ROWS + 50):
        equal(floats[(y * WIDTH + 20) * 4 + 3], 0.0, "alpha under a hiding mask")
        half = floats[(y * WIDTH + 60) * 4 + 3]
        want = sources[(y * WIDTH + 60) * 4 + 3] * 0.5
        # an 8-bit mask holds 0.5 as 128 / 255
        assert abs(half - want) < 0.006, f"alpha under a half mask: {half}, expected {want}"


def check_cell(base, alpha, width, curve, offset, mask, grouped):
    image = new_image(400, 300, BASES[base], PRECISIONS[width, curve])
    parent = None
    if grouped:
        parent = Gimp.GroupLayer.new(image, "parent")
        image.insert_layer(parent, None, 0)
    layer = new_layer(image, alpha=alpha, x=offset[0], y=offset[1], parent=parent,
                      pixels=WIDE_PATTERN if width in WIDE else PATTERN,
                      pattern="R'G'B'A double" if width in WIDE else "R'G'B'A float")
    below = new_layer(image, "below", 10, 10, parent=parent)
    image.reorder_item(below, parent, 1)
    if mask:
        layer.add_mask(layer.create_mask(Gimp.AddMaskType.WHITE))
        put(layer.get_mask(), "Y float", MASK_PATTERN)
    image.set_selected_layers([layer])

    source, source_alpha = get(layer, "R'G'B' u8"), alpha_of(layer, width)
    made = succeed(image, layer, strength=0.0, seed=8, images=2).layers
    equal([each.get_name() for each in made], ["Seed 8", "Seed 9"], "names")

    # the source is as it was, and still selected
    equal(get(layer, "R'G'B' u8"), source, "source")
    equal(alpha_of(layer, width), source_alpha, "source's alpha")
    equal(image.get_selected_layers(), [layer], "selected layers")
    check_place(image, layer, made, parent, offset, alpha or mask)

    # what can be seen of it: colours to the 8-bit sRGB value. The server leaves
    # the even seed alone, and recolours the odd one by its rule.
    rows, columns = CLEAR_ROWS if alpha else 0, HIDDEN_COLUMNS if mask else 0
    for each, want in ((made[0], source), (made[1], stored(made[1], rule(source)))):
        equal(shown(get(each, "R'G'B' u8"), rows, columns), shown(want, rows, columns),
              f"colours of {each.get_name()}")
        # alpha to the last bit, where no mask changes it
        if alpha or mask:
            columns_of_alpha = SHOWN_COLUMN if mask else 0
            equal(alpha_of(each, width, columns_of_alpha), alpha_of(layer, width, columns_of_alpha), "alpha")
        if mask:
            check_half_mask(layer, each)


def add_cell(cell):
    base, alpha, width, curve, offset, mask, grouped = cell
    name = "-".join((base, "alpha" if alpha else "opaque", width, curve, "offset" if offset[0] else "origin",
                     "mask" if mask else "plain", "grouped" if grouped else "top"))
    cases.append((f"round-trip/{name}", lambda: check_cell(*cell)))


for cell in itertools.product(BASES, (True, False), ("u8", "u16", "half", "float"), ("linear", "perceptual"),
                              ((0, 0), (-31, 17)), (False, True), (False, True)):
    add_cell(cell)

# the precisions that are rarer still, once each
for (width, curve) in PRECISIONS:
    if width in WIDE or curve == "strict":
        add_cell(("rgb", True, width, curve, (3, -5), False, False))
