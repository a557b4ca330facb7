CREATE TABLE "advance_notice" ("id" INTEGER NOT NULL PRIMARY KEY, "number" VARCHAR(80) NOT NULL, "supplier_id" INTEGER NOT NULL, "purchase_order_id" INTEGER, "due_on" DATE, FOREIGN KEY ("supplier_id") REFERENCES "supplier" ("id"), FOREIGN KEY ("purchase_order_id") REFERENCES "purchase_order" ("id"))
CREATE UNIQUE INDEX "advance_notice_number" ON "advance_notice" ("number")
CREATE INDEX "advance_notice_supplier_id" ON "advance_notice" ("supplier_id")
CREATE INDEX "advance_notice_purchase_order_id" ON "advance_notice" ("purchase_order_id")
CREATE TABLE "advance_notice_line" ("id" INTEGER NOT NULL PRIMARY KEY, "advance_notice_id" INTEGER NOT NULL, "line" INTEGER NOT NULL CHECK (line > 0), "item_id" INTEGER NOT NULL, "quantity" INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 999999999) CHECK (quantity = CAST(quantity AS BIGINT)), "sscc" VARCHAR(18) NOT NULL, "lot" VARCHAR(80) NOT NULL, "expiry" DATE, FOREIGN KEY ("advance_notice_id") REFERENCES "advance_notice" ("id"), FOREIGN KEY ("item_id") REFERENCES "item" ("id"))
CREATE INDEX "advance_notice_line_item_id" ON "advance_notice_line" ("item_id")
CREATE UNIQUE INDEX "advance_notice_line_advance_notice_id_line" ON "advance_notice_line" ("advance_notice_id", "line")
CREATE INDEX advance_notice_line_sscc ON advance_notice_line (sscc) WHERE sscc <> ''
CREATE TABLE "item_new" ("id" INTEGER NOT NULL PRIMARY KEY, "sku" VARCHAR(80) NOT NULL, "name" VARCHAR(200) NOT NULL, "unit" VARCHAR(80) NOT NULL, "pack_quantity" INTEGER NOT NULL CHECK (pack_quantity > 0) CHECK (pack_quantity = CAST(pack_quantity AS BIGINT)), "category" VARCHAR(200) NOT NULL, "lot_tracked" INTEGER NOT NULL, "expiry_tracked" INTEGER NOT NULL, "serial_tracked" INTEGER NOT NULL, "safety_stock" INTEGER NOT NULL CHECK (safety_stock >= 0) CHECK (safety_stock = CAST(safety_stock AS BIGINT)), "safety_stock_open_to" VARCHAR(1) NOT NULL, "reorder_point" INTEGER CHECK (reorder_point >= 0) CHECK (reorder_point = CAST(reorder_point AS BIGINT)), "price" INTEGER CHECK (price >= 0) CHECK (price = CAST(price AS BIGINT)), "cost" INTEGER CHECK (cost >= 0) CHECK (cost = CAST(cost AS BIGINT)), "weight_g" INTEGER CHECK (weight_g >= 0), "volume_cm3" INTEGER CHECK (volume_cm3 >= 0), "release_date" DATE, "home_location_id" INTEGER, "supplier_id" INTEGER, "lead_time_days" INTEGER CHECK (lead_time_days >= 0), "minimum_shelf_life_days" INTEGER NOT NULL CHECK (minimum_shelf_life_days >= 0), FOREIGN KEY ("home_location_id") REFERENCES "location" ("id"), FOREIGN KEY ("supplier_id") REFERENCES "supplier" ("id"))
INSERT INTO "item_new" (id, sku, name, unit, pack_quantity, category, lot_tracked, expiry_tracked, serial_tracked, safety_stock, safety_stock_open_to, reorder_point, price, cost, weight_g, volume_cm3, release_date, home_location_id, supplier_id, lead_time_days, minimum_shelf_life_days) SELECT id, sku, name, unit, pack_quantity, category, lot_tracked, expiry_tracked, serial_tracked, safety_stock, safety_stock_open_to, reorder_point, price, cost, weight_g, volume_cm3, release_date, home_location_id, supplier_id, lead_time_days, 0 FROM "item"
DROP TABLE "item"
ALTER TABLE "item_new" RENAME TO "item"
CREATE UNIQUE INDEX "item_sku" ON "item" ("sku")
CREATE INDEX "item_home_location_id" ON "item" ("home_location_id")
CREATE INDEX "item_supplier_id" ON "item" ("supplier_id")
CREATE TABLE "purchase_line_new" ("id" INTEGER NOT NULL PRIMARY KEY, "purchase_order_id" INTEGER NOT NULL, "line" INTEGER NOT NULL CHECK (line > 0), "item_id" INTEGER NOT NULL, "quantity" INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 999999999) CHECK (quantity = CAST(quantity AS BIGINT)), "received" INTEGER NOT NULL CHECK (received = CAST(received AS BIGINT)), "received_before" INTEGER NOT NULL CHECK (received_before >= 0) CHECK (received_before = CAST(received_before AS BIGINT)), "due_on" DATE, "price" INTEGER CHECK (price >= 0) CHECK (price = CAST(price AS BIGINT)), "over_receipt_percent" INTEGER CHECK (over_receipt_percent >= 0), FOREIGN KEY ("purchase_order_id") REFERENCES "purchase_order" ("id"), FOREIGN KEY ("item_id") REFERENCES "item" ("id"), CHECK (received >= received_before))
INSERT INTO "purchase_line_new" (id, purchase_order_id, line, item_id, quantity, received, received_before, due_on, price, over_receipt_percent) SELECT id, purchase_order_id, line, item_id, quantity, received, received_before, due_on, price, NULL FROM "purchase_line"
DROP TABLE "purchase_line"
ALTER TABLE "purchase_line_new" RENAME TO "purchase_line"
CREATE INDEX "purchase_line_item_id" ON "purchase_line" ("item_id")
CREATE UNIQUE INDEX "purchase_line_purchase_order_id_line" ON "purchase_line" ("purchase_order_id", "line")
CREATE TABLE "receipt_new" ("id" INTEGER NOT NULL PRIMARY KEY, "number" VARCHAR(80) NOT NULL, "purchase_order_id" INTEGER, "supplier_id" INTEGER NOT NULL, "status" VARCHAR(20) NOT NULL CHECK (status IN ('open', 'closed')), "opened_at" INTEGER NOT NULL, "closed_at" INTEGER, "advance_notice_id" INTEGER, FOREIGN KEY ("purchase_order_id") REFERENCES "purchase_order" ("id"), FOREIGN KEY ("supplier_id") REFERENCES "supplier" ("id"), FOREIGN KEY ("advance_notice_id") REFERENCES "advance_notice" ("id"))
INSERT INTO "receipt_new" (id, number, purchase_order_id, supplier_id, status, opened_at, closed_at, advance_notice_id) SELECT id, number, purchase_order_id, supplier_id, status, opened_at, closed_at, NULL FROM "receipt"
DROP TABLE "receipt"
ALTER TABLE "receipt_new" RENAME TO "receipt"
CREATE UNIQUE INDEX "receipt_number" ON "receipt" ("number")
CREATE INDEX "receipt_purchase_order_id" ON "receipt" ("purchase_order_id")
CREATE INDEX "receipt_supplier_id" ON "receipt" ("supplier_id")
CREATE INDEX "receipt_advance_notice_id" ON "receipt" ("advance_notice_id")
CREATE TABLE "receipt_line_new" ("id" INTEGER NOT NULL PRIMARY KEY, "receipt_id" INTEGER NOT NULL, "purchase_line_id" INTEGER, "lot_id" INTEGER NOT NULL, "location_id" INTEGER NOT NULL, "quantity" INTEGER NOT NULL CHECK (quantity > 0) CHECK (quantity = CAST(quantity AS BIGINT)), "action_id" INTEGER NOT NULL, "status" VARCHAR(20) NOT NULL CHECK (status IN ('available', 'quarantined')), "advance_notice_line_id" INTEGER, FOREIGN KEY ("receipt_id") REFERENCES "receipt" ("id"), FOREIGN KEY ("purchase_line_id") REFERENCES "purchase_line" ("id"), FOREIGN KEY ("lot_id") REFERENCES "lot" ("id"), FOREIGN KEY ("location_id") REFERENCES "location" ("id"), FOREIGN KEY ("action_id") REFERENCES "action" ("id"), FOREIGN KEY ("advance_notice_line_id") REFERENCES "advance_notice_line" ("id"))
INSERT INTO "receipt_line_new" (id, receipt_id, purchase_line_id, lot_id, location_id, quantity, action_id, status, advance_notice_line_id) SELECT id, receipt_id, purchase_line_id, lot_id, location_id, quantity, action_id, status, NULL FROM "receipt_line"
DROP TABLE "receipt_line"
ALTER TABLE "receipt_line_new" RENAME TO "receipt_line"
CREATE INDEX "receipt_line_receipt_id" ON "receipt_line" ("receipt_id")
CREATE INDEX "receipt_line_purchase_line_id" ON "receipt_line" ("purchase_line_id")
CREATE INDEX receipt_line_announced ON receipt_line (advance_notice_line_id) WHERE advance_notice_line_id IS NOT NULL
CREATE TRIGGER receipt_line_no_update BEFORE update ON receipt_line BEGIN SELECT RAISE(ABORT, 'receipt_line is append-only'); END
CREATE TRIGGER receipt_line_no_delete BEFORE delete ON receipt_line BEGIN SELECT RAISE(ABORT, 'receipt_line is append-only'); END
