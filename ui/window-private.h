/* window-private.h: what the modules of the window share
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "request-form.h"
#include "results-view.h"
#include "window.h"

G_BEGIN_DECLS

/* names of the pages on the right */
#define OVERPAINT_WINDOW_RESULTS "results"
#define OVERPAINT_WINDOW_HISTORY "history"

struct _OverpaintWindow
{
  GtkWindow             parent_instance;

  OverpaintCanvas      *canvas;
  OverpaintShelf       *shelf;
  gboolean              is_busy;

  GtkWidget            *panes;
  GtkWidget            *form_place;
  GtkWidget            *action_place;
  GtkWidget            *generate;
  GtkWidget            *found_place;
  GtkWidget            *found;
  GtkWidget            *pages;
  GtkWidget            *form;
  GtkWidget            *results;
  GtkWidget            *history;
};

G_END_DECLS
