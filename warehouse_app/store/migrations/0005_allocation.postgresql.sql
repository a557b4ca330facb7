ALTER TABLE item_stock ADD COLUMN short_since BIGINT NOT NULL DEFAULT 0
ALTER TABLE item_stock ALTER COLUMN short_since DROP DEFAULT
ALTER TABLE item_stock ADD COLUMN fill_paused BOOLEAN NOT NULL DEFAULT FALSE
ALTER TABLE item_stock ALTER COLUMN fill_paused DROP DEFAULT
ALTER TABLE sales_order ADD COLUMN hold_reason VARCHAR(200) NOT NULL DEFAULT ''
ALTER TABLE sales_order ALTER COLUMN hold_reason DROP DEFAULT
ALTER TABLE order_line ADD COLUMN customer_id BIGINT
UPDATE order_line SET customer_id = o.customer_id FROM sales_order o WHERE o.id = order_line.order_id
ALTER TABLE order_line ALTER COLUMN customer_id SET NOT NULL
ALTER TABLE order_line ADD FOREIGN KEY (customer_id) REFERENCES customer (id)
ALTER TABLE order_line ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned >= 0) CHECK (pinned = CAST(pinned AS BIGINT))
ALTER TABLE order_line ALTER COLUMN pinned DROP DEFAULT
ALTER TABLE order_line ADD COLUMN not_before DATE
ALTER TABLE order_line ADD COLUMN minimum_shelf_life_days INTEGER CHECK (minimum_shelf_life_days >= 0)
ALTER TABLE order_line ADD COLUMN shelf_life_days INTEGER NOT NULL DEFAULT 0 CHECK (shelf_life_days >= 0)
ALTER TABLE order_line ALTER COLUMN shelf_life_days DROP DEFAULT
UPDATE order_line SET shelf_life_days = c.minimum_shelf_life_days FROM customer c WHERE c.id = order_line.customer_id
ALTER TABLE order_line ADD COLUMN on_hold BOOLEAN NOT NULL DEFAULT FALSE
ALTER TABLE order_line ALTER COLUMN on_hold DROP DEFAULT
ALTER TABLE order_line ADD COLUMN passed_over INTEGER NOT NULL DEFAULT 0 CHECK (passed_over >= 0)
ALTER TABLE order_line ALTER COLUMN passed_over DROP DEFAULT
ALTER TABLE order_line ADD COLUMN lifted_on DATE
ALTER TABLE order_line ADD COLUMN gathers BOOLEAN NOT NULL DEFAULT FALSE
ALTER TABLE order_line ALTER COLUMN gathers DROP DEFAULT
ALTER TABLE order_line ADD COLUMN passed_in BIGINT
CREATE INDEX order_line_whole ON order_line (item_id, order_id) WHERE ship_policy = 'order-complete' AND quantity - cancelled - shipped - allocated > 0
CREATE INDEX order_line_item ON order_line (item_id, id) WHERE quantity > 0
CREATE INDEX order_line_passed ON order_line (item_id) WHERE passed_over > 0
ALTER TABLE run DROP CONSTRAINT run_mode_check
ALTER TABLE run ADD CONSTRAINT run_mode_check CHECK (mode IN ('fill', 'redistribute', 'cut', 'undo'))
ALTER TABLE run DROP CONSTRAINT run_policy_check
ALTER TABLE run ADD CONSTRAINT run_policy_check CHECK (policy IN ('first-come', 'due-date', 'fair-share', 'equal-share'))
ALTER TABLE run ADD COLUMN undoes_id BIGINT
ALTER TABLE run ADD FOREIGN KEY (undoes_id) REFERENCES run (id)
CREATE UNIQUE INDEX "run_undoes_id" ON "run" ("undoes_id")
CREATE TABLE "intervention" ("id" BIGSERIAL NOT NULL PRIMARY KEY, "order_id" BIGINT NOT NULL, "order_line_id" BIGINT, "kind" VARCHAR(20) NOT NULL CHECK (kind IN ('pin', 'class', 'hold')), "value" VARCHAR(80) NOT NULL, "why" TEXT NOT NULL, "action_id" BIGINT NOT NULL, FOREIGN KEY ("order_id") REFERENCES "sales_order" ("id"), FOREIGN KEY ("order_line_id") REFERENCES "order_line" ("id"), FOREIGN KEY ("action_id") REFERENCES "action" ("id"))
CREATE INDEX "intervention_order_id" ON "intervention" ("order_id")
CREATE TRIGGER intervention_append_only BEFORE UPDATE OR DELETE ON intervention FOR EACH ROW EXECUTE FUNCTION refuse_change()
CREATE TRIGGER intervention_no_truncate BEFORE TRUNCATE ON intervention FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
REVOKE UPDATE, DELETE, TRUNCATE ON intervention FROM PUBLIC
