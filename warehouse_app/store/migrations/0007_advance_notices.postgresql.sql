CREATE TABLE "advance_notice" ("id" BIGSERIAL NOT NULL PRIMARY KEY, "number" VARCHAR(80) NOT NULL, "supplier_id" BIGINT NOT NULL, "purchase_order_id" BIGINT, "due_on" DATE, FOREIGN KEY ("supplier_id") REFERENCES "supplier" ("id"), FOREIGN KEY ("purchase_order_id") REFERENCES "purchase_order" ("id"))
CREATE UNIQUE INDEX "advance_notice_number" ON "advance_notice" ("number")
CREATE INDEX "advance_notice_supplier_id" ON "advance_notice" ("supplier_id")
CREATE INDEX "advance_notice_purchase_order_id" ON "advance_notice" ("purchase_order_id")
CREATE TABLE "advance_notice_line" ("id" BIGSERIAL NOT NULL PRIMARY KEY, "advance_notice_id" BIGINT NOT NULL, "line" INTEGER NOT NULL CHECK (line > 0), "item_id" BIGINT NOT NULL, "quantity" INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 999999999) CHECK (quantity = CAST(quantity AS BIGINT)), "sscc" VARCHAR(18) NOT NULL, "lot" VARCHAR(80) NOT NULL, "expiry" DATE, FOREIGN KEY ("advance_notice_id") REFERENCES "advance_notice" ("id"), FOREIGN KEY ("item_id") REFERENCES "item" ("id"))
CREATE INDEX "advance_notice_line_item_id" ON "advance_notice_line" ("item_id")
CREATE UNIQUE INDEX "advance_notice_line_advance_notice_id_line" ON "advance_notice_line" ("advance_notice_id", "line")
CREATE INDEX advance_notice_line_sscc ON advance_notice_line (sscc) WHERE sscc <> ''
ALTER TABLE item ADD COLUMN minimum_shelf_life_days INTEGER NOT NULL DEFAULT 0 CHECK (minimum_shelf_life_days >= 0)
ALTER TABLE item ALTER COLUMN minimum_shelf_life_days DROP DEFAULT
ALTER TABLE purchase_line ADD COLUMN over_receipt_percent INTEGER CHECK (over_receipt_percent >= 0)
ALTER TABLE receipt ADD COLUMN advance_notice_id BIGINT
ALTER TABLE receipt ADD FOREIGN KEY (advance_notice_id) REFERENCES advance_notice (id)
CREATE INDEX "receipt_advance_notice_id" ON "receipt" ("advance_notice_id")
ALTER TABLE receipt_line ADD COLUMN advance_notice_line_id BIGINT
ALTER TABLE receipt_line ADD FOREIGN KEY (advance_notice_line_id) REFERENCES advance_notice_line (id)
CREATE INDEX receipt_line_announced ON receipt_line (advance_notice_line_id) WHERE advance_notice_line_id IS NOT NULL
