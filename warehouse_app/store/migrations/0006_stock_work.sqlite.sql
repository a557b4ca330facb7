CREATE TABLE "move_new" ("id" INTEGER NOT NULL PRIMARY KEY, "item_id" INTEGER NOT NULL, "seq" INTEGER NOT NULL CHECK (seq > 0), "lot_id" INTEGER NOT NULL, "location_id" INTEGER NOT NULL, "status" VARCHAR(20) NOT NULL CHECK (status IN ('available', 'quarantined')), "quantity" INTEGER NOT NULL CHECK (quantity <> 0) CHECK (quantity = CAST(quantity AS BIGINT)), "reason" VARCHAR(20) NOT NULL CHECK (reason IN ('opening', 'receipt', 'correction', 'count', 'move', 'pick', 'ship', 'return', 'scrap', 'quarantine', 'adjustment')), "document" VARCHAR(100) NOT NULL, "corrects_id" INTEGER, "at" INTEGER NOT NULL, "effective_on" DATE NOT NULL, "actor" VARCHAR(80) NOT NULL, "workstation" VARCHAR(80) NOT NULL, "action_id" INTEGER NOT NULL, "prev_hash" VARCHAR(64) NOT NULL, "hash" VARCHAR(64) NOT NULL, FOREIGN KEY ("item_id") REFERENCES "item" ("id"), FOREIGN KEY ("lot_id") REFERENCES "lot" ("id"), FOREIGN KEY ("location_id") REFERENCES "location" ("id"), FOREIGN KEY ("corrects_id") REFERENCES "move_new" ("id"), FOREIGN KEY ("action_id") REFERENCES "action" ("id"))
INSERT INTO "move_new" (id, item_id, seq, lot_id, location_id, status, quantity, reason, document, corrects_id, at, effective_on, actor, workstation, action_id, prev_hash, hash) SELECT id, item_id, seq, lot_id, location_id, status, quantity, reason, document, corrects_id, at, effective_on, actor, workstation, action_id, prev_hash, hash FROM "move"
DROP TABLE "move"
ALTER TABLE "move_new" RENAME TO "move"
CREATE UNIQUE INDEX "move_item_id_seq" ON "move" ("item_id", "seq")
CREATE TRIGGER move_no_update BEFORE update ON move BEGIN SELECT RAISE(ABORT, 'move is append-only'); END
CREATE TRIGGER move_no_delete BEFORE delete ON move BEGIN SELECT RAISE(ABORT, 'move is append-only'); END
CREATE TABLE "receipt_line_new" ("id" INTEGER NOT NULL PRIMARY KEY, "receipt_id" INTEGER NOT NULL, "purchase_line_id" INTEGER, "lot_id" INTEGER NOT NULL, "location_id" INTEGER NOT NULL, "quantity" INTEGER NOT NULL CHECK (quantity > 0) CHECK (quantity = CAST(quantity AS BIGINT)), "action_id" INTEGER NOT NULL, "status" VARCHAR(20) NOT NULL CHECK (status IN ('available', 'quarantined')), FOREIGN KEY ("receipt_id") REFERENCES "receipt" ("id"), FOREIGN KEY ("purchase_line_id") REFERENCES "purchase_line" ("id"), FOREIGN KEY ("lot_id") REFERENCES "lot" ("id"), FOREIGN KEY ("location_id") REFERENCES "location" ("id"), FOREIGN KEY ("action_id") REFERENCES "action" ("id"))
INSERT INTO "receipt_line_new" (id, receipt_id, purchase_line_id, lot_id, location_id, quantity, action_id, status) SELECT id, receipt_id, purchase_line_id, lot_id, location_id, quantity, action_id, 'available' FROM "receipt_line"
DROP TABLE "receipt_line"
ALTER TABLE "receipt_line_new" RENAME TO "receipt_line"
CREATE INDEX "receipt_line_receipt_id" ON "receipt_line" ("receipt_id")
CREATE INDEX "receipt_line_purchase_line_id" ON "receipt_line" ("purchase_line_id")
CREATE TRIGGER receipt_line_no_update BEFORE update ON receipt_line BEGIN SELECT RAISE(ABORT, 'receipt_line is append-only'); END
CREATE TRIGGER receipt_line_no_delete BEFORE delete ON receipt_line BEGIN SELECT RAISE(ABORT, 'receipt_line is append-only'); END
CREATE TABLE "intervention_new" ("id" INTEGER NOT NULL PRIMARY KEY, "order_id" INTEGER NOT NULL, "order_line_id" INTEGER, "kind" VARCHAR(20) NOT NULL CHECK (kind IN ('pin', 'class', 'hold', 'edit', 'merge', 'split')), "value" VARCHAR(80) NOT NULL, "why" TEXT NOT NULL, "action_id" INTEGER NOT NULL, FOREIGN KEY ("order_id") REFERENCES "sales_order" ("id"), FOREIGN KEY ("order_line_id") REFERENCES "order_line" ("id"), FOREIGN KEY ("action_id") REFERENCES "action" ("id"))
INSERT INTO "intervention_new" (id, order_id, order_line_id, kind, value, why, action_id) SELECT id, order_id, order_line_id, kind, value, why, action_id FROM "intervention"
DROP TABLE "intervention"
ALTER TABLE "intervention_new" RENAME TO "intervention"
CREATE INDEX "intervention_order_id" ON "intervention" ("order_id")
CREATE TRIGGER intervention_no_update BEFORE update ON intervention BEGIN SELECT RAISE(ABORT, 'intervention is append-only'); END
CREATE TRIGGER intervention_no_delete BEFORE delete ON intervention BEGIN SELECT RAISE(ABORT, 'intervention is append-only'); END
CREATE TABLE "action_reason" ("id" INTEGER NOT NULL PRIMARY KEY, "action_id" INTEGER NOT NULL, "why" TEXT NOT NULL, FOREIGN KEY ("action_id") REFERENCES "action" ("id"))
CREATE INDEX "action_reason_action_id" ON "action_reason" ("action_id")
CREATE TRIGGER action_reason_no_update BEFORE update ON action_reason BEGIN SELECT RAISE(ABORT, 'action_reason is append-only'); END
CREATE TRIGGER action_reason_no_delete BEFORE delete ON action_reason BEGIN SELECT RAISE(ABORT, 'action_reason is append-only'); END
CREATE TABLE "purchase_closing" ("id" INTEGER NOT NULL PRIMARY KEY, "purchase_line_id" INTEGER NOT NULL, "units" INTEGER NOT NULL CHECK (units > 0) CHECK (units = CAST(units AS BIGINT)), "action_id" INTEGER NOT NULL, FOREIGN KEY ("purchase_line_id") REFERENCES "purchase_line" ("id"), FOREIGN KEY ("action_id") REFERENCES "action" ("id"))
CREATE UNIQUE INDEX "purchase_closing_purchase_line_id" ON "purchase_closing" ("purchase_line_id")
CREATE TABLE "stop_change" ("id" INTEGER NOT NULL PRIMARY KEY, "pick_list_id" INTEGER NOT NULL, "allocation_id" INTEGER NOT NULL, "units" INTEGER NOT NULL CHECK (units > 0) CHECK (units = CAST(units AS BIGINT)), "replanned" INTEGER NOT NULL CHECK (replanned BETWEEN 0 AND units) CHECK (replanned = CAST(replanned AS BIGINT)), "action_id" INTEGER NOT NULL, FOREIGN KEY ("pick_list_id") REFERENCES "pick_list" ("id"), FOREIGN KEY ("allocation_id") REFERENCES "allocation" ("id"), FOREIGN KEY ("action_id") REFERENCES "action" ("id"))
CREATE INDEX "stop_change_pick_list_id" ON "stop_change" ("pick_list_id")
CREATE TRIGGER stop_change_no_update BEFORE update ON stop_change BEGIN SELECT RAISE(ABORT, 'stop_change is append-only'); END
CREATE TRIGGER stop_change_no_delete BEFORE delete ON stop_change BEGIN SELECT RAISE(ABORT, 'stop_change is append-only'); END
CREATE TABLE "stock_count" ("id" INTEGER NOT NULL PRIMARY KEY, "number" VARCHAR(80) NOT NULL, "location_id" INTEGER NOT NULL, "status" VARCHAR(20) NOT NULL CHECK (status IN ('open', 'to-approve', 'booked', 'rejected')), "recounts_id" INTEGER, "cause" VARCHAR(40) NOT NULL, "opened_at" INTEGER NOT NULL, "counted_by" VARCHAR(80) NOT NULL, "counted_at" INTEGER, "action_id" INTEGER NOT NULL, FOREIGN KEY ("location_id") REFERENCES "location" ("id"), FOREIGN KEY ("recounts_id") REFERENCES "stock_count" ("id"), FOREIGN KEY ("action_id") REFERENCES "action" ("id"))
CREATE UNIQUE INDEX "stock_count_number" ON "stock_count" ("number")
CREATE INDEX "stock_count_location_id" ON "stock_count" ("location_id")
CREATE UNIQUE INDEX "stock_count_recounts_id" ON "stock_count" ("recounts_id")
CREATE TABLE "count_line" ("id" INTEGER NOT NULL PRIMARY KEY, "count_id" INTEGER NOT NULL, "lot_id" INTEGER NOT NULL, "status" VARCHAR(20) NOT NULL CHECK (status IN ('available', 'quarantined')), "expected" INTEGER NOT NULL CHECK (expected >= 0) CHECK (expected = CAST(expected AS BIGINT)), "counted" INTEGER NOT NULL CHECK (counted >= 0) CHECK (counted = CAST(counted AS BIGINT)), FOREIGN KEY ("count_id") REFERENCES "stock_count" ("id"), FOREIGN KEY ("lot_id") REFERENCES "lot" ("id"))
CREATE UNIQUE INDEX "count_line_count_id_lot_id_status" ON "count_line" ("count_id", "lot_id", "status")
CREATE TABLE "lot_block" ("id" INTEGER NOT NULL PRIMARY KEY, "lot_id" INTEGER NOT NULL, "action_id" INTEGER NOT NULL, "lifted_id" INTEGER, FOREIGN KEY ("lot_id") REFERENCES "lot" ("id"), FOREIGN KEY ("action_id") REFERENCES "action" ("id"), FOREIGN KEY ("lifted_id") REFERENCES "action" ("id"))
CREATE UNIQUE INDEX lot_block_live ON lot_block (lot_id) WHERE lifted_id IS NULL
CREATE INDEX order_line_gathers ON order_line (lifted_on) WHERE gathers
