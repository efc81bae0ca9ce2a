ALTER TABLE servers ADD COLUMN last_contact BIGINT;
