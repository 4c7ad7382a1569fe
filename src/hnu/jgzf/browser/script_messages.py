"""What Plone's scripts say (folder contents, pickers), in Chinese as well.

They ask for the catalog of ``zh-cn``, as Plone calls the language; the catalog is registered as
``zh_CN``, as gettext calls it, and the stock view finds none.
"""

from plone.app.content.browser.i18n import i18njs


class ScriptMessages(i18njs):
    def __call__(self, domain=None, language=None):
        language = language or self.request.get("LANGUAGE") or ""
        name, hyphen, country = language.partition("-")
        return super().__call__(domain, f"{name}_{country.upper()}" if hyphen else language)
