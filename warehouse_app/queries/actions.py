"""What the house remembers of actions themselves."""

from warehouse_app.store.database import Store


def was_done(store: Store, action_id: str) -> bool:
    """Return whether the action of that id was done: somebody who asks again has not heard the answer."""
    return store.sql("SELECT 1 FROM action WHERE action_id = ?", (action_id,)).fetchone() is not None
