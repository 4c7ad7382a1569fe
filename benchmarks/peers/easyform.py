"""The process of collective.easyform: a form whose saver keeps what was sent."""

from benchmarks.instance import Instance
from benchmarks.peers import plone_site
from benchmarks.peers.plone_site import form_of
from benchmarks.peers.plone_site import member
from benchmarks.peers.plone_site import Members
from benchmarks.peers.plone_site import SITE
from benchmarks.peers.served import serve
from benchmarks.peers.visitor import expect
from benchmarks.texts import content
from benchmarks.texts import TOPIC
from collective.easyform.api import get_actions
from DateTime import DateTime
from importlib.metadata import version
from itertools import count
from pathlib import Path
from plone import api
from time import time
from zope.schema import getFieldsInOrder
import sys
import transaction


FORM = "form"
DAYS = 300
# Rows of a page of the saver's table, and of one transaction
PAGE = 20
BATCH = 5000
# Whose the form is
MANAGER_USER = plone_site.member(0)
UNITS = [f"unit{number}" for number in range(30)]
CATEGORIES = [f"category{number}" for number in range(6)]

FIELDS = """\
<model xmlns="http://namespaces.plone.org/supermodel/schema"
       xmlns:easyform="http://namespaces.plone.org/supermodel/easyform">
  <schema>
    <field name="unit" type="zope.schema.Choice">
      <title>评价单位</title>
      <values>{units}</values>
    </field>
    <field name="category" type="zope.schema.Choice">
      <title>评价类别</title>
      <values>{categories}</values>
    </field>
    <field name="topic" type="zope.schema.TextLine">
      <title>评价内容主题</title>
      <max_length>60</max_length>
    </field>
    <field name="content" type="zope.schema.Text">
      <title>评价内容</title>
      <min_length>10</min_length>
      <max_length>2000</max_length>
    </field>
  </schema>
</model>
"""
ACTIONS = """\
<model xmlns="http://namespaces.plone.org/supermodel/schema"
       xmlns:easyform="http://namespaces.plone.org/supermodel/easyform">
  <schema>
    <field name="saver" type="collective.easyform.actions.SaveData">
      <title>Saver</title>
      <BatchSize>{size}</BatchSize>
      <ExtraData>
        <element>dt</element>
      </ExtraData>
    </field>
  </schema>
</model>
"""


def model(pattern, **choices):
    texts = {
        name: "".join(f"<element>{value}</element>" for value in values)
        for name, values in choices.items()
    }
    return pattern.format(**texts)


def row(number):
    """The ``number``-th submission: values by the name of the field."""
    return {
        "unit": UNITS[number % len(UNITS)],
        "category": CATEGORIES[number % len(CATEGORIES)],
        "topic": f"{TOPIC}{number}",
        "content": content(number),
    }


def saver_of(form):
    return dict(getFieldsInOrder(get_actions(form)))["saver"]


def fill(instance, total):
    """A form with the fields of an evaluation of a unit; ``total`` rows through its saver."""
    plone_site.add_stock_site(instance)
    with instance.session(SITE) as site:
        site.portal_setup.runAllImportStepsFromProfile("profile-collective.easyform:default")
        form = api.content.create(site, "EasyForm", FORM, "评价")
        form.fields_model = model(FIELDS, units=UNITS, categories=CATEGORIES)
        form.actions_model = ACTIONS.format(size=PAGE)
        api.content.transition(form, "publish")
        api.user.grant_roles(username=MANAGER_USER, roles=["Manager"])
        transaction.commit()
    start = time() - DAYS * 24 * 60 * 60
    step = DAYS * 24 * 60 * 60 / (total + 1)
    for first in range(0, total, BATCH):
        with instance.session(SITE) as site:
            saver = saver_of(site[FORM])
            for number in range(first, min(first + BATCH, total)):
                # Not addDataRow: it would count up from the present moment until a key is free.
                moment = start + step * number
                key = int(moment * 1000)
                saver.setDataRow(key, row(number) | {"dt": str(DateTime(moment)), "id": key})
            transaction.commit()


class EasyForm:
    def __init__(self, folder, total):
        folder = Path(folder)
        done = folder / "filled"
        self.instance = Instance(folder)
        if not done.exists():
            fill(self.instance, total)
            done.write_text(f"{total}\n")
        self.members = Members(self.instance)
        with self.instance.session(SITE) as site:
            self.numbers = count(saver_of(site[FORM]).itemsSaved())

    def describe(self):
        packages = ("collective.easyform", "Products.CMFPlone", "Zope", "ZODB")
        return ", ".join(f"{name} {version(name)}" for name in packages)

    def submit(self):
        """The form; sending it, which answers with the page of thanks."""
        number = next(self.numbers)
        visitor = self.members(member(1 + number % (plone_site.MEMBERS - 1)))
        form, token = form_of(visitor, f"/{SITE}/{FORM}")
        fields = {f"form.widgets.{name}": value for name, value in row(number).items()}
        fields["form.widgets.unit"] = [fields["form.widgets.unit"]]
        fields["form.widgets.category"] = [fields["form.widgets.category"]]
        fields |= {"form.buttons.submit": "Submit", "_authenticator": token}
        posted = expect(visitor.post(f"/{SITE}/{FORM}", fields), 200, "</html>")
        if "form.widgets.topic" in posted.body:
            raise RuntimeError(posted.body)
        return {"form": form.seconds, "post": posted.seconds, "next": 0}

    def newest(self):
        """The saver's own table; it has one order, and its pages are of so many as it is told."""
        answer = self.members(MANAGER_USER).get(f"/{SITE}/{FORM}/actions/saver/@@data")
        return {"page": expect(answer, 200, TOPIC).seconds}

    def saved(self):
        with self.instance.session(SITE) as site:
            return saver_of(site[FORM]).itemsSaved()


def main(folder, total):
    form = EasyForm(folder, int(total))
    names = ("describe", "submit", "newest", "saved")
    serve({name: getattr(form, name) for name in names})


if __name__ == "__main__":
    main(*sys.argv[1:])
