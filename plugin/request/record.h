/* record.h: what a result layer remembers of how it was made
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "request.h"

G_BEGIN_DECLS

#define OVERPAINT_RECORD_PARASITE "overpaint-record"
#define OVERPAINT_RECORD_FORMAT   1

#define OVERPAINT_RECORD_ERROR (overpaint_record_error_quark ())

/**
 * OverpaintRecordError:
 * @OVERPAINT_RECORD_ERROR_NONE: there is no record
 * @OVERPAINT_RECORD_ERROR_NEWER: a later version of Overpaint wrote it, in a format of its own
 * @OVERPAINT_RECORD_ERROR_BROKEN: it is no record, or one that Overpaint would never have written
 *
 * Why a record cannot be read.
 */
typedef enum
{
  OVERPAINT_RECORD_ERROR_NONE,
  OVERPAINT_RECORD_ERROR_NEWER,
  OVERPAINT_RECORD_ERROR_BROKEN
} OverpaintRecordError;

/**
 * OverpaintRecord:
 * @request: the settled request, for this one picture
 * @seed: the seed that the server says it used
 * @flagged: whether the server marked the picture as offensive
 * @black: whether the picture came back all black
 * @cropped: whether it came back in another aspect and was cut
 * @server_name: the server's name, without user info
 * @server_kind: "runner", "gateway" or "studio"
 * @source_name: name of the source layer
 * @source_tattoo: tattoo of the source layer
 * @x: left edge of what was taken, in image pixels
 * @y: top edge, in image pixels
 * @width: width of what was taken, in image pixels
 * @height: height, in image pixels
 * @scale: sent pixels per layer pixel
 * @sent_width: width of the PNG that was sent, in pixels
 * @sent_height: its height
 * @pad_right: columns of it that repeat the edge
 * @pad_bottom: rows of it that repeat the edge
 * @sent_sha256: SHA-256 of the PNG that was sent, in hexadecimal
 * @started: when the request was sent, microseconds since 1970 UTC
 * @duration: how long the answer took, in milliseconds
 *
 * One picture's history, for the layer's parasite. It never holds a token, nor the
 * user info of an address. What is to be written borrows its texts; what was read owns
 * them, and its server is whatever the file said: whoever made the file may have
 * written anything there.
 */
typedef struct
{
  OverpaintRequest *request;
  gint64            seed;
  gboolean          flagged;
  gboolean          black;
  gboolean          cropped;
  const gchar      *server_name;
  const gchar      *server_kind;
  const gchar      *source_name;
  guint             source_tattoo;
  gint              x;
  gint              y;
  gint              width;
  gint              height;
  gdouble           scale;
  gint              sent_width;
  gint              sent_height;
  gint              pad_right;
  gint              pad_bottom;
  const gchar      *sent_sha256;
  gint64            started;
  gint64            duration;
} OverpaintRecord;

GQuark            overpaint_record_error_quark (void);

gchar           * overpaint_record_to_json     (const OverpaintRecord  *record);
OverpaintRecord * overpaint_record_new_from_json (const gchar          *text,
                                                  gsize                 length,
                                                  GError              **error);
void              overpaint_record_free        (OverpaintRecord        *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintRecord, overpaint_record_free)

G_END_DECLS
