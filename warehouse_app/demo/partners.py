"""Who the house buys from, and how punctual they are: a word list."""

from typing import NamedTuple

from warehouse_app.domain.records import SupplierRecord

PUNCTUAL = (0, 0, 0, 0, 0, 0, -1, 0, 0, 1)
USUAL = (0, 0, 1, 0, -1, 2, 0, 1, 4, 0)
LATE = (2, 5, 0, 8, 3, 1, 12, 6, 4, 17)
"""How many working days after the due day a supplier's deliveries come; one draw in ten each."""


class Partner(NamedTuple):
    """`delays` are its working days after the due day, `rhythm` the working days between two orders to it."""

    code: str
    name: str
    mailbox: str
    lead_days: int
    tolerance: int
    delays: tuple[int, ...]
    rhythm: int

    def record(self) -> SupplierRecord:
        """Return what the house keeps of it."""
        return SupplierRecord(self.code, self.name, f"{self.mailbox}.example", self.lead_days, self.tolerance)


PARTNERS = (
    Partner("S-101", "Hallstein Zeltbau GmbH", "auftrag@hallstein-zeltbau", 28, 0, USUAL, 14),
    Partner("S-102", "Nordkap Textil AB", "order@nordkap-textil", 35, 0, LATE, 13),
    Partner("S-103", "Trailpack Sp. z o.o.", "zamowienia@trailpack", 21, 0, USUAL, 13),
    Partner("S-104", "Vulcan Flame Ltd", "sales@vulcanflame", 21, 2, PUNCTUAL, 12),
    Partner("S-105", "Lumen Works B.V.", "orders@lumenworks", 14, 0, USUAL, 13),
    Partner("S-106", "Cellpoint Energy GmbH", "bestellung@cellpoint-energy", 14, 0, PUNCTUAL, 10),
    Partner("S-107", "Wollhaus Merino OÜ", "tellimus@wollhaus-merino", 42, 0, LATE, 16),
    Partner("S-108", "Emaille & Eisen KG", "verkauf@emaille-eisen", 14, 2, USUAL, 11),
    Partner("S-109", "Porcelana del Duero S.L.", "pedidos@porcelana-duero", 28, 5, LATE, 15),
    Partner("S-110", "Seifenfabrik Reinhold Weiss", "versand@seifen-weiss", 7, 5, PUNCTUAL, 9),
    Partner("S-111", "Schmied & Sohn Werkzeuge", "kontor@schmied-sohn", 14, 0, USUAL, 12),
    Partner("S-112", "Knotwerk Seilerei e.K.", "post@knotwerk", 14, 3, PUNCTUAL, 12),
    Partner("S-113", "Mühle Brandner", "muehle@brandner", 7, 10, PUNCTUAL, 8),
    Partner("S-114", "Dispensa Toscana S.r.l.", "ordini@dispensa-toscana", 14, 5, USUAL, 9),
    Partner("S-115", "Hut Pantry Foods Ltd", "orders@hutpantry", 21, 5, LATE, 11),
    Partner("S-116", "Altiplano Coffee Importers B.V.", "desk@altiplano-coffee", 28, 2, USUAL, 12),
    Partner("S-117", "Confiserie Lacroix SARL", "commandes@confiserie-lacroix", 14, 5, USUAL, 10),
    Partner("S-118", "Samaritan Medical Supplies Ltd", "care@samaritan-medical", 7, 0, PUNCTUAL, 12),
    Partner("S-119", "Compass & Wave Instruments A/S", "ordre@compass-wave", 42, 0, LATE, 18),
)
