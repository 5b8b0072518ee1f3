/* request-form.c: everything that a request is made of, to be typed and chosen
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "request-form-private.h"
#include "style-dialog.h"
#include "ui-resources.h"

#define NEGATIVE_PREFERENCE "expander-negative"
#define ADVANCED_PREFERENCE "expander-advanced"

enum
{
  CHANGED,
  GENERATE,
  SERVERS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintRequestForm, overpaint_request_form, GTK_TYPE_BOX)

static void
overpaint_request_form_dispose (GObject *object)
{
  OverpaintRequestForm *self = OVERPAINT_REQUEST_FORM (object);

  g_clear_weak_pointer (&self->forecast);
  g_clear_weak_pointer (&self->marked);
  g_clear_object (&self->shelf);
  g_clear_object (&self->offers);
  g_clear_pointer (&self->shown_server, g_free);

  G_OBJECT_CLASS (overpaint_request_form_parent_class)->dispose (object);
}

static void
overpaint_request_form_grab_focus (GtkWidget *widget)
{
  gtk_widget_grab_focus (OVERPAINT_REQUEST_FORM (widget)->prompt);
}

static void
overpaint_request_form_unmark (OverpaintRequestForm *self)
{
  if (self->marked != NULL)
    gtk_style_context_remove_class (gtk_widget_get_style_context (self->marked), GTK_STYLE_CLASS_ERROR);

  g_clear_weak_pointer (&self->marked);
}

static GtkWidget *
overpaint_request_form_find (OverpaintRequestForm *self,
                             const gchar          *field)
{
  if (g_str_equal (field, "negative-prompt"))
    return self->negative;

  if (g_str_equal (field, "model"))
    return self->model;

  if (g_str_equal (field, "loras"))
    return self->loras;

  if (g_str_equal (field, "axis"))
    return self->axis;

  if (g_str_equal (field, "server"))
    return self->server;

  return self->prompt;
}

/* Brings the keyboard to what is wrong, and marks the very control that it comes to. */
static void
overpaint_request_form_mark (OverpaintRequestForm *self,
                             const gchar          *field)
{
  GtkWidget *window = gtk_widget_get_toplevel (GTK_WIDGET (self));
  GtkWidget *widget = overpaint_request_form_find (self, field);
  GtkWidget *focus;

  if (widget == self->negative)
    gtk_expander_set_expanded (GTK_EXPANDER (self->negative_expander), TRUE);

  gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);

  focus = GTK_IS_WINDOW (window) ? gtk_window_get_focus (GTK_WINDOW (window)) : NULL;
  if (focus == NULL || ! gtk_widget_is_ancestor (focus, widget))
    return;

  gtk_style_context_add_class (gtk_widget_get_style_context (focus), GTK_STYLE_CLASS_ERROR);
  g_set_weak_pointer (&self->marked, focus);
}

static void
on_changed (OverpaintRequestForm *self)
{
  /* a field that loses the keyboard on the way out may still report what was typed */
  if (self->is_filling || gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;

  self->is_filling = TRUE;
  overpaint_request_form_unmark (self);
  overpaint_request_form_follow (self);
  self->is_filling = FALSE;

  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_generate (OverpaintRequestForm *self)
{
  g_signal_emit (self, signals[GENERATE], 0);
}

static void
on_servers (OverpaintRequestForm *self)
{
  g_signal_emit (self, signals[SERVERS], 0);
}

static void
on_style_kept (OverpaintRequestForm *self,
               const gchar          *id)
{
  overpaint_style_picker_set_style (OVERPAINT_STYLE_PICKER (self->style), id);
  on_changed (self);
}

static void
on_keep_style (OverpaintRequestForm *self)
{
  GtkWidget                 *window = gtk_widget_get_toplevel (GTK_WIDGET (self));
  g_autofree gchar          *prompt = overpaint_prompt_entry_get_text (OVERPAINT_PROMPT_ENTRY (self->prompt));
  g_autofree gchar          *wrong  = NULL;
  g_autoptr (OverpaintWish)  wish   = overpaint_request_form_read (self, &wrong, NULL);
  GtkWidget                 *dialog;

  dialog = overpaint_style_dialog_new (GTK_WINDOW (window), overpaint_shelf_get_styles (self->shelf),
                                       overpaint_style_picker_get_style (OVERPAINT_STYLE_PICKER (self->style)),
                                       prompt, wish != NULL ? wish->request : NULL);
  g_signal_connect_object (dialog, "done", G_CALLBACK (on_style_kept), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
overpaint_request_form_keep_expander (OverpaintRequestForm *self,
                                      GtkWidget            *expander,
                                      const gchar          *name)
{
  if (self->shelf != NULL)
    overpaint_preferences_set_number (overpaint_shelf_get_preferences (self->shelf), name,
                                      gtk_expander_get_expanded (GTK_EXPANDER (expander)));
}

static void
on_negative_expanded (OverpaintRequestForm *self)
{
  overpaint_request_form_keep_expander (self, self->negative_expander, NEGATIVE_PREFERENCE);

  if (self->shelf != NULL)
    overpaint_request_form_follow (self);
}

static void
on_advanced_expanded (OverpaintRequestForm *self)
{
  overpaint_request_form_keep_expander (self, self->advanced_expander, ADVANCED_PREFERENCE);
}

static void
bind_places (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, OverpaintRequestForm, source_place);
  gtk_widget_class_bind_template_child (widget_class, OverpaintRequestForm, prompt_place);
  gtk_widget_class_bind_template_child (widget_class, OverpaintRequestForm, negative_expander);
  gtk_widget_class_bind_template_child (widget_class, OverpaintRequestForm, negative_label);
  gtk_widget_class_bind_template_child (widget_class, OverpaintRequestForm, negative_preview);
  gtk_widget_class_bind_template_child (widget_class, OverpaintRequestForm, style_place);
  gtk_widget_class_bind_template_child (widget_class, OverpaintRequestForm, style_label);
  gtk_widget_class_bind_template_child (widget_class, OverpaintRequestForm, model_place);
  gtk_widget_class_bind_template_child (widget_class, OverpaintRequestForm, model_label);
  gtk_widget_class_bind_template_child (widget_class, OverpaintRequestForm, value_place);
  gtk_widget_class_bind_template_child (widget_class, OverpaintRequestForm, advanced_expander);
  gtk_widget_class_bind_template_child (widget_class, OverpaintRequestForm, advanced_place);
  gtk_widget_class_bind_template_child (widget_class, OverpaintRequestForm, safety);
  gtk_widget_class_bind_template_child (widget_class, OverpaintRequestForm, lora_place);
  gtk_widget_class_bind_template_child (widget_class, OverpaintRequestForm, seed_place);
  gtk_widget_class_bind_template_child (widget_class, OverpaintRequestForm, server_place);
  gtk_widget_class_bind_template_child (widget_class, OverpaintRequestForm, server_label);
  gtk_widget_class_bind_template_child (widget_class, OverpaintRequestForm, forecast_place);
}

static void
overpaint_request_form_class_init (OverpaintRequestFormClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType           type         = G_TYPE_FROM_CLASS (klass);

  object_class->dispose    = overpaint_request_form_dispose;
  widget_class->grab_focus = overpaint_request_form_grab_focus;

  /**
   * OverpaintRequestForm::changed:
   * @form: the form
   *
   * Something in the form has changed.
   */
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * OverpaintRequestForm::generate:
   * @form: the form
   *
   * Ctrl+Enter has been pressed in a prompt.
   */
  signals[GENERATE] = g_signal_new ("generate", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * OverpaintRequestForm::servers:
   * @form: the form
   *
   * "Servers..." has been pressed.
   */
  signals[SERVERS] = g_signal_new ("servers", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/request-form.ui");
  bind_places (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_keep_style);
  gtk_widget_class_bind_template_callback (widget_class, on_negative_expanded);
  gtk_widget_class_bind_template_callback (widget_class, on_advanced_expanded);
}

static void
overpaint_request_form_init (OverpaintRequestForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
overpaint_request_form_connect (OverpaintRequestForm *self)
{
  GtkWidget *changing[] = { self->prompt, self->negative, self->style, self->model, self->strength,
                            self->image_guidance, self->guidance, self->steps, self->loras, self->seeds,
                            self->axis, self->server };
  guint      i;

  for (i = 0; i < G_N_ELEMENTS (changing); i++)
    g_signal_connect_swapped (changing[i], "changed", G_CALLBACK (on_changed), self);

  g_signal_connect_swapped (self->prompt, "generate", G_CALLBACK (on_generate), self);
  g_signal_connect_swapped (self->negative, "generate", G_CALLBACK (on_generate), self);
  g_signal_connect_swapped (self->server, "servers", G_CALLBACK (on_servers), self);
}

static void
overpaint_request_form_begin (OverpaintRequestForm *self)
{
  OverpaintPreferences         *preferences = overpaint_shelf_get_preferences (self->shelf);
  g_autoptr (OverpaintRequest)  initial     = NULL;
  g_autoptr (OverpaintWish)     wish        = NULL;

  initial = overpaint_request_new (overpaint_pipeline_image_to_image (), NULL, NULL);
  wish    = overpaint_wish_new (initial, NULL, NULL, NULL, FALSE);
  overpaint_request_form_set_wish (self, wish);

  gtk_expander_set_expanded (GTK_EXPANDER (self->negative_expander),
                             overpaint_preferences_get_number (preferences, NEGATIVE_PREFERENCE, FALSE) != 0);
  gtk_expander_set_expanded (GTK_EXPANDER (self->advanced_expander),
                             overpaint_preferences_get_number (preferences, ADVANCED_PREFERENCE, FALSE) != 0);
}

/**
 * overpaint_request_form_new:
 * @shelf: styles, prompts, pace and preferences
 * @keeper: knows the servers, and asks them
 *
 * Returns: (transfer floating): a form with the default values
 */
GtkWidget *
overpaint_request_form_new (OverpaintShelf        *shelf,
                            OverpaintServerKeeper *keeper)
{
  OverpaintRequestForm *self = g_object_new (OVERPAINT_TYPE_REQUEST_FORM, NULL);

  self->shelf      = g_object_ref (shelf);
  self->is_filling = TRUE;

  overpaint_request_form_build (self, keeper);
  overpaint_request_form_connect (self);
  overpaint_request_form_begin (self);

  return GTK_WIDGET (self);
}

/**
 * overpaint_request_form_get_wish:
 * @self: a form
 * @error: return location for an #OverpaintRequestError, whose message begins with the field's name, or an
 *   #OverpaintAxisError
 *
 * Reads the form. Where a field is wrong, it is marked until something changes, and gets the keyboard.
 *
 * Returns: (transfer full) (nullable): what the artist has typed and chosen
 */
OverpaintWish *
overpaint_request_form_get_wish (OverpaintRequestForm  *self,
                                 GError               **error)
{
  g_autofree gchar *field = NULL;
  OverpaintWish    *wish  = overpaint_request_form_read (self, &field, error);

  overpaint_request_form_unmark (self);

  if (wish == NULL)
    overpaint_request_form_mark (self, field);

  return wish;
}

/**
 * overpaint_request_form_set_wish:
 * @self: a form
 * @wish: a wish: the last one, or one of the history
 *
 * Fills every field of the form. It emits #OverpaintRequestForm::changed once.
 */
void
overpaint_request_form_set_wish (OverpaintRequestForm *self,
                                 OverpaintWish        *wish)
{
  self->is_filling = TRUE;
  overpaint_request_form_fill (self, wish);
  self->is_filling = FALSE;

  on_changed (self);
}

/**
 * overpaint_request_form_show_view:
 * @self: a form
 * @view: what would be taken of the image now
 *
 * Shows the source, and foretells what becomes of it.
 */
void
overpaint_request_form_show_view (OverpaintRequestForm      *self,
                                  const OverpaintCanvasView *view)
{
  self->width  = view->problem == NULL ? view->width : 0;
  self->height = view->problem == NULL ? view->height : 0;

  /* a run may have shown by now that the server has another model */
  g_clear_pointer (&self->shown_server, g_free);

  overpaint_source_card_show (OVERPAINT_SOURCE_CARD (self->source), view);
  overpaint_request_form_follow (self);
}

/**
 * overpaint_request_form_mark_lora:
 * @self: a form
 * @id: id of a LoRA
 * @problem: (nullable): what is wrong with it, as a sentence; %NULL takes the mark away
 *
 * Marks the row of a LoRA that a server could not use.
 */
void
overpaint_request_form_mark_lora (OverpaintRequestForm *self,
                                  const gchar          *id,
                                  const gchar          *problem)
{
  overpaint_lora_list_mark (OVERPAINT_LORA_LIST (self->loras), id, problem);
}

/**
 * overpaint_request_form_refill_servers:
 * @self: a form
 *
 * Shows the servers as they are configured now. Another price, or another default server, is a change.
 */
void
overpaint_request_form_refill_servers (OverpaintRequestForm *self)
{
  overpaint_server_picker_refill (OVERPAINT_SERVER_PICKER (self->server));
  on_changed (self);
}

/**
 * overpaint_request_form_show_seed:
 * @self: a form
 * @seed: the seed that a run has taken, 0..2147483647
 *
 * Shows which seed chance has chosen.
 */
void
overpaint_request_form_show_seed (OverpaintRequestForm *self,
                                  gint                  seed)
{
  overpaint_seed_row_show_used (OVERPAINT_SEED_ROW (self->seeds), seed);
}

/**
 * overpaint_request_form_take_forecast:
 * @self: a form
 *
 * Takes the line that says what Generate will do out of the form, for a place where it does not scroll
 * away.
 *
 * Returns: (transfer full): the line, which goes on following the form
 */
GtkWidget *
overpaint_request_form_take_forecast (OverpaintRequestForm *self)
{
  GtkWidget *forecast = g_object_ref (self->forecast);

  gtk_container_remove (GTK_CONTAINER (self->forecast_place), forecast);
  gtk_widget_hide (self->forecast_place);

  return forecast;
}
