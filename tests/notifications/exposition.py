"""Reads Prometheus text (version 0.0.4) and takes nothing that a scraper might not."""

import re


NAME = r"[a-zA-Z_][a-zA-Z0-9_]*"
HELP = re.compile(rf"# HELP ({NAME}) ([^\\\n]+)")
TYPE = re.compile(rf"# TYPE ({NAME}) gauge")
SAMPLE = re.compile(rf"({NAME})(?:\{{(.+)\}})? (-?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?)")
LABEL = re.compile(rf'({NAME})="([^"\\\n]*)"')


def parse(text):
    """``{name: {labels: value}}``, where ``labels`` is a tuple of pairs.

    :raises AssertionError: for anything but families of gauges, each with its words and its type
        before its samples, no name and no sample twice, and a line feed at the end.
    """
    assert text.endswith("\n")
    assert "\r" not in text
    lines = text[:-1].split("\n")
    families, position = {}, 0
    while position < len(lines):
        help_line = HELP.fullmatch(lines[position])
        type_line = TYPE.fullmatch(lines[position + 1])
        assert help_line, lines[position]
        assert type_line, lines[position + 1]
        name = help_line[1]
        assert type_line[1] == name
        assert name not in families
        samples = families[name] = {}
        position += 2
        while position < len(lines) and not lines[position].startswith("#"):
            sample = SAMPLE.fullmatch(lines[position])
            assert sample, lines[position]
            assert sample[1] == name
            labels = _labels(sample[2] or "")
            assert labels not in samples
            samples[labels] = float(sample[3])
            position += 1
    return families


def _labels(text):
    labels = tuple(LABEL.fullmatch(part).groups() for part in text.split(",") if part)
    assert len(dict(labels)) == len(labels)
    return labels
