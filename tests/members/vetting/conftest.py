import pytest

from tests.factories.people import make_secretariat


@pytest.fixture
def vetter(db):
    return make_secretariat(name="Karen Lund")


@pytest.fixture
def desk(client, vetter):
    """A client logged in as the vetter, with Wagtail's own permission to enter its admin."""
    from django.contrib.auth.models import Permission

    entry = Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")
    vetter.groups.first().permissions.add(entry)
    client.force_login(vetter)
    return client
