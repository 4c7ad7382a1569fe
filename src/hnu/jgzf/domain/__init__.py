"""The rules, as plain functions: forms, the State menu, REST, scripts and the clock call these."""
