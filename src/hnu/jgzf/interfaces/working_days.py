"""How long a unit has for its answer (R14), and the university's own days, as registry records."""

from hnu.jgzf import _
from hnu.jgzf import config
from hnu.jgzf.interfaces.rows import RegistryRow
from plone.supermodel.exportimport import ObjectHandler
from zope import schema
from zope.interface import Interface
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


KIND_TITLES = {
    config.DAY_OFF: _("kind_off", default="Day off"),
    config.DAY_WORKING: _("kind_working", default="Working day"),
    config.DAY_VACATION: _("kind_vacation", default="Vacation"),
}


class IUniversityDayRow(Interface):
    """One line of the university's calendar: what the days from … until are."""

    # As in the roster; ``from`` is a keyword of Python.
    locals()["from"] = schema.Date(title=_("label_from", default="From"))
    until = schema.Date(
        title=_("label_until", default="Until"),
        required=False,
    )
    kind = schema.Choice(
        title=_("label_day_kind", default="Kind"),
        vocabulary=SimpleVocabulary(
            [SimpleTerm(kind, kind, title) for kind, title in KIND_TITLES.items()]
        ),
        default=config.DAY_OFF,
    )
    note = schema.TextLine(title=_("label_note", default="Note"), required=False)


class UniversityDayRow(RegistryRow):
    """A line of the university's calendar, as a field."""

    def __init__(self, schema=IUniversityDayRow, **kwargs):
        super().__init__(schema=schema, **kwargs)


# Lets an export of the whole registry be imported again.
UniversityDayRowHandler = ObjectHandler(UniversityDayRow)


class ITermRow(Interface):
    """One line of the university's terms."""

    name = schema.TextLine(title=_("label_term_name", default="Term"))
    locals()["from"] = schema.Date(title=_("label_from", default="From"))
    until = schema.Date(title=_("label_until", default="Until"))


class TermRow(RegistryRow):
    """A line of the university's terms, as a field."""

    def __init__(self, schema=ITermRow, **kwargs):
        super().__init__(schema=schema, **kwargs)


# Lets an export of the whole registry be imported again.
TermRowHandler = ObjectHandler(TermRow)


class IWorkingDays(Interface):
    """What a working day is at this university, and how many of them an answer may take."""

    working_days_to_answer = schema.Int(
        title=_("label_working_days_to_answer", default="Working days to answer"),
        description=_(
            "help_working_days_to_answer",
            default=(
                "Holds for evaluations, ratings and reopenings from now on; deadlines that are "
                "set stay. Pages and prompts say “5 working days” as the notice does, whatever "
                "stands here."
            ),
        ),
        min=1,
        max=60,
        default=config.WORKING_DAYS_TO_ANSWER,
    )
    vacations_stop_the_clock = schema.Bool(
        title=_("label_vacations_stop", default="Vacations do not count as working days"),
        description=_(
            "help_vacations_stop",
            default="Not ticked: in vacations the days count as in the rest of the year.",
        ),
        required=False,
        default=False,
    )
    days = schema.List(
        title=_("label_university_days", default="The university's own days"),
        description=_(
            "help_university_days",
            default=(
                "They go before the national calendar. “Until” empty: that one day. Within a "
                "vacation, “working day” and “day off” go before it."
            ),
        ),
        value_type=UniversityDayRow(title=_("label_row", default="Row")),
        required=False,
        default=[],
    )
    complete_years = schema.Tuple(
        title=_("label_complete_years", default="Years entered in full"),
        description=_(
            "help_complete_years",
            default=(
                "Only for a year whose holidays are announced and not yet part of the system: "
                "enter all its days off and working weekends above, then tick it."
            ),
        ),
        value_type=schema.Int(min=config.FIRST_CALENDAR_YEAR, max=config.LAST_CALENDAR_YEAR),
        required=False,
        default=(),
    )
    terms = schema.List(
        title=_("label_terms", default="Terms"),
        description=_(
            "help_terms",
            default=(
                "For statistics. Terms that are not entered last from 1 September to 31 January "
                "and from 1 February to 31 August."
            ),
        ),
        value_type=TermRow(title=_("label_row", default="Row")),
        required=False,
        default=[],
    )
