-- Whoever may sign in. Lists are JSON; TOTP secrets are sealed with a key that lies outside of the catalog; tokens, codes, and PINs are hashes.

CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    servers TEXT NOT NULL,
    group_ids TEXT NOT NULL,
    totp_secret TEXT NULL,
    totp_waiting TEXT NULL,
    totp_step BIGINT NOT NULL,
    created BIGINT NOT NULL,
    last_sign_in BIGINT NULL
);

CREATE TABLE account_recovery_codes (
    account_id TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    PRIMARY KEY (account_id, code_hash)
);

-- account_id is NULL for whoever signed in by a directory or an OpenID provider: the role is then that of the sign-in.
CREATE TABLE account_sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    created BIGINT NOT NULL,
    last_used BIGINT NOT NULL
);

CREATE INDEX account_sessions_by_account ON account_sessions (account_id);

-- At most one row; it stays when the PIN is used up, and says that there has been one.
CREATE TABLE security_pin (
    id INTEGER NOT NULL PRIMARY KEY,
    pin_hash TEXT NOT NULL,
    expires BIGINT NOT NULL,
    attempts INTEGER NOT NULL
);
