-- When the vault last answered, by the highest time that is believed, and what it said of the subscription.
CREATE TABLE vault_contact (
    id INTEGER NOT NULL PRIMARY KEY,
    vault_id TEXT NOT NULL,
    last_contact BIGINT NOT NULL,
    subscription TEXT NOT NULL,
    points_deleted BIGINT NOT NULL
);

-- What is billed: a row a day (YYYY-MM-DD, UTC) and production server, and one a day for what lies in the vault.
CREATE TABLE usage_instances (
    day TEXT NOT NULL,
    server TEXT NOT NULL,
    front_end_bytes BIGINT NOT NULL,
    PRIMARY KEY (day, server)
);

CREATE TABLE usage_storage (
    day TEXT NOT NULL PRIMARY KEY,
    stored_bytes BIGINT NOT NULL
);
