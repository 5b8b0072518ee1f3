# errors.py: one clear sentence for each thing that can go wrong, and nothing lost
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later

import socket
import ssl
import subprocess
import threading

from harness import *


def simple():
    image = new_image()
    layer = new_layer(image)
    put(layer, "R'G'B'A u8", b"\x40\x80\xc0\xff" * (WIDTH * HEIGHT))
    image.clean_all()
    return image, layer


def role_server(role):
    return SERVER + ("/api/beta/generate" if role == "studio" else "")


def check_failure(sentence, requests=None, **arguments):
    image, layer = simple()
    before, pixels, dirty = tree(image), get(layer, "R'G'B'A u8"), image.is_dirty()
    result = call(image, layer, **arguments)
    equal(result.status, Gimp.PDBStatusType.EXECUTION_ERROR, "status")
    holds(result.message, sentence)
    assert TOKEN not in result.message, "the sentence repeats the token"
    assert "\n" not in result.message, "more than one line"
    equal(tree(image), before, "the image")
    equal(get(layer, "R'G'B'A u8"), pixels, "the layer")
    equal(image.is_dirty(), dirty, "dirty")
    if requests is not None:
        equal(len(log()), requests, "requests")
    return result.message


@table([
    # name, role, fault, what the sentence holds, how often it was asked
    ("no-reply", "gateway", "drop", "No worker is free for this model", 1),
    ("no-reply-runner", "runner", "drop", "closed the connection without an answer", 1),
    ("400-without-its-colon", "gateway", "400", "It says: “Error during model execution: practice fault.”", 1),
    ("400-runner", "runner", "400", "It says: “Error during model execution: practice fault.”", 1),
    ("401", "gateway", "401",
     "does not accept the token. Check it in Filters > Overpaint > Servers, or in OVERPAINT_TOKEN.", 1),
    ("402", "gateway", "402", "wants payment", 1),
    ("404", "gateway", "404", "offers no image to image at this address", 1),
    ("413", "gateway", "413", "The picture is too large for", 1),
    ("422-object", "runner", "422-object", "It says: “Input should be a valid practice”", 1),
    ("422-array", "runner", "422-array", "It says: “strength: Input should be a valid practice”", 1),
    ("422-string", "runner", "422-string", "It says: “Input should be a valid practice”", 1),
    ("429", "gateway", "429", "has had too many requests", 3),
    ("500-plain", "runner", "500-text", "failed (status 500)", 1),
    ("out-of-memory", "runner", "oom", "has too little memory for this", 1),
    ("503", "gateway", "503", "is not available", 3),
    ("200-empty", "gateway", "empty-200", "answered with nothing at all", 1),
    ("200-html", "gateway", "html-200", "answered with a web page instead of a picture", 1),
    ("json-cut-off", "gateway", "truncated-json", "is damaged or cut off", 1),
    ("picture-404", "gateway", "url-404", "does not hand it out (status 404)", 1),
    ("picture-unreadable", "gateway", "bad-picture", "is not a picture in a known format", 1),
    ("picture-cut-off", "gateway", "truncated-picture", "could not be read: it is cut off", 1),
    ("picture-of-20000", "gateway", "huge-picture", "is too large: 20000 × 20000 pixels", 1),
    ("reply-of-64-MiB", "runner", "huge-reply", "too large", 1),
    ("redirect", "gateway", "redirect", "sends requests on to another address, which is not followed", 1),
    ("studio-500", "studio", "503", "It says: “Failed to generate image-to-image”", 1),
])
def failure(name, role, kind, sentence, requests):
    server_settings(**{"as": role, "model": "timbrooks/instruct-pix2pix",
                       "token": TOKEN if role == "studio" else None})
    fault(kind, times=-1, retry_after=1, location="http://127.0.0.1:9/")
    check_failure(sentence, requests, server=role_server(role), model="timbrooks/instruct-pix2pix")


@case
def no_server_there():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}"
        # bound and not listening: nobody else can take the port meanwhile
        check_failure(address.split("//")[1], server=address)


@case
def a_name_that_does_not_exist():
    holds(check_failure("overpaint.invalid", server="https://overpaint.invalid"), "name")


@case
def tls_is_refused_and_never_downgraded():
    data = os.path.join(TOP, "tests", "unit", "data")
    certificate, key = (os.path.join(data, "untrusted" + end) for end in (".crt", ".key"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listener = socket.create_server(("127.0.0.1", 0))
    address = f"https://127.0.0.1:{listener.getsockname()[1]}"
    came = []

    def serve():
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(connection, server_side=True) as secure:
                    came.append(secure.recv(1000))
            except (OSError, ssl.SSLError):
                pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        check_failure(address.split("//")[1], server=address)
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()
    equal([data for data in came if data], [], "what was sent in spite of it")


@case
def studio_echoes_the_token_and_it_is_not_shown():
    server_settings(**{"as": "studio", "token": "another token"})
    message = check_failure("does not accept the token", 1, server=role_server("studio"))
    holds(message, "It says: “no token [token] found”")


@case
def some_fail_and_the_rest_come_in():
    image, layer = simple()
    fault("500-text", skip=1, times=2)
    messages = Messages()
    result = succeed(image, layer, images=5, seed=10)
    equal(len(result.layers), 3, "layers")
    equal(len(log()), 5, "requests")
    equal(messages.count("2 of 5 pictures did not come: "), 1, "messages")
    shown = [each.get_visible() for each in result.layers]
    equal(shown, [True, False, False], "visible")


@case
def a_token_that_is_refused_is_tried_once_and_not_sixty_four_times():
    server_settings(**{"as": "runner", "token": "another token", "model": "timbrooks/instruct-pix2pix"})
    image, layer = simple()
    result = call(image, layer, images=64, model="timbrooks/instruct-pix2pix")
    equal(result.status, Gimp.PDBStatusType.EXECUTION_ERROR, "status")
    equal(len(log()), 1, "requests")


@case
def a_server_that_dies_in_mid_run():
    server = subprocess.Popen([os.environ["OVERPAINT_TEST_PROGRAM"], "--as", "runner", "--until-stdin-closes",
                               "--fault", "dies:1"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True)
    address = server.stdout.readline().split()[-1]
    try:
        check_failure(address.split("//")[1], server=address, images=3, model="timbrooks/instruct-pix2pix")
    finally:
        server.stdin.close()
        server.wait(timeout=30)


@table([("gateway", "gateway", 4), ("studio", "studio", 4), ("runner", "runner", 1)])
def at_once(name, role, most):
    server_settings(**{"as": role, "delay": 150, "model": "timbrooks/instruct-pix2pix",
                       "token": TOKEN if role == "studio" else None})
    image, layer = simple()
    succeed(image, layer, images=6, server=role_server(role), model="timbrooks/instruct-pix2pix")
    equal(max(entry["in_flight"] for entry in log()), most, "requests at once")


@case
def studio_takes_prompts_that_begin_with_a_number():
    server_settings(**{"as": "studio", "token": TOKEN})
    for prompt in ("3 cats", "-1.5 degrees", ".5", "Infinity", "true", "  7 dwarves"):
        image, layer = simple()
        made = succeed(image, layer, prompt=prompt, negative_prompt="2 dogs", server=role_server("studio")).layer
        equal(record(made)["request"]["prompt"], prompt, "prompt of the record")
        holds(parts(log()[-1])["prompt"], prompt.strip())


@case
def other_servers_get_the_prompt_as_it_is():
    image, layer = simple()
    succeed(image, layer, prompt="3 cats")
    equal(parts(log()[-1])["prompt"], "3 cats", "prompt on the wire")
