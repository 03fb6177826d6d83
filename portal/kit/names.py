"""Finding by the words of a name, where it is kept as a Danish sort key (`danish.sort_key`)."""

from django.db.models import Q


def begins(key: str, field: str = "name_key") -> Q:
    """One of the words of the field begins with the key.

    The key is digits in pairs with "10" between words, and no pair begins with 0: so "10" is found at
    word breaks only, and a match after it cannot be out of step.
    """
    return Q(**{f"{field}__startswith": key}) | Q(**{f"{field}__contains": f"10{key}"})
