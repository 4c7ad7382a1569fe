"""The script of our pages."""

from hnu.jgzf import config
from plone.app.layout.viewlets import ViewletBase
from Products.CMFPlone.resources.webresource import PloneScriptResource


class Script(ViewletBase):
    """Our script, where our bundle was asked for: deferred, so that the page is seen without it.

    A bundle of the registry that is deferred has an attribute that is no HTML.
    """

    def render(self):
        if not is_in_our_look(self.request):
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


def is_in_our_look(request):
    """Whether the page that answers has asked for our bundle."""
    return config.BUNDLE in getattr(request, "enabled_bundles", ())
