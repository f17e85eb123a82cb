"""Compares the built-in calendar with PyPI `chinesecalendar`, day by day.

    cargo run -q -p domain --example calendar_days | end2end/.venv/bin/python end2end/calendars/compare.py
"""

import datetime
import sys

import chinese_calendar

WORKED = {"working_day": True, "make_up_day": True, "weekend": False, "holiday": False}

passed = failed = 0
seen = set()
for line in sys.stdin:
    text, kind = line.strip().split(",")
    day = datetime.date.fromisoformat(text)
    seen.add(day)
    theirs = chinese_calendar.is_workday(day)
    if WORKED[kind] == theirs:
        passed += 1
    else:
        failed += 1
        print(f"{day}: here {kind}, there {'worked' if theirs else 'free'}")

# Every day that the other calendar covers has to be here.
first = datetime.date(min(chinese_calendar.constants.holidays).year, 1, 1)
last = datetime.date(max(chinese_calendar.constants.holidays).year, 12, 31)
for offset in range((last - first).days + 1):
    day = first + datetime.timedelta(offset)
    if day not in seen:
        failed += 1
        print(f"{day}: missing here")

print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed or not passed else 0)
