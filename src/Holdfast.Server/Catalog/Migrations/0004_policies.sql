-- The whole policy of a group as JSON; empty: from before there were policies, and the old columns say all. The old columns go on saying what they said.

ALTER TABLE protection_groups ADD COLUMN policy TEXT NOT NULL DEFAULT '';
ALTER TABLE protection_groups ADD COLUMN suspended INTEGER NOT NULL DEFAULT 0;
ALTER TABLE protection_groups ADD COLUMN exclude_globs TEXT NOT NULL DEFAULT '[]';
ALTER TABLE protection_groups ADD COLUMN exclude_extensions TEXT NOT NULL DEFAULT '[]';

-- When a datasource became a member; 0 where that is not known.
ALTER TABLE sources ADD COLUMN protected_since BIGINT NOT NULL DEFAULT 0;

-- When scheduled work is due. Whoever moves the due time from the one that has come to the next one does the work, so that several servers do it once.
CREATE TABLE schedules (
    group_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    due BIGINT NULL,
    last_run BIGINT NULL,
    last_result TEXT NULL,
    PRIMARY KEY (group_id, kind)
);

-- Work of datasources whose server was away at its time: done when the server appears.
CREATE TABLE waiting_runs (
    source_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (source_id, kind)
);
