CREATE TABLE servers (
    vault_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL COLLATE NOCASE,
    registered BIGINT NOT NULL,
    last_registered BIGINT NOT NULL,
    certificate TEXT,
    next_certificate TEXT,
    PRIMARY KEY (vault_id, id),
    UNIQUE (vault_id, name)
);

CREATE TABLE credentials (
    vault_id TEXT NOT NULL PRIMARY KEY,
    serial BIGINT NOT NULL,
    key_hash TEXT NOT NULL,
    expires BIGINT NOT NULL,
    used_by TEXT
);

CREATE TABLE reader_tokens (
    token_hash TEXT NOT NULL PRIMARY KEY,
    vault_id TEXT NOT NULL,
    serial BIGINT NOT NULL,
    expires BIGINT NOT NULL
);

CREATE TABLE service_facts (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
