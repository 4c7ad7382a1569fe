"""What was seen in a portal's life with the add-on; see ``life`` for its chapters."""

from hnu.jgzf import config
from hnu.jgzf import setuphandlers
from hnu.jgzf.content import evaluators
from hnu.jgzf.domain import categories
from hnu.jgzf.domain import roster
from hnu.jgzf.interfaces.notifications import INotificationSettings
from hnu.jgzf.notifications import panel as notifications
from tests.setup import snapshot
from tests.setup.life import NEW_ROW
from tests.setup.life import SECRET


def test_installing_changes_nothing_but_what_is_ours(life):
    changed = life["before"]["site"] ^ life["installed"]["site"]
    assert snapshot.foreign(changed) == []
    assert len(changed) > 500


def test_removing_leaves_nothing_but_the_content(life):
    changed = life["before"]["site"] ^ life["removed"]["site"]
    assert changed == {
        "site: object jgzf",
        "structure/.objects: jgzf,hnu.jgzf.content.center.Center",
    }


def test_installing_again_keeps_tables_texts_and_cases(life):
    for what in ("tables", "thanks", "messages", "secret", "cases", "rows"):
        assert life["installed again"][what] == life["used"][what]
    assert life["used"]["tables"]["unit"][0] == NEW_ROW


def test_the_secret_of_a_gateway_stands_in_no_export(life):
    assert life["used"]["secret"] == SECRET
    for chapter in ("used", "removed", "back"):
        lines = life[chapter]["site"]
        assert any("INotificationSettings" in line for line in lines) == (chapter != "removed")
        assert not [line for line in lines if SECRET in line]


def test_what_is_kept_is_not_found(life):
    assert life["used"]["rows"]
    assert life["removed"]["rows"] == set()
    assert life["rebuilt"]["rows"] == set()


def test_what_is_kept_is_closed_to_everybody(life):
    statuses = life["removed"]["statuses"]
    kept = {key: status for key, status in statuses.items() if "/jgzf" in key[1]}
    assert len(kept) == 6 * 2 * len(life.paths)
    assert set(kept.values()) == {404}


def test_the_site_goes_on_without_the_add_on(life):
    statuses = life["removed"]["statuses"]
    others = {
        path: status for (_who, path, _accept), status in statuses.items() if "/jgzf" not in path
    }
    # A portal in several languages leads to the folder of the visitor's.
    assert others.pop("") == (302 if life.crowded else 200)
    assert set(others.values()) == {200}


def test_everything_works_again_once_it_is_back(life):
    for what in ("tables", "thanks", "messages", "secret", "cases", "rows"):
        assert life["back"][what] == life["used"][what]
    assert life["back"]["cases"]["check"] == []
    assert set(life["back"]["cases"]["identities"].values()) == {"teacher"}
    assert len(life["back"]["cases"]["mine"]) == len(config.STATES)
    assert roster.get_center().contact_phone == "0731-8888888"
    assert evaluators.numbers_of(roster.get_center(), "teacher")
    statuses = life["back"]["statuses"]
    assert list(life["back"]["cases"]["orders"].values())[0][0] == config.ORDER_ACKNOWLEDGED
    # Members meet people on our pages only; an answer stands on its case's page; an order is
    # nothing for her.
    assert {path for (_user, path, _accept), status in statuses.items() if status != 200} == {
        life.paths[2],
        *life.paths[-2:],
    }


def test_the_site_with_it_is_the_same_as_at_first(life):
    # Who has a role is for the webmaster to say anew.
    changed = life["used"]["site"] ^ life["back"]["site"]
    assert {line for line in changed if config.ROLE_SUPERVISOR not in line} == {
        "users: supervisor has ['Member']"
    }


def test_the_tables_of_the_notice_come_with_the_first_installation(life):
    tables = life["installed"]["tables"]
    assert [len(tables[target]) for target in config.TARGETS] == [25, 19]
    assert life["installed"]["thanks"].startswith("感谢您对学校改进机关工作作风")


def test_a_first_installation_offers_its_categories(integration):
    assert [category.title for category in categories.active_categories("unit")]


def test_no_rule_at_the_root_of_the_portal_mails_about_a_case(life):
    # The control: of units and people it does.
    assert bool(life["used"]["mails"]["units"]) == life.crowded
    assert life["used"]["mails"]["cases"] == []


def test_a_way_of_sending_that_is_gone_does_not_hinder_another_installation(portal):
    prefix = INotificationSettings.__identifier__
    kept = {
        f"{prefix}.sms_transport": "gone",
        f"{prefix}.texts": {"gone.evaluator.sms": "x"},
        f"{prefix}.quiet_from": 20,
    }
    setattr(portal.jgzf, setuphandlers.KEPT, kept)
    setuphandlers.restore_settings(portal.jgzf)
    values = notifications.read()
    assert (values["sms_transport"], values["texts"], values["quiet_from"]) == ("log", {}, 20)
