"""What is gone can be given a reason and a replacement afterwards."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.audit.models import Entry
from portal.kit.problems import Refused
from resources.library.enums import Audience
from resources.library.flows.correcting import correct_retirement, correct_withdrawal
from resources.library.flows.publishing import withdraw_version
from resources.library.flows.retiring import bring_back, retire
from resources.library.models import Guide, Replacement, Version
from resources.library.replacing import instead_of
from tests.factories.resources import make_guide, make_version

pytestmark = pytest.mark.django_db
BECAUSE = "Reglen er ændret."


@pytest.fixture
def editor(personas):
    return personas.administrator


def desk(name: str, *args) -> str:
    return reverse(f"library_desk:{name}", args=args)


def withdrawn(editor, guide=None, **kwargs) -> Version:
    version = make_version(guide)
    return withdraw_version(version=version, because="Forkert.", by=editor, **kwargs)


def actions() -> list[str]:
    found = Entry.objects.filter(action__endswith="_corrected").order_by("pk")
    return list(found.values_list("action", flat=True))


def test_a_withdrawn_version_gets_its_replacement_afterwards(client, personas, editor):
    gone, other = withdrawn(editor), make_guide("Afløseren")
    client.force_login(personas.member)
    assert "Afløseren" not in client.get(gone.get_absolute_url()).content.decode()
    when = gone.withdrawn_at
    for _twice in range(2):
        correct_withdrawal(version=gone, because=BECAUSE, instead=other, by=editor)
    page = client.get(gone.get_absolute_url()).content.decode()
    assert "Afløseren" in page and other.get_absolute_url() in page
    assert BECAUSE in page and "Forkert." not in page
    gone.refresh_from_db()
    assert (gone.withdrawn_at, actions()) == (when, ["library.withdrawal_corrected"])


def test_a_replacement_is_another_one_or_none_again(personas, editor):
    guide, first, second = make_guide(), make_guide(), make_guide()
    standing = make_version(guide)
    gone = withdrawn(editor, guide, instead=first)
    for instead in (second, standing):
        correct_withdrawal(version=gone, because=BECAUSE, instead=instead, by=editor)
        assert instead_of(personas.member, Version.objects.get(pk=gone.pk)) == instead
    correct_withdrawal(version=gone, because=BECAUSE, by=editor)
    assert not Replacement.objects.exists()


def test_retired_material_gets_another_replacement_and_another_reason(client, personas, editor):
    old, new = make_guide(), make_guide("Den nye")
    when = retire(guide=old, because="Samlet i én.", by=editor).retired_at
    for _twice in range(2):
        correct_retirement(guide=old, because=BECAUSE, instead=new, by=editor)
    client.force_login(personas.member)
    page = client.get(old.get_absolute_url()).content.decode()
    assert BECAUSE in page and "Den nye" in page and "Samlet i én." not in page
    old.retirement.refresh_from_db()
    assert old.retirement.retired_at == when
    assert actions() == ["library.retirement_corrected"]


def test_nothing_replaces_itself_or_goes_in_a_circle(editor):
    one, two, three = make_guide(), make_guide(), make_guide()
    retire(guide=three, because=BECAUSE, by=editor)
    retire(guide=two, because=BECAUSE, instead=one, by=editor)
    retire(guide=one, because=BECAUSE, by=editor)
    for guide, instead, code in ((one, one, "circle"), (one, two, "circle"), (one, three, "gone")):
        with pytest.raises(Refused) as refused:
            correct_retirement(guide=guide, because=BECAUSE, instead=instead, by=editor)
        assert refused.value.codes == [code if code == "circle" else "instead_gone"]


def test_no_version_replaces_itself_or_what_replaces_it(editor):
    guide = make_guide()
    first, second = make_version(guide), make_version(guide)
    withdraw_version(version=first, because="Forkert.", instead=second, by=editor)
    withdraw_version(version=second, because="Forkert.", by=editor)
    for gone, instead in ((second, second), (second, first)):
        with pytest.raises(Refused) as refused:
            correct_withdrawal(version=gone, because=BECAUSE, instead=instead, by=editor)
        assert refused.value.codes == ["circle"]


def test_what_replaces_it_is_for_all_of_its_readers(personas, editor):
    group = make_guide(audience=Audience.GROUP, group=personas.group)
    members, public = make_guide(), make_guide(audience=Audience.PUBLIC)
    for guide in (members, public):
        retire(guide=guide, because=BECAUSE, by=editor)
    for guide, instead in ((members, group), (public, group), (public, make_guide())):
        with pytest.raises(Refused) as refused:
            correct_retirement(guide=guide, because=BECAUSE, instead=instead, by=editor)
        assert refused.value.codes == ["instead_hidden"]
    retire(guide=group, because=BECAUSE, by=editor)
    same = make_guide(audience=Audience.GROUP, group=personas.group)
    correct_retirement(guide=group, because=BECAUSE, instead=same, by=editor)


def test_a_reason_is_mended_also_when_what_replaces_it_has_gone_since(editor):
    old, new = make_guide(), make_guide()
    retire(guide=old, because="Samlt.", instead=new, by=editor)
    retire(guide=new, because=BECAUSE, by=editor)
    correct_retirement(guide=old, because="Samlet.", instead=new, by=editor)
    old.retirement.refresh_from_db()
    assert (old.retirement.because, old.retirement.replaced_by) == ("Samlet.", new)


def test_only_those_who_keep_the_library_and_only_of_what_is_gone(personas, editor):
    guide, version = make_guide(), withdrawn(editor)
    for by, reason, code in (
        (personas.member, BECAUSE, "not_allowed"),
        (editor, " ", "no_reason"),
    ):
        with pytest.raises(Refused) as refused:
            correct_withdrawal(version=version, because=reason, by=by)
        assert refused.value.codes == [code]
    retire(guide=guide, because=BECAUSE, by=editor)
    bring_back(guide=guide, by=editor)
    with pytest.raises(Refused) as refused:
        correct_retirement(guide=guide, because=BECAUSE, by=editor)
    assert refused.value.codes == ["in_use"]


def test_the_desk_shows_what_was_said_and_takes_what_is_said_now(client, editor):
    gone, other = withdrawn(editor), make_guide("Afløseren")
    secret = make_guide("Kun for gruppen", audience=Audience.PUBLIC)
    retire(guide=secret, because=BECAUSE, by=editor)
    client.force_login(editor)
    own = desk("guide", gone.edition.guide_id)
    form = desk("correct_withdrawal", gone.pk)
    assert form in client.get(own).content.decode()
    page = client.get(form).content.decode()
    assert "Forkert." in page and "Kun for gruppen" not in page
    wrong = client.post(form, {"because": "", "instead": ""}).content.decode()
    assert "Skriv, hvorfor" in wrong
    seen = hidden(client.get(form), "seen")
    answer = client.post(form, {"because": BECAUSE, "instead": f"m{other.pk}", "seen": seen})
    assert answer["Location"] == own
    assert f'value="m{other.pk}" selected' in client.get(form).content.decode()
    assert "Afløseren" in client.get(own).content.decode()


def test_the_desk_changes_what_replaces_retired_material(client, editor):
    old, new = make_guide(), make_guide("Den nye")
    client.force_login(editor)
    form = desk("correct_retirement", old.pk)
    assert client.get(form)["Location"] == desk("guide", old.pk)
    retire(guide=old, because="Samlet.", by=editor)
    assert form in client.get(desk("guide", old.pk)).content.decode()
    seen = hidden(client.get(form), "seen")
    client.post(form, {"because": BECAUSE, "instead": f"m{new.pk}", "seen": seen})
    old.retirement.refresh_from_db()
    assert (old.retirement.because, old.retirement.replaced_by) == (BECAUSE, new)


@pytest.mark.parametrize("what", ["retirement", "withdrawal"])
def test_who_wrote_while_another_did_reads_that_before_theirs_stands(
    client, editor, personas, what
):
    if what == "retirement":
        gone = make_guide()
        retire(guide=gone, because="Forkert.", by=editor)
    else:
        gone = withdrawn(editor)
    form = desk(f"correct_{what}", gone.pk)
    client.force_login(editor)
    mine = {"because": "Min grund.", "instead": "", "seen": hidden(client.get(form), "seen")}
    theirs = {**mine, "because": "Den andens grund."}
    assert client.post(form, theirs).status_code == 302
    refused = client.post(form, mine)
    assert refused.status_code == 200
    assert "Der står nu »Den andens grund.«, afløst af: intet." in refused.content.decode()
    assert "Min grund." in refused.content.decode()
    assert reason(gone) == "Den andens grund."
    # Sent twice, and theirs once more, which changes nothing.
    assert client.post(form, mine).status_code == 200
    assert client.post(form, theirs).status_code == 302
    again = {**mine, "seen": hidden(refused, "seen")}
    assert client.post(form, again).status_code == 302
    assert reason(gone) == "Min grund."


def hidden(page, name: str) -> str:
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page.content.decode())
    assert found is not None
    return found[1]


def reason(gone) -> str:
    gone = type(gone).objects.get(pk=gone.pk)
    return gone.retirement.because if isinstance(gone, Guide) else gone.withdrawn_because


def test_the_page_of_material_asks_as_much_with_many_that_are_replaced(client, editor):
    guide = make_guide()
    make_version(guide)
    client.force_login(editor)

    def asked() -> int:
        client.get(desk("guide", guide.pk))
        with CaptureQueriesContext(connection) as captured:
            client.get(desk("guide", guide.pk))
        return len(captured)

    withdrawn(editor, guide, instead=make_guide())
    few = asked()
    for _ in range(4):
        withdrawn(editor, guide, instead=make_guide())
    assert asked() == few
