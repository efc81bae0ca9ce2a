-- Reports that are sent by mail again and again, and those that are still to be sent: one row for each recipient, written together with the next due time.

CREATE TABLE report_schedules (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    period TEXT NOT NULL,
    recipients TEXT NOT NULL,
    format TEXT NOT NULL,
    at_minutes INTEGER NOT NULL,
    zone TEXT NOT NULL,
    group_id TEXT NULL,
    server TEXT NULL,
    created BIGINT NOT NULL,
    due BIGINT NOT NULL,
    last_run BIGINT NULL,
    last_result TEXT NULL
);

CREATE TABLE report_deliveries (
    id TEXT NOT NULL PRIMARY KEY,
    schedule_id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    period_from BIGINT NOT NULL,
    period_to BIGINT NOT NULL,
    created BIGINT NOT NULL,
    due BIGINT NOT NULL,
    attempts INTEGER NOT NULL
);

CREATE INDEX report_deliveries_by_due ON report_deliveries (due);
