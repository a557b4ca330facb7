"""Scan-driven dialogues: a text in, a `Reply` out; codes and facts, no sentences, no toolkit.

`reply` what every station answers · `words` what any of them may say · `dialogue` what they are made of, and how a
new one is made · `attempt` what is tried until the house has answered · `goods` goods scanned item by item ·
`reading` lots and days as people type them · `paper` what they print · `receive` goods in · `move` goods put away or
carried elsewhere · `count` places counted blind · `lookup` what anything is, where, how many and for whom · `floor`
one station at a time, and who works at it · `lending` a lead's badge for one answer

Each is a package: `station` the dialogue, `steps` its steps and codes, `asking` what a scan means to it, `telling`
what it tells.
"""
