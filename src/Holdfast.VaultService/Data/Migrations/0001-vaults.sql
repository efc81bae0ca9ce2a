CREATE TABLE vaults (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL COLLATE NOCASE UNIQUE,
    storage TEXT NOT NULL UNIQUE,
    region TEXT NOT NULL,
    redundancy TEXT NOT NULL,
    state TEXT NOT NULL,
    soft_delete_days INTEGER NOT NULL,
    lock_days INTEGER NOT NULL,
    retention_floors INTEGER NOT NULL,
    pack_tier TEXT NOT NULL,
    created BIGINT NOT NULL
);
