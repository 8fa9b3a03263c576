#!/usr/bin/env python3
"""Writes Grammars/words/holidays.txt from the PyPI package chinesecalendar 1.11.0 (MIT licence), which follows the yearly
notices of the General Office of the State Council on the arrangement of holidays: days off on weekdays, and weekend
days that are worked instead (调休). Years covered: 2004 to 2026.

    pip install chinesecalendar==1.11.0 && Tools/make-holidays.py > Grammars/words/holidays.txt
"""
from chinese_calendar import constants

days = {day: "rest" for day in constants.holidays if day.weekday() < 5}
days |= {day: "work" for day in constants.workdays if day.weekday() >= 5}
years = sorted({day.year for day in days})
print(f"# 法定节假日和调休（{years[0]}—{years[-1]}年）：制表符后 rest 是放假的工作日，work 是上班的周末；其余按周一至周五上班")
print("# 由 Tools/make-holidays.py 从 PyPI 包 chinesecalendar 1.11.0（MIT 许可）生成，请不要手改")
for day in sorted(days):
    print(f"{day.isoformat()}\t{days[day]}")
