"""Forms with shared fields are as much by themselves as others are."""

from threading import Barrier, Thread

from django import forms

from portal.ui.shared_fields import shared_fields


@shared_fields
class Shared(forms.Form):
    name = forms.CharField(max_length=5)
    size = forms.ChoiceField(choices=[("s", "Lille"), ("l", "Stor")], required=False)


class Own(Shared):
    pass


def test_they_have_the_same_fields_and_those_that_inherit_have_their_own():
    one, other = Shared(), Shared()
    assert one.fields["name"] is other.fields["name"]
    assert Own().fields["name"] is not Own().fields["name"]


def test_what_one_leaves_out_or_replaces_the_other_has():
    one, other = Shared(), Shared()
    del one.fields["size"]
    one.fields["name"] = forms.IntegerField()
    one.order_fields(["name"])
    assert list(other.fields) == ["name", "size"] and list(Shared().fields) == ["name", "size"]
    assert isinstance(other.fields["name"], forms.CharField)


def test_what_is_wrong_with_one_is_not_wrong_with_the_other():
    wrong, right = Shared({"name": "alt for langt", "size": "xl"}), Shared({"name": "kort"})
    empty, html = Shared(), str(Own())
    assert not wrong.is_valid() and right.is_valid()
    assert set(wrong.errors) == {"name", "size"} and "aria-invalid" in str(wrong)
    assert right.cleaned_data == {"name": "kort", "size": ""}
    assert str(empty) == html and "alt for langt" not in html
    assert str(Shared(initial={"name": "Mette"})).count("Mette") == 1
    assert str(Shared()) == html


def test_two_at_once_keep_apart():
    gate, found = Barrier(2), {}

    def send(name: str) -> None:
        gate.wait()
        for _ in range(200):
            form = Shared({"name": name, "size": "s"})
            found.setdefault(name, set()).add((form.is_valid(), str(form["name"])))

    threads = [Thread(target=send, args=[name]) for name in ("Bo", "alt for langt")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {name: len(answers) for name, answers in found.items()} == {"Bo": 1, "alt for langt": 1}
    assert next(iter(found["Bo"]))[0] and not next(iter(found["alt for langt"]))[0]
