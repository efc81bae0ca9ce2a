-- Who wanted a job and for when, where its datasource lies, and a history that can be searched and paged: every order ends with the id, so that a page begins where the last one ended.

ALTER TABLE jobs ADD COLUMN server TEXT NULL;
ALTER TABLE jobs ADD COLUMN origin TEXT NOT NULL DEFAULT 'person';
ALTER TABLE jobs ADD COLUMN scheduled_for BIGINT NULL;

UPDATE jobs SET server = (SELECT s.server FROM sources s WHERE s.id = jobs.source_id);

DROP INDEX jobs_by_state;
DROP INDEX jobs_by_created;
CREATE INDEX jobs_by_created ON jobs (created, id);
CREATE INDEX jobs_by_state ON jobs (state, created, id);
CREATE INDEX jobs_by_type ON jobs (type, created, id);
CREATE INDEX jobs_by_source ON jobs (source_id, created, id);
CREATE INDEX jobs_by_server ON jobs (server, created, id);
CREATE INDEX jobs_by_end ON jobs (ended);
