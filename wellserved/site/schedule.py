"""All that recurs, in one place: what, and how often. The worker runs it (wellserved.jobs)."""

from __future__ import annotations

from datetime import timedelta

from wellserved.jobs.recurring import Recurring

SCHEDULE: tuple[Recurring, ...] = (
    Recurring("fold tallies", timedelta(seconds=1), "wellserved.tallies.tasks.fold_tallies", rest=0.25),
    Recurring("send letters", timedelta(seconds=2), "wellserved.mail.tasks.send_letters", batch=50),
    Recurring("fetch letters", timedelta(seconds=20), "wellserved.mail.inward.fetching.fetch_letters", batch=50),
    Recurring("read letters", timedelta(seconds=2), "wellserved.mail.inward.delivering.read_letters", batch=20),
    Recurring("deliver letters", timedelta(seconds=2), "wellserved.mail.inward.delivering.deliver_letters", batch=20),
    Recurring("hand out answers", timedelta(seconds=2), "wellserved.surveys.tasks.reacting.react_to_answers", batch=50),
    Recurring("escalate low answers", timedelta(minutes=1), "wellserved.surveys.tasks.reacting.tell_who_is_above"),
    Recurring("decide whom to ask", timedelta(seconds=5), "wellserved.surveys.tasks.asking.decide_asks", batch=250),
    Recurring("ask", timedelta(seconds=5), "wellserved.surveys.tasks.asking.send_due_asks", batch=50),
    Recurring("remind", timedelta(seconds=10), "wellserved.surveys.tasks.asking.remind", batch=50),
    Recurring("count the ledger", timedelta(minutes=10), "wellserved.surveys.tasks.asking.count_ledger"),
    Recurring("tidy asks", timedelta(minutes=1), "wellserved.surveys.tasks.asking.tidy_asks"),
    Recurring(
        "prepare for appointments", timedelta(minutes=5), "wellserved.prepsheets.tasks.write_before_appointments"
    ),
    Recurring("remind of self-checks", timedelta(hours=1), "wellserved.selfchecks.tasks.remind_of_checks"),
    Recurring("seal what teams foresaw", timedelta(hours=1), "wellserved.selfchecks.tasks.seal_forecasts"),
    Recurring("open confidences", timedelta(hours=1), "wellserved.confidences.tasks.keep_confidences"),
    Recurring("compare with the phrase guide", timedelta(seconds=10), "wellserved.passages.tasks.compare_passages"),
    Recurring("notice praise", timedelta(seconds=10), "wellserved.kudos.tasks.notice_praise_in_answers", rest=6.0),
    Recurring("monthly kind words", timedelta(hours=1), "wellserved.kudos.tasks.write_monthly_digests"),
    Recurring("monthly pages", timedelta(minutes=10), "wellserved.insight.reports.tasks.write_reports", batch=20),
    Recurring("remind of calls", timedelta(minutes=10), "wellserved.listening.tasks.remind_the_silent", batch=50),
    Recurring("take back letters about calls", timedelta(minutes=1), "wellserved.listening.tasks.respect_opt_outs"),
    Recurring("plan rounds", timedelta(hours=1), "wellserved.listening.tasks.plan_rounds"),
    Recurring("keep calendars in step", timedelta(seconds=5), "wellserved.listening.tasks.keep_calendars", batch=50),
    Recurring("look up who is busy", timedelta(seconds=30), "wellserved.calendars.tasks.look_up_busy_times"),
    Recurring("judge the latest week", timedelta(hours=1), "wellserved.insight.signals.tasks.judge_the_latest_week"),
    Recurring("work out drivers", timedelta(minutes=10), "wellserved.insight.drivers.tasks.keep_drivers"),
    Recurring("seal the journal", timedelta(minutes=1), "wellserved.journal.tasks.seal_finished_segment"),
    Recurring("match claimed answers", timedelta(seconds=10), "wellserved.doors.tasks.match_claims_now", batch=200),
    Recurring("write in the morning", timedelta(minutes=5), "wellserved.site.morning.write_morning_letters", batch=20),
    Recurring("let calls climb", timedelta(seconds=30), "wellserved.doors.tasks.climb_calls"),
    Recurring("forget who knocked", timedelta(hours=1), "wellserved.doors.tasks.forget_who_knocked"),
    Recurring("look at the clocks of cases", timedelta(seconds=30), "wellserved.cases.tasks.look_at_clocks"),
    Recurring("give cases to who is there", timedelta(minutes=5), "wellserved.cases.tasks.give_leads_to_orphans"),
    Recurring(
        "settle second chances", timedelta(seconds=10), "wellserved.cases.tasks.settle_chances", batch=200, rest=6.0
    ),
    Recurring("end second chances", timedelta(hours=6), "wellserved.cases.tasks.lapse_chances"),
    Recurring("forget old tasks", timedelta(hours=1), "wellserved.jobs.actions.prune_tasks"),
    Recurring("forget old files", timedelta(hours=1), "wellserved.interactions.tasks.forget_old_files"),
)
