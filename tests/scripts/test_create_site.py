"""The script behind `make run`; that it makes a site is what `make run` and the dist check show."""

from pathlib import Path
import importlib.util
import pytest


SCRIPT = Path(__file__).parents[2] / "scripts" / "create_site.py"


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("create_site", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("before", [[], ["interpreter", "-c"]], ids=["python", "bin/instance run"])
def test_its_own_arguments_are_those_after_its_name(script, before):
    options = script.parse([*before, "scripts/create_site.py", "--id", "work", "--without-demo"])
    assert (options.id, options.without_demo) == ("work", True)
    options = script.parse([*before, "/somewhere/create_site.py"])
    assert (options.id, options.title, options.without_demo) == (
        "Plone",
        "示例大学信息门户",
        False,
    )


def test_a_site_that_is_there_is_left_alone(script, integration, portal, monkeypatch):
    monkeypatch.setattr(script, "create_site", None)
    script.main(integration["app"], script.parse(["create_site.py", "--id", portal.getId()]))


def test_it_makes_a_chinese_classic_site_with_or_without_the_demonstration(
    script, integration, monkeypatch
):
    monkeypatch.setattr(script, "addPloneSite", lambda app, site_id, **values: Site(values))
    site = script.create_site(integration["app"], "work", "门户", with_demo=False)
    assert site.values["default_language"] == "zh-cn"
    assert site.values["portal_timezone"] == "Asia/Shanghai"
    assert site.values["distribution_name"] == "classic"
    assert "欢迎使用门户" in site.text.raw
    assert site.profiles == ["profile-hnu.jgzf:default"]
    site = script.create_site(integration["app"], "work", "门户", with_demo=True)
    assert site.profiles == ["profile-hnu.jgzf:default", "profile-hnu.jgzf:demo"]


class Site:
    """As much of a site as the script asks for."""

    def __init__(self, values):
        self.values = values
        self.profiles = []
        self.portal_setup = self

    def runAllImportStepsFromProfile(self, profile):
        self.profiles.append(profile)

    def setLayout(self, layout):
        self.layout = layout

    def manage_permission(self, name, roles, acquire):
        self.permissions = {name: (roles, acquire)}

    def reindexObject(self):
        """In no catalog."""
