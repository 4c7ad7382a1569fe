"""The script of our pages."""

from hnu.jgzf import config
from plone.app.layout.viewlets import ViewletBase
from Products.CMFPlone.resources.webresource import PloneScriptResource


class Script(ViewletBase):
    """Our script, where our bundle was asked for: deferred, so that the page is seen without it.

    A bundle of the registry that is deferred has an attribute that is no HTML.
    """

    def render(self):
        if config.BUNDLE not in getattr(self.request, "enabled_bundles", ()):
            return ""
        script = PloneScriptResource(
            context=self.context,
            name=config.BUNDLE,
            resource="++plone++hnu.jgzf/jgzf.js",
            unique=True,
            defer="defer",
            **{"data-bundle": config.BUNDLE},
        )
        return script.render(self.site_url)
