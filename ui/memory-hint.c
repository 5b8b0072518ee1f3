/* memory-hint.c: whether a model fits this computer's graphics card
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "catalogue.h"
#include "memory-hint.h"

/* As wide as what the model's list says of it. */
#define WIDTH_CHARS 30
#define TEXT_SCALE  0.9

/* How old what is known of the memory may be, in microseconds. */
#define OLDEST (60 * G_USEC_PER_SEC)

struct _OverpaintMemoryHint
{
  GtkLabel               parent_instance;

  OverpaintServerKeeper *keeper;
  OverpaintPace         *pace;
  GCancellable          *cancellable;
  gint64                 asked;        /* when; 0 for never */

  gchar                 *server;       /* its name and address; NULL for none on this computer */
  gchar                 *address;
  gchar                 *model;        /* which it would have to load; NULL for none */
  gboolean               holds_another;
};

G_DEFINE_FINAL_TYPE (OverpaintMemoryHint, overpaint_memory_hint, GTK_TYPE_LABEL)

static void
overpaint_memory_hint_dispose (GObject *object)
{
  OverpaintMemoryHint *self = OVERPAINT_MEMORY_HINT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->keeper);
  g_clear_object (&self->pace);

  G_OBJECT_CLASS (overpaint_memory_hint_parent_class)->dispose (object);
}

static void
overpaint_memory_hint_finalize (GObject *object)
{
  OverpaintMemoryHint *self = OVERPAINT_MEMORY_HINT (object);

  g_free (self->server);
  g_free (self->address);
  g_free (self->model);

  G_OBJECT_CLASS (overpaint_memory_hint_parent_class)->finalize (object);
}

static void
overpaint_memory_hint_class_init (OverpaintMemoryHintClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose  = overpaint_memory_hint_dispose;
  object_class->finalize = overpaint_memory_hint_finalize;
}

static void
overpaint_memory_hint_init (OverpaintMemoryHint *self)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (TEXT_SCALE));
  self->cancellable = g_cancellable_new ();

  gtk_widget_set_no_show_all (GTK_WIDGET (self), TRUE);
  gtk_label_set_attributes (GTK_LABEL (self), attributes);
  gtk_label_set_xalign (GTK_LABEL (self), 0.0);
  gtk_label_set_line_wrap (GTK_LABEL (self), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self), WIDTH_CHARS);
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)), "dim-label");
}

/* What has painted there fits, whoever holds the memory just now: it may be that very model. */
static gboolean
overpaint_memory_hint_has_painted (OverpaintMemoryHint *self)
{
  g_auto (GStrv) models = overpaint_pace_list_models (self->pace, self->server);

  return models != NULL && g_strv_contains ((const gchar * const *) models, self->model);
}

static void
overpaint_memory_hint_update (OverpaintMemoryHint *self)
{
  OverpaintServerScout *scout    = overpaint_server_keeper_get_scout (self->keeper);
  g_autofree gchar     *sentence = NULL;

  if (self->address != NULL && self->model != NULL && ! overpaint_memory_hint_has_painted (self))
    sentence = OVERPAINT_SERVER_SCOUT_GET_IFACE (scout)->warn (scout, self->address,
                                                               overpaint_catalogue_lookup (self->model)->family,
                                                               self->holds_another);

  gtk_label_set_text (GTK_LABEL (self), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self), sentence != NULL);
}

static void
on_gpus_answered (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (OverpaintMemoryHint)  self     = user_data;
  OverpaintServerScout            *scout    = OVERPAINT_SERVER_SCOUT (source);
  g_autofree gchar                *sentence = NULL;
  g_autoptr (GError)               error    = NULL;

  sentence = OVERPAINT_SERVER_SCOUT_GET_IFACE (scout)->ask_gpus_finish (scout, result, &error);

  /* the window may be gone */
  if (error == NULL)
    overpaint_memory_hint_update (self);
}

/**
 * overpaint_memory_hint_new:
 * @keeper: may have a scout
 * @pace: knows which models a server has had
 *
 * Returns: (transfer floating): a hint that says nothing, and is not seen
 */
GtkWidget *
overpaint_memory_hint_new (OverpaintServerKeeper *keeper,
                           OverpaintPace         *pace)
{
  OverpaintMemoryHint *self = g_object_new (OVERPAINT_TYPE_MEMORY_HINT, NULL);

  self->keeper = g_object_ref (keeper);
  self->pace   = g_object_ref (pace);

  return GTK_WIDGET (self);
}

/* A server that has no such model paints with another, and one that it holds needs no room. */
static gboolean
has_to_load (const OverpaintServerOffer *offer,
             const gchar                *model)
{
  const gchar *found;

  if (*model == '\0' || overpaint_server_offer_is_fixed (offer))
    return FALSE;

  if (offer == NULL || offer->models == NULL)
    return TRUE;

  found = overpaint_server_offer_find_model (offer, model);

  return found != NULL && g_strcmp0 (offer->model, found) != 0;
}

/**
 * overpaint_memory_hint_show:
 * @self: a hint
 * @server: (nullable): the server that is to paint
 * @offer: (nullable): what it has, where it has said so
 * @model: id of the model that is to paint; "" where that is the server's choice
 *
 * Says whether the model fits, now or once the card has answered.
 */
void
overpaint_memory_hint_show (OverpaintMemoryHint        *self,
                            const OverpaintServerRow   *server,
                            const OverpaintServerOffer *offer,
                            const gchar                *model)
{
  OverpaintServerScout          *scout = overpaint_server_keeper_get_scout (self->keeper);
  OverpaintServerScoutInterface *iface = scout != NULL ? OVERPAINT_SERVER_SCOUT_GET_IFACE (scout) : NULL;
  gint64                         now   = g_get_monotonic_time ();

  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->model, g_free);

  if (iface != NULL && server != NULL && server->address != NULL && iface->is_here (scout, server->address))
    {
      self->server        = g_strdup (server->name);
      self->address       = g_strdup (server->address);
      self->model         = has_to_load (offer, model) ? g_strdup (model) : NULL;
      self->holds_another = offer != NULL && offer->model != NULL;
    }

  overpaint_memory_hint_update (self);

  if (self->model == NULL || (self->asked != 0 && now - self->asked < OLDEST))
    return;

  self->asked = now;
  iface->ask_gpus_async (scout, self->cancellable, on_gpus_answered, g_object_ref (self));
}
