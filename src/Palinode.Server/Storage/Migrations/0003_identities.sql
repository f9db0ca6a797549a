-- Who people are, apart from what happened: one encrypted box a person in a case, with a key of its own that the master key outside the database
-- wraps. The log holds the id and a salted commitment. Deleting the row erases the person; the log still verifies.

CREATE TABLE palinode.identity (
    id          uuid PRIMARY KEY,
    journal_id  uuid NOT NULL REFERENCES palinode.journal,
    kind        text NOT NULL CHECK (kind IN ('raiser', 'author')),
    wrapped_key bytea NOT NULL,
    box         bytea NOT NULL CHECK (octet_length(box) <= 65536),
    created_at  timestamptz NOT NULL DEFAULT now()
);

-- What was erased, so that a restored backup can be made to forget it again.
CREATE TABLE palinode.erasure (
    identity_id uuid PRIMARY KEY,
    journal_id  uuid NOT NULL REFERENCES palinode.journal,
    erased_by   uuid NOT NULL,
    erased_at   timestamptz NOT NULL DEFAULT now()
);

ALTER TABLE palinode.identity ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.identity FORCE ROW LEVEL SECURITY;
ALTER TABLE palinode.erasure ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.erasure FORCE ROW LEVEL SECURITY;

CREATE POLICY owner_reads ON palinode.identity FOR SELECT TO palinode_owner USING (true);
CREATE POLICY owner_reads ON palinode.erasure FOR SELECT TO palinode_owner USING (true);

-- Who raised a concern is for intake alone: not for editors, not for auditors, not for the service's own jobs.
CREATE POLICY reads ON palinode.identity FOR SELECT TO palinode_application USING (
    CASE kind WHEN 'raiser' THEN journal_id = ANY ((SELECT palinode.journals_as('intake'))::uuid[]) ELSE journal_id = ANY ((SELECT palinode.readable_journals())::uuid[]) END);
CREATE POLICY adds ON palinode.identity FOR INSERT TO palinode_application WITH CHECK (
    CASE kind
        WHEN 'raiser' THEN journal_id = ANY ((SELECT palinode.journals_as('intake'))::uuid[]) OR (palinode.acting_as() = 'concern' AND journal_id = palinode.acting_journal())
        ELSE journal_id = ANY ((SELECT palinode.writable_journals())::uuid[]) END);
CREATE POLICY erases ON palinode.identity FOR DELETE TO palinode_application USING (
    CASE kind WHEN 'raiser' THEN journal_id = ANY ((SELECT palinode.journals_as('intake'))::uuid[]) ELSE journal_id = ANY ((SELECT palinode.journals_as('intake', 'editor', 'administrator'))::uuid[]) END);

CREATE POLICY reads ON palinode.erasure FOR SELECT TO palinode_application USING (journal_id = ANY ((SELECT palinode.readable_journals())::uuid[]));
CREATE POLICY notes ON palinode.erasure FOR INSERT TO palinode_application WITH CHECK (
    journal_id = ANY ((SELECT palinode.writable_journals())::uuid[]) AND erased_by = palinode.acting_person());

GRANT SELECT, INSERT, DELETE ON palinode.identity TO palinode_application;
GRANT SELECT, INSERT ON palinode.erasure TO palinode_application;
