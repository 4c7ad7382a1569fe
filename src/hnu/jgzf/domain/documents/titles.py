"""What states, levels, categories and units are called in documents."""

from hnu.jgzf import config
from hnu.jgzf.domain import categories
from hnu.jgzf.domain.documents.words import chinese
from hnu.jgzf.domain.statistics.pictures import LEVEL_TITLES


STATE_TITLES = {
    config.SUBMITTED: "待反馈",
    config.ANSWERED: "已反馈",
    config.RATED: "已评价",
    config.CLOSED: "已办结",
}
TARGET_TITLES = {config.TARGET_UNIT: "单位", config.TARGET_STAFF: "工作人员"}


def level_title(rating):
    """``rating`` as in ``content.figures``: 1 (very satisfied) to 5; empty text for 0."""
    return chinese(LEVEL_TITLES[config.SATISFACTION_LEVELS[rating - 1]]) if rating else ""


def description_titles():
    """The words of every description that a case was made with, by its token."""
    return _titles("token", "description")


def category_titles():
    """The same of categories."""
    return _titles("category_token", "category")


def _titles(token, title):
    return {
        row[token]: row[title] for target in config.TARGETS for row in categories.complete(target)
    }
