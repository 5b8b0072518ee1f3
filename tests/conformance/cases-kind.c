/* cases-kind.c: whether a server is what it should be, and what it says of itself
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "case.h"

static ConformVerdict
judge_reached (ConformSubject  *subject,
               gint             number,
               gchar          **found)
{
  if (! subject->reached)
    return conform_say_error (CONFORM_FAIL, found, subject->error);

  return conform_say (CONFORM_PASS, found, "%s", overpaint_server_kind_get_nick (subject->found));
}

static ConformVerdict
judge_named (ConformSubject  *subject,
             gint             number,
             gchar          **found)
{
  const gchar *nick = overpaint_server_kind_get_nick (subject->found);

  if (subject->wish.kind == OVERPAINT_SERVER_UNKNOWN)
    return conform_say (CONFORM_SKIP, found, "no --kind was given");

  if (subject->wish.kind == subject->found)
    return conform_say (CONFORM_PASS, found, "%s", nick);

  /* Elsewhere nobody is asked a dozen things: there stand gateways, and what the settings say. */
  if (! overpaint_address_is_loopback (subject->uri))
    return conform_say (CONFORM_NOTE, found, "taken for %s; only on this computer it is found out", nick);

  return conform_say (CONFORM_FAIL, found, "seems to be %s", nick);
}

static const gchar *
name_cancel (OverpaintServerCancel cancel)
{
  switch (cancel)
    {
    case OVERPAINT_SERVER_CANCEL_QUEUED:
      return "takes back what waits";
    case OVERPAINT_SERVER_CANCEL_RUNNING:
      return "can be interrupted";
    case OVERPAINT_SERVER_CANCEL_ABANDON:
    default:
      return "cannot be interrupted";
    }
}

static ConformVerdict
judge_capabilities (ConformSubject  *subject,
                    gint             number,
                    gchar          **found)
{
  const OverpaintCapabilities *capabilities = overpaint_server_get_capabilities (subject->server);
  g_autoptr (GString)          text         = g_string_new (NULL);

  OverpaintServerKind          kind         = conform_subject_get_kind (subject);

  if (kind == OVERPAINT_SERVER_GATEWAY || kind == OVERPAINT_SERVER_STUDIO)
    return conform_say (CONFORM_SKIP, found, "gateways are not asked");

  if (! subject->surveyed)
    return conform_say_error (CONFORM_FAIL, found, subject->error);

  if (kind == OVERPAINT_SERVER_RUNNER)
    return capabilities->model != NULL
           ? conform_say (CONFORM_PASS, found, "holds %s for %s, on %s", capabilities->model,
                          capabilities->pipeline != NULL ? capabilities->pipeline : "nothing that it says",
                          capabilities->card != NULL ? capabilities->card : "no card that it names")
           : conform_say (CONFORM_NOTE, found, "%s", capabilities->busy ? "it was busy" : "it does not say its model");

  g_string_append_printf (text, "step %d, %s, %s progress", capabilities->size_step,
                          name_cancel (capabilities->cancel), capabilities->progress ? "tells" : "no");

  if (capabilities->model != NULL)
    g_string_append_printf (text, ", holds %s", capabilities->model);
  if (capabilities->models != NULL)
    g_string_append_printf (text, ", models: %u", capabilities->models->len);
  if (capabilities->loras != NULL)
    g_string_append_printf (text, ", LoRAs: %u", capabilities->loras->len);

  if (capabilities->size_step != overpaint_server_kind_get_size_step (kind))
    return conform_say (CONFORM_FAIL, found, "another step than its kind's: %s", text->str);

  if (capabilities->loras == NULL || (capabilities->model == NULL && capabilities->models == NULL))
    return conform_say (CONFORM_NOTE, found, "no list of LoRAs, or no model: %s", text->str);

  return conform_say (CONFORM_PASS, found, "%s", text->str);
}

const ConformCase conform_kind_cases[] =
{
  { "kind/reached",      "a probe",                  "it answers, and is some kind",     judge_reached,      0 },
  { "kind/named",        "a probe",                  "it is the kind that was said",     judge_named,        0 },
  { "kind/capabilities", "questions for what it can", "model, steps and LoRAs are told", judge_capabilities, 0 },
  { NULL, NULL, NULL, NULL, 0 }
};
