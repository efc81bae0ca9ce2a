-- Times are 100 ns units since 1970-01-01 UTC; lists are JSON; booleans are 0 or 1. Runs on SQLite and on PostgreSQL.

CREATE TABLE protection_groups (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    retention_days INTEGER NOT NULL,
    online INTEGER NOT NULL,
    online_retention_days INTEGER NOT NULL
);

CREATE TABLE sources (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    server TEXT NOT NULL,
    path TEXT NOT NULL,
    group_id TEXT NULL,
    online INTEGER NOT NULL,
    exclude_globs TEXT NOT NULL,
    exclude_extensions TEXT NOT NULL,
    cross_mount_points INTEGER NOT NULL,
    replica_state TEXT NOT NULL,
    UNIQUE (server, path)
);

CREATE INDEX sources_by_group ON sources (group_id);

CREATE TABLE recovery_points (
    id TEXT NOT NULL PRIMARY KEY,
    source_id TEXT NOT NULL,
    created BIGINT NOT NULL,
    items BIGINT NOT NULL,
    items_failed BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    disk INTEGER NOT NULL,
    online INTEGER NOT NULL,
    missing_disk INTEGER NOT NULL,
    missing_online INTEGER NOT NULL
);

CREATE INDEX recovery_points_by_source ON recovery_points (source_id, created);

CREATE TABLE jobs (
    id TEXT NOT NULL PRIMARY KEY,
    type TEXT NOT NULL,
    state TEXT NOT NULL,
    source_id TEXT NULL,
    recovery_point TEXT NULL,
    arguments TEXT NOT NULL,
    created BIGINT NOT NULL,
    started BIGINT NULL,
    ended BIGINT NULL,
    items BIGINT NOT NULL,
    items_failed BIGINT NOT NULL,
    items_total BIGINT NOT NULL,
    bytes_read BIGINT NOT NULL,
    bytes_total BIGINT NOT NULL,
    bytes_changed BIGINT NOT NULL,
    bytes_stored BIGINT NOT NULL,
    bytes_sent BIGINT NOT NULL,
    bytes_deduplicated BIGINT NOT NULL,
    duration_ms BIGINT NOT NULL,
    cpu_ms BIGINT NOT NULL,
    verification TEXT NULL,
    collection TEXT NULL
);

CREATE INDEX jobs_by_state ON jobs (state, created);
CREATE INDEX jobs_by_created ON jobs (created);

CREATE TABLE job_errors (
    job_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    code INTEGER NOT NULL,
    message TEXT NOT NULL,
    remedy TEXT NOT NULL,
    item TEXT NULL,
    PRIMARY KEY (job_id, position)
);

CREATE TABLE alerts (
    id TEXT NOT NULL PRIMARY KEY,
    severity TEXT NOT NULL,
    code INTEGER NOT NULL,
    subject TEXT NOT NULL,
    message TEXT NOT NULL,
    remedy TEXT NOT NULL,
    created BIGINT NOT NULL,
    last_seen BIGINT NOT NULL,
    resolved BIGINT NULL
);

-- One active alert for one cause.
CREATE UNIQUE INDEX alerts_active ON alerts (code, subject) WHERE resolved IS NULL;

-- The highest time ever believed: retention expires by it and never by the clock alone.
CREATE TABLE high_water_clock (
    id INTEGER NOT NULL PRIMARY KEY,
    highest BIGINT NOT NULL,
    doubtful BIGINT NULL
);
