/* case.h: one thing that is expected of every server
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "job.h"

G_BEGIN_DECLS

/**
 * ConformVerdict:
 * @CONFORM_PASS: it is as expected
 * @CONFORM_NOTE: it is not quite, in a way in which servers may differ; somebody should look
 * @CONFORM_SKIP: there is nothing of the kind at this server
 * @CONFORM_FAIL: it is wrong
 *
 * What came of a case.
 */
typedef enum
{
  CONFORM_PASS,
  CONFORM_NOTE,
  CONFORM_SKIP,
  CONFORM_FAIL
} ConformVerdict;

/**
 * ConformJudge:
 * @subject: the server
 * @number: what the case's row says, which its family alone understands
 * @found: (out): what was found, in a few words
 *
 * Tries one thing. It waits, and returns when that is over or the subject was cancelled.
 *
 * Returns: what came of it
 */
typedef ConformVerdict (* ConformJudge) (ConformSubject  *subject,
                                         gint             number,
                                         gchar          **found);

/**
 * ConformCase:
 * @name: family and name, "sizes/wide"
 * @sent: what is sent, in a few words
 * @expected: what should come of it
 * @judge: tries it
 * @number: given to @judge
 *
 * One row of the table.
 */
typedef struct
{
  const gchar  *name;
  const gchar  *sent;
  const gchar  *expected;
  ConformJudge  judge;
  gint          number;
} ConformCase;

/* Each ends with a case without a name. */
extern const ConformCase conform_kind_cases[];
extern const ConformCase conform_field_cases[];
extern const ConformCase conform_size_cases[];
extern const ConformCase conform_picture_cases[];
extern const ConformCase conform_seed_cases[];
extern const ConformCase conform_lora_cases[];
extern const ConformCase conform_prompt_cases[];
extern const ConformCase conform_error_cases[];
extern const ConformCase conform_queue_cases[];
extern const ConformCase conform_cancel_cases[];

const gchar    * conform_verdict_get_name (ConformVerdict   verdict);

ConformVerdict   conform_say              (ConformVerdict   verdict,
                                           gchar          **found,
                                           const gchar     *format,
                                           ...) G_GNUC_PRINTF (3, 4);
ConformVerdict   conform_say_error        (ConformVerdict   verdict,
                                           gchar          **found,
                                           const GError    *error);

G_END_DECLS
