-- What lists of cases show, kept with the events in their transaction: a list of a thousand cases folds no log. It can be made anew from the log at
-- any time. It says nothing that the log does not say to the same readers, and nothing of the raiser.
CREATE TABLE palinode.case_summary (
    case_id      uuid PRIMARY KEY,
    journal_id   uuid NOT NULL,
    version      int NOT NULL CHECK (version >= 1),
    state        text NOT NULL,
    is_open      boolean NOT NULL,
    is_held      boolean NOT NULL,
    doi          text,
    title        text,
    handler      uuid,
    opened_at    timestamptz NOT NULL,
    last_at      timestamptz NOT NULL,
    last_by      uuid NOT NULL,
    last_line    text NOT NULL,
    next_due     date,
    next_kind    text,
    deadlines    json NOT NULL,  -- those that are open: [{"id","kind","due","about"}]
    first_event  bigint GENERATED ALWAYS AS (1::bigint) STORED,
    CONSTRAINT belongs_to_a_case_of_the_journal FOREIGN KEY (case_id, first_event, journal_id) REFERENCES palinode.event (case_id, sequence, journal_id)
);
CREATE INDEX case_summary_last ON palinode.case_summary (journal_id, last_at DESC);
CREATE INDEX case_summary_due ON palinode.case_summary (next_due) WHERE is_open;

ALTER TABLE palinode.case_summary ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.case_summary FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_reads ON palinode.case_summary FOR SELECT TO palinode_owner USING (true);
CREATE POLICY reads ON palinode.case_summary FOR SELECT TO palinode_application USING (journal_id = ANY ((SELECT palinode.readable_journals())::uuid[]));
CREATE POLICY adds ON palinode.case_summary FOR INSERT TO palinode_application WITH CHECK (
    journal_id = ANY ((SELECT palinode.writable_journals())::uuid[]) OR (palinode.acting_as() = 'concern' AND journal_id = palinode.acting_journal()));
CREATE POLICY follows ON palinode.case_summary FOR UPDATE TO palinode_application USING (journal_id = ANY ((SELECT palinode.writable_journals())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON palinode.case_summary TO palinode_application;

-- A notice as it was drafted: its text is sealed like other words of a case, because it may name people; the digest is the one that approvals name.
CREATE TABLE palinode.notice_draft (
    case_id    uuid NOT NULL,
    journal_id uuid NOT NULL,
    digest     bytea NOT NULL CHECK (octet_length(digest) = 32),
    text_id    uuid NOT NULL REFERENCES palinode.sealed_text ON DELETE CASCADE,
    commitment bytea NOT NULL CHECK (octet_length(commitment) = 32),
    PRIMARY KEY (case_id, digest)
);
ALTER TABLE palinode.notice_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.notice_draft FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_reads ON palinode.notice_draft FOR SELECT TO palinode_owner USING (true);
CREATE POLICY owner_erases ON palinode.notice_draft FOR DELETE TO palinode_owner USING (true);
CREATE POLICY reads ON palinode.notice_draft FOR SELECT TO palinode_application USING (journal_id = ANY ((SELECT palinode.readable_journals())::uuid[]));
CREATE POLICY adds ON palinode.notice_draft FOR INSERT TO palinode_application WITH CHECK (journal_id = ANY ((SELECT palinode.writable_journals())::uuid[]));
GRANT SELECT, INSERT ON palinode.notice_draft TO palinode_application;

-- The code with which whoever filled in the public form may come back. Only its hash stands here; with it one reads what the raiser was told, and nothing else.
CREATE TABLE palinode.concern_receipt (
    code_hash  bytea PRIMARY KEY CHECK (octet_length(code_hash) = 32),
    case_id    uuid NOT NULL,
    journal_id uuid NOT NULL REFERENCES palinode.journal,
    created_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE palinode.concern_receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.concern_receipt FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_reads ON palinode.concern_receipt FOR SELECT TO palinode_owner USING (true);
CREATE POLICY adds ON palinode.concern_receipt FOR INSERT TO palinode_application WITH CHECK (palinode.acting_as() = 'concern' AND journal_id = palinode.acting_journal());
GRANT INSERT ON palinode.concern_receipt TO palinode_application;

-- What the raiser of a receipt was told, letter by letter, still sealed; no row for a code that is not known.
CREATE FUNCTION palinode.told_by_receipt(code bytea)
    RETURNS TABLE (received_at timestamptz, told_at timestamptz, type text, letter text, commitment text, wrapped_key bytea, box bytea) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
    AS $$
        SELECT first.occurred_at, told.occurred_at, told.type, told.payload -> 'letter' ->> 'id', told.payload -> 'letter' ->> 'commitment', words.wrapped_key, words.box
        FROM palinode.concern_receipt r
        JOIN palinode.event first ON first.case_id = r.case_id AND first.sequence = 1
        LEFT JOIN palinode.event told ON told.case_id = r.case_id AND told.type IN ('concern-acknowledged/1', 'raiser-told/1')
        LEFT JOIN palinode.sealed_text words ON words.id::text = told.payload -> 'letter' ->> 'id'
        WHERE r.code_hash = code AND palinode.acting_as() = 'concern'
        ORDER BY told.sequence
    $$;
GRANT EXECUTE ON FUNCTION palinode.told_by_receipt(bytea) TO palinode_application;

-- Journals whose readers may raise a concern by the form: their titles are no secret.
CREATE FUNCTION palinode.journal_title(id uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
    AS $$ SELECT j.title FROM palinode.journal j WHERE j.id = journal_title.id AND palinode.acting_as() = 'concern' $$;
GRANT EXECUTE ON FUNCTION palinode.journal_title(uuid) TO palinode_application;
