"""Scan-driven dialogues: a text in, a `Reply` out; codes and facts, no sentences, no toolkit.

`reply` what every station answers · `receive` goods in, the station that books · `receive_asking` what a scan means to
it at each step · `receive_steps` its steps and codes · `receive_reading` lots and days as people type them ·
`receive_telling` what it tells of deliveries and goods
"""
