/* request-form-private.h: what the modules of the form share
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "axis-row.h"
#include "forecast-line.h"
#include "lora-list.h"
#include "memory-hint.h"
#include "model-picker.h"
#include "number-row.h"
#include "offer-follow.h"
#include "prompt-entry.h"
#include "request-form.h"
#include "seed-row.h"
#include "server-picker.h"
#include "source-card.h"
#include "strength-row.h"
#include "style-picker.h"

G_BEGIN_DECLS

struct _OverpaintRequestForm
{
  GtkBox          parent_instance;

  OverpaintShelf *shelf;
  gint            width;              /* of what would be taken of the layer; 0 where nothing can be */
  gint            height;
  gboolean        is_filling;         /* while a wish is shown, and widgets report it */
  gchar          *shown_server;       /* whose models come first */
  OverpaintOfferFollow *offers;       /* what the chosen server has */
  GtkWidget      *marked;             /* the control with something wrong in it */

  GtkWidget      *source_place;
  GtkWidget      *prompt_place;
  GtkWidget      *negative_expander;
  GtkWidget      *negative_label;
  GtkWidget      *negative_preview;
  GtkWidget      *style_place;
  GtkWidget      *style_label;
  GtkWidget      *model_place;
  GtkWidget      *model_label;
  GtkWidget      *value_place;
  GtkWidget      *advanced_expander;
  GtkWidget      *advanced_place;
  GtkWidget      *safety;
  GtkWidget      *lora_place;
  GtkWidget      *seed_place;
  GtkWidget      *server_place;
  GtkWidget      *server_label;
  GtkWidget      *forecast_place;

  GtkWidget      *source;
  GtkWidget      *prompt;
  GtkWidget      *negative;
  GtkWidget      *style;
  GtkWidget      *model;
  GtkWidget      *memory;
  GtkWidget      *strength;
  GtkWidget      *image_guidance;
  GtkWidget      *guidance;
  GtkWidget      *steps;
  GtkWidget      *loras;
  GtkWidget      *seeds;
  GtkWidget      *axis;
  GtkWidget      *server;
  GtkWidget      *forecast;
};

const OverpaintField * overpaint_request_form_get_field (const gchar           *name);

void                   overpaint_request_form_build     (OverpaintRequestForm  *self,
                                                         OverpaintServerKeeper *keeper);

OverpaintWish        * overpaint_request_form_read      (OverpaintRequestForm  *self,
                                                         gchar                **field,
                                                         GError               **error);
void                   overpaint_request_form_fill      (OverpaintRequestForm  *self,
                                                         OverpaintWish         *wish);

void                   overpaint_request_form_follow_memory (OverpaintRequestForm *self);
void                   overpaint_request_form_follow    (OverpaintRequestForm  *self);
void                   overpaint_request_form_add_offers (OverpaintRequestForm  *self,
                                                          OverpaintServerKeeper *keeper);

G_END_DECLS
