CREATE TABLE security_pins (
    vault_id TEXT NOT NULL PRIMARY KEY,
    pin_hash TEXT NOT NULL,
    expires BIGINT NOT NULL,
    attempts INTEGER NOT NULL
);

CREATE TABLE administrators (
    name TEXT NOT NULL COLLATE NOCASE PRIMARY KEY,
    password_hash TEXT NOT NULL,
    totp_secret TEXT,
    totp_waiting TEXT,
    totp_step BIGINT NOT NULL,
    created BIGINT NOT NULL
);

CREATE TABLE owner_sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    administrator TEXT NOT NULL COLLATE NOCASE,
    expires BIGINT NOT NULL
);

CREATE TABLE owner_audit (
    id INTEGER NOT NULL PRIMARY KEY,
    time BIGINT NOT NULL,
    actor TEXT NOT NULL,
    operation TEXT NOT NULL,
    vault TEXT NOT NULL,
    detail TEXT NOT NULL
);

CREATE TABLE usage_samples (
    vault_id TEXT NOT NULL,
    server_id TEXT NOT NULL,
    day INTEGER NOT NULL,
    server_name TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    packs BIGINT NOT NULL,
    points BIGINT NOT NULL,
    PRIMARY KEY (vault_id, server_id, day)
);
