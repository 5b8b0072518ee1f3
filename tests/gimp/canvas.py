# canvas.py: what a window does to an image: bring in, flip, mix, keep, remove
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The canvas lives in a plug-in of the tests' own, canvas-plug-in.c, which answers questions.

from harness import *

QUESTION = "overpaint-canvas-ask"
COLOUR = b"\x40\x80\xc0\xff"


# ---- asking

def tell(*words):
    """Asks the canvas; an error is an answer that begins with "! "."""
    procedure = Gimp.get_pdb().lookup_procedure(QUESTION)
    config = procedure.create_config()
    config.set_property("question", " ".join(str(word) for word in words))
    values = procedure.run(config)
    assert values.index(0) == Gimp.PDBStatusType.SUCCESS, Gimp.get_pdb().get_last_error()
    return values.index(1)


def do(*words):
    answer = tell(*words)
    assert not answer.startswith("!"), f"{words}: {answer}"
    return answer


def refuse(sentence, *words):
    equal(tell(*words), "! " + sentence, " ".join(str(word) for word in words))


def placements(count, run=0):
    return [do("placement", run, each) for each in range(count)]


def step(image, *words):
    """Something that is one undo step or more: it leaves the image changed, and its undo alive."""
    image.clean_all()
    answer = do(*words)
    assert image.is_dirty(), f"{words} has left no undo step"
    assert image.undo_is_enabled(), f"{words} has left undo switched off"
    return answer


def flip(image, *words):
    """Something that leaves no undo step. Whether it did, only a window can tell: GIMP counts the image as
    changed even so, and nothing but Ctrl+Z goes back. Here, that undo is not left switched off."""
    answer = do(*words)
    assert image.undo_is_enabled(), f"{words} has left undo switched off"
    return answer


def nothing(image, *words):
    """Something that changes nothing at all."""
    before = tree(image)
    image.clean_all()
    answer = do(*words)
    assert not image.is_dirty(), f"{words} has changed the image"
    equal(tree(image), before, f"the image after {words}")
    return answer


# ---- looking

def names(layers):
    return [(each.get_name(), names(each.get_children())) if each.is_group() else each.get_name() for each in layers]


def layer_of(image, *path):
    layers = image.get_layers()
    for name in path:
        found = next(each for each in layers if each.get_name() == name)
        layers = found.get_children() if found.is_group() else []
    return found


def pictures(image):
    """Every result, from the top."""
    found = []

    def gather(layers):
        for each in layers:
            if each.is_group():
                gather(each.get_children())
            elif each.get_parasite(RECORD) is not None:
                found.append(each)
    gather(image.get_layers())
    return found


def visible(image):
    return [each.get_visible() for each in pictures(image)]


def seen(image):
    """The image's colours as they are seen."""
    layer = Gimp.Layer.new_from_visible(image, image, "seen")
    colours = get(layer, "R'G'B' u8")
    layer.delete()
    return colours


# ---- scenes

def new_scene(pixels=COLOUR * (WIDTH * HEIGHT), **options):
    image = new_image(400, 300)
    layer = new_layer(image, "source", pixels=pixels, pattern="R'G'B'A u8", **options)
    do("canvas", image.get_id())
    return image, layer


def brought_in(images=3, values=None, fail=0, **options):
    """Seeds 40, 41 and so on are in; the first of them failed."""
    image, layer = new_scene(**options)
    if fail:
        fault("bad-picture", times=fail)
    count = images * (len(values.split(",")) if values else 1)
    equal(do("run", SERVER, images, 40, *([values] if values else [])), "f" * fail + "d" * (count - fail), "run")
    do("bring-in", 0)
    return image, layer


# ---- bringing in

@case
def a_run_comes_in_as_a_call_does():
    image, layer = brought_in(3, x=30, y=20)
    made = pictures(image)
    equal(names(image.get_layers()), [("practice", ["Seed 40", "Seed 41", "Seed 42"]), "source"], "layers")
    equal(visible(image), [True, False, False], "visible")
    equal([record(each)["seed"] for each in made], [40, 41, 42], "seeds of the records")
    equal([tuple(each.get_offsets())[1:] for each in made], [(30, 20)] * 3, "places")
    equal(image.get_selected_layers(), [layer], "selected")
    equal(get(layer, "R'G'B'A u8"), COLOUR * (WIDTH * HEIGHT), "the source's pixels")
    equal(placements(3), ["layer"] * 3, "placements")
    equal(len({get(each, "R'G'B' u8") for each in made}), 3, "different pictures")

    nothing(image, "bring-in", 0)


@case
def the_first_layer_and_the_one_picture_are_one_layer():
    image, layer = brought_in(1)
    equal(names(image.get_layers()), ["Seed 40", "source"], "layers")
    equal(do("shown", 0), "0", "shown")


@case
def a_grid_comes_in_as_groups_in_a_group():
    image, layer = brought_in(2, "0.2,0.5,0.8")
    equal(names(image.get_layers()),
          [("practice", [("Strength 0.2", ["Seed 40 at 0.2", "Seed 41 at 0.2"]),
                         ("Strength 0.5", ["Seed 40 at 0.5", "Seed 41 at 0.5"]),
                         ("Strength 0.8", ["Seed 40 at 0.8", "Seed 41 at 0.8"])]), "source"], "layers")
    equal(visible(image), [True] + [False] * 5, "visible")
    equal([record(each)["request"]["strength"] for each in pictures(image)], [0.2, 0.2, 0.5, 0.5, 0.8, 0.8],
          "strengths of the records")
    flip(image, "show", 0, 3)
    equal(visible(image), [False] * 3 + [True] + [False] * 2, "visible after a flip")
    equal(image.get_selected_layers(), [layer], "selected")


@case
def a_picture_that_comes_later_joins_its_group_in_its_place():
    image, layer = brought_in(3, fail=1, x=30, y=20)
    equal(names(image.get_layers()), [("practice", ["Seed 41", "Seed 42"]), "source"], "layers before")
    equal(placements(3), ["not-yet", "layer", "layer"], "placements before")
    # the artist goes on meanwhile
    layer_of(image, "practice").set_name("mine")
    image.lower_item(layer_of(image, "mine"))
    layer.set_offsets(0, 0)
    do("show", 0, 2)
    equal(do("retry", 0, 0), "ddd", "run")
    step(image, "bring-in", 0)
    equal(names(image.get_layers()), ["source", ("mine", ["Seed 40", "Seed 41", "Seed 42"])], "layers")
    equal(visible(image), [False, False, True], "visible")
    equal([tuple(each.get_offsets())[1:] for each in pictures(image)], [(30, 20)] * 3, "places")
    equal(placements(3), ["layer"] * 3, "placements")


@case
def a_picture_that_comes_later_joins_the_only_layer():
    image, layer = brought_in(2, fail=1)
    cover = new_layer(image, "cover")
    equal(do("retry", 0, 0), "dd", "run")
    step(image, "bring-in", 0)
    equal(names(image.get_layers()), ["cover", "Seed 40", "Seed 41", "source"], "layers")
    equal(visible(image), [False, True], "visible")


@case
def a_picture_that_comes_later_finds_the_group_of_its_value_or_makes_it():
    image, layer = brought_in(2, "0.2,0.5,0.8", fail=4)
    equal(names(image.get_layers()),
          [("practice", [("Strength 0.8", ["Seed 40 at 0.8", "Seed 41 at 0.8"])]), "source"], "layers before")
    equal(do("retry", 0, 1), "fdffdd", "run")
    do("bring-in", 0)
    equal(do("retry", 0, 2), "fddfdd", "run")
    do("bring-in", 0)
    equal(do("retry", 0, 0), "dddfdd", "run")
    step(image, "bring-in", 0)
    equal(names(image.get_layers()),
          [("practice", [("Strength 0.2", ["Seed 40 at 0.2", "Seed 41 at 0.2"]), ("Strength 0.5", ["Seed 40 at 0.5"]),
                         ("Strength 0.8", ["Seed 40 at 0.8", "Seed 41 at 0.8"])]), "source"], "layers")
    equal(visible(image), [False] * 3 + [True, False], "visible")


@case
def a_picture_that_comes_when_the_others_are_gone_comes_above_the_source():
    image, layer = brought_in(3, fail=1)
    image.remove_layer(layer_of(image, "practice"))
    equal(do("retry", 0, 0), "ddd", "run")
    step(image, "bring-in", 0)
    # those that were thrown away stay away
    equal(names(image.get_layers()), ["Seed 40", "source"], "layers")
    equal(visible(image), [True], "visible")
    equal(placements(3), ["layer", "removed", "removed"], "placements")


@case
def a_marked_picture_comes_in_hidden_and_the_first_sound_one_that_follows_is_shown():
    image, layer = new_scene()
    fault("bad-picture", times=1)
    fault("nsfw", times=1)
    states = do("run", SERVER, 2, 40)
    equal(sorted(states), ["d", "f"], "run")
    do("bring-in", 0)
    equal((visible(image), do("shown", 0)), ([False], "-1"), "visible")
    equal(do("retry", 0, states.index("f")), "dd", "run")
    do("bring-in", 0)
    equal(do("shown", 0), str(states.index("f")), "shown")


@case
def what_is_selected_is_a_mask_of_each():
    image, layer = new_scene()
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 100, 100, 40, 40)
    equal(do("run", SERVER, 2, 40), "dd", "run")
    do("bring-in", 0)
    Gimp.Selection.none(image)
    equal([each.get_mask() is not None for each in pictures(image)], [True, True], "masks")
    image.remove_layer(pictures(image)[0])
    do("bring-back", 0, 0)
    mask, other = [each.get_mask() for each in pictures(image)]
    equal(get(mask, "Y u8"), get(other, "Y u8"), "mask of the one inserted anew")


# ---- flips

@case
def a_flip_shows_one_and_leaves_flip():
    image, layer = brought_in(3)
    cover = new_layer(image, "cover")
    everything = [seen(image)]
    for each in (1, 2):
        flip(image, "show", 0, each)
        equal(visible(image), [number == each for number in range(3)], "visible")
        equal(do("shown", 0), str(each), "shown")
        everything.append(seen(image))
    flip(image, "show", 0, -1)
    equal((visible(image), do("shown", 0)), ([False] * 3, "-1"), "visible with none")
    everything.append(seen(image))
    equal(len(set(everything)), 4, "different views")
    equal((layer.get_visible(), cover.get_visible()), (True, True), "the artist's own layers")
    # a layer by itself
    flip(image, "show", 0, 0)
    equal(seen(image), everything[0], "back at the first")
    nothing(image, "show", 0, 0)


@case
def a_flip_touches_the_runs_own_layers_alone():
    image, layer = brought_in(2)
    group = layer_of(image, "practice")
    own = new_layer(image, "own", parent=group)
    layer.set_visible(False)
    for each in (1, -1, 0):
        flip(image, "show", 0, each)
        equal((own.get_visible(), layer.get_visible(), group.get_visible()), (True, False, True), "not the run's")


@case
def a_flip_shows_the_groups_of_what_is_to_be_seen():
    image, layer = brought_in(1, "0.2,0.5")
    group, within = layer_of(image, "practice"), layer_of(image, "practice", "Strength 0.5")
    group.set_visible(False)
    within.set_visible(False)
    equal(do("shown", 0), "-1", "shown in a hidden group")
    flip(image, "show", 0, 0)
    equal((group.get_visible(), within.get_visible()), (True, False), "visible groups")
    flip(image, "show", 0, 1)
    equal((group.get_visible(), within.get_visible(), do("shown", 0)), (True, True, "1"), "visible groups")


@case
def a_layer_whose_visibility_is_locked_is_left_alone():
    image, layer = brought_in(3)
    pictures(image)[0].set_lock_visibility(True)
    before = tree(image)
    refuse("The visibility of the layer “Seed 40” is locked: unlock it in the Layers dialog.", "show", 0, 1)
    equal(tree(image), before, "the image")
    pictures(image)[0].set_lock_visibility(False)
    pictures(image)[2].set_lock_visibility(True)
    flip(image, "show", 0, 1)
    equal(visible(image), [False, True, False], "visible")


@case
def two_runs_do_not_meddle():
    image, layer = brought_in(2)
    equal(do("run", SERVER, 2, 70), "dd", "the other run")
    do("bring-in", 1)
    equal([group.get_name() for group in image.get_layers()], ["practice", "practice #1", "source"], "groups")
    equal(visible(image), [True, False, True, False], "visible")
    do("show", 0, 1)
    equal(visible(image), [False, True, True, False], "visible")
    do("keep", 1, 1)
    equal([do("placement", run, each) for run in (0, 1) for each in (0, 1)],
          ["layer", "layer", "removed", "layer"], "placements")


# ---- blending

@case
def a_drag_leaves_no_step_and_its_end_one():
    image, layer = brought_in(2)
    made = pictures(image)[0]
    made.set_opacity(80.0)
    equal(float(do("blend", 0, 0)), 0.8, "blend")
    for value in (0.7, 0.25, 0.5):
        flip(image, "drag", 0, 0, value)
        equal(made.get_opacity(), value * 100, "opacity while it is dragged")
    step(image, "set", 0, 0, 0.5)
    equal(made.get_opacity(), 50.0, "opacity")
    for value in (0.25, 0.5):
        flip(image, "drag", 0, 0, value)
    flip(image, "set", 0, 0, 0.5)
    equal(made.get_opacity(), 50.0, "opacity after a drag to where it began")
    step(image, "set", 0, 0, 0.25)
    equal(made.get_opacity(), 25.0, "opacity without a drag")
    equal(pictures(image)[1].get_opacity(), 100.0, "the other's opacity")


# ---- tidying up

@case
def removing_shows_the_next_that_is_left():
    image, layer = brought_in(4)
    step(image, "remove", 0, 0, 1)
    equal(names(image.get_layers()), [("practice", ["Seed 42", "Seed 43"]), "source"], "layers")
    equal((visible(image), do("shown", 0)), ([True, False], "2"), "visible")
    do("show", 0, 3)
    step(image, "remove", 0, 3)
    equal(do("shown", 0), "2", "shown, the last one gone")
    equal(placements(4), ["removed", "removed", "layer", "removed"], "placements")
    nothing(image, "remove", 0, 0, 3)
    step(image, "remove", 0, 2)
    equal(names(image.get_layers()), ["source"], "layers, all of them gone")
    equal(image.get_selected_layers(), [layer], "selected")


@case
def removing_what_is_not_shown_shows_nothing_else():
    image, layer = brought_in(3)
    do("show", 0, 1)
    step(image, "remove", 0, 0)
    equal(do("shown", 0), "1", "shown")
    do("show", 0, -1)
    step(image, "remove", 0, 1)
    equal(do("shown", 0), "-1", "shown")


@case
def removing_takes_emptied_groups_along_but_never_the_artists_own():
    image, layer = brought_in(1, "0.2,0.5,0.8")
    step(image, "remove", 0, 1)
    equal(names(image.get_layers()),
          [("practice", [("Strength 0.2", ["Seed 40 at 0.2"]), ("Strength 0.8", ["Seed 40 at 0.8"])]), "source"],
          "layers")
    new_layer(image, "own", parent=layer_of(image, "practice"))
    step(image, "remove", 0, 0, 2)
    equal(names(image.get_layers()), [("practice", ["own"]), "source"], "layers")


@case
def what_is_selected_and_stays_is_selected_still():
    image, layer = brought_in(4)
    image.set_selected_layers([layer, pictures(image)[1]])
    do("remove", 0, 1)
    equal(image.get_selected_layers(), [layer], "selected after one was removed")
    image.set_selected_layers([layer, *pictures(image)[1:3]])
    kept = pictures(image)[2]
    do("keep", 0, 3)
    equal(set(image.get_selected_layers()), {layer, kept}, "selected after one was kept")


@table([("one", None), ("grid", "0.2,0.5")])
def keeping_one_puts_it_in_the_place_of_the_group(name, values):
    image, layer = brought_in(3, values)
    cover = new_layer(image, "cover")
    image.set_selected_layers([cover])
    made = pictures(image)[2]
    pixels = get(made, "R'G'B'A u8")
    step(image, "keep", 0, 2)
    at = " at 0.2" if values else ""
    equal(names(image.get_layers()), ["cover", "Seed 42" + at, "source"], "layers")
    equal((made.get_visible(), get(made, "R'G'B'A u8") == pixels), (True, True), "the kept layer")
    equal(image.get_selected_layers(), [cover], "selected")
    equal(do("shown", 0), "2", "shown")
    nothing(image, "keep", 0, 2)
    # one that comes back joins it
    step(image, "bring-back", 0, 0)
    equal(names(image.get_layers()), ["cover", "Seed 40" + at, "Seed 42" + at, "source"], "layers")


@case
def keeping_one_keeps_what_the_artist_has_put_there():
    image, layer = brought_in(3)
    group = layer_of(image, "practice")
    new_layer(image, "own", parent=group)
    step(image, "keep", 0, 1)
    equal(names(image.get_layers()), [("practice", ["own", "Seed 41"]), "source"], "layers")
    equal(visible(image), [True], "visible")
    nothing(image, "keep", 0, 1)

    image, layer = brought_in(3)
    group = layer_of(image, "practice")
    group.add_mask(group.create_mask(Gimp.AddMaskType.WHITE))
    step(image, "keep", 0, 1)
    equal(names(image.get_layers()), [("practice", ["Seed 41"]), "source"], "layers under the artist's mask")


# ---- what the artist does meanwhile

@case
def a_layer_that_was_deleted_can_come_back_to_its_place():
    image, layer = brought_in(3)
    do("show", 0, 2)
    image.remove_layer(pictures(image)[1])
    equal(placements(3), ["layer", "removed", "layer"], "placements")
    gone = "The layer of this picture is no longer in the image."
    before = tree(image)
    refuse(gone, "show", 0, 1)
    refuse(gone, "drag", 0, 1, 0.5)
    refuse(gone, "set", 0, 1, 0.5)
    refuse(gone, "keep", 0, 1)
    equal(tree(image), before, "after what was refused")
    equal(float(do("blend", 0, 1)), 1.0, "blend of none")
    do("remove", 0, 1)
    nothing(image, "bring-in", 0)

    step(image, "bring-back", 0, 1)
    equal(names(image.get_layers()), [("practice", ["Seed 40", "Seed 41", "Seed 42"]), "source"], "layers")
    equal((visible(image), placements(3)), ([False, False, True], ["layer"] * 3), "visible, placements")
    equal(record(pictures(image)[1])["seed"], 41, "seed of the record")
    nothing(image, "bring-back", 0, 1)
    flip(image, "show", 0, 1)
    equal(visible(image), [False, True, False], "visible")


@case
def a_group_that_was_deleted_leaves_none_and_each_can_come_back():
    image, layer = brought_in(3)
    image.remove_layer(layer_of(image, "practice"))
    equal(placements(3), ["removed"] * 3, "placements")
    nothing(image, "show", 0, -1)
    equal(do("shown", 0), "-1", "shown")
    step(image, "bring-back", 0, 2)
    step(image, "bring-back", 0, 0)
    equal(names(image.get_layers()), ["Seed 40", "Seed 42", "source"], "layers")


@case
def after_merging_a_picture_comes_back_on_top():
    image, layer = brought_in(2, x=30, y=20)
    flat = image.merge_visible_layers(Gimp.MergeType.CLIP_TO_IMAGE)
    for each in pictures(image):
        image.remove_layer(each)
    image.flatten()
    equal(placements(2), ["removed"] * 2, "placements")
    step(image, "bring-back", 0, 1)
    equal([each.get_name() for each in image.get_layers()][0], "Seed 41", "topmost layer")
    equal(tuple(pictures(image)[0].get_offsets())[1:], (30, 20), "place")
    equal(len(Gimp.get_images()), 1, "images")


@case
def an_image_that_was_closed_is_said_to_be_and_nothing_is_lost():
    image, layer = brought_in(3, fail=1)
    equal(do("open", 0), "yes", "open")
    image.delete()
    equal((do("open", 0), placements(3)), ("no", ["not-yet", "closed", "closed"]), "placements")
    closed = "The image has been closed."
    for words in (("show", 0, 1), ("show", 0, -1), ("drag", 0, 1, 0.5), ("set", 0, 1, 0.5), ("keep", 0, 1),
                  ("remove", 0, 1), ("run", SERVER, 1, 1)):
        refuse(closed, *words)
    equal((do("shown", 0), float(do("blend", 0, 1))), ("-1", 1.0), "shown and blend")
    equal(do("look", 64).split("\n")[1:4], ["", closed, "0"], "view")

    equal((do("image"), do("elsewhere", 0)), ("-1", "no"), "image of the canvas")
    do("bring-back", 0, 1)
    made, = Gimp.get_images()
    equal(names(made.get_layers()), ["Seed 41"], "layers of the new image")
    equal((made.is_dirty(), made.undo_is_enabled()), (True, True), "the new image is unsaved, and its undo alive")
    equal((do("open", 0), do("image"), do("elsewhere", 0)), ("yes", str(made.get_id()), "yes"), "image of the canvas")
    equal(placements(3), ["not-yet", "layer", "closed"], "placements")
    refuse("The layer of this picture is no longer in the image.", "show", 0, 2)
    step(made, "bring-back", 0, 2)
    equal((names(made.get_layers()), len(Gimp.get_images())), (["Seed 41", "Seed 42"], 1), "layers")
    flip(made, "show", 0, 2)
    equal(visible(made), [False, True], "visible in the new image")
    # all else goes on there
    step(made, "set", 0, 2, 0.5)
    equal(pictures(made)[1].get_opacity(), 50.0, "opacity in the new image")
    step(made, "remove", 0, 2)
    equal((names(made.get_layers()), placements(3)), (["Seed 41"], ["not-yet", "layer", "removed"]), "layers")
    step(made, "bring-back", 0, 2)
    equal(do("retry", 0, 0), "ddd", "run")
    step(made, "bring-in", 0)
    equal(names(made.get_layers()), ["Seed 40", "Seed 41", "Seed 42"], "layers with one that came later")
    step(made, "keep", 0, 1)
    equal(names(made.get_layers()), ["Seed 41"], "layers, one kept")
    # the next run is made of what is chosen in it, and is nowhere else
    equal(do("look", 64).split("\n")[1:3], ["Seed 41", ""], "view")
    equal(do("run", SERVER, 1, 60), "d", "the next run")
    do("bring-in", 1)
    equal(names(made.get_layers()), ["Seed 60", "Seed 41"], "layers of both runs")
    equal(do("elsewhere", 1), "no", "the next run's image")


@case
def a_grid_whose_image_was_closed_opens_with_its_groups():
    image, layer = brought_in(2, "0.2,0.5")
    image.delete()
    equal(placements(4), ["closed"] * 4, "placements")
    do("bring-back", 0, 3)
    made, = Gimp.get_images()
    step(made, "bring-back", 0, 0)
    equal(names(made.get_layers()),
          [("practice", [("Strength 0.2", ["Seed 40 at 0.2"]), ("Strength 0.5", ["Seed 41 at 0.5"])])], "layers")
    equal(placements(4), ["layer", "closed", "closed", "layer"], "placements")
    # closed once more, it is a new image once more
    made.delete()
    equal((do("open", 0), placements(4)), ("no", ["closed"] * 4), "placements")
    do("bring-back", 0, 1)
    made, = Gimp.get_images()
    equal(names(made.get_layers()), [("practice", [("Strength 0.2", ["Seed 41 at 0.2"])])], "layers of the third image")
    equal(do("image"), str(made.get_id()), "image of the canvas")


@case
def an_image_that_a_run_has_opened_may_be_closed_too():
    image, layer = new_scene()
    equal(do("run", SERVER, 1, 40), "d", "run")
    image.remove_layer(layer)
    do("bring-in", 0)
    made, = (each for each in Gimp.get_images() if each.get_id() != image.get_id())
    equal((do("elsewhere", 0), do("image")), ("yes", str(image.get_id())), "image of the canvas")
    made.delete()
    equal((do("open", 0), placements(1)), ("no", ["closed"]), "placements")
    do("bring-back", 0, 0)
    equal(do("open", 0), "yes", "open again")
    # where the artist's own is closed then, the window goes on where the run is
    image.delete()
    equal((do("open", 0), placements(1)), ("yes", ["layer"]), "placements")


@case
def a_run_that_ends_after_its_image_opens_as_a_new_one():
    image, layer = new_scene()
    equal(do("run", SERVER, 2, 40), "dd", "run")
    image.delete()
    do("bring-in", 0)
    made, = Gimp.get_images()
    equal(names(made.get_layers()), [("practice", ["Seed 40", "Seed 41"])], "layers of the new image")
    equal(placements(2), ["layer"] * 2, "placements")


@case
def an_indexed_image_takes_none():
    image, layer = brought_in(2, fail=1)
    image.convert_indexed(Gimp.ConvertDitherType.NONE, Gimp.ConvertPaletteType.GENERATE, 16, False, False, "")
    holds(do("look", 64), "An image with a colormap cannot take the pictures: choose Image > Mode > RGB first.")
    equal(do("retry", 0, 0), "dd", "run")
    do("bring-in", 0)
    equal(sorted(names(each.get_layers()) for each in Gimp.get_images()), [["Seed 40"], ["Seed 41", "source"]],
          "layers")


@case
def a_run_that_nobody_keeps_is_forgotten():
    image, layer = brought_in(2)
    do("forget", 0)
    equal(do("run", SERVER, 1, 70), "d", "another run")
    do("bring-in", 0)
    equal(names(image.get_layers())[0], ("practice", ["Seed 40", "Seed 41"]), "layers of the forgotten run")


# ---- looking at what would be sent

def look(side):
    image, layer, problem, width, height, is_part, *rest = do("look", side).split("\n")
    if not rest[0]:
        return layer, problem, (int(width), int(height)), is_part == "1", None, None
    return (layer, problem, (int(width), int(height)), is_part == "1", (int(rest[0]), int(rest[1])),
            bytes.fromhex(rest[2]))


@case
def a_look_shows_what_would_be_taken():
    image, layer = new_scene()
    image.clean_all()
    before = tree(image)
    equal(nothing(image, "look", 64).split("\n")[0], image.get_name(), "image's name")
    name, problem, size, is_part, small, pixels = look(64)
    equal((name, problem, size, is_part, small), ("source", "", (WIDTH, HEIGHT), False, (62, 64)), "view")
    equal(pixels, COLOUR * (62 * 64), "thumbnail")
    # as large as it is, and no larger
    equal(look(1000)[4], (WIDTH, HEIGHT), "size of a large thumbnail")

    image.select_rectangle(Gimp.ChannelOps.REPLACE, 100, 120, 20, 10)
    equal(look(64)[2:5], ((148, 138), True, (64, 60)), "view of a part")
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 0, 0, 100, 10)
    equal(look(64)[2:5], ((164, 74), True, (64, 29)), "view of a part at the corner")
    equal(tree(image), before, "the image")


@case
def a_look_sees_filters_and_masks():
    image, layer = new_scene()
    invert = Gimp.DrawableFilter.new(layer, "gegl:invert-gamma", "invert")
    layer.append_filter(invert)
    mask = layer.create_mask(Gimp.AddMaskType.BLACK)
    layer.add_mask(mask)
    put(mask, "Y u8", b"\xff" * (WIDTH * HEIGHT // 2) + bytes(WIDTH * HEIGHT - WIDTH * HEIGHT // 2))
    pixels = nothing(image, "look", 32) and look(32)[5]
    equal(pixels[:4], b"\xbf\x7f\x3f\xff", "first pixel")
    equal(pixels[-1], 0, "opacity of the last pixel")
    layer.set_apply_mask(False)
    equal(look(32)[5][-1], 255, "opacity of the last pixel without the mask")


@table([(f"{base.value_nick}-{precision.value_nick}{'' if alpha else '-opaque'}", base, precision, alpha)
        for base in (Gimp.ImageBaseType.RGB, Gimp.ImageBaseType.GRAY)
        for precision in (Gimp.Precision.U8_NON_LINEAR, Gimp.Precision.U8_LINEAR, Gimp.Precision.U16_LINEAR,
                          Gimp.Precision.FLOAT_LINEAR, Gimp.Precision.HALF_NON_LINEAR)
        for alpha in (True, False)])
def a_look_shows_the_colours_of(name, base, precision, alpha):
    image = new_image(base=base, precision=precision)
    colour = b"\x80\x80\x80\x40" if base == Gimp.ImageBaseType.GRAY else b"\x40\x80\xc0\x40"
    layer = new_layer(image, alpha=alpha, pixels=colour * (WIDTH * HEIGHT), pattern="R'G'B'A u8")
    mask = layer.create_mask(Gimp.AddMaskType.WHITE)
    layer.add_mask(mask)
    put(mask, "Y u8", b"\x80" * (WIDTH * HEIGHT))
    do("canvas", image.get_id())
    expected = colour[:3] + (b"\x20" if alpha else b"\x80")
    found = look(16)[5]
    # 8 bits of a linear precision hold less than 8 of a perceptual one
    assert all(abs(a - b) <= 2 for a, b in zip(found, expected * (16 * 16))), f"{found[:4].hex()}, not {expected.hex()}"


@case
def a_look_knows_a_group():
    image, layer = new_scene()
    group = Gimp.GroupLayer.new(image, "group")
    image.insert_layer(group, None, 0)
    image.reorder_item(layer, group, 0)
    image.set_selected_layers([group])
    name, problem, size, is_part, small, pixels = look(16)
    equal((name, size, pixels[:4]), ("group", (WIDTH, HEIGHT), COLOUR), "group")


@case
def a_look_says_what_is_wrong_as_taking_does():
    image, layer = new_scene()
    other = new_layer(image, "other")

    def check(sentence):
        equal(look(64), ("", sentence, (0, 0), False, None, None), "view")
        refuse(sentence, "run", SERVER, 1, 1)

    image.set_selected_layers([layer, other])
    check("Several layers are selected, and one is sent at a time: select just one.")
    channel = Gimp.Channel.new(image, "channel", WIDTH, HEIGHT, 50, Gegl.Color.new("black"))
    image.insert_channel(channel, None, 0)
    image.set_selected_channels([channel])
    check("A channel cannot be sent: select a layer.")
    image.set_selected_layers([layer])
    image.select_rectangle(Gimp.ChannelOps.REPLACE, WIDTH + 10, 10, 20, 20)
    check("The selection misses the layer: select a part of it, or nothing.")
    Gimp.Selection.none(image)
    equal(look(64)[:2], ("source", ""), "view")
    do("canvas", new_image().get_id())
    check("No layer is selected: select the one to send.")


@case
def a_mask_that_is_edited_stands_for_its_layer():
    image, layer = new_scene()
    layer.add_mask(layer.create_mask(Gimp.AddMaskType.WHITE))
    layer.set_edit_mask(True)
    equal(look(64)[:2], ("source", ""), "view")
    equal(do("run", SERVER, 1, 40), "d", "run")


# ---- what a grid's layers remember

def made_again(procedure, image, layer):
    procedure = Gimp.get_pdb().lookup_procedure(procedure)
    config = procedure.create_config()
    config.set_property("run-mode", Gimp.RunMode.NONINTERACTIVE)
    config.set_property("image", image)
    config.set_core_object_array("drawables", [layer])
    values = procedure.run(config)
    assert values.index(0) == Gimp.PDBStatusType.SUCCESS, Gimp.get_pdb().get_last_error()
    return list(values.get_core_object_array(1))


@case
def the_layer_below_a_grid_is_below_all_of_it():
    image, layer = brought_in(1, "0.2,0.5")
    made, = made_again("plug-in-overpaint-same-seed-below", image, pictures(image)[0])
    equal(record(made)["source"]["name"], "source", "painted over")
    # a group of the artist's own that holds two runs is no grid
    group = Gimp.GroupLayer.new(image, "own")
    image.insert_layer(group, None, 0)
    do("run", SERVER, 2, 60)
    do("bring-in", 1)
    first = image.get_layers()[1]
    image.set_selected_layers([first.get_children()[0]])
    do("run", SERVER, 2, 70)
    do("bring-in", 2)
    second = first.get_children()[0]
    image.reorder_item(second, group, 0)
    image.reorder_item(first, group, 1)
    made, = made_again("plug-in-overpaint-same-seed-below", image, second.get_children()[0])
    equal(record(made)["source"]["name"], first.get_name(), "painted over")


@case
def run_again_goes_on_with_the_seeds_of_its_value():
    image, layer = brought_in(2, "0.2,0.5")
    made = made_again("plug-in-overpaint-run-again", image, pictures(image)[2])
    equal([(record(each)["seed"], record(each)["request"]["strength"]) for each in made], [(42, 0.5), (43, 0.5)],
          "seeds and strengths")
