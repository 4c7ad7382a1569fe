"""What each figure means, in words: pages, exports and docs/metrics.md say the same.

The keys are those of ``measures.MEASURES`` and ``measures.RATES``, and the names of the times.
"""

from hnu.jgzf import _
from typing import NamedTuple


class Definition(NamedTuple):
    """Two i18n messages: what the figure is called, and which cases it counts."""

    title: str
    words: str


TIMES = ("time_mean", "time_median", "time_percentile_90", "oldest_open")

DEFINITIONS = {
    "received": Definition(
        _("figure_received", default="Received"),
        _(
            "figure_received_help",
            default=(
                "All evaluations whose day of receipt lies in the period, hidden ones included. A "
                "transferred one counts for the unit that has it now, one entered for somebody "
                "else on the day on which it was entered."
            ),
        ),
    ),
    "about_units": Definition(
        _("figure_about_units", default="About units"),
        _("figure_about_units_help", default="Of those received: about a unit as a whole."),
    ),
    "about_people": Definition(
        _("figure_about_people", default="About people"),
        _("figure_about_people_help", default="Of those received: about one of a unit's people."),
    ),
    "answered": Definition(
        _("figure_answered", default="Answered"),
        _(
            "figure_answered_help",
            default="Of those received: with an answer that stands. One sent back does not count.",
        ),
    ),
    "past_due": Definition(
        _("figure_past_due", default="Past due"),
        _(
            "figure_past_due_help",
            default=(
                "Of those received: whose last day for the first answer is over. None whose "
                "deadline is still provisional."
            ),
        ),
    ),
    "answered_past_due": Definition(
        _("figure_answered_past_due", default="Past due and answered"),
        _(
            "figure_answered_past_due_help",
            default="Of those past due: answered, in time or late.",
        ),
    ),
    "due_there": Definition(
        _("figure_due_there", default="Past due in the unit that had to answer"),
        _(
            "figure_due_there_help",
            default="Those past due, counted for the unit that had them on their last day.",
        ),
    ),
    "in_time": Definition(
        _("figure_in_time", default="Answered in time"),
        _(
            "figure_in_time_help",
            default=(
                "Of those past due: first answered on the last day or before. Counted for the "
                "unit that had it on that day."
            ),
        ),
    ),
    "overdue": Definition(
        _("figure_overdue", default="Overdue, not answered"),
        _(
            "figure_overdue_help",
            default=(
                "Of those past due: without any answer. Counted for the unit that had it on the "
                "last day."
            ),
        ),
    ),
    "open": Definition(
        _("figure_open", default="Not closed"),
        _("figure_open_help", default="Of those received: not closed today."),
    ),
    "closed": Definition(
        _("figure_closed", default="Closed"),
        _(
            "figure_closed_help",
            default="Of those received: closed today, by people or because nobody rated.",
        ),
    ),
    "closed_by_clock": Definition(
        _("figure_closed_by_clock", default="Closed without a rating, by the clock"),
        _(
            "figure_closed_by_clock_help",
            default="Of those closed: by the system, since the answer was not rated in time.",
        ),
    ),
    "rated": Definition(
        _("figure_rated", default="Rated"),
        _(
            "figure_rated_help",
            default=(
                "Of those received: rated by the evaluator. Her latest rating counts, and no "
                "silence is a rating."
            ),
        ),
    ),
    "satisfied": Definition(
        _("figure_satisfied", default="Satisfied"),
        _(
            "figure_satisfied_help",
            default="Of those rated: very satisfied or satisfied (the strict count).",
        ),
    ),
    "satisfied_widely": Definition(
        _("figure_satisfied_widely", default="Satisfied or neutral"),
        _(
            "figure_satisfied_widely_help",
            default="Of those rated: very satisfied, satisfied or neutral (the wide count).",
        ),
    ),
    "dissatisfied": Definition(
        _("figure_dissatisfied", default="Dissatisfied"),
        _(
            "figure_dissatisfied_help",
            default="Of those rated: dissatisfied or very dissatisfied.",
        ),
    ),
    "unsettled": Definition(
        _("figure_unsettled", default="Dissatisfied, to be settled"),
        _(
            "figure_unsettled_help",
            default="Of those dissatisfied: not answered again and not closed yet.",
        ),
    ),
    "answered_again": Definition(
        _("figure_answered_again", default="Answered again"),
        _(
            "figure_answered_again_help",
            default="Of those answered: with two or more answers that stand.",
        ),
    ),
    "later_answers": Definition(
        _("figure_later_answers", default="Further answers"),
        _(
            "figure_later_answers_help",
            default=(
                "Answers after the first one of an evaluation. Answers are counted here, so one "
                "evaluation can count several times."
            ),
        ),
    ),
    "later_in_time": Definition(
        _("figure_later_in_time", default="Further answers in time"),
        _(
            "figure_later_in_time_help",
            default="Of the further answers: given on the last day of their round or before.",
        ),
    ),
    "rated_again": Definition(
        _("figure_rated_again", default="Rated again"),
        _(
            "figure_rated_again_help",
            default="Of those rated: rated once more after a rating worse than neutral.",
        ),
    ),
    "satisfied_again": Definition(
        _("figure_satisfied_again", default="Rated again, neutral or better"),
        _(
            "figure_satisfied_again_help",
            default="Of those rated again: the latest rating is neutral or better.",
        ),
    ),
    "answer_rate": Definition(
        _("rate_answer", default="Answer rate"),
        _("rate_answer_help", default="Past due and answered ÷ past due."),
    ),
    "in_time_rate": Definition(
        _("rate_in_time", default="Answered in time, rate"),
        _(
            "rate_in_time_help",
            default=(
                "Answered in time ÷ past due, those not answered included. Counted for the unit "
                "that had them on their last day."
            ),
        ),
    ),
    "closing_rate": Definition(
        _("rate_closing", default="Closing rate"),
        _("rate_closing_help", default="Closed ÷ received."),
    ),
    "rating_rate": Definition(
        _("rate_rating", default="Rating rate"),
        _("rate_rating_help", default="Rated ÷ answered."),
    ),
    "satisfaction_rate": Definition(
        _("rate_satisfaction", default="Satisfaction rate"),
        _(
            "rate_satisfaction_help",
            default="Very satisfied and satisfied ÷ rated. Those not rated are in neither.",
        ),
    ),
    "wide_satisfaction_rate": Definition(
        _("rate_wide_satisfaction", default="Satisfaction rate with neutral"),
        _(
            "rate_wide_satisfaction_help",
            default="Very satisfied, satisfied and neutral ÷ rated.",
        ),
    ),
    "dissatisfaction_rate": Definition(
        _("rate_dissatisfaction", default="Dissatisfaction rate"),
        _(
            "rate_dissatisfaction_help",
            default="Dissatisfied and very dissatisfied ÷ rated.",
        ),
    ),
    "repeat_rate": Definition(
        _("rate_repeat", default="Repeat rate"),
        _("rate_repeat_help", default="Answered again ÷ answered."),
    ),
    "repeat_in_time_rate": Definition(
        _("rate_repeat_in_time", default="Further answers in time, rate"),
        _("rate_repeat_in_time_help", default="Further answers in time ÷ further answers."),
    ),
    "second_satisfaction_rate": Definition(
        _("rate_second_satisfaction", default="Satisfaction rate of the second rating"),
        _(
            "rate_second_satisfaction_help",
            default="Rated again, neutral or better ÷ rated again.",
        ),
    ),
    "time_mean": Definition(
        _("time_mean", default="Time to answer, mean"),
        _(
            "time_mean_help",
            default=(
                "Of those answered: working days after the day of receipt up to and including "
                "that of the first answer, their mean. Of those entered for somebody else they "
                "count from the day on which it came in."
            ),
        ),
    ),
    "time_median": Definition(
        _("time_median", default="Time to answer, median"),
        _(
            "time_median_help",
            default="Half of the answers took as many working days or fewer.",
        ),
    ),
    "time_percentile_90": Definition(
        _("time_percentile_90", default="Time to answer, nine of ten"),
        _(
            "time_percentile_90_help",
            default="Nine of ten answers took as many working days or fewer.",
        ),
    ),
    "oldest_open": Definition(
        _("time_oldest_open", default="Oldest that is not closed"),
        _(
            "time_oldest_open_help",
            default=(
                "Working days since the receipt of the oldest evaluation that is not closed. Of "
                "one entered for somebody else they count from the day on which it came in."
            ),
        ),
    ),
    "per_100_staff": Definition(
        _("figure_per_100", default="Per 100 people"),
        _(
            "figure_per_100_help",
            default="Received × 100 ÷ people of the unit who can be evaluated today.",
        ),
    ),
}

# Below the figures on every page and document
FEW = _(
    "figures_few",
    default=(
        "Of fewer than 5 cases only the counts are shown, no rate and no place in an order. "
        "Other rates stand with their 95 % interval (Wilson)."
    ),
)
