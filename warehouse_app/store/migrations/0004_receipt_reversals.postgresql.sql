CREATE TABLE "receipt_reversal" ("id" BIGSERIAL NOT NULL PRIMARY KEY, "receipt_line_id" BIGINT NOT NULL, "action_id" BIGINT NOT NULL, FOREIGN KEY ("receipt_line_id") REFERENCES "receipt_line" ("id"), FOREIGN KEY ("action_id") REFERENCES "action" ("id"))
CREATE UNIQUE INDEX "receipt_reversal_receipt_line_id" ON "receipt_reversal" ("receipt_line_id")
CREATE TRIGGER receipt_reversal_append_only BEFORE UPDATE OR DELETE ON receipt_reversal FOR EACH ROW EXECUTE FUNCTION refuse_change()
CREATE TRIGGER receipt_reversal_no_truncate BEFORE TRUNCATE ON receipt_reversal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
REVOKE UPDATE, DELETE, TRUNCATE ON receipt_reversal FROM PUBLIC
