"""Prep sheets: for each service, what we will ask you and why, in your language.

It owns the sheets with every version of their texts, the letters before an appointment, and who knew what we needed.
It never holds anything that may not be read by anybody: a published sheet is public.
"""
