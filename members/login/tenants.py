"""Which municipality's log-in a token comes from, and whose it is.

Entra ID signs the tokens of every tenant in the world with the same keys, so the signature alone says
nothing: the tenant must be one that was allowed, and the very one the provider was set up for. And an
administrator can write any address into a colleague's `email`, so the name they log in with is read
instead, whose domain Entra ID has made the tenant prove.
"""

from django.conf import settings

from portal.kit import addresses


def provider_id(tenant: str) -> str:
    """The name of a tenant's provider, which stands in its addresses."""
    return f"kommune-{tenant[:8]}"


def claims_of(sociallogin) -> dict:
    """The signed claims: those of the ID token, never those a second question brought back."""
    data = sociallogin.account.extra_data or {}
    claims = data.get("id_token", data)
    return claims if isinstance(claims, dict) else {}


def is_allowed(claims: dict, *, provider: str) -> bool:
    """Whether the token is from an allowed tenant, through that tenant's own provider."""
    tenant = str(claims.get("tid") or "").lower()
    return bool(tenant) and tenant in settings.OIDC_TENANTS and provider == provider_id(tenant)


def address_in(claims: dict) -> str:
    """The name the person logs in with at work, which is an address; empty when it is none."""
    name = addresses.tidy(str(claims.get("preferred_username") or ""))
    return name if "@" in name else ""
