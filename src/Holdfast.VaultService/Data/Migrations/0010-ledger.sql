CREATE TABLE prefixes (
    id INTEGER NOT NULL PRIMARY KEY,
    vault TEXT NOT NULL,
    server TEXT NOT NULL,
    adopted BIGINT,
    UNIQUE (vault, server)
);
CREATE TABLE blobs (
    prefix INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind INTEGER NOT NULL,
    length BIGINT NOT NULL,
    blake3 BLOB,
    created BIGINT NOT NULL,
    present INTEGER NOT NULL,
    adopted INTEGER NOT NULL,
    retired BIGINT,
    purge_after BIGINT,
    purging INTEGER NOT NULL DEFAULT 0,
    locked_until BIGINT,
    verified BIGINT,
    damage TEXT,
    PRIMARY KEY (prefix, name)
) WITHOUT ROWID;
CREATE INDEX blobs_unsettled ON blobs (prefix, name) WHERE present = 0;
CREATE INDEX blobs_retired ON blobs (prefix, name) WHERE retired IS NOT NULL;
CREATE INDEX blobs_due ON blobs (prefix, purge_after) WHERE purge_after IS NOT NULL;
CREATE INDEX blobs_checks ON blobs (prefix, COALESCE(verified, created), name) WHERE kind = 2 AND retired IS NULL;
CREATE INDEX blobs_damaged ON blobs (prefix, name) WHERE damage IS NOT NULL;
CREATE INDEX blobs_unhashed ON blobs (prefix, name) WHERE blake3 IS NULL;
CREATE INDEX blobs_purging ON blobs (prefix, name) WHERE purging = 1;
CREATE TABLE retention (
    prefix INTEGER NOT NULL,
    source TEXT NOT NULL,
    days INTEGER NOT NULL,
    weeks INTEGER NOT NULL,
    months INTEGER NOT NULL,
    years INTEGER NOT NULL,
    declared BIGINT NOT NULL,
    PRIMARY KEY (prefix, source)
) WITHOUT ROWID;
CREATE TABLE clock (
    id INTEGER NOT NULL PRIMARY KEY,
    highest BIGINT NOT NULL,
    doubtful BIGINT
);
