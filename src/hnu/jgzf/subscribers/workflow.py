"""Every transition of a case passes here, whichever door it comes through."""

from hnu.jgzf.domain import lifecycle


def before_transition(case, event):
    if event.transition is not None:
        lifecycle.before_transition(case, event.transition.getId(), event.kwargs or {})


def after_transition(case, event):
    if event.transition is not None:
        lifecycle.after_transition(case, event.transition.getId(), event.kwargs or {})
