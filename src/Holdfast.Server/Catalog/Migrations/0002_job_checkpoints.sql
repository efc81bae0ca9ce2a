-- What a job needs to go on where it was (JSON of its work's own), and how often it has begun without coming to an end.

ALTER TABLE jobs ADD COLUMN checkpoint TEXT NULL;
ALTER TABLE jobs ADD COLUMN attempt INTEGER NOT NULL DEFAULT 0;
