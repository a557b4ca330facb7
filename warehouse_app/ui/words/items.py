"""What the page of items and stock says; the words are in `texts.window.items`."""

from enum import StrEnum

from warehouse_app.domain.statuses import LocationKind, MoveReason, StockStatus


class ItemWord(StrEnum):
    """Columns, facts and buttons."""

    ITEMS = "items-items"
    PLACES = "items-places"
    SKU = "items-sku"
    NAME = "items-name"
    CATEGORY = "items-category"
    UNIT = "items-unit"
    ON_HAND = "items-on-hand"
    ALLOCATABLE = "items-allocatable"
    ALLOCATED = "items-allocated"
    FREE = "items-free"
    WAITING = "items-waiting"
    COMING = "items-coming"
    SAFETY_STOCK = "items-safety-stock"
    REORDER_POINT = "items-reorder-point"
    HOME = "items-home"
    SUPPLIER = "items-supplier"
    PRICE = "items-price"
    COST = "items-cost"
    RELEASE_DATE = "items-release-date"
    SHELF_LIFE = "items-shelf-life"
    SHELF_LIFE_DAYS = "items-shelf-life-days"
    PACK = "items-pack"
    BARCODES = "items-barcodes"
    BARCODE = "items-barcode"
    BARCODE_PACK = "items-barcode-pack"
    TRACKED = "items-tracked"
    EMPTY = "items-empty"
    EMPTY_HELP = "items-empty-help"
    NOTHING_CHOSEN = "items-nothing-chosen"
    NOTHING_CHOSEN_HELP = "items-nothing-chosen-help"
    NEW = "items-new"
    EDIT = "items-edit"
    STOCK = "items-stock"
    LEDGER = "items-ledger"
    QUEUE = "items-queue"
    NO_PLACE_CHOSEN = "items-no-place-chosen"
    NO_PLACE_CHOSEN_HELP = "items-no-place-chosen-help"
    NOTHING_LIES = "items-nothing-lies"
    NOTHING_LIES_HELP = "items-nothing-lies-help"
    NO_MOVES = "items-no-moves"
    NO_MOVES_HELP = "items-no-moves-help"
    NOBODY_WAITS = "items-nobody-waits"
    NOBODY_WAITS_HELP = "items-nobody-waits-help"
    NO_PLACES = "items-no-places"
    NO_PLACES_HELP = "items-no-places-help"


class StockWord(StrEnum):
    """What lies where, and the moves that made it so."""

    LOCATION = "stock-location"
    LOT = "stock-lot"
    EXPIRY = "stock-expiry"
    STATUS = "stock-status"
    QUANTITY = "stock-quantity"
    RESERVED = "stock-reserved"
    PICKED_FOR = "stock-picked-for"
    BLOCKED = "stock-blocked"
    AT = "stock-at"
    REASON = "stock-reason"
    DOCUMENT = "stock-document"
    ACTOR = "stock-actor"
    WORKSTATION = "stock-workstation"
    SEQ = "stock-seq"
    KIND = "stock-kind"
    ZONE = "stock-zone"
    CAPACITY = "stock-capacity"
    ITEMS = "stock-items"


class StatusWord(StrEnum):
    """The state of goods."""

    AVAILABLE = "stock-status-available"
    QUARANTINED = "stock-status-quarantined"


class ReasonWord(StrEnum):
    """Why stock changed."""

    OPENING = "move-reason-opening"
    RECEIPT = "move-reason-receipt"
    CORRECTION = "move-reason-correction"
    COUNT = "move-reason-count"
    MOVE = "move-reason-move"
    PICK = "move-reason-pick"
    SHIP = "move-reason-ship"
    RETURN = "move-reason-return"
    SCRAP = "move-reason-scrap"
    QUARANTINE = "move-reason-quarantine"
    ADJUSTMENT = "move-reason-adjustment"


class KindWord(StrEnum):
    """What a place is for."""

    STORAGE = "place-kind-storage"
    PICK_FACE = "place-kind-pick-face"
    BULK = "place-kind-bulk"
    DOCK = "place-kind-dock"
    STAGING = "place-kind-staging"
    TOTE = "place-kind-tote"
    PACKING = "place-kind-packing"
    QUARANTINE = "place-kind-quarantine"
    DEPOT = "place-kind-depot"
    CROSS_AISLE = "place-kind-cross-aisle"


STATUS_WORDS = {status: StatusWord[status.name] for status in StockStatus}
REASON_WORDS = {reason: ReasonWord[reason.name] for reason in MoveReason}
KIND_WORDS = {kind: KindWord[kind.name] for kind in LocationKind}


class ItemFormWord(StrEnum):
    """The form."""

    TITLE_NEW = "item-form-title-new"
    TITLE_EDIT = "item-form-title-edit"
    IDENTITY = "item-form-identity"
    TRACKING = "item-form-tracking"
    PLANNING = "item-form-planning"
    MEASURES = "item-form-measures"
    SKU_STAYS = "item-form-sku-stays"
    LOT_TRACKED = "item-form-lot-tracked"
    EXPIRY_TRACKED = "item-form-expiry-tracked"
    SERIAL_TRACKED = "item-form-serial-tracked"
    SHELF_LIFE = "item-form-shelf-life"
    SHELF_LIFE_HINT = "item-form-shelf-life-hint"
    OPEN_TO = "item-form-open-to"
    OPEN_TO_HINT = "item-form-open-to-hint"
    RELEASE_HINT = "item-form-release-hint"
    PACK_HINT = "item-form-pack-hint"
    LEAD_TIME = "item-form-lead-time"
    WEIGHT = "item-form-weight"
    VOLUME = "item-form-volume"
    SAVED = "item-form-saved"
