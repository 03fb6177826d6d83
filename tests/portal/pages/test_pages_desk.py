"""The secretariat's admin: what each role meets there."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page

from members.people.enums import Permission
from members.people.rules import may
from portal.pages.avatar import initials_picture
from portal.pages.desk_menu import desks_for
from portal.ui.desk import DESKS
from tests.factories.admission import make_application


def test_the_menu_shows_exactly_the_desks_one_may_open(rf, personas):
    from wagtail import hooks

    hooks.search_for_hooks()
    assert DESKS
    for name, user in personas.all().items():
        labels = {label for label, _url, _icon in desks_for(user)}
        wanted = {str(desk.label) for desk in DESKS if may(user, desk.permission)}
        assert labels == wanted, name
        if not may(user, Permission.ENTER_DESK):
            assert labels == set(), name


@pytest.mark.parametrize(
    ("who", "edits", "sets"),
    [("editor", True, False), ("administrator", True, True), ("jurist", False, False)],
)
def test_each_role_reaches_its_part_of_wagtail(client, personas, who, edits, sets):
    client.force_login(getattr(personas, who))
    page = Page.objects.get(slug="kontakt")
    assert client.get("/admin/").status_code == 200
    assert (client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200) == edits
    settings = client.get("/admin/settings/pages/networksettings/", follow=True)
    assert ("hotline_opens" in settings.text) == sets


def test_a_group_left_over_from_an_ended_role_edits_nothing(client, personas):
    """The role decides, also on the day it runs out and Wagtail's group has not followed."""
    personas.jurist.groups.add(Group.objects.get(name="Sekretariatets redaktører"))
    client.force_login(personas.jurist)
    page = Page.objects.get(slug="kontakt")
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code in (302, 403)


def test_nobody_else_comes_in(client, personas):
    for name in ("applicant", "member", "coordinator", "former"):
        client.force_login(getattr(personas, name))
        assert client.get("/admin/").status_code == 403, name


def test_the_start_page_asks_no_other_host(client, personas):
    client.force_login(personas.administrator)
    text = client.get("/admin/").text
    for tag in ('src="http', "src='http", "gravatar", 'href="https://fonts'):
        assert tag not in text
    assert "guide.wagtail" not in text


def test_a_page_with_a_cpr_number_is_not_saved(client, personas):
    from django.core.exceptions import ValidationError

    page = Page.objects.get(slug="kontakt").specific
    page.title = "Sagen om 010190-1234"
    with pytest.raises(ValidationError):
        page.full_clean()


def test_pages_can_only_be_restricted_to_groups(client, personas):
    client.force_login(personas.administrator)
    page = Page.objects.get(slug="kontakt")
    text = client.get(f"/admin/pages/{page.pk}/privacy/").text
    assert 'value=\\"groups\\"' in text
    assert 'value=\\"login\\"' not in text and 'value=\\"password\\"' not in text


def test_the_start_page_says_what_waits_on_each_desk(client, personas):
    client.force_login(personas.administrator)
    assert "venter på dig" not in client.get("/admin/").text
    make_application()
    make_application("Bent Bro", "Faxe")
    assert "2 venter på dig" in client.get("/admin/").text
    client.force_login(personas.editor)
    assert "venter på dig" not in client.get("/admin/").text


def test_initials_stand_for_a_person_and_ask_no_other_host(client, personas):
    picture = initials_picture(personas.administrator, 50)
    assert picture.startswith("data:image/svg+xml,") and "%3EKL%3C" in picture
    client.force_login(personas.administrator)
    text = client.get("/admin/").text
    assert "data:image/svg+xml," in text and "default-user-avatar" not in text
