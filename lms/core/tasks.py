from celery import shared_task

from lms.core import jobs, pulse, schedule


@shared_task
def run_job(pk: int) -> None:
    jobs.run(pk)


@shared_task
def sweep() -> None:
    jobs.sweep()
    pulse.beat()


@shared_task
def daily() -> None:
    schedule.enqueue_daily()
