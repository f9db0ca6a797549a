-- Files of a case. The content lies in the data folder under its SHA-256; its name as it was given is encrypted here and nowhere else.

CREATE TABLE palinode.attachment (
    id          uuid PRIMARY KEY,
    case_id     uuid NOT NULL,
    journal_id  uuid NOT NULL,
    audience    text NOT NULL CHECK (audience IN ('intake', 'case')),  -- what a raiser sent is for intake until someone makes a stripped copy
    sha256      bytea NOT NULL CHECK (octet_length(sha256) = 32),
    size        bigint NOT NULL CHECK (size >= 0),
    media_type  text NOT NULL CHECK (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
    name_box    bytea NOT NULL CHECK (octet_length(name_box) <= 4096),
    added_by    uuid NOT NULL,
    added_at    timestamptz NOT NULL DEFAULT now(),
    first_event bigint GENERATED ALWAYS AS (1::bigint) STORED,
    -- The case is there, and is the journal's.
    CONSTRAINT belongs_to_a_case_of_the_journal FOREIGN KEY (case_id, first_event, journal_id) REFERENCES palinode.event (case_id, sequence, journal_id)
);
CREATE INDEX attachment_case ON palinode.attachment (case_id);
CREATE INDEX attachment_content ON palinode.attachment (sha256);

ALTER TABLE palinode.attachment ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.attachment FORCE ROW LEVEL SECURITY;

CREATE POLICY owner_reads ON palinode.attachment FOR SELECT TO palinode_owner USING (true);
CREATE POLICY reads ON palinode.attachment FOR SELECT TO palinode_application USING (
    CASE audience WHEN 'intake' THEN journal_id = ANY ((SELECT palinode.journals_as('intake'))::uuid[]) ELSE journal_id = ANY ((SELECT palinode.readable_journals())::uuid[]) END);
CREATE POLICY adds ON palinode.attachment FOR INSERT TO palinode_application WITH CHECK (
    added_by = palinode.acting_person()
    AND (journal_id = ANY ((SELECT palinode.writable_journals())::uuid[]) OR (palinode.acting_as() = 'concern' AND journal_id = palinode.acting_journal() AND audience = 'intake')));
CREATE POLICY erases ON palinode.attachment FOR DELETE TO palinode_application USING (
    CASE audience WHEN 'intake' THEN journal_id = ANY ((SELECT palinode.journals_as('intake'))::uuid[]) ELSE journal_id = ANY ((SELECT palinode.journals_as('intake', 'editor', 'administrator'))::uuid[]) END);

GRANT SELECT, INSERT, DELETE ON palinode.attachment TO palinode_application;
