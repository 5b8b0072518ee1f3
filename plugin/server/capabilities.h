/* capabilities.h: what a server can do, as it says itself
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OverpaintServerCancel:
 * @OVERPAINT_SERVER_CANCEL_ABANDON: a picture that was asked for is made to its end
 * @OVERPAINT_SERVER_CANCEL_QUEUED: one that waits can be taken back, one that is being
 *   made not
 * @OVERPAINT_SERVER_CANCEL_RUNNING: one that is being made can be interrupted
 *
 * What comes of ending a request early.
 */
typedef enum
{
  OVERPAINT_SERVER_CANCEL_ABANDON,
  OVERPAINT_SERVER_CANCEL_QUEUED,
  OVERPAINT_SERVER_CANCEL_RUNNING
} OverpaintServerCancel;

/**
 * OverpaintServerItem:
 * @name: what the artist knows it by
 * @id: what the server wants to hear: a path, a title or a name
 * @alias: (nullable): another name that it answers to
 * @path: (nullable): where its file lies on the server's computer, as far as the server says
 *
 * A model or a LoRA that a server has.
 */
typedef struct
{
  gchar *name;
  gchar *id;
  gchar *alias;
  gchar *path;
} OverpaintServerItem;

#define OVERPAINT_TYPE_CAPABILITIES (overpaint_capabilities_get_type ())

/**
 * OverpaintCapabilities:
 * @progress: whether it says how far a picture is, step by step
 * @cancel: what comes of ending a request early
 * @loras: (nullable) (element-type OverpaintServerItem): the LoRAs that it has; %NULL where
 *   it keeps no list
 * @models: (nullable) (element-type OverpaintServerItem): the models that it has; %NULL
 *   where it keeps no list
 * @model_switch: whether a request may choose among @models
 * @model: (nullable): the model that it holds just now
 * @size_step: both sides of a picture must be a multiple of this, in pixels
 * @smallest_size: the shortest side that it takes, in pixels; 0 where it does not say
 * @greatest_size: the longest side that it takes, in pixels; 0 where it does not say
 * @most_images: how many pictures a request may ask for; 0 where it does not say
 * @most_seed: the greatest seed that it takes as it is
 * @most_steps: how many steps it makes at most, without a word where more are asked for; 0 where
 *   it does not say
 * @whole_steps: whether a strength counts in whole steps alone, so that one below the first step
 *   changes nothing
 * @busy: whether it did not answer in time, which is how a runner behaves while it paints
 * @pipeline: (nullable): what a runner was started for: "image-to-image"
 * @card: (nullable): the graphics card that it works on
 * @card_memory: its memory in all, in bytes; 0 where it does not say
 * @card_free: how much of it is free, in bytes; 0 where it does not say
 *
 * What a server can do, as it says itself, or as servers of its kind are known to.
 */
typedef struct
{
  gboolean               progress;
  OverpaintServerCancel  cancel;
  GPtrArray             *loras;
  GPtrArray             *models;
  gboolean               model_switch;
  gchar                 *model;
  gint                   size_step;
  gint                   smallest_size;
  gint                   greatest_size;
  guint                  most_images;
  gint64                 most_seed;
  gint                   most_steps;
  gboolean               whole_steps;
  gboolean               busy;
  gchar                 *pipeline;
  gchar                 *card;
  guint64                card_memory;
  guint64                card_free;
} OverpaintCapabilities;

GType                       overpaint_capabilities_get_type   (void) G_GNUC_CONST;
OverpaintCapabilities     * overpaint_capabilities_new        (void);
OverpaintCapabilities     * overpaint_capabilities_copy       (const OverpaintCapabilities *capabilities);
void                        overpaint_capabilities_free       (OverpaintCapabilities       *capabilities);

GPtrArray                 * overpaint_server_items_new        (void);
OverpaintServerItem       * overpaint_server_items_add        (GPtrArray                   *items,
                                                               const gchar                 *name,
                                                               const gchar                 *id,
                                                               const gchar                 *alias);
const OverpaintServerItem * overpaint_server_items_find       (GPtrArray                   *items,
                                                               const gchar                 *name);
gchar                     * overpaint_server_items_list_names (GPtrArray                   *items);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintCapabilities, overpaint_capabilities_free)

G_END_DECLS
