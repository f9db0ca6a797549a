-- What a notice needs that is not of the case: the journal's house style and deposit data, and what is public about the article and the works that
-- claims refer to. None of it is in the log; the digest that approvals name covers all of it.

-- The newest version holds.
CREATE TABLE palinode.journal_house (
    journal_id uuid NOT NULL REFERENCES palinode.journal,
    version    int NOT NULL CHECK (version >= 1),
    house      json NOT NULL,
    set_by     uuid NOT NULL,
    set_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (journal_id, version)
);
ALTER TABLE palinode.journal_house ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.journal_house FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_reads ON palinode.journal_house FOR SELECT TO palinode_owner USING (true);
CREATE POLICY reads ON palinode.journal_house FOR SELECT TO palinode_application USING (
    journal_id = ANY ((SELECT palinode.readable_journals())::uuid[]) OR (SELECT palinode.is_service_administrator()));
CREATE POLICY sets ON palinode.journal_house FOR INSERT TO palinode_application WITH CHECK (
    set_by = palinode.acting_person()
    AND (journal_id = ANY ((SELECT palinode.journals_as('administrator'))::uuid[]) OR (SELECT palinode.is_service_administrator())));
GRANT SELECT, INSERT ON palinode.journal_house TO palinode_application;

-- Citations, as a notice without anything else (docs/notice.schema.json).
CREATE TABLE palinode.case_sources (
    case_id     uuid PRIMARY KEY,
    journal_id  uuid NOT NULL,
    sources     json NOT NULL,
    set_by      uuid NOT NULL,
    set_at      timestamptz NOT NULL DEFAULT now(),
    first_event bigint GENERATED ALWAYS AS (1::bigint) STORED,
    CONSTRAINT belongs_to_a_case_of_the_journal FOREIGN KEY (case_id, first_event, journal_id) REFERENCES palinode.event (case_id, sequence, journal_id)
);
ALTER TABLE palinode.case_sources ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.case_sources FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_reads ON palinode.case_sources FOR SELECT TO palinode_owner USING (true);
CREATE POLICY reads ON palinode.case_sources FOR SELECT TO palinode_application USING (journal_id = ANY ((SELECT palinode.readable_journals())::uuid[]));
CREATE POLICY adds ON palinode.case_sources FOR INSERT TO palinode_application WITH CHECK (journal_id = ANY ((SELECT palinode.writable_journals())::uuid[]) AND set_by = palinode.acting_person());
CREATE POLICY changes ON palinode.case_sources FOR UPDATE TO palinode_application USING (journal_id = ANY ((SELECT palinode.writable_journals())::uuid[])) WITH CHECK (set_by = palinode.acting_person());
GRANT SELECT, INSERT ON palinode.case_sources TO palinode_application;
GRANT UPDATE (sources, set_by, set_at) ON palinode.case_sources TO palinode_application;
