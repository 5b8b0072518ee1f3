/* worker-form.c: how a worker is started, to be filled in
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "path-entry.h"
#include "ui-resources.h"
#include "worker-form.h"

/* what the program is called where it lies in one of the folders for programs */
#define PROGRAM "sd-server"

#define PROGRAM_PAGE "https://github.com/leejet/stable-diffusion.cpp"
#define MODEL_PAGES  "https://huggingface.co/"

struct _OverpaintWorkerForm
{
  GtkBox     parent_instance;

  gchar     *device;        /* what the form does not show stays as it was */
  gchar     *tool;

  GtkWidget *name;
  GtkWidget *is_program;
  GtkWidget *is_container;
  GtkWidget *pages;
  GtkWidget *about_program;
  GtkWidget *about_container;
  GtkWidget *program_label;
  GtkWidget *program;
  GtkWidget *model_label;
  GtkWidget *model;
  GtkWidget *loras_label;
  GtkWidget *loras;
  GtkWidget *model_name_label;
  GtkWidget *model_name;
  GtkWidget *models_label;
  GtkWidget *models;
  GtkWidget *licence;
  GtkWidget *name_label;
  GtkWidget *kind_label;
  GtkWidget *idle_label;
  GtkWidget *idle;
  GtkWidget *with_gimp;
  GtkWidget *may_restart;
};

enum
{
  CHANGED,
  RENAMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintWorkerForm, overpaint_worker_form, GTK_TYPE_BOX)

static void
overpaint_worker_form_finalize (GObject *object)
{
  OverpaintWorkerForm *self = OVERPAINT_WORKER_FORM (object);

  g_free (self->device);
  g_free (self->tool);

  G_OBJECT_CLASS (overpaint_worker_form_parent_class)->finalize (object);
}

static void
overpaint_worker_form_grab_focus (GtkWidget *widget)
{
  gtk_widget_grab_focus (OVERPAINT_WORKER_FORM (widget)->name);
}

static gboolean
overpaint_worker_form_is_container (OverpaintWorkerForm *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->is_container));
}

static gchar *
read_entry (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (entry))));
}

static gchar *
read_path (GtkWidget *entry)
{
  return overpaint_path_entry_get_path (OVERPAINT_PATH_ENTRY (entry));
}

/* A bare name is that of a program which lies where programs are looked for. */
static gchar *
read_program (GtkWidget *entry)
{
  g_autofree gchar *path  = read_path (entry);
  gchar            *found = strchr (path, G_DIR_SEPARATOR) == NULL ? g_find_program_in_path (path) : NULL;

  return found != NULL ? found : g_steal_pointer (&path);
}

/* Where a model's page is known, the way to it. */
static void
overpaint_worker_form_show_licence (OverpaintWorkerForm *self)
{
  g_autofree gchar *model = read_entry (self->model_name);
  g_autofree gchar *text  = NULL;
  const gchar      *duty  = _("Overpaint brings no model along. What you may make with one is said by its licence, "
                              "which is yours to respect.");

  if (overpaint_worker_form_is_container (self) && *model != '\0')
    {
      g_autofree gchar *end  = g_uri_escape_string (model, "/", FALSE);
      g_autofree gchar *link = g_markup_printf_escaped ("<a href=\"" MODEL_PAGES "%s\">%s</a>", end, model);
      /* Translators: %s is the name of a model, a link to its page */
      g_autofree gchar *way  = g_strdup_printf (_("Read it on the page of %s."), link);

      text = g_strconcat (duty, " ", way, NULL);
    }
  else
    {
      text = g_strconcat (duty, " ", _("Read it on the model's page."), NULL);
    }

  gtk_label_set_markup (GTK_LABEL (self->licence), text);
}

static void
on_changed (OverpaintWorkerForm *self)
{
  overpaint_worker_form_show_licence (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_name_changed (OverpaintWorkerForm *self)
{
  g_signal_emit (self, signals[RENAMED], 0);
}

static void
on_kind_toggled (OverpaintWorkerForm *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages),
                                    overpaint_worker_form_is_container (self) ? "container" : "sd-server");
  on_changed (self);
}

/* 0 is called what it means. */
static gboolean
on_idle_output (GtkSpinButton *spin)
{
  if (gtk_spin_button_get_value_as_int (spin) != 0)
    return FALSE;

  if (strcmp (gtk_entry_get_text (GTK_ENTRY (spin)), _("Never")) != 0)
    gtk_entry_set_text (GTK_ENTRY (spin), _("Never"));

  return TRUE;
}

static gint
on_idle_input (GtkSpinButton *spin,
               gdouble       *value)
{
  if (strcmp (gtk_entry_get_text (GTK_ENTRY (spin)), _("Never")) != 0)
    return FALSE;

  *value = 0.0;

  return TRUE;
}

static void
overpaint_worker_form_bind (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, name);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, is_program);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, is_container);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, pages);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, about_program);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, about_container);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, program_label);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, program);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, model_label);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, model);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, loras_label);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, loras);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, model_name_label);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, model_name);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, models_label);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, models);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, licence);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, name_label);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, kind_label);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, idle_label);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, idle);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, with_gimp);
  gtk_widget_class_bind_template_child (klass, OverpaintWorkerForm, may_restart);
  gtk_widget_class_bind_template_callback (klass, on_changed);
  gtk_widget_class_bind_template_callback (klass, on_name_changed);
  gtk_widget_class_bind_template_callback (klass, on_kind_toggled);
  gtk_widget_class_bind_template_callback (klass, on_idle_input);
  gtk_widget_class_bind_template_callback (klass, on_idle_output);
}

static void
overpaint_worker_form_class_init (OverpaintWorkerFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = overpaint_worker_form_finalize;
  widget_class->grab_focus         = overpaint_worker_form_grab_focus;

  /**
   * OverpaintWorkerForm::changed:
   * @form: the form
   *
   * What is to be started has changed; it is worth another look whether that is there.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  /**
   * OverpaintWorkerForm::renamed:
   * @form: the form
   *
   * The name has changed.
   */
  signals[RENAMED] = g_signal_new ("renamed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (OVERPAINT_TYPE_PATH_ENTRY);
  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/worker-form.ui");
  overpaint_worker_form_bind (widget_class);
}

static void
overpaint_worker_form_name (GtkWidget *control,
                            GtkWidget *label)
{
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), control);
  atk_object_set_name (gtk_widget_get_accessible (control), gtk_label_get_text (GTK_LABEL (label)));
}

/* What each way needs, before anybody chooses files for it. */
static void
overpaint_worker_form_introduce (OverpaintWorkerForm *self)
{
  g_autofree gchar *link  = g_strdup_printf ("<a href=\"%s\">stable-diffusion.cpp</a>", PROGRAM_PAGE);
  /* Translators: %s is stable-diffusion.cpp, a link to its page */
  g_autofree gchar *about = g_strdup_printf (_("Paints with one model file. You need a build of %s for your GPU: CUDA "
                                               "for NVIDIA, else Vulkan. One for the CPU paints too, but takes minutes "
                                               "for a picture."), link);

  gtk_label_set_markup (GTK_LABEL (self->about_program), about);
  gtk_label_set_text (GTK_LABEL (self->about_container),
                      _("Needs docker or podman, and the NVIDIA Container Toolkit. The container's image is a download "
                        "of many gigabytes, for which Overpaint asks first. A model that the folder lacks is fetched "
                        "by the container when it starts. GPUs of the GeForce RTX 50 series cannot run it: take "
                        "sd-server for them."));
}

static void
overpaint_worker_form_explain (OverpaintWorkerForm *self)
{
  overpaint_worker_form_name (self->name, self->name_label);
  overpaint_worker_form_name (self->model_name, self->model_name_label);
  overpaint_worker_form_name (self->idle, self->idle_label);
  overpaint_path_entry_set_label (OVERPAINT_PATH_ENTRY (self->program), self->program_label,
                                  _("The file “sd-server” of stable-diffusion.cpp, built or downloaded by you"));
  overpaint_path_entry_set_label (OVERPAINT_PATH_ENTRY (self->model), self->model_label,
                                  _("A whole checkpoint: .safetensors, .gguf or .ckpt"));
  overpaint_path_entry_set_label (OVERPAINT_PATH_ENTRY (self->loras), self->loras_label,
                                  _("Its LoRA files are in the window's list then; may be left empty"));
  overpaint_path_entry_set_label (OVERPAINT_PATH_ENTRY (self->models), self->models_label,
                                  _("Where models of Hugging Face lie, or are to be put"));

  gtk_widget_set_tooltip_text (self->is_program, _("One program and one model file: right for most"));
  gtk_widget_set_tooltip_text (self->is_container, _("Livepeer's own runner, for those who work with Livepeer"));
  gtk_widget_set_tooltip_text (self->idle,
                               _("After how many minutes without a picture it is stopped, so that its memory is free "
                                 "again; 0 is never"));
  gtk_widget_set_tooltip_text (self->with_gimp,
                               _("Else it stays until it has been idle for long enough, and the next GIMP finds the "
                                 "model loaded"));
  gtk_widget_set_tooltip_text (self->may_restart,
                               _("A picture that is being painted cannot be interrupted otherwise: the GPU finishes it "
                                 "before the next one. After a restart the model loads again, which takes a while"));
}

static void
overpaint_worker_form_init (OverpaintWorkerForm *self)
{
  self->device = g_strdup ("");
  self->tool   = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));

  overpaint_worker_form_introduce (self);
  overpaint_worker_form_explain (self);
  overpaint_worker_form_show_licence (self);
}

/**
 * overpaint_worker_form_new:
 *
 * Returns: (transfer floating): a form for an sd-server that has no files yet, unless its program lies where
 *   programs are looked for
 */
GtkWidget *
overpaint_worker_form_new (void)
{
  OverpaintWorkerForm             *self = g_object_new (OVERPAINT_TYPE_WORKER_FORM, NULL);
  g_autoptr (OverpaintWorkerPlan)  plan = overpaint_worker_plan_new (OVERPAINT_WORKER_PLAN_SD_SERVER);
  gchar                           *path = g_find_program_in_path (PROGRAM);

  if (path != NULL)
    {
      g_free (plan->program);
      plan->program = path;
    }

  overpaint_worker_form_set_plan (self, plan);

  return GTK_WIDGET (self);
}

/**
 * overpaint_worker_form_set_name:
 * @self: a form
 * @name: name of a server
 *
 * Shows it.
 */
void
overpaint_worker_form_set_name (OverpaintWorkerForm *self,
                                const gchar         *name)
{
  gtk_entry_set_text (GTK_ENTRY (self->name), name);
}

/**
 * overpaint_worker_form_get_name:
 * @self: a form
 *
 * Returns: (transfer full): what the server is to be called, or ""
 */
gchar *
overpaint_worker_form_get_name (OverpaintWorkerForm *self)
{
  return read_entry (self->name);
}

/**
 * overpaint_worker_form_set_plan:
 * @self: a form
 * @plan: a plan
 *
 * Shows it. What the form has no row for, such as the device, stays with it.
 */
void
overpaint_worker_form_set_plan (OverpaintWorkerForm       *self,
                                const OverpaintWorkerPlan *plan)
{
  g_free (self->device);
  g_free (self->tool);
  self->device = g_strdup (plan->device);
  self->tool   = g_strdup (plan->kind == OVERPAINT_WORKER_PLAN_CONTAINER ? plan->program : "");

  if (plan->kind == OVERPAINT_WORKER_PLAN_CONTAINER)
    {
      gtk_entry_set_text (GTK_ENTRY (self->model_name), plan->model);
      overpaint_path_entry_set_path (OVERPAINT_PATH_ENTRY (self->models), plan->folder);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->is_container), TRUE);
    }
  else
    {
      overpaint_path_entry_set_path (OVERPAINT_PATH_ENTRY (self->program), plan->program);
      overpaint_path_entry_set_path (OVERPAINT_PATH_ENTRY (self->model), plan->model);
      overpaint_path_entry_set_path (OVERPAINT_PATH_ENTRY (self->loras), plan->folder);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->is_program), TRUE);
    }

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->idle), plan->idle_minutes);
  gtk_spin_button_update (GTK_SPIN_BUTTON (self->idle));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->with_gimp), plan->stop_with_gimp);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->may_restart), plan->restart_to_cancel);
}

/**
 * overpaint_worker_form_get_plan:
 * @self: a form
 *
 * Returns: (transfer full): what is filled in, whether or not it is there
 */
OverpaintWorkerPlan *
overpaint_worker_form_get_plan (OverpaintWorkerForm *self)
{
  gboolean             is_container = overpaint_worker_form_is_container (self);
  OverpaintWorkerPlan *plan         = g_new0 (OverpaintWorkerPlan, 1);

  gtk_spin_button_update (GTK_SPIN_BUTTON (self->idle));

  plan->kind              = is_container ? OVERPAINT_WORKER_PLAN_CONTAINER : OVERPAINT_WORKER_PLAN_SD_SERVER;
  plan->program           = is_container ? g_strdup (self->tool) : read_program (self->program);
  plan->model             = is_container ? read_entry (self->model_name) : read_path (self->model);
  plan->folder            = read_path (is_container ? self->models : self->loras);
  plan->device            = g_strdup (is_container ? "" : self->device);
  plan->idle_minutes      = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->idle));
  plan->stop_with_gimp    = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->with_gimp));
  plan->restart_to_cancel = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->may_restart));

  return plan;
}

/**
 * overpaint_worker_form_find_lacking:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): a sentence about what has to be filled in yet; %NULL where nothing has
 */
const gchar *
overpaint_worker_form_find_lacking (OverpaintWorkerForm *self)
{
  g_autoptr (OverpaintWorkerPlan) plan = overpaint_worker_form_get_plan (self);

  if (plan->kind == OVERPAINT_WORKER_PLAN_CONTAINER)
    return *plan->model == '\0' || *plan->folder == '\0' ? _("Name the model, and choose the folder of models. "
                                                             "What else is needed is checked then.")
                                                         : NULL;

  return *plan->program == '\0' || *plan->model == '\0' ? _("Choose the program and the model file. "
                                                            "Whether they work is checked then.")
                                                        : NULL;
}
