-- How full the pool was on each day (YYYY-MM-DD, UTC), and what its points would have brought back. Samples of disks are kept for a month only.
CREATE TABLE pool_days (
    day TEXT NOT NULL PRIMARY KEY,
    used BIGINT NOT NULL,
    capacity BIGINT NOT NULL,
    logical_bytes BIGINT NOT NULL
);

-- The sum of what points would bring back is asked for often. Without a column of the condition: SQLite, which counts nothing, would take the index for one datasource's points.
CREATE INDEX recovery_points_on_disk ON recovery_points (bytes) WHERE disk = 1;
