"""Understanding text: texts in, frozen dataclasses out.

It owns how texts are compared and put into groups, in every language alike, each method with its formula and source.
It never knows Django, a database or the web, and never decides: what it finds is a suggestion to a person.
"""

from wellserved.reading.grouping import MOST, Groups, group, nearest

__all__ = ["MOST", "Groups", "group", "nearest"]
