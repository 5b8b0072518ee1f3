/* test-practice-rules.c: what each role accepts and how it refuses, as tables
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-practice.h"

#include <string.h>

#define FORM      "prompt=a&image=@&model_id=practice/plain"
#define FORM_OF(model) "prompt=a&image=@&model_id=" model
#define MUST_BE(field, type) "{\\\"instancePath\\\":\\\"/" field "\\\",\\\"schemaPath\\\":" \
                             "\\\"#/properties/" field "/type\\\",\\\"keyword\\\":\\\"type\\\"," \
                             "\\\"params\\\":{\\\"type\\\":\\\"" type "\\\"},\\\"message\\\":" \
                             "\\\"must be " type "\\\"}"
#define EMPTY_RANGE "Error during model execution: cannot reshape tensor of 0 elements"

typedef struct
{
  const gchar *name;
  const gchar *fields;
  guint        status;
  const gchar *says;
} Rule;

static const Rule runner_rules[] =
{
  { "blank prompt", "prompt=&image=@", 200, "{\"images\":[{\"url\":\"data:image/png;base64," },
  { "no prompt", "image=@", 422, "{\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\",\"prompt\"],"
    "\"msg\":\"Field required\",\"input\":null}]}" },
  { "no image", "prompt=a", 422, "\"loc\":[\"body\",\"image\"],\"msg\":\"Field required\"" },
  { "image without a name", "prompt=a&image=text", 422,
    "Expected UploadFile, received: <class 'str'>" },
  { "unknown part", FORM "&extra=1", 200, "\"nsfw\":false" },
  { "blanks take the default", FORM "&strength=&loras=&safety_check=&num_inference_steps="
    "&negative_prompt=", 200, "\"nsfw\":false" },
  { "blank seed", FORM "&seed=", 422, "{\"type\":\"int_parsing\",\"loc\":[\"body\",\"seed\"],\"msg\":"
    "\"Input should be a valid integer, unable to parse string as an integer\",\"input\":\"\"}" },
  { "decimal comma", FORM "&strength=0,5", 422, "\"float_parsing\"" },
  { "whole seed as a fraction", FORM "&seed=1.0", 200, "\"seed\":1," },
  { "broken seed", FORM "&seed=1.5", 422, "\"int_parsing\"" },
  { "bad switch", FORM "&safety_check=maybe", 422, "\"bool_parsing\"" },
  { "word for a switch", FORM "&safety_check=off", 200, "\"nsfw\":false" },
  { "other model", FORM_OF ("x/y"), 400, "{\"detail\":{\"msg\":\"pipeline configured with "
    "practice/plain but called with x/y.\"}}" },
  { "model left out", "prompt=a&image=@", 200, "\"images\"" },
  { "three seeds", FORM "&seed=5&num_images_per_prompt=3", 200, "\"seed\":7,\"nsfw\":false}]}" },
  { "no pictures", FORM "&num_images_per_prompt=0", 200, "{\"images\":[]}" },
  { "largest seed", FORM "&seed=18446744073709551615", 200, "\"seed\":18446744073709551615," },
  { "too large a seed", FORM "&seed=18446744073709551616", 500,
    "{\"detail\":{\"msg\":\"Image-to-image pipeline error.\"}}" },
  { "strength above 1", FORM "&strength=2", 400, "{\"detail\":{\"msg\":\"Error during model execution: "
    "The value of strength should in [0.0, 1.0] but is 2.0.\"}}" },
  { "strength below 0", FORM "&strength=-0.5", 400, "but is -0.5." },
  { "less than one step", FORM "&strength=0.333333&num_inference_steps=3", 400, EMPTY_RANGE },
  { "just one step", FORM "&strength=0.333334&num_inference_steps=3", 200, "\"images\"" },
  { "steps below one are diffusers' own", FORM "&strength=0.02&num_inference_steps=0", 200, "\"images\"" },
  { "loras that are no JSON", FORM "&loras={x", 400, "{\"detail\":{\"msg\":\"Unable to parse '{x' "
    "as JSON..\"}}" },
  { "negative weight", FORM "&loras={\"a\":-1}", 400, "All strengths must be numbers greater than or "
    "equal to 0.0..\"" },
  { "weight that is a word", FORM "&loras={\"a\":\"x\"}", 400, "All strengths must be numbers" },
  { "weight as text", FORM "&loras={\"a\":\"0.5\"}", 200, "\"images\"" },
  { "five loras", FORM "&loras={\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1}", 400,
    "Too many LoRas provided. Maximum is 4..\"" },
  { "lora not found", FORM "&loras={\"x/missing\":1}", 400, "LoRa repository 'x/missing' not found.\"" },
  { "lora of another base", FORM "&loras={\"x/wrong-base\":1}", 400,
    "LoRa incompatible with base model: '" },
  { "lora that will not load", FORM "&loras={\"x/broken\":1}", 400,
    "Unable to load LoRas for adapter 'x/broken'.\"" },
  { "no loras", FORM "&loras={}", 200, "\"images\"" },
  { "loras in an array", FORM "&loras=[]", 500, "Image-to-image pipeline error." },
  { "loras null", FORM "&loras=null", 500, "Image-to-image pipeline error." },
};

static const Rule gateway_rules[] =
{
  { "whole", FORM, 200, "{\"images\":[{\"nsfw\":false,\"seed\":" },
  { "blank number", FORM "&strength=", 400, "{\"error\":{\"message\":\"error binding string parameter: "
    "strconv.ParseFloat: parsing \\\"\\\": invalid syntax\"}}" },
  { "blank seed", FORM "&seed=", 400, "strconv.ParseInt: parsing \\\"\\\": invalid syntax" },
  { "blank steps", FORM "&num_inference_steps=", 400, "{\"error\":{\"message\":" },
  { "blank switch", FORM "&safety_check=", 400, "strconv.ParseBool: parsing" },
  { "word for a switch", FORM "&safety_check=off", 400, "strconv.ParseBool: parsing" },
  { "whole seed as a fraction", FORM "&seed=1.0", 400, "strconv.ParseInt: parsing \\\"1.0\\\"" },
  { "seed beyond 64 bits", FORM "&seed=9223372036854775808", 400, "strconv.ParseInt" },
  { "decimal comma", FORM "&strength=0,5", 400, "strconv.ParseFloat" },
  { "blank text", FORM "&loras=&negative_prompt=", 200, "\"images\"" },
  { "unknown part", FORM "&extra=1", 200, "\"images\"" },
  { "prompt left out", "image=@&model_id=practice/plain", 200, "\"images\"" },
  { "no model", "prompt=a&image=@", 0, "" },
  { "blank model", FORM_OF (""), 503, "{\"error\":{\"message\":\"Service Unavailable Error\"}}" },
  { "no worker", FORM_OF ("x/unavailable"), 503, "Service Unavailable Error" },
  { "image without a name", "prompt=a&image=text&model_id=a", 503, "Service Unavailable Error" },
  { "a runner's 400", FORM "&strength=2", 400, "{\"error\":{\"message\":\": Error during model execution: "
    "The value of strength should in [0.0, 1.0] but is 2.0.\"}}" },
  { "a runner's lora", FORM "&loras={\"x/missing\":1}", 400,
    "{\"error\":{\"message\":\": LoRa repository 'x/missing' not found.\"}}" },
  { "a runner's 500", FORM "&loras=[]", 503, "{\"error\":{\"message\":\"Service Unavailable Error\"}}" },
  /* A runner alone would take this: 3 * 0.33333334 is above 1. */
  { "rounded to six decimals", FORM "&strength=0.33333334&num_inference_steps=3", 400,
    ": " EMPTY_RANGE },
  /* In 64 bits this would round up; in 32 it is a little less, and rounds down. */
  { "rounded to 32 bits first", FORM "&strength=0.333333503&num_inference_steps=3", 400,
    ": " EMPTY_RANGE },
  { "turbo floors to no step", FORM_OF ("stabilityai/sd-turbo")
    "&strength=0.01&num_inference_steps=49", 400, ": " EMPTY_RANGE },
  { "turbo in one step", FORM_OF ("stabilityai/sd-turbo") "&strength=0.01&num_inference_steps=1",
    200, "\"images\"" },
  { "flux", FORM_OF ("black-forest-labs/FLUX.1-dev"), 400,
    "unexpected keyword argument 'image_guidance_scale'.\"" },
  { "lightning does not look at the strength", FORM_OF ("ByteDance/SDXL-Lightning-4step")
    "&strength=2", 200, "\"images\"" },
  { "pix2pix does not look at the strength", FORM_OF ("timbrooks/instruct-pix2pix")
    "&strength=2", 200, "\"images\"" },
};

static const Rule studio_rules[] =
{
  { "whole", FORM, 200, "{\"images\":[{\"nsfw\":false,\"seed\":" },
  { "model left out", "prompt=a&image=@", 200, "\"images\"" },
  { "prompt that begins with a number", "prompt=3 cats&image=@&model_id=a", 422,
    "{\"errors\":[\"" MUST_BE ("prompt", "string") "\"]}" },
  { "after a space", "prompt= 3 cats&image=@&model_id=a", 422, MUST_BE ("prompt", "string") },
  { "after a line", "prompt=\n3 cats&image=@&model_id=a", 422, MUST_BE ("prompt", "string") },
  { "with a sign", "prompt=-1 cat&image=@&model_id=a", 422, MUST_BE ("prompt", "string") },
  { "with a plus", "prompt=+1 cat&image=@&model_id=a", 422, MUST_BE ("prompt", "string") },
  { "with a point", "prompt=.5 cat&image=@&model_id=a", 422, MUST_BE ("prompt", "string") },
  { "infinite", "prompt=Infinity pool&image=@&model_id=a", 422, MUST_BE ("prompt", "string") },
  { "infinitely negative", "prompt=-Infinity&image=@&model_id=a", 422, MUST_BE ("prompt", "string") },
  { "true", "prompt=true&image=@&model_id=a", 422, MUST_BE ("prompt", "string") },
  { "false", "prompt=false&image=@&model_id=a", 422, MUST_BE ("prompt", "string") },
  { "nearly true", "prompt=true love&image=@&model_id=a", 200, "\"images\"" },
  { "point without a digit", "prompt=. cats&image=@&model_id=a", 200, "\"images\"" },
  { "quoted", "prompt=\"3 cats\"&image=@&model_id=a", 200, "\"images\"" },
  { "infinity in small letters", "prompt=infinity pool&image=@&model_id=a", 200, "\"images\"" },
  { "negative prompt", FORM "&negative_prompt=2 heads", 422, MUST_BE ("negative_prompt", "string") },
  { "blank negative prompt", FORM "&negative_prompt=", 200, "\"images\"" },
  { "model", FORM_OF ("1x/y"), 422, MUST_BE ("model_id", "string") },
  { "unknown field", FORM "&extra=x", 422, "must NOT have additional properties" },
  { "no prompt", "image=@&model_id=a", 422, "must have required property 'prompt'" },
  { "blank number", FORM "&strength=", 422, MUST_BE ("strength", "number") },
  { "switch as a number", FORM "&safety_check=1", 422, MUST_BE ("safety_check", "boolean") },
  { "broken seed", FORM "&seed=1.5", 422, MUST_BE ("seed", "integer") },
  { "decimal comma is read as 0", FORM "&strength=0,5", 200, "\"images\"" },
  { "a runner's 400", FORM "&strength=2", 400, "{\"error\":{\"message\":\": Error during" },
  { "no worker", FORM_OF ("x/unavailable"), 500,
    "{\"errors\":[\"Failed to generate image-to-image\"]}" },
};

static void
check_rule (const gchar *path,
            const gchar *headers,
            const Rule  *rule)
{
  g_autoptr (Wire) wire = wire_post_form (path, headers, rule->fields);

  if (wire->status != rule->status || strstr (wire->body, rule->says) == NULL)
    {
      g_test_message ("%s: %u %.400s", rule->name, wire->status, wire->body);
      g_test_fail ();
    }
}

static void
test_runner (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (runner_rules); i++)
    check_rule ("/image-to-image", NULL, &runner_rules[i]);

  check_rule ("/image-to-image/", NULL, &runner_rules[0]);
}

static void
test_gateway (void)
{
  wire_control ("settings", "{\"as\":\"gateway\"}");

  for (guint i = 0; i < G_N_ELEMENTS (gateway_rules); i++)
    check_rule ("/image-to-image", "Authorization: Bearer whatever\r\n", &gateway_rules[i]);
}

static void
test_studio (void)
{
  wire_control ("settings", "{\"as\":\"studio\",\"token\":\"right\"}");

  for (guint i = 0; i < G_N_ELEMENTS (studio_rules); i++)
    check_rule (STUDIO_PATH, "Authorization: Bearer right\r\n", &studio_rules[i]);
}

/**
 * test_practice_rules_add:
 *
 * Adds the tests of what each role accepts.
 */
void
test_practice_rules_add (void)
{
  test_practice_add ("/practice-server/rules/runner", test_runner);
  test_practice_add ("/practice-server/rules/gateway", test_gateway);
  test_practice_add ("/practice-server/rules/studio", test_studio);
}
