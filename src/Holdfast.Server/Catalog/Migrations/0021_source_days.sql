-- What became of each datasource on each day (days since 1970-01-01, in UTC): bit h of the masks is hour h. It stays when retention has removed the points and the jobs.
CREATE TABLE source_days (
    source_id TEXT NOT NULL,
    day INTEGER NOT NULL,
    due_hours INTEGER NOT NULL,
    disk_hours INTEGER NOT NULL,
    vault_hours INTEGER NOT NULL,
    failed_hours INTEGER NOT NULL,
    bytes_stored BIGINT NOT NULL,
    PRIMARY KEY (source_id, day)
);

CREATE INDEX source_days_by_day ON source_days (day);

-- Of the time before this table was there, what points and jobs still tell.
INSERT INTO source_days (source_id, day, due_hours, disk_hours, vault_hours, failed_hours, bytes_stored)
SELECT source_id, CAST(created / 864000000000 AS INTEGER), 0,
    SUM(DISTINCT CASE WHEN disk = 1 THEN 1 << CAST((created / 36000000000) % 24 AS INTEGER) ELSE 0 END),
    SUM(DISTINCT CASE WHEN online = 1 THEN 1 << CAST((created / 36000000000) % 24 AS INTEGER) ELSE 0 END), 0, 0
FROM recovery_points WHERE disk = 1 OR online = 1
GROUP BY source_id, CAST(created / 864000000000 AS INTEGER);

INSERT INTO source_days (source_id, day, due_hours, disk_hours, vault_hours, failed_hours, bytes_stored)
SELECT source_id, CAST(ended / 864000000000 AS INTEGER), 0, 0, 0,
    SUM(DISTINCT CASE WHEN state = 'failed' THEN 1 << CAST((ended / 36000000000) % 24 AS INTEGER) ELSE 0 END), SUM(bytes_stored)
FROM jobs
WHERE source_id IS NOT NULL AND ended IS NOT NULL AND type IN ('replicaCreation', 'recoveryPoint', 'synchronization', 'consistencyCheck', 'cloudBackup')
GROUP BY source_id, CAST(ended / 864000000000 AS INTEGER)
ON CONFLICT (source_id, day) DO UPDATE SET failed_hours = excluded.failed_hours, bytes_stored = excluded.bytes_stored;
