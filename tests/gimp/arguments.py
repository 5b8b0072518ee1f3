# arguments.py: what the procedure takes, what it refuses, and in which words
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later

import re

from harness import *

LONG = "a" * (1024 * 1024 + 1)
FIVE_LORAS = json.dumps({f"owner/name-{i}": 0.5 for i in range(5)})


def simple(**options):
    image = new_image(**options)
    layer = new_layer(image, alpha=False)
    put(layer, "R'G'B' u8", b"\x40\x80\xc0" * (WIDTH * HEIGHT))
    return image, layer


@case
def the_procedure_is_what_the_menu_needs():
    procedure = Gimp.get_pdb().lookup_procedure(PROCEDURE)
    equal(procedure.get_menu_paths(), ["<Image>/Filters/Overpaint"], "menu")
    equal(procedure.get_menu_label(), "_Image to Image...", "label")
    equal(procedure.get_image_types(), "RGB*, GRAY*", "image types")
    # the PDB does not tell, but GIMP's own notes do: one drawable, no more
    with open(os.path.join(os.environ["GIMP3_DIRECTORY"], "pluginrc"), encoding="utf-8", errors="replace") as file:
        notes = file.read().split(f'(proc-def "{PROCEDURE}"', 1)[1]
    kept = re.search(r'"RGB\*, GRAY\*"\s+(\d+)', notes)
    equal(kept and int(kept.group(1)), int(Gimp.ProcedureSensitivityMask.DRAWABLE), "sensitivity")
    names = [spec.get_name() for spec in procedure.get_arguments()]
    equal(names, ["run-mode", "image", "drawables", "prompt", "negative-prompt", "model", "loras", "strength",
                  "guidance-scale", "image-guidance-scale", "steps", "images", "seed", "safety-check",
                  "server"], "arguments")
    equal([spec.get_name() for spec in procedure.get_return_values()], ["layers"], "return values")


@case
def no_two_menu_entries_share_a_letter():
    pdb = Gimp.get_pdb()
    labels = [pdb.lookup_procedure(name).get_menu_label()
              for name in pdb.query_procedures("^plug-in-overpaint-", *[".*"] * 7)]
    letters = [re.search("_(.)", label).group(1).lower() for label in labels]
    assert len(labels) >= 7, labels
    equal(sorted(letters), sorted(set(letters)), "letters of %s" % labels)


@case
def ranges_are_those_of_the_table():
    ranges = {}
    for spec in Gimp.get_pdb().lookup_procedure(PROCEDURE).get_arguments():
        if hasattr(spec, "minimum"):
            ranges[spec.get_name()] = (spec.minimum, spec.maximum, spec.get_default_value())
    equal(ranges["strength"], (-1.0, 1.0, -1.0), "strength")
    equal(ranges["images"], (1, 64, 1), "images")
    equal(ranges["seed"], (-1, 2147483647, -1), "seed")
    equal(ranges["steps"], (-1, 500, -1), "steps")


@table([
    # name, arguments, what the sentence holds
    ("strength-between", {"strength": -0.5}, "strength: expected a number from 0 to 1, or -1"),
    ("guidance-between", {"guidance_scale": -0.01}, "guidance-scale: expected a number"),
    ("image-guidance-between", {"image_guidance_scale": -0.99}, "image-guidance-scale: expected a number"),
    ("no-steps", {"steps": 0}, "steps: expected a number from 1 to 500, or -1"),
    ("strength-too-little", {"strength": 0.0001}, "strength: too little for even one of 500 steps"),
    ("loras-broken", {"loras": "{x"}, "loras: expected a JSON object"),
    ("loras-array", {"loras": "[1]"}, "loras: expected a JSON object"),
    ("loras-null", {"loras": "null"}, "loras: expected a JSON object"),
    ("loras-negative", {"loras": '{"a/b": -1}'}, "loras: the weight of “a/b”"),
    ("loras-text", {"loras": '{"a/b": "much"}'}, "loras: the weight of “a/b”"),
    ("loras-five", {"loras": FIVE_LORAS}, "loras: servers take at most 4 LoRAs."),
    ("prompt-too-long", {"prompt": LONG}, "prompt: the text is longer"),
    ("server-user-info", {"server": "https://me:hunter2@example.org"}, "server: leave the user name"),
    ("server-user-info-bare", {"server": "me:hunter2@example.org/x"}, "server: leave the user name"),
    ("server-unknown", {"server": "nowhere"}, "server: there is no server of the name “nowhere”"),
    ("server-in-clear", {"server": "http://example.org"}, "server: "),
    ("server-no-address", {"server": "ftp://example.org/"}, "server: "),
])
def refused(name, arguments, sentence):
    image, layer = simple()
    before = tree(image)
    result = call(image, layer, **arguments)
    equal(result.status, Gimp.PDBStatusType.CALLING_ERROR, "status")
    holds(result.message, sentence)
    assert "hunter2" not in result.message, "the sentence repeats a password"
    equal(ask("GET", "/practice/log"), [], "requests")
    equal(tree(image), before, "the image")


@case
def two_layers_are_refused():
    image, layer = simple()
    result = call(image, [layer, new_layer(image)])
    equal(result.status, Gimp.PDBStatusType.CALLING_ERROR, "status")
    holds(result.message, "drawables: one layer is sent at a time")


@case
def a_channel_is_refused():
    image, layer = simple()
    channel = Gimp.Channel.new(image, "channel", 100, 100, 50.0, Gegl.Color.new("red"))
    image.insert_channel(channel, None, 0)
    result = call(image, channel)
    equal(result.status, Gimp.PDBStatusType.CALLING_ERROR, "status")
    holds(result.message, "A channel cannot be sent")


@case
def the_selection_as_a_drawable_is_refused():
    image, layer = simple()
    result = call(image, image.get_selection())
    equal(result.status, Gimp.PDBStatusType.CALLING_ERROR, "status")
    holds(result.message, "A channel cannot be sent")


@case
def a_floating_selection_is_refused():
    image, layer = simple()
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 10, 10, 100, 100)
    floating = Gimp.Selection.float(image, [layer], 5, 5)
    assert floating.is_floating_sel(), "nothing floats, so the test shows nothing"
    result = call(image, floating)
    equal(result.status, Gimp.PDBStatusType.CALLING_ERROR, "status")
    holds(result.message, "A floating selection cannot be sent")


@case
def no_text_at_all_is_empty_text():
    image, layer = simple()
    result = succeed(image, layer, prompt=None, negative_prompt=None, loras=None)
    sent = parts(log()[-1])
    equal(sent["prompt"], "", "prompt on the wire")
    for name in ("negative_prompt", "loras"):
        assert name not in sent, f"{name} travelled"
    equal(record(result.layer)["request"]["prompt"], "", "prompt of the record")


@case
def no_model_is_the_default_model():
    image, layer = simple()
    succeed(image, layer, model=None)
    equal(parts(log()[-1])["model_id"], "timbrooks/instruct-pix2pix", "model on the wire")


@case
def everything_travels_under_its_name():
    image, layer = simple()
    succeed(image, layer, prompt="a fox, “Füchsin” – 狐\nsecond line", negative_prompt="blurry",
            model="stabilityai/stable-diffusion-xl", loras='{"a/b": 0.75, "c/d": 1}', strength=0.65,
            guidance_scale=6.5, image_guidance_scale=1.25, steps=17, seed=2147483647, safety_check=False)
    entry = log()[-1]
    equal(entry["path"], "/image-to-image", "path")
    sent = parts(entry)
    del sent["image"]
    equal({name: json.loads(text) if name == "loras" else text for name, text in sent.items()},
          {"prompt": "a fox, “Füchsin” – 狐\nsecond line", "negative_prompt": "blurry",
           "model_id": "stabilityai/stable-diffusion-xl", "loras": {"a/b": 0.75, "c/d": 1},
           "strength": "0.65", "guidance_scale": "6.5", "image_guidance_scale": "1.25",
           "num_inference_steps": "17", "num_images_per_prompt": "1", "seed": "2147483647",
           "safety_check": "false"}, "parts")
    picture = next(part for part in entry["parts"] if part["name"] == "image")
    equal((picture["filename"], picture["content_type"]), ("layer.png", "image/png"), "picture")


@table([
    # name, model, what travels besides what always does
    ("pix2pix", "timbrooks/instruct-pix2pix", {"guidance_scale", "image_guidance_scale"}),
    ("lightning-ignores-the-picture", "ByteDance/SDXL-Lightning", set()),
    ("realvis", "SG161222/RealVisXL_V4.0", {"strength", "guidance_scale"}),
    ("realvis-lightning", "SG161222/RealVisXL_V4.0_Lightning", {"strength", "guidance_scale"}),
    ("sd-turbo", "stabilityai/sd-turbo", {"strength"}),
    ("sdxl-turbo", "stabilityai/sdxl-turbo", {"strength"}),
    ("any-other", "someone/something", {"strength", "guidance_scale", "image_guidance_scale"}),
])
def model(name, model_id, used):
    image, layer = simple()
    messages = Messages()
    succeed(image, layer, model=model_id)
    sent = parts(log()[-1])
    always = {"prompt", "image", "model_id", "num_inference_steps", "num_images_per_prompt", "seed",
              "safety_check"}
    equal(set(sent), always | used, "parts")
    assert int(sent["num_inference_steps"]) >= 1, "no steps"
    if "strength" in used:
        assert int(int(sent["num_inference_steps"]) * float(sent["strength"])) >= 1, "no step is left"
    equal(messages.count("ignores the layer"), 1 if "Lightning" in model_id and "Byte" in model_id else 0,
          "warnings")


@case
def steps_are_raised_until_one_is_left():
    image, layer = simple()
    succeed(image, layer, strength=0.333333333333, steps=3)
    equal(parts(log()[-1])["num_inference_steps"], "4", "steps on the wire")


@case
def seeds_go_on_from_the_base_and_around_the_end():
    image, layer = simple()
    made = succeed(image, layer, seed=2147483646, images=4).layers
    equal([each.get_name() for each in made],
          ["Seed 2147483646", "Seed 2147483647", "Seed 0", "Seed 1"], "names")
    equal(sorted(int(parts(entry)["seed"]) for entry in log()), [0, 1, 2147483646, 2147483647], "on the wire")
    for entry in log():
        equal(parts(entry)["num_images_per_prompt"], "1", "pictures asked for at once")


@case
def a_random_seed_is_random_and_in_range():
    image, layer = simple()
    seeds = {succeed(image, layer, seed=-1).records()[0]["seed"] for _ in range(4)}
    assert len(seeds) > 1, f"always {seeds}"
    assert all(0 <= seed <= 2147483647 for seed in seeds), seeds


@case
def the_dialog_without_a_screen_is_refused():
    image, layer = simple()
    result = call(image, layer, mode=Gimp.RunMode.INTERACTIVE)
    equal(result.status, Gimp.PDBStatusType.CALLING_ERROR, "status")
    holds(result.message, "run-mode: the dialog needs a screen")


@case
def last_values_without_a_screen_work():
    image, layer = simple()
    result = call(image, layer, mode=Gimp.RunMode.WITH_LAST_VALS)
    equal(result.status, Gimp.PDBStatusType.SUCCESS, f"status, {result.message}")
    equal(result.layer.get_name(), "Seed 7", "layer")


@case
def script_fu_can_call_it():
    image, layer = simple()
    code = (f'(plug-in-overpaint-image-to-image #:run-mode RUN-NONINTERACTIVE #:image {image.get_id()} '
            f'#:drawables (vector {layer.get_id()}) #:prompt "ink" #:model "{MODEL}" #:seed 5 #:images 2 '
            f'#:server "{SERVER}")')
    procedure = Gimp.get_pdb().lookup_procedure("plug-in-script-fu-eval")
    config = procedure.create_config()
    config.set_property("run-mode", Gimp.RunMode.NONINTERACTIVE)
    config.set_property("script", code)
    equal(procedure.run(config).index(0), Gimp.PDBStatusType.SUCCESS, "status")
    group = image.get_layers()[0]
    equal((group.get_name(), [each.get_name() for each in group.get_children()]),
          ("ink", ["Seed 5", "Seed 6"]), "layers")
