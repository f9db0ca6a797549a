-- What the work on cases keeps beside the log: words of people, sealed and erasable, and how each journal works its cases.

-- Letters, notes, answers: one encrypted box each, with a key of its own that the master key outside the database wraps. The log holds the id
-- and a salted commitment. Deleting the row erases the words; the log still verifies.
CREATE TABLE palinode.sealed_text (
    id          uuid PRIMARY KEY,
    case_id     uuid NOT NULL,
    journal_id  uuid NOT NULL,
    audience    text NOT NULL CHECK (audience IN ('intake', 'case')),  -- what is said by or to the raiser is for intake
    wrapped_key bytea NOT NULL,
    box         bytea NOT NULL CHECK (octet_length(box) <= 1048576),
    created_by  uuid NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    first_event bigint GENERATED ALWAYS AS (1::bigint) STORED,
    -- The case is there at the commit, and is the journal's: a concern's own words are sealed before its first event.
    CONSTRAINT belongs_to_a_case_of_the_journal FOREIGN KEY (case_id, first_event, journal_id) REFERENCES palinode.event (case_id, sequence, journal_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX sealed_text_case ON palinode.sealed_text (case_id);

ALTER TABLE palinode.sealed_text ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.sealed_text FORCE ROW LEVEL SECURITY;

CREATE POLICY owner_reads ON palinode.sealed_text FOR SELECT TO palinode_owner USING (true);
CREATE POLICY reads ON palinode.sealed_text FOR SELECT TO palinode_application USING (
    CASE audience WHEN 'intake' THEN journal_id = ANY ((SELECT palinode.journals_as('intake'))::uuid[]) ELSE journal_id = ANY ((SELECT palinode.readable_journals())::uuid[]) END);
CREATE POLICY adds ON palinode.sealed_text FOR INSERT TO palinode_application WITH CHECK (
    created_by = palinode.acting_person()
    AND CASE audience
        WHEN 'intake' THEN journal_id = ANY ((SELECT palinode.journals_as('intake'))::uuid[]) OR (palinode.acting_as() = 'concern' AND journal_id = palinode.acting_journal())
        ELSE journal_id = ANY ((SELECT palinode.writable_journals())::uuid[]) END);
CREATE POLICY erases ON palinode.sealed_text FOR DELETE TO palinode_application USING (
    CASE audience WHEN 'intake' THEN journal_id = ANY ((SELECT palinode.journals_as('intake'))::uuid[]) ELSE journal_id = ANY ((SELECT palinode.journals_as('intake', 'editor', 'administrator'))::uuid[]) END);

GRANT SELECT, INSERT, DELETE ON palinode.sealed_text TO palinode_application;

-- How a journal works its cases (CasePolicy as JSON). The newest version holds; the older ones say by which rules earlier decisions were made.
CREATE TABLE palinode.journal_policy (
    journal_id uuid NOT NULL REFERENCES palinode.journal,
    version    int NOT NULL CHECK (version >= 1),
    policy     json NOT NULL,
    set_by     uuid NOT NULL,
    set_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (journal_id, version)
);

ALTER TABLE palinode.journal_policy ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.journal_policy FORCE ROW LEVEL SECURITY;

CREATE POLICY owner_reads ON palinode.journal_policy FOR SELECT TO palinode_owner USING (true);
CREATE POLICY reads ON palinode.journal_policy FOR SELECT TO palinode_application USING (
    journal_id = ANY ((SELECT palinode.readable_journals())::uuid[]) OR (SELECT palinode.is_service_administrator())
    OR (palinode.acting_as() = 'concern' AND journal_id = palinode.acting_journal()));
CREATE POLICY sets ON palinode.journal_policy FOR INSERT TO palinode_application WITH CHECK (
    set_by = palinode.acting_person()
    AND (journal_id = ANY ((SELECT palinode.journals_as('administrator'))::uuid[]) OR (SELECT palinode.is_service_administrator())));

GRANT SELECT, INSERT ON palinode.journal_policy TO palinode_application;

-- A concern opens a case with two events: that it came, and the day by which it is answered. The form does no more.
DROP POLICY appends ON palinode.event;
CREATE POLICY appends ON palinode.event FOR INSERT TO palinode_application WITH CHECK (
    (journal_id = ANY ((SELECT palinode.writable_journals())::uuid[]) AND actor_id = palinode.acting_person())
    OR (palinode.acting_as() = 'concern' AND journal_id = palinode.acting_journal() AND actor_id = palinode.acting_person()
        AND (sequence = 1 OR (sequence = 2 AND type = 'deadline-set/1'))));
