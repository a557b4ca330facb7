"""The write side: one verb = one function = one transaction = one `Changes`.

`contract` what every verb promises · `booking` the ledger · `filling` stock to waiting lines · `papers` documents made,
queued and handed over · the other modules hold the verbs, named after what people do. A verb loads, lets `domain`
decide, writes, and answers codes and facts.
"""
