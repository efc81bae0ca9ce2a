-- Agents, the certificates that were issued to them, and enrolment tokens. A certificate that has no row here is refused, whoever signed it.

CREATE TABLE agents (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    version TEXT NOT NULL,
    operating_system TEXT NOT NULL,
    enrolled BIGINT NOT NULL,
    last_contact BIGINT NULL,
    roaming INTEGER NOT NULL,
    throttle TEXT NOT NULL
);

CREATE TABLE agent_certificates (
    serial TEXT NOT NULL PRIMARY KEY,
    agent_id TEXT NOT NULL,
    issued BIGINT NOT NULL,
    ends BIGINT NOT NULL
);

CREATE INDEX agent_certificates_by_agent ON agent_certificates (agent_id, ends);

-- Of the secret only a hash is kept.
CREATE TABLE agent_tokens (
    id TEXT NOT NULL PRIMARY KEY,
    secret_hash TEXT NOT NULL UNIQUE,
    host TEXT NULL,
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    used BIGINT NULL,
    used_by TEXT NULL,
    revoked BIGINT NULL
);
