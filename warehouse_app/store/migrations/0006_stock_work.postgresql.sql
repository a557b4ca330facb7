ALTER TABLE move DROP CONSTRAINT move_reason_check
ALTER TABLE move ADD CONSTRAINT move_reason_check CHECK (reason IN ('opening', 'receipt', 'correction', 'count', 'move', 'pick', 'ship', 'return', 'scrap', 'quarantine', 'adjustment'))
ALTER TABLE receipt_line ADD COLUMN status VARCHAR(20) NOT NULL DEFAULT 'available' CHECK (status IN ('available', 'quarantined'))
ALTER TABLE receipt_line ALTER COLUMN status DROP DEFAULT
ALTER TABLE intervention DROP CONSTRAINT intervention_kind_check
ALTER TABLE intervention ADD CONSTRAINT intervention_kind_check CHECK (kind IN ('pin', 'class', 'hold', 'edit', 'merge', 'split'))
CREATE TABLE "action_reason" ("id" BIGSERIAL NOT NULL PRIMARY KEY, "action_id" BIGINT NOT NULL, "why" TEXT NOT NULL, FOREIGN KEY ("action_id") REFERENCES "action" ("id"))
CREATE INDEX "action_reason_action_id" ON "action_reason" ("action_id")
CREATE TRIGGER action_reason_append_only BEFORE UPDATE OR DELETE ON action_reason FOR EACH ROW EXECUTE FUNCTION refuse_change()
CREATE TRIGGER action_reason_no_truncate BEFORE TRUNCATE ON action_reason FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
REVOKE UPDATE, DELETE, TRUNCATE ON action_reason FROM PUBLIC
CREATE TABLE "purchase_closing" ("id" BIGSERIAL NOT NULL PRIMARY KEY, "purchase_line_id" BIGINT NOT NULL, "units" INTEGER NOT NULL CHECK (units > 0) CHECK (units = CAST(units AS BIGINT)), "action_id" BIGINT NOT NULL, FOREIGN KEY ("purchase_line_id") REFERENCES "purchase_line" ("id"), FOREIGN KEY ("action_id") REFERENCES "action" ("id"))
CREATE UNIQUE INDEX "purchase_closing_purchase_line_id" ON "purchase_closing" ("purchase_line_id")
CREATE TABLE "stop_change" ("id" BIGSERIAL NOT NULL PRIMARY KEY, "pick_list_id" BIGINT NOT NULL, "allocation_id" BIGINT NOT NULL, "units" INTEGER NOT NULL CHECK (units > 0) CHECK (units = CAST(units AS BIGINT)), "replanned" INTEGER NOT NULL CHECK (replanned BETWEEN 0 AND units) CHECK (replanned = CAST(replanned AS BIGINT)), "action_id" BIGINT NOT NULL, FOREIGN KEY ("pick_list_id") REFERENCES "pick_list" ("id"), FOREIGN KEY ("allocation_id") REFERENCES "allocation" ("id"), FOREIGN KEY ("action_id") REFERENCES "action" ("id"))
CREATE INDEX "stop_change_pick_list_id" ON "stop_change" ("pick_list_id")
CREATE TRIGGER stop_change_append_only BEFORE UPDATE OR DELETE ON stop_change FOR EACH ROW EXECUTE FUNCTION refuse_change()
CREATE TRIGGER stop_change_no_truncate BEFORE TRUNCATE ON stop_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
REVOKE UPDATE, DELETE, TRUNCATE ON stop_change FROM PUBLIC
CREATE TABLE "stock_count" ("id" BIGSERIAL NOT NULL PRIMARY KEY, "number" VARCHAR(80) NOT NULL, "location_id" BIGINT NOT NULL, "status" VARCHAR(20) NOT NULL CHECK (status IN ('open', 'to-approve', 'booked', 'rejected')), "recounts_id" BIGINT, "cause" VARCHAR(40) NOT NULL, "opened_at" BIGINT NOT NULL, "counted_by" VARCHAR(80) NOT NULL, "counted_at" BIGINT, "action_id" BIGINT NOT NULL, FOREIGN KEY ("location_id") REFERENCES "location" ("id"), FOREIGN KEY ("recounts_id") REFERENCES "stock_count" ("id"), FOREIGN KEY ("action_id") REFERENCES "action" ("id"))
CREATE UNIQUE INDEX "stock_count_number" ON "stock_count" ("number")
CREATE INDEX "stock_count_location_id" ON "stock_count" ("location_id")
CREATE UNIQUE INDEX "stock_count_recounts_id" ON "stock_count" ("recounts_id")
CREATE TABLE "count_line" ("id" BIGSERIAL NOT NULL PRIMARY KEY, "count_id" BIGINT NOT NULL, "lot_id" BIGINT NOT NULL, "status" VARCHAR(20) NOT NULL CHECK (status IN ('available', 'quarantined')), "expected" BIGINT NOT NULL CHECK (expected >= 0) CHECK (expected = CAST(expected AS BIGINT)), "counted" BIGINT NOT NULL CHECK (counted >= 0) CHECK (counted = CAST(counted AS BIGINT)), FOREIGN KEY ("count_id") REFERENCES "stock_count" ("id"), FOREIGN KEY ("lot_id") REFERENCES "lot" ("id"))
CREATE UNIQUE INDEX "count_line_count_id_lot_id_status" ON "count_line" ("count_id", "lot_id", "status")
CREATE TABLE "lot_block" ("id" BIGSERIAL NOT NULL PRIMARY KEY, "lot_id" BIGINT NOT NULL, "action_id" BIGINT NOT NULL, "lifted_id" BIGINT, FOREIGN KEY ("lot_id") REFERENCES "lot" ("id"), FOREIGN KEY ("action_id") REFERENCES "action" ("id"), FOREIGN KEY ("lifted_id") REFERENCES "action" ("id"))
CREATE UNIQUE INDEX lot_block_live ON lot_block (lot_id) WHERE lifted_id IS NULL
CREATE INDEX order_line_gathers ON order_line (lifted_on) WHERE gathers
