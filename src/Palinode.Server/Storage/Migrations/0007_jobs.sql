-- Work that takes longer than a request: screenings. A job is put in by whoever may write to the case, in the transaction that puts the request
-- into the log; a worker claims it for a while, says that it is alive, and gives it back, ends it or loses it. The claim stands in the row:
-- worker and attempts together name it, and nothing is recorded under a claim that another has replaced.

CREATE TABLE palinode.job (
    id           uuid PRIMARY KEY,  -- also what the case's log calls the run
    kind         text NOT NULL CHECK (kind IN ('screening')),
    case_id      uuid NOT NULL,
    journal_id   uuid NOT NULL,
    payload      jsonb NOT NULL CHECK (octet_length(payload::text) <= 65536),
    state        text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'cancelled', 'quarantined')),
    requested_by uuid NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT now(),
    due_at       timestamptz NOT NULL DEFAULT now(),  -- not before: a job that broke waits longer each time
    attempts     int NOT NULL DEFAULT 0 CHECK (attempts >= 0),  -- how often it was claimed
    failures     int NOT NULL DEFAULT 0 CHECK (failures >= 0),  -- how often the work itself broke
    worker       text CHECK (length(worker) <= 200),
    lease_until  timestamptz,
    heartbeat_at timestamptz,
    stage        text CHECK (length(stage) <= 200),
    done         int NOT NULL DEFAULT 0 CHECK (done >= 0),
    total        int NOT NULL DEFAULT 0 CHECK (total >= 0),
    reason       text CHECK (length(reason) <= 1000),
    ended_at     timestamptz,
    first_event  bigint GENERATED ALWAYS AS (1::bigint) STORED,
    UNIQUE (id, case_id, journal_id),
    CHECK ((state = 'running') = (lease_until IS NOT NULL AND worker IS NOT NULL)),
    CHECK ((state IN ('done', 'cancelled', 'quarantined')) = (ended_at IS NOT NULL)),
    CONSTRAINT belongs_to_a_case_of_the_journal FOREIGN KEY (case_id, first_event, journal_id) REFERENCES palinode.event (case_id, sequence, journal_id)
);
CREATE INDEX job_waiting ON palinode.job (due_at, requested_at, id) WHERE state IN ('queued', 'running');
CREATE INDEX job_journal ON palinode.job (journal_id, requested_at);

-- What a finished job has left: files by their path in the result, their content by SHA-256 in the data folder like all content.
CREATE TABLE palinode.job_file (
    job_id     uuid NOT NULL,
    case_id    uuid NOT NULL,
    journal_id uuid NOT NULL,
    path       text NOT NULL CHECK (path ~ '^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*$' AND length(path) <= 300),
    sha256     bytea NOT NULL CHECK (octet_length(sha256) = 32),
    size       bigint NOT NULL CHECK (size >= 0),
    media_type text NOT NULL CHECK (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
    PRIMARY KEY (job_id, path),
    FOREIGN KEY (job_id, case_id, journal_id) REFERENCES palinode.job (id, case_id, journal_id) ON DELETE CASCADE
);
CREATE INDEX job_file_content ON palinode.job_file (sha256);

ALTER TABLE palinode.job ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.job FORCE ROW LEVEL SECURITY;
ALTER TABLE palinode.job_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.job_file FORCE ROW LEVEL SECURITY;

CREATE POLICY owner_reads ON palinode.job FOR SELECT TO palinode_owner USING (true);
CREATE POLICY owner_reads ON palinode.job_file FOR SELECT TO palinode_owner USING (true);

-- An administrator of the service looks after the queue without reading any case: a job names documents by their hash alone.
CREATE POLICY reads ON palinode.job FOR SELECT TO palinode_application USING (
    journal_id = ANY ((SELECT palinode.readable_journals())::uuid[]) OR (SELECT palinode.is_service_administrator()));
CREATE POLICY requests ON palinode.job FOR INSERT TO palinode_application WITH CHECK (
    requested_by = palinode.acting_person() AND state = 'queued' AND journal_id = ANY ((SELECT palinode.writable_journals())::uuid[]));
CREATE POLICY works ON palinode.job FOR UPDATE TO palinode_application USING (palinode.acting_as() = 'service');
CREATE POLICY cancels ON palinode.job FOR UPDATE TO palinode_application
    USING (palinode.acting_as() = 'person' AND state IN ('queued', 'running') AND journal_id = ANY ((SELECT palinode.writable_journals())::uuid[]))
    WITH CHECK (palinode.acting_as() = 'person' AND state = 'cancelled' AND journal_id = ANY ((SELECT palinode.writable_journals())::uuid[]));

CREATE POLICY reads ON palinode.job_file FOR SELECT TO palinode_application USING (journal_id = ANY ((SELECT palinode.readable_journals())::uuid[]));
CREATE POLICY works ON palinode.job_file FOR INSERT TO palinode_application WITH CHECK (palinode.acting_as() = 'service');
CREATE POLICY erases ON palinode.job_file FOR DELETE TO palinode_application USING (palinode.acting_as() = 'service');

GRANT SELECT, INSERT ON palinode.job TO palinode_application;
GRANT UPDATE (state, due_at, attempts, failures, worker, lease_until, heartbeat_at, stage, done, total, reason, ended_at) ON palinode.job TO palinode_application;
GRANT SELECT, INSERT, DELETE ON palinode.job_file TO palinode_application;
