# remember.py: what result layers remember is used again, said, and forgotten
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later

import copy
import tempfile

from harness import *

RUN_AGAIN = "plug-in-overpaint-run-again"
SAME_SEED = "plug-in-overpaint-same-seed-below"
WHAT_MADE = "plug-in-overpaint-what-made-this"
REMOVE = "plug-in-overpaint-remove-records"
LAST_VALUES = "GimpProcedureConfigRun-plug-in-overpaint-image-to-image-last"

# Every field that a request has, none at its default.
EVERYTHING = {"prompt": "a “fox”\nin snow", "negative_prompt": "dogs", "loras": '{"a/b": 0.5, "c": 1.25}',
              "strength": 0.6, "guidance_scale": 5.5, "image_guidance_scale": 1.5, "steps": 12, "safety_check": False}


def picture(width, height, base=0):
    return bytes(v for y in range(height) for x in range(width)
                 for v in ((x + base) % 251, (y + 2 * base) % 241, (x + y) % 239, 255))


def simple(width=WIDTH, height=HEIGHT, **options):
    image = new_image(600, 500)
    layer = new_layer(image, width=width, height=height, **options)
    put(layer, "R'G'B'A u8", picture(width, height))
    return image, layer


def run_procedure(name, image, drawables, **arguments):
    procedure = Gimp.get_pdb().lookup_procedure(name)
    config = procedure.create_config()
    config.set_property("run-mode", Gimp.RunMode.NONINTERACTIVE)
    config.set_property("image", image)
    config.set_core_object_array("drawables", drawables if isinstance(drawables, list) else [drawables])
    for key, value in arguments.items():
        config.set_property(key, value)
    return procedure.run(config)


def again(name, image, layer, **arguments):
    values = run_procedure(name, image, layer, **arguments)
    assert values.index(0) == Gimp.PDBStatusType.SUCCESS, Gimp.get_pdb().get_last_error()
    return list(values.get_core_object_array(1))


def refuse(name, image, drawables, sentence, status=Gimp.PDBStatusType.CALLING_ERROR):
    before, dirty = tree(image), image.is_dirty()
    values = run_procedure(name, image, drawables)
    message = Gimp.get_pdb().get_last_error()
    equal(values.index(0), status, f"status, with {message!r}")
    holds(message, sentence)
    assert "\n" not in message and TOKEN not in message, message
    equal((tree(image), image.is_dirty()), (before, dirty), "the image")


def seeds(layers):
    return [record(each)["seed"] for each in layers]


def put_record(layer, value, flags=3):
    data = value if isinstance(value, bytes) else json.dumps(value).encode() + b"\0"
    # bytes above 127 are negative numbers here
    data = [byte - 256 if byte > 127 else byte for byte in data]
    layer.attach_parasite(Gimp.Parasite.new(RECORD, flags, data))


def reload(image):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "kept.xcf")
        assert Gimp.file_save(Gimp.RunMode.NONINTERACTIVE, image, Gio.File.new_for_path(path), None)
        with open(path, "rb") as file:
            content = file.read()
        return Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, Gio.File.new_for_path(path)), content


def settings_of(made):
    """A record without what is another picture's own."""
    value = copy.deepcopy(record(made))
    for key in ("seed", "started", "duration"):
        del value[key]
    del value["request"]["seed"]
    return value


def by_name(image, name):
    def search(layers):
        for layer in layers:
            if layer.get_name() == name:
                return layer
            found = search(layer.get_children()) if layer.is_group() else None
            if found:
                return found
    return search(image.get_layers())


# ---- Run Again

@case
def run_again_asks_the_same_with_the_next_seed():
    image, layer = simple(x=31, y=-12)
    new_layer(image, "cover")
    source = get(layer, "R'G'B' u8")
    made = succeed(image, layer, seed=40, **EVERYTHING).layer
    more = again(RUN_AGAIN, image, made)
    equal(len(more), 1, "layers")
    first, second = (parts(entry) for entry in log())
    equal((first.pop("seed"), second.pop("seed")), ("40", "41"), "seeds on the wire")
    equal(second, first, "everything else on the wire")
    sums = [part["sha256"] for entry in log() for part in entry["parts"] if part["name"] == "image"]
    equal(sums[1], sums[0], "the picture that was sent")
    equal(settings_of(more[0]), settings_of(made), "what the two remember")
    equal(seeds(more), [41], "seed of the record")
    equal(get(more[0], "R'G'B' u8"), rule(source), "pixels")
    equal(tuple(more[0].get_offsets())[1:], (31, -12), "offsets")
    equal([each.get_name() for each in image.get_layers()], ["cover", "Seed 40", "Seed 41", "source"], "layers")


@case
def run_again_goes_on_and_on():
    """However often it is called, and whichever result it is called for, no seed comes twice."""
    image, layer = simple()
    made = succeed(image, layer, seed=7).layer
    equal(seeds(again(RUN_AGAIN, image, made)), [8], "seed")
    second = again(RUN_AGAIN, image, made)
    equal(seeds(second), [9], "seed of a second call for the same layer")
    equal(seeds(again(RUN_AGAIN, image, second[0], images=3)), [10, 11, 12], "seeds")
    # other settings have seeds of their own
    other = succeed(image, layer, seed=7, prompt="another").layer
    equal(seeds(again(RUN_AGAIN, image, other)), [8], "seed for another prompt")


@case
def run_again_asks_for_as_many_as_the_run_had():
    image, layer = simple()
    made = succeed(image, layer, seed=20, images=3).layers
    before = len(log())
    more = again(RUN_AGAIN, image, made[1])
    equal(seeds(more), [23, 24, 25], "seeds")
    equal(len(log()) - before, 3, "requests")
    equal([each.get_parent().get_name() for each in more], ["practice #1"] * 3, "group")
    equal([each.get_name() for each in image.get_layers()], ["practice", "practice #1", "source"], "layers")
    # a picture that the artist threw away is not asked for; a copy is not another picture
    made[2].get_image().remove_layer(made[2])
    image.insert_layer(made[0].copy(), made[0].get_parent(), 0)
    equal(len(again(RUN_AGAIN, image, made[1])), 2, "pictures")


@case
def seeds_go_round():
    image, layer = simple()
    made = succeed(image, layer, seed=2147483646, images=2).layers
    equal(seeds(made), [2147483646, 2147483647], "seeds")
    equal(seeds(again(RUN_AGAIN, image, made[0])), [0, 1], "seeds after the last")
    equal(seeds(again(RUN_AGAIN, image, made[0])), [2, 3], "seeds after those")


@case
def a_result_beside_its_source_in_the_artists_group_is_a_run_of_one():
    image, layer = simple()
    group = Gimp.GroupLayer.new(image, "artist's")
    image.insert_layer(group, None, 0)
    image.reorder_item(layer, group, 0)
    one = succeed(image, layer, seed=3).layer
    succeed(image, layer, seed=90)
    equal(one.get_parent(), group, "parent")
    equal(seeds(again(RUN_AGAIN, image, one)), [4], "seeds")


@case
def run_again_takes_the_same_part_with_the_same_mask():
    image, layer = simple(width=600, height=450)
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 200, 150, 120, 100)
    Gimp.Selection.feather(image, 12.0)
    made = succeed(image, layer, seed=8).layer
    mask = get(made.get_mask(), "Y u8")
    assert len(set(mask)) > 20, "the mask shows nothing"
    # what is selected now does not matter
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 0, 0, 5, 5)
    more = again(RUN_AGAIN, image, made)[0]
    equal(get(more.get_mask(), "Y u8"), mask, "mask")
    equal(tuple(more.get_offsets()), tuple(made.get_offsets()), "offsets")
    equal(settings_of(more), settings_of(made), "what the two remember")
    sums = {part["sha256"] for entry in log() for part in entry["parts"] if part["name"] == "image"}
    equal(len(sums), 1, "different pictures on the wire")
    # nor does a change of the mask by the artist go unheeded
    put(made.get_mask(), "Y u8", b"\xff" * len(mask))
    more = again(RUN_AGAIN, image, made)[0]
    equal(set(get(more.get_mask(), "Y u8")), {255}, "mask that was painted white")


@case
def without_its_mask_a_part_stays_a_part():
    image, layer = simple(width=600, height=450)
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 200, 150, 120, 100)
    made = succeed(image, layer, seed=8).layer
    made.remove_mask(Gimp.MaskApplyMode.DISCARD)
    more = again(RUN_AGAIN, image, made)[0]
    equal(more.get_mask(), None, "mask")
    equal((tuple(more.get_offsets()), more.get_width(), more.get_height()),
          (tuple(made.get_offsets()), made.get_width(), made.get_height()), "place")


@case
def a_result_of_the_whole_layer_is_of_the_whole_layer_wherever_it_lies():
    image, layer = simple()
    made = succeed(image, layer, seed=8).layer
    made.set_offsets(300, 200)
    layer.set_offsets(40, 50)
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 0, 0, 60, 60)
    more = again(RUN_AGAIN, image, made)[0]
    equal((tuple(more.get_offsets())[1:], more.get_width(), more.get_height()), ((40, 50), WIDTH, HEIGHT), "place")
    equal(more.get_mask(), None, "mask")


@case
def a_part_that_hangs_over_the_edge_is_cut():
    """The image was cropped, or the result moved: what lies beyond the source is left out, mask and all."""
    image, layer = simple(width=600, height=450)
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 200, 150, 120, 100)
    made = succeed(image, layer, seed=8).layer
    equal((tuple(made.get_offsets())[1:], made.get_width()), ((136, 86), 248), "place")
    made.set_offsets(500, 86)
    more = again(RUN_AGAIN, image, made)[0]
    equal((tuple(more.get_offsets())[1:], more.get_width(), more.get_height()), ((500, 86), 100, 228), "place")
    mask = get(more.get_mask(), "Y u8")
    row = b"\0" * 64 + b"\xff" * 36
    equal(mask[100 * 100:101 * 100], row, "a row of the mask")
    equal(mask[:100 * 64], b"\0" * 6400, "the rows above")
    made.set_offsets(-100, 0)
    more = again(RUN_AGAIN, image, made)[0]
    equal((tuple(more.get_offsets())[1:], more.get_width(), more.get_height()), ((0, 0), 148, 228), "place")
    equal(get(more.get_mask(), "Y u8")[148 * 100:148 * 101], b"\xff" * 84 + b"\0" * 64, "a row of the mask")
    made.set_offsets(590, 86)
    refuse(RUN_AGAIN, image, made, "miss the layer", Gimp.PDBStatusType.EXECUTION_ERROR)
    made.set_offsets(2000, 2000)
    refuse(RUN_AGAIN, image, made, "miss the layer", Gimp.PDBStatusType.EXECUTION_ERROR)


@case
def everything_works_after_an_xcf():
    image, layer = simple(x=5, y=6)
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 60, 70, 50, 40)
    succeed(image, layer, seed=20, images=2, **EVERYTHING)
    first = parts(log()[0])
    loaded, _ = reload(image)
    made = by_name(loaded, "Seed 20")
    Gimp.Selection.none(loaded)
    ask("DELETE", "/practice/log")
    more = again(RUN_AGAIN, loaded, made)
    equal(seeds(more), [22, 23], "seeds")
    second = sorted((parts(entry) for entry in log()), key=lambda each: each["seed"])[0]
    equal({**second, "seed": None}, {**first, "seed": None}, "on the wire")
    equal(settings_of(more[0]), settings_of(made), "what the two remember")
    equal(get(more[0].get_mask(), "Y u8"), get(made.get_mask(), "Y u8"), "mask")


@case
def a_source_that_is_gone_is_said():
    image, layer = simple()
    layer.set_name("Küche")
    made = succeed(image, layer, images=2).layers
    image.remove_layer(layer)
    refuse(RUN_AGAIN, image, made[0], "The layer “Küche”, which this picture was made from, is no longer in the image.",
           Gimp.PDBStatusType.EXECUTION_ERROR)
    # a tattoo that in an image of their own is one of their own
    value = record(made[0])
    for tattoo in (made[0].get_tattoo(), made[1].get_tattoo()):
        value["source"]["tattoo"] = tattoo
        put_record(made[0], value)
        refuse(RUN_AGAIN, image, made[0], "is no longer in the image", Gimp.PDBStatusType.EXECUTION_ERROR)
    equal(len(log()), 2, "requests")


@case
def a_result_is_not_its_own_source():
    image, layer = simple()
    made = succeed(image, layer).layer
    value = record(made)
    value["source"]["tattoo"] = made.get_tattoo()
    put_record(made, value)
    refuse(RUN_AGAIN, image, made, "is no longer in the image", Gimp.PDBStatusType.EXECUTION_ERROR)


# ---- Same Seed on the Layer Below

@case
def same_seed_paints_the_layer_right_below():
    image, layer = simple()
    made = succeed(image, layer, seed=41, **EVERYTHING).layer
    sketch = new_layer(image, "sketch", width=120, height=90, x=70, y=80)
    put(sketch, "R'G'B'A u8", picture(120, 90, 77))
    image.reorder_item(made, None, 0)
    equal([each.get_name() for each in image.get_layers()], ["Seed 41", "sketch", "source"], "layers")
    first = parts(log()[0])
    more = again(SAME_SEED, image, made)
    equal(len(more), 1, "layers")
    equal(parts(log()[1]), first, "fields on the wire")
    equal((tuple(more[0].get_offsets())[1:], more[0].get_width(), more[0].get_height()), ((70, 80), 120, 90), "place")
    equal(record(more[0])["source"]["name"], "sketch", "source of the record")
    equal(seeds(more), [41], "seed")
    equal([each.get_name() for each in image.get_layers()], ["Seed 41", "Seed 41 #1", "sketch", "source"], "layers")


@case
def below_a_group_of_results_is_what_is_below_the_group():
    image, layer = simple()
    sketch = new_layer(image, "sketch")
    put(sketch, "R'G'B'A u8", picture(WIDTH, HEIGHT, 77))
    colours = get(sketch, "R'G'B' u8")
    made = succeed(image, layer, seed=20, images=3).layers
    image.reorder_item(made[0].get_parent(), None, 0)
    more = again(SAME_SEED, image, made[1])[0]
    equal((record(more)["source"]["name"], record(more)["seed"]), ("sketch", 21), "source and seed")
    equal(get(more, "R'G'B' u8"), rule(colours), "pixels")


@case
def below_the_lowest_of_the_artists_group_is_what_is_below_that():
    image, layer = simple()
    group = Gimp.GroupLayer.new(image, "artist's")
    image.insert_layer(group, None, 0)
    made = succeed(image, layer, seed=21).layer
    put(new_layer(image, "ink", parent=group), "R'G'B'A u8", picture(WIDTH, HEIGHT, 33))
    image.reorder_item(made, group, 1)
    equal(record(again(SAME_SEED, image, made)[0])["source"]["name"], "source", "source")
    # and above another layer of the group it is that
    image.reorder_item(made, group, 0)
    equal(record(again(SAME_SEED, image, made)[0])["source"]["name"], "ink", "source")


@case
def same_seed_takes_the_part_under_the_mask():
    image, layer = simple(width=600, height=450)
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 200, 150, 120, 100)
    made = succeed(image, layer, seed=9).layer
    Gimp.Selection.none(image)
    put(layer, "R'G'B'A u8", picture(600, 450, 99))
    more = again(SAME_SEED, image, made)[0]
    equal(get(more.get_mask(), "Y u8"), get(made.get_mask(), "Y u8"), "mask")
    equal(tuple(more.get_offsets()), tuple(made.get_offsets()), "offsets")
    sums = {part["sha256"] for entry in log() for part in entry["parts"] if part["name"] == "image"}
    equal(len(sums), 2, "pictures on the wire")


@case
def below_the_lowest_layer_is_nothing():
    image, layer = simple()
    made = succeed(image, layer).layer
    image.remove_layer(layer)
    refuse(SAME_SEED, image, made, "There is no layer below this one.", Gimp.PDBStatusType.EXECUTION_ERROR)


# ---- layers and records that are wrong

@table([(name, name) for name in (RUN_AGAIN, SAME_SEED, WHAT_MADE)])
def wrong_layers_are_told(_, name):
    image, layer = simple()
    made = succeed(image, layer).layer
    refuse(name, image, layer, "This layer was not made by Overpaint: it has no record.")
    refuse(name, image, [made, layer], "select exactly one")
    refuse(name, image, [], "select exactly one")
    channel = Gimp.Channel.new(image, "channel", 600, 500, 50.0, Gegl.Color.new("red"))
    image.insert_channel(channel, None, 0)
    refuse(name, image, channel, "This layer was not made by Overpaint: it has no record.")


@case
def the_mask_of_a_result_stands_for_it():
    image, layer = simple()
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 60, 70, 50, 40)
    made = succeed(image, layer, seed=3).layer
    equal(seeds(again(RUN_AGAIN, image, made.get_mask())), [4], "seeds")


DEEP = b'{"format": 1, "request": ' + b"[" * 300000


@table([
    ("newer", {"format": 2}, "A later version of Overpaint wrote the layer's record: update Overpaint to read it."),
    ("nothing", b"\0", "The layer's record is damaged and cannot be read."),
    ("no-json", b"made by hand", "The layer's record is damaged and cannot be read."),
    ("not-utf-8", b'{"format": 1, "x": "\xff"}', "The layer's record is damaged and cannot be read."),
    ("half-a-character", b'{"format": 1, "x": "\\ud800"}', "The layer's record is damaged and cannot be read."),
    ("deep", DEEP, "The layer's record is damaged and cannot be read."),
    ("request-of-nothing", {"format": 1, "request": {"pipeline": "image-to-image"}}, "The layer's record is damaged"),
    ("other-pipeline", {"format": 1, "request": {"pipeline": "image-to-song"}},
     "The layer's record is damaged: These settings are for a kind of request that this version does not know."),
    ("huge-strength", {"format": 1, "request": {"pipeline": "image-to-image", "strength": 1e300}},
     "The layer's record is damaged: strength: expected a number from 0 to 1"),
])
def broken(_, value, sentence):
    image, layer = simple()
    made = succeed(image, layer).layer
    put_record(made, value)
    for name in (RUN_AGAIN, SAME_SEED, WHAT_MADE):
        refuse(name, image, made, sentence)
    # beside others it is passed over, and it can be removed
    good = succeed(image, layer, seed=30).layer
    equal(seeds(again(RUN_AGAIN, image, good)), [31], "seeds")
    equal(run_procedure(REMOVE, image, made).index(1), 3, "records that were removed")


@table([
    ("in-clear", "http://example.org/paint", "https"),
    ("password", "https://me:secret@example.org/", "The layer's record is damaged: server: leave the user name"),
    ("unknown", "attic", "server: there is no server of the name “attic”"),
    ("file", "file:///etc/passwd", "server"),
])
def server_of_a_record(_, server, sentence):
    image, layer = simple()
    made = succeed(image, layer).layer
    value = record(made)
    value["request"]["server"] = server
    put_record(made, value)
    for name in (RUN_AGAIN, SAME_SEED):
        refuse(name, image, made, sentence)
    equal(len(log()), 1, "requests")


# ---- What Made This?

def what_made(image, layer):
    values = run_procedure(WHAT_MADE, image, layer)
    equal(values.index(0), Gimp.PDBStatusType.SUCCESS, "status")
    return values.index(1)


@case
def what_made_this_says_everything():
    image, layer = simple(name="Küche", x=31, y=-12)
    made = succeed(image, layer, seed=40, **EVERYTHING).layer
    before, dirty = tree(image), image.is_dirty()
    requests = len(ask("GET", "/practice/log"))
    lines = what_made(image, made).splitlines()
    equal((tree(image), image.is_dirty()), (before, dirty), "the image")
    equal(len(ask("GET", "/practice/log")), requests, "requests")
    equal(lines[:16], [
        "Prompt: a “fox”", "in snow", "Negative Prompt: dogs", f"Model: {MODEL}", "LoRA Weights: a/b (0.5), c (1.25)",
        "Strength: 0.6", "Guidance Scale: 5.5", "Image Guidance Scale: 1.5", "Steps: 12", "Seed: 40",
        "Safety Check: no", f"Server: {SERVER} (gateway)", f"Layer: “Küche”, {WIDTH} × {HEIGHT} pixels at (31, -12)",
        "Sent As: 256 × 264 pixels, scaled to 100 %", lines[14], lines[15]], "lines")
    holds(lines[14], "When: ")
    holds(lines[15], "How Long: 0.")
    equal(len(lines), 16, "number of lines")


@case
def what_made_this_says_what_a_model_does_not_use_and_what_was_wrong():
    image, layer = simple()
    fault("black")
    made = succeed(image, layer, model="timbrooks/instruct-pix2pix", prompt="").layer
    lines = what_made(image, made).splitlines()
    for line in ("Prompt: none", "Strength: not used by this model", "The picture came back all black."):
        assert line in lines, f"{line!r} is not in {lines}"


# ---- Remove Records

@case
def remove_records_forgets_everything():
    image, layer = simple()
    layer.set_name("secret source")
    image.attach_parasite(Gimp.Parasite.new(LAST_VALUES, 1, b'(prompt "secret prompt")'))
    image.attach_parasite(Gimp.Parasite.new("GimpProcedureConfigRun-plug-in-other-last", 1, b"of another"))
    image.attach_parasite(Gimp.Parasite.new("gimp-comment", 3, b"a comment"))
    one = succeed(image, layer, prompt="secret prompt").layer
    three = succeed(image, layer, prompt="secret prompt", images=3).layers
    outer = Gimp.GroupLayer.new(image, "outer")
    image.insert_layer(outer, None, 0)
    image.reorder_item(three[0].get_parent(), outer, 0)
    one.attach_parasite(Gimp.Parasite.new("of-another", 3, b"kept"))
    # one from elsewhere, that nobody meant to be undone
    put_record(one, record(one), flags=1)
    outer.attach_parasite(Gimp.Parasite.new(RECORD, 3, b"on a group"))
    three[0].get_parent().set_name("a group"); layer.set_name("a source")
    before, pixels = tree(image), [get(each, "R'G'B'A u8") for each in [one] + three]

    assert b"secret prompt" in reload(image)[1], "the test shows nothing"
    values = run_procedure(REMOVE, image, layer)
    equal([values.index(i) for i in range(3)], [Gimp.PDBStatusType.SUCCESS, 5, 1], "return values")
    loaded, content = reload(image)
    for piece in (b"secret", RECORD.encode(), LAST_VALUES.encode(), MODEL.encode(), SERVER.encode()):
        assert piece not in content, f"{piece} is still in the XCF"
    equal(one.get_parasite_list(), ["of-another"], "parasites of a layer")
    kept = [name for name in image.get_parasite_list() if not name.startswith("gimp-image-grid")]
    equal(sorted(kept), ["GimpProcedureConfigRun-plug-in-other-last", "gimp-comment"], "parasites of the image")
    equal(tree(image), before, "layers")
    equal([get(each, "R'G'B'A u8") for each in [one] + three], pixels, "pixels")
    refuse(WHAT_MADE, image, one, "it has no record")


@case
def remove_records_says_what_it_did():
    image, layer = simple()
    succeed(image, layer, images=2)
    messages = Messages()
    run_procedure(REMOVE, image, layer)
    equal(messages.count("2 layers no longer remember how they were made."), 1, "messages")
    image.clean_all()
    values = run_procedure(REMOVE, image, [])
    equal([values.index(i) for i in range(3)], [Gimp.PDBStatusType.SUCCESS, 0, 0], "return values")
    equal(messages.count("there was nothing to remove"), 1, "messages")
    equal(image.is_dirty(), False, "dirty after nothing")


@case
def the_procedures_are_what_the_menu_needs():
    for name, label, types, arguments, returned in (
            (RUN_AGAIN, "Run _Again", "RGB*, GRAY*", ["images"], ["layers"]),
            (SAME_SEED, "_Same Seed on the Layer Below", "RGB*, GRAY*", [], ["layers"]),
            (WHAT_MADE, "_What Made This?", "*", [], ["text"]),
            (REMOVE, "Remove _Records", "*", [], ["records", "last-values"])):
        procedure = Gimp.get_pdb().lookup_procedure(name)
        equal((procedure.get_menu_paths(), procedure.get_menu_label(), procedure.get_image_types()),
              (["<Image>/Filters/Overpaint"], label, types), name)
        equal([spec.get_name() for spec in procedure.get_arguments()], ["run-mode", "image", "drawables"] + arguments,
              "arguments")
        equal([spec.get_name() for spec in procedure.get_return_values()], returned, "return values")
