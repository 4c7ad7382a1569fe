"""Every figure is defined once: what pages print is what docs/metrics.md says."""

from hnu.jgzf.domain.statistics.definitions import DEFINITIONS
from hnu.jgzf.domain.statistics.definitions import FEW
from hnu.jgzf.domain.statistics.definitions import TIMES
from hnu.jgzf.domain.statistics.figures import Share
from hnu.jgzf.domain.statistics.measures import MEASURES
from hnu.jgzf.domain.statistics.measures import RATES
from hnu.jgzf.domain.statistics.pictures import percent
from pathlib import Path
from tests.domain.statistics import golden
from zope.i18n import translate
import pytest
import re


METRICS = Path(__file__).parents[3] / "docs" / "metrics.md"


def chinese(message):
    return translate(message, target_language="zh_CN")


@pytest.fixture
def sections(integration):
    """The text of docs/metrics.md below each heading, by the name of the figure."""
    parts = re.split(r"^### `(\w+)` ", METRICS.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_figure_has_a_definition():
    assert set(DEFINITIONS) == {*MEASURES, *RATES, *TIMES, "per_100_staff"}


def test_the_page_of_figures_has_the_same_words(sections):
    assert list(sections) == [name for name in DEFINITIONS if name in sections]
    assert set(sections) == set(DEFINITIONS)
    for name, (title, words) in DEFINITIONS.items():
        lines = sections[name].split("\n\n")
        assert lines[0] == chinese(title), name
        assert lines[1] == f"{title.default}: {words.default}", name
        assert lines[2] == chinese(words), name
        assert lines[3].startswith("Formula: "), name
    text = METRICS.read_text("utf-8")
    assert FEW.default in text
    assert chinese(FEW) in text


def test_formulas_of_rates_are_those_that_are_worked_out(sections):
    for name, (part, whole) in RATES.items():
        assert f"Formula: {part} ÷ {whole}." in sections[name]


def test_examples_are_the_cases_that_were_worked_out_by_hand(sections):
    for line in golden.read("golden-figures.csv"):
        if line["figure"] in sections:
            example = line["all"]
            if line["figure"] == "time_mean":
                example = example.replace("/", " ÷ ")
            assert re.search(rf"Example: {example}\b", sections[line["figure"]]), line["figure"]


def test_the_example_of_an_interval_is_worked_out(sections):
    text = METRICS.read_text("utf-8")
    part, whole, low, high = re.search(r"Of (\d+)/(\d+) it is ([\d.%]+)–([\d.%]+)\.", text).groups()
    interval = Share(int(part), int(whole)).interval
    assert [percent(end) for end in interval] == [low, high]
