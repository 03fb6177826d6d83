"""The demo network's log-ins: one for each role, the same in every fresh database."""

from dataclasses import dataclass

from .cast import address
from .texts import read

PASSWORD = "netvaerket-demo"
#: The secretariat's second factor in the demo; `/dev/koder/` shows its present code.
TOTP_SECRET = "NETVAERKETDEMO234567ABCDEFGH2345"


@dataclass(frozen=True)
class Login:
    """Whose log-in it is (a key of `content/people.toml`), and what it is good for."""

    key: str
    who: str

    @property
    def email(self) -> str:
        rows = [*read("people")["person"], *read("people")["former"]]
        row = next(row for row in rows if row["key"] == self.key)
        return address(self.key, row["municipality"])


LOGINS = (
    Login("mette-holm", "new member, Odense"),
    Login("jens-aagaard", "experienced member, Aarhus"),
    Login("charlotte-egeskov-hermansen", "coordinator of the local group Fyn"),
    Login("susanne-dalgaard", "coordinator of the region Vest"),
    Login("nanna-juul-overgaard", "secretariat: editor (second factor)"),
    Login("gitte-fomsgaard", "secretariat: hotline jurist (second factor)"),
    Login("anne-sofie-brandt-mikkelsen", "secretariat: administrator (second factor)"),
    Login("karim-haddad", "secretariat: second administrator, who signs too (second factor)"),
    Login("inge-lise-hammer", "former member"),
)


def rows() -> list[tuple[str, str, str]]:
    """E-mail, password and who it is, for the terminal and the README."""
    return [(login.email, PASSWORD, login.who) for login in LOGINS]
