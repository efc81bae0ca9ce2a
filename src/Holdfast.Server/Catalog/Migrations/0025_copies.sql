-- Datasources with copies on several production servers: where copies are, and whose was read.

-- JSON list: servers that had a copy when one was chosen last, best first.
ALTER TABLE sources ADD COLUMN copies TEXT NOT NULL DEFAULT '[]';

ALTER TABLE recovery_points ADD COLUMN read_from TEXT NULL;
ALTER TABLE jobs ADD COLUMN read_from TEXT NULL;
