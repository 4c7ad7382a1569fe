"""Widgets that keep whatever was sent, and leave it to the rules to judge it.

The fields of our forms are plain text: a token that is not offered (any more) reaches ``domain``,
which says in words what is wrong with it, rather than z3c.form's general message.
"""

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.browser.text import TextWidget
from z3c.form.browser.textarea import TextAreaWidget
from z3c.form.interfaces import NO_VALUE
from z3c.form.widget import FieldWidget
from zope.i18n import translate


class Kept:
    """What all widgets of ours have in common; ``error`` is a translated text or None."""

    error = None
    help = ""
    needed = True

    def extract(self, default=NO_VALUE):
        value = self.request.form.get(self.name, default)
        return value if isinstance(value, str) else default

    def update(self):
        super().update()
        self.help = translate(self.field.description, context=self.request)
        self.needed = not self.field.queryTaggedValue("optional", False)

    def described_by(self):
        parts = []
        if self.error:
            parts.append(f"{self.id}-error")
        if self.help:
            parts.append(f"{self.id}-help")
        return " ".join(parts) or None

    @property
    def attributes(self):
        attributes = {
            "id": self.id,
            "name": self.name,
            "aria-describedby": self.described_by(),
            "aria-invalid": "true" if self.error else None,
            "required": "required" if self.needed else None,
            **self.own_attributes(),
        }
        return {name: value for name, value in attributes.items() if value is not None}

    @attributes.setter
    def attributes(self, value):
        """Computed from the state of the field."""

    def own_attributes(self):
        return {}


class LineWidget(Kept, TextWidget):
    """One line. The length is not cut by the browser: the error says how much is too much."""

    template = ViewPageTemplateFile("templates/widget_line.pt")

    def own_attributes(self):
        return {"type": "text", "class": "form-control", "value": self.value or ""}


class DayWidget(LineWidget):
    """A day, which the browser lets one choose; as text, ``2026-11-24``, where it cannot."""

    def own_attributes(self):
        return {"type": "date", "class": "form-control", "value": self.value or ""}


class AreaWidget(Kept, TextAreaWidget):
    """Several lines."""

    template = ViewPageTemplateFile("templates/widget_area.pt")
    rows = 6

    def own_attributes(self):
        return {"rows": str(self.rows), "class": "form-control"}


class OptionsWidget(Kept, TextWidget):
    """A drop-down with a prompt: nothing is preselected.

    ``groups`` is a list of (token, title, options), options a list of (token, title); a group with
    an empty title stands without a heading.
    """

    template = ViewPageTemplateFile("templates/widget_options.pt")
    groups = ()
    # Attributes by which static/jgzf.js knows the selects that belong together
    marks = {}

    def own_attributes(self):
        return {"class": "form-select", **self.marks}


class RadiosWidget(Kept, TextWidget):
    """Radio buttons in a fieldset: ``options`` is a list of dicts (token, title, help, icon)."""

    template = ViewPageTemplateFile("templates/widget_radios.pt")
    is_group = True
    options = ()
    klass = "jz-choices"

    def icon(self, name):
        return self.form.icon(name)


class TickWidget(Kept, TextWidget):
    """A single box to tick, its label beside it; the value is ``on`` or nothing."""

    template = ViewPageTemplateFile("templates/widget_tick.pt")
    is_group = True
    needed = False

    def update(self):
        super().update()
        self.needed = False


class TicksWidget(Kept, TextWidget):
    """Several boxes to tick: ``options`` is a list of dicts (token, title, number, mark).

    Each box has a name of its own, so that every value of the form is one text; the widget's is the
    tokens that were ticked, with blanks between them.
    """

    template = ViewPageTemplateFile("templates/widget_ticks.pt")
    is_group = True
    options = ()

    def extract(self, default=NO_VALUE):
        prefix = f"{self.name}-"
        sent = self.request.form
        return " ".join(
            name.removeprefix(prefix)
            for name in sent
            if name.startswith(prefix) and sent[name] == "on"
        )

    @property
    def ticked(self):
        return self.value.split()

    def icon(self, name):
        return self.form.icon(name)


def widget_factory(widget_class):
    """A field widget factory for ``widget_class``, to put into ``fields[name].widgetFactory``."""

    def factory(field, request):
        return FieldWidget(field, widget_class(request))

    return factory


Line = widget_factory(LineWidget)
Day = widget_factory(DayWidget)
Area = widget_factory(AreaWidget)
Options = widget_factory(OptionsWidget)
Radios = widget_factory(RadiosWidget)
Tick = widget_factory(TickWidget)
Ticks = widget_factory(TicksWidget)


def with_widgets(fields, factories):
    """``fields`` (z3c.form), each with the factory of its name in ``factories``."""
    for name in fields:
        fields[name].widgetFactory = factories[name]
    return fields
