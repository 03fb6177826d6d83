"""Structured logs: JSON lines in production, readable lines elsewhere; a CPR number is masked first."""

import logging
from typing import Any

import structlog


def logging_for(mode: str, level: str) -> dict[str, object]:
    """Django's LOGGING for a mode ("embedded", "production" or "test")."""
    # A line that cannot be written would be reported on standard error, with the values it was about:
    # past the mask, and not as JSON. Production loses the line; elsewhere the mistake is seen.
    logging.raiseExceptions = mode != "production"
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(),
        structlog.processors.format_exc_info,
    ]
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if mode == "production"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "cpr": {"()": "portal.kit.cpr.LogFilter"},
            "named": {"()": "portal.live.failures.Named"},
        },
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processor": renderer,
                "foreign_pre_chain": shared,
            }
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "lines",
                "filters": ["cpr"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django's request log repeats addresses with tokens in them; ours names the route.
            "django.request": {"level": "CRITICAL"},
            "django.server": {"level": "WARNING"},
            "django_tasks_db": {"level": "WARNING"},
            "django.tasks": {"level": "WARNING"},
            "channels_redis.pubsub": {"filters": ["named"]},
            "apscheduler": {"level": "WARNING"},
            "fontTools": {"level": "WARNING"},
        },
    }
