CREATE INDEX sales_order_placed ON sales_order (placed_at, id)
CREATE INDEX order_line_queue ON order_line (rank_class, lifted DESC, placed_at, id) WHERE quantity - cancelled - shipped > 0
