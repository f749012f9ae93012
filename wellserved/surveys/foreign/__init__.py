"""Surveys of other products, read into ours.

It owns the formats: LimeSurvey's text and .lss files, SurveyJS's JSON.
It never saves anything, and never drops something without saying so.
"""
