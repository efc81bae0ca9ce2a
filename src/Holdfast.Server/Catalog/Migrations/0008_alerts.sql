-- Types of alerts, how full disks were, who is told of alerts, and what is still to be sent.

ALTER TABLE alerts ADD COLUMN type TEXT NOT NULL DEFAULT '';

CREATE INDEX alerts_by_created ON alerts (created, id);

CREATE TABLE disk_samples (
    disk_id TEXT NOT NULL,
    taken BIGINT NOT NULL,
    used BIGINT NOT NULL,
    PRIMARY KEY (disk_id, taken)
);

CREATE TABLE subscriptions (
    id TEXT NOT NULL PRIMARY KEY,
    address TEXT NOT NULL,
    severities TEXT NOT NULL,
    types TEXT NOT NULL,
    group_ids TEXT NOT NULL,
    created BIGINT NOT NULL
);

-- One row for each alert and receiver, gone when it has been delivered or given up.
CREATE TABLE notifications (
    id TEXT NOT NULL PRIMARY KEY,
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    news TEXT NOT NULL,
    created BIGINT NOT NULL,
    due BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    last_error TEXT NULL
);

CREATE INDEX notifications_by_due ON notifications (due);
