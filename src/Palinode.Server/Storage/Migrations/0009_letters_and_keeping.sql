-- Letters on their way, and what is kept and erased.

-- Letters that are to leave, written in the transaction of the event that says so. Address and words are one encrypted box with a key of its own; when the
-- letter has left, box and key are deleted: the words lie with the case, sealed.
CREATE TABLE palinode.outbox (
    id          uuid PRIMARY KEY,
    case_id     uuid NOT NULL,
    journal_id  uuid NOT NULL,
    audience    text NOT NULL CHECK (audience IN ('intake', 'case')),  -- a letter to the raiser is for intake
    kind        text NOT NULL CHECK (kind ~ '^[a-z][a-z-]{0,40}$'),
    party       text CHECK (length(party) <= 100),                     -- who it is for; absent for the raiser
    wrapped_key bytea,
    box         bytea CHECK (octet_length(box) <= 1048576),
    state       text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'saved')),
    attempts    int NOT NULL DEFAULT 0,
    due_at      timestamptz NOT NULL,  -- when it is tried; while it is being sent, until when nobody else takes it
    sent_at     timestamptz,
    fault       text CHECK (fault IN ('refused', 'unreachable')),
    created_by  uuid NOT NULL,
    created_at  timestamptz NOT NULL,
    first_event bigint GENERATED ALWAYS AS (1::bigint) STORED,
    CHECK ((box IS NULL) = (wrapped_key IS NULL)),
    CONSTRAINT belongs_to_a_case_of_the_journal FOREIGN KEY (case_id, first_event, journal_id) REFERENCES palinode.event (case_id, sequence, journal_id)
);
CREATE INDEX outbox_case ON palinode.outbox (case_id);
CREATE INDEX outbox_due ON palinode.outbox (due_at) WHERE state IN ('waiting', 'sending');

ALTER TABLE palinode.outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.outbox FORCE ROW LEVEL SECURITY;

CREATE POLICY owner_reads ON palinode.outbox FOR SELECT TO palinode_owner USING (true);
-- 'post' is who carries letters: it sees them and nothing else of any case.
CREATE POLICY reads ON palinode.outbox FOR SELECT TO palinode_application USING (
    palinode.acting_as() = 'post'
    OR CASE audience WHEN 'intake' THEN journal_id = ANY ((SELECT palinode.journals_as('intake'))::uuid[]) ELSE journal_id = ANY ((SELECT palinode.readable_journals())::uuid[]) END);
CREATE POLICY adds ON palinode.outbox FOR INSERT TO palinode_application WITH CHECK (
    created_by = palinode.acting_person()
    AND CASE audience WHEN 'intake' THEN journal_id = ANY ((SELECT palinode.journals_as('intake'))::uuid[]) ELSE journal_id = ANY ((SELECT palinode.writable_journals())::uuid[]) END);
CREATE POLICY carries ON palinode.outbox FOR UPDATE TO palinode_application USING (
    palinode.acting_as() = 'post'
    OR CASE audience WHEN 'intake' THEN journal_id = ANY ((SELECT palinode.journals_as('intake'))::uuid[]) ELSE journal_id = ANY ((SELECT palinode.writable_journals())::uuid[]) END);

GRANT SELECT, INSERT ON palinode.outbox TO palinode_application;
GRANT UPDATE (state, attempts, due_at, sent_at, fault, wrapped_key, box) ON palinode.outbox TO palinode_application;

-- What was erased says of which kind it was, so that a restored backup can be made to forget it again.
ALTER TABLE palinode.erasure ADD thing text NOT NULL DEFAULT 'identity' CHECK (thing IN ('identity', 'text', 'attachment', 'letter'));

CREATE POLICY owner_erases ON palinode.identity FOR DELETE TO palinode_owner USING (true);
CREATE POLICY owner_erases ON palinode.sealed_text FOR DELETE TO palinode_owner USING (true);
CREATE POLICY owner_erases ON palinode.attachment FOR DELETE TO palinode_owner USING (true);
CREATE POLICY owner_erases ON palinode.outbox FOR UPDATE TO palinode_owner USING (true);
CREATE POLICY owner_notes ON palinode.erasure FOR INSERT TO palinode_owner WITH CHECK (true);

-- Erases one thing and notes that it did. An administrator of the journal erases also what only intake may read, without reading it; intake erases what is
-- the raiser's. False when there is no such thing for whoever asks.
CREATE FUNCTION palinode.erase(thing text, id uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
    AS $$
        DECLARE
            allowed uuid[] := palinode.journals_as('administrator', 'intake');
            journal uuid;
        BEGIN
            CASE thing
                WHEN 'identity' THEN DELETE FROM palinode.identity t WHERE t.id = erase.id AND t.journal_id = ANY (allowed) RETURNING t.journal_id INTO journal;
                WHEN 'text' THEN DELETE FROM palinode.sealed_text t WHERE t.id = erase.id AND t.journal_id = ANY (allowed) RETURNING t.journal_id INTO journal;
                WHEN 'attachment' THEN DELETE FROM palinode.attachment t WHERE t.id = erase.id AND t.journal_id = ANY (allowed) RETURNING t.journal_id INTO journal;
                WHEN 'letter' THEN
                    UPDATE palinode.outbox t SET box = NULL, wrapped_key = NULL, state = CASE WHEN t.state = 'sent' THEN 'sent' ELSE 'failed' END
                    WHERE t.id = erase.id AND t.journal_id = ANY (allowed) AND t.box IS NOT NULL RETURNING t.journal_id INTO journal;
                ELSE RETURN false;
            END CASE;
            IF journal IS NULL THEN RETURN false; END IF;
            INSERT INTO palinode.erasure (identity_id, journal_id, erased_by, thing) VALUES (erase.id, journal, palinode.acting_person(), erase.thing) ON CONFLICT DO NOTHING;
            RETURN true;
        END
    $$;

-- Ids of things of a case that are erased with a person: an administrator may not read some of them, and need not to erase them.
CREATE FUNCTION palinode.erasable(of_case uuid, which_audience text) RETURNS TABLE (thing text, id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
    AS $$
        SELECT 'text', t.id FROM palinode.sealed_text t WHERE t.case_id = of_case AND t.audience = which_audience AND t.journal_id = ANY (palinode.journals_as('administrator', 'intake'))
        UNION ALL SELECT 'attachment', t.id FROM palinode.attachment t WHERE t.case_id = of_case AND t.audience = which_audience AND t.journal_id = ANY (palinode.journals_as('administrator', 'intake'))
        UNION ALL SELECT 'letter', t.id FROM palinode.outbox t WHERE t.case_id = of_case AND t.audience = which_audience AND t.box IS NOT NULL AND t.journal_id = ANY (palinode.journals_as('administrator', 'intake'))
    $$;
GRANT EXECUTE ON FUNCTION palinode.erase(text, uuid), palinode.erasable(uuid, text) TO palinode_application;
