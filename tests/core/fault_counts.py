"""How much work the fault tests make, and when they kill."""

COUNT = 500
KILL_AT = 150
