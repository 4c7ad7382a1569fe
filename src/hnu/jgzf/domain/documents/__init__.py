"""Documents of statistics (R25, R26): files to take along, the bulletin, the appraisal sheet.

They are in Chinese whatever language a page is in, and tell of cases, units and days: nothing about
evaluators, no time of day, no order in which something was stored.
"""
