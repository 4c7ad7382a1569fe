"""What Plone's scripts ask for by the name of the site's language."""

import pytest


@pytest.mark.parametrize("language", ["&language=zh-cn", "&language=zh_CN", ""])
def test_scripts_get_chinese(site, visit, language):
    url = f"{site.absolute_url()}/plonejsi18n?domain=widgets{language}"
    messages = visit("webmaster").session.get(url).json()
    assert messages["Cut"] == "剪切", "what the package has"
    assert messages["Sort on"] == "排序方式", "and what it lacks"


def test_other_languages_are_left_alone(site, visit):
    url = f"{site.absolute_url()}/plonejsi18n?domain=widgets"
    session = visit("webmaster").session
    assert session.get(f"{url}&language=de").json()["Cut"] == "Ausschneiden"
    assert session.get(f"{url}&language=pt-br").json()["Cut"] == "Recortar"
    assert not session.get(f"{url}&language=xx").json()
