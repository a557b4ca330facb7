"""What can be wrong with a file as a whole, and with one row of it. The sentences are in texts/files.py."""

from enum import StrEnum


class FileFault(StrEnum):
    """Why a file cannot be read or written at all."""

    MISSING = "file-missing"
    FOLDER = "file-folder"
    FOLDER_MISSING = "file-folder-missing"
    NOT_A_FILE = "file-not-a-file"
    UNREADABLE = "file-unreadable"
    EMPTY = "file-empty"
    NOT_TEXT = "file-not-text"
    OLD_SPREADSHEET = "file-old-spreadsheet"
    ENCODING = "file-encoding"
    DAMAGED = "file-damaged"
    TOO_LARGE = "file-too-large"
    LINE_TOO_LONG = "file-line-too-long"
    HEADER_BROKEN = "file-header-broken"
    NO_HEADER = "file-no-header"
    COLUMN_MISSING = "file-column-missing"
    COLUMN_TWICE = "file-column-twice"
    CHANGED = "file-changed"
    ENDING = "file-ending"
    NOT_WRITTEN = "file-not-written"
    NO_ROOM = "file-no-room"
    TOO_MANY_ROWS = "file-too-many-rows"
    JOIN_BROKEN = "file-join-broken"
    JOIN_KEY_TWICE = "file-join-key-twice"
    MAPPING_UNKNOWN = "file-mapping-unknown"
    MAPPING_WRONG = "file-mapping-wrong"
    MAPPING_WITHOUT_KIND = "file-mapping-without-kind"


class RowFault(StrEnum):
    """What is wrong with a row or one of its cells; the row is not taken, and reading goes on."""

    TOO_MANY_CELLS = "row-too-many-cells"
    TOO_FEW_CELLS = "row-too-few-cells"
    QUOTE_OPEN = "row-quote-open"
    TEXT_AFTER_QUOTE = "row-text-after-quote"
    CELL_TOO_LONG = "row-cell-too-long"
    NOT_JOINED = "row-not-joined"

    REQUIRED = "cell-required"
    TEXT_TOO_LONG = "cell-text-too-long"
    CONTROL_CHARACTER = "cell-control-character"
    NOT_ASCII = "cell-not-ascii"
    NOT_WHOLE = "cell-not-whole"
    OUT_OF_RANGE = "cell-out-of-range"
    DECIMAL_COMMA = "cell-decimal-comma"
    NOT_A_NUMBER = "cell-not-a-number"
    DECIMALS = "cell-decimals"
    NOT_YES_OR_NO = "cell-not-yes-or-no"
    NOT_A_DAY = "cell-not-a-day"
    NOT_AN_INSTANT = "cell-not-an-instant"
    NO_SUCH_DAY = "cell-no-such-day"
    NOT_ONE_OF = "cell-not-one-of"
    NOT_A_CLASS = "cell-not-a-class"
    NOT_AN_EMAIL = "cell-not-an-email"
    NOT_A_LANGUAGE = "cell-not-a-language"
    NOT_AN_SSCC = "cell-not-an-sscc"

    REPEATED = "row-repeated"
    LINE_REPEATED = "row-line-repeated"
    DISAGREES = "row-disagrees"
    OWN_SUBSTITUTE = "row-own-substitute"
    COORDINATE_NEEDED = "row-coordinate-needed"
    SHIPPED_TOO_MUCH = "row-shipped-too-much"
    CANCELLED_TOO_MUCH = "row-cancelled-too-much"
    RECEIVED_BEFORE_ORDERED = "row-received-before-ordered"


class FileWord(StrEnum):
    """Headings of the files that are written for people."""

    FILE = "file-word-file"
    LINE = "file-word-line"
    COLUMN = "file-word-column"
    WRONG = "file-word-wrong"
