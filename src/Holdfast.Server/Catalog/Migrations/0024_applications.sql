-- Applications: their kind, what their backups were, with which account they are asked, and what restore drills found.

ALTER TABLE sources ADD COLUMN kind TEXT NOT NULL DEFAULT 'files';

-- JSON, text by name.
ALTER TABLE sources ADD COLUMN options TEXT NOT NULL DEFAULT '{}';

ALTER TABLE recovery_points ADD COLUMN backup_type TEXT NULL;
ALTER TABLE recovery_points ADD COLUMN guarantee TEXT NULL;
ALTER TABLE recovery_points ADD COLUMN consistent BIGINT NULL;
ALTER TABLE recovery_points ADD COLUMN why TEXT NULL;

-- JSON of what the recovery of an application planned and did.
ALTER TABLE jobs ADD COLUMN recovery_plan TEXT NULL;

-- The secret is sealed under a key that is not in the catalog.
CREATE TABLE credentials (
    target TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    secret TEXT NOT NULL,
    changed BIGINT NOT NULL
);

-- One row for each drill; its id is that of its job. Outlives the job's history and the point.
CREATE TABLE drills (
    id TEXT NOT NULL PRIMARY KEY,
    source_id TEXT NOT NULL,
    source_name TEXT NOT NULL,
    source_path TEXT NOT NULL,
    server TEXT NOT NULL,
    point_id TEXT NOT NULL,
    point_created BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    depth TEXT NOT NULL,
    sound INTEGER NOT NULL,
    findings TEXT NOT NULL,
    recovery_ms BIGINT NULL,
    online INTEGER NOT NULL
);

CREATE INDEX drills_by_source ON drills (source_id, ended);
