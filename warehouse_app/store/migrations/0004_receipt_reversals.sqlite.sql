CREATE TABLE "receipt_reversal" ("id" INTEGER NOT NULL PRIMARY KEY, "receipt_line_id" INTEGER NOT NULL, "action_id" INTEGER NOT NULL, FOREIGN KEY ("receipt_line_id") REFERENCES "receipt_line" ("id"), FOREIGN KEY ("action_id") REFERENCES "action" ("id"))
CREATE UNIQUE INDEX "receipt_reversal_receipt_line_id" ON "receipt_reversal" ("receipt_line_id")
CREATE TRIGGER receipt_reversal_no_update BEFORE update ON receipt_reversal BEGIN SELECT RAISE(ABORT, 'receipt_reversal is append-only'); END
CREATE TRIGGER receipt_reversal_no_delete BEFORE delete ON receipt_reversal BEGIN SELECT RAISE(ABORT, 'receipt_reversal is append-only'); END
