"""What /metrics tells, in the text that Prometheus reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from wellserved.jobs.queries import queue, recurring_jobs, worker_seen_at
from wellserved.mail.queries import letter_counts, mail_is_held
from wellserved.site.watching import COUNTS
from wellserved.tallies.queries import waiting

Sample = tuple[dict[str, str], float]
ANSWER_ROUTES = frozenset({"answer"})


def exposition() -> str:
    """Everything, as text."""
    parts = [*_requests(), *_work(), *_data()]
    return "".join(_family(name, kind, told, samples) for name, kind, told, samples in parts)


def _requests() -> Iterable[tuple[str, str, str, list[Sample]]]:
    served = COUNTS.served()
    yield (
        "wellserved_requests_total", "counter", "Requests that this web process has answered.",
        [({"method": m, "route": r, "status": f"{s}xx"}, n) for (m, r, s), n in sorted(served.items())],
    )  # fmt: skip
    yield (
        "wellserved_request_seconds_total", "counter", "Time spent on them.",
        [({"route": route}, round(seconds, 6)) for route, seconds in sorted(COUNTS.seconds().items())],
    )  # fmt: skip
    accepted = sum(n for (m, r, s), n in served.items() if m == "POST" and r in ANSWER_ROUTES and s in (2, 3))
    yield "wellserved_answers_accepted_total", "counter", "Answers that were saved.", [({}, accepted)]


def _work() -> Iterable[tuple[str, str, str, list[Sample]]]:
    tasks, jobs = queue(), recurring_jobs()
    states: list[Sample] = [({"state": state}, getattr(tasks, state)) for state in ("due", "running", "failed")]
    yield "wellserved_tasks", "gauge", "Background tasks by state.", states
    yield "wellserved_oldest_task_seconds", "gauge", "How long the oldest due task waits.", [({}, tasks.oldest_waits)]
    seen = worker_seen_at()
    yield (
        "wellserved_worker_seen_timestamp_seconds", "gauge", "When a worker last gave a sign of life.",
        [({}, seen.timestamp())] if seen else [],
    )  # fmt: skip
    yield (
        "wellserved_job_last_success_timestamp_seconds", "gauge", "When a recurring job last ended well.",
        [({"job": job.name}, job.succeeded_at.timestamp()) for job in jobs if job.succeeded_at],
    )  # fmt: skip
    yield (
        "wellserved_job_failures", "gauge", "How often a recurring job has failed in a row.",
        [({"job": job.name}, job.failures) for job in jobs],
    )  # fmt: skip
    yield (
        "wellserved_job_done_total", "counter", "How much a recurring job has done.",
        [({"job": job.name}, job.done) for job in jobs],
    )  # fmt: skip


def _data() -> Iterable[tuple[str, str, str, list[Sample]]]:
    yield "wellserved_changes_to_fold", "gauge", "Changes not yet in the tallies.", [({}, waiting())]
    letters = Counter(letter_counts("admin"))
    yield (
        "wellserved_letters", "gauge", "Letters by state.",
        [({"state": state}, count) for state, count in sorted(letters.items()) if state],
    )  # fmt: skip
    yield "wellserved_mail_held", "gauge", "1 while letters to customers are held.", [({}, int(mail_is_held()))]


def _family(name: str, kind: str, told: str, samples: list[Sample]) -> str:
    lines = [f"# HELP {name} {told}", f"# TYPE {name} {kind}"]
    lines += [f"{name}{_labels(labels)} {value:.15g}" for labels, value in samples]
    return "\n".join(lines) + "\n"


def _labels(labels: dict[str, str]) -> str:
    inner = ",".join(f'{key}="{_escaped(value)}"' for key, value in labels.items())
    return f"{{{inner}}}" if inner else ""


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
