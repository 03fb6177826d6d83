"""Fields that all forms of a kind have in common, for pages that everybody opens in the same minute."""

from django import forms


class _Shared(dict):
    """What Django copies for each form, down to every widget, is handed out as it is."""

    def __deepcopy__(self, memo) -> dict:
        return dict(self)


def shared_fields[Form: type[forms.BaseForm]](form: Form) -> Form:
    """Let every form of this class, and not of those that inherit from it, have the class's own fields.

    Django gives each its own, so that it may change them: it cost a twentieth of a registration. A form that
    is decorated so must not; it may leave a field out, or put another one in its place."""
    form.base_fields = _Shared(form.base_fields)  # type: ignore[attr-defined]
    return form
