"""通报 (R25): what happened in a period, as an official document with a number.

A snapshot of the figures is taken when a draft is made. Texts can be changed until the draft is
issued; then the document is composed for the last time, and kept with its Word file as they are.
"""
