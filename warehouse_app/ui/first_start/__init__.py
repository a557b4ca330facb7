"""The first start: three doors to a warehouse that is not there yet.

`view` the steps, as a window · `doors`, `form`, `other` the steps that ask · `making` the work behind them · `site`
where a new house is built, so that half of one is never left
"""
