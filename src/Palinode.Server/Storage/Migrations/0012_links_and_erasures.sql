-- A link is worth what whoever made it may still give, and an erasure reaches what was made of a file.

-- Whether this person may at this moment give roles in the journal.
CREATE FUNCTION palinode.may_invite(person uuid, journal uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
    AS $$
        SELECT EXISTS (
            SELECT FROM palinode.person p WHERE p.id = person AND p.disabled_at IS NULL
            AND (EXISTS (SELECT FROM palinode.membership m WHERE m.person_id = p.id AND m.journal_id = journal AND m.role = 'administrator')
                OR EXISTS (SELECT FROM palinode.service_administrator a WHERE a.person_id = p.id)))
    $$;

CREATE OR REPLACE FUNCTION palinode.accept_invitation(token bytea, person uuid, at timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
    AS $$
        DECLARE
            found_one palinode.invitation%ROWTYPE;
        BEGIN
            IF palinode.acting_as() <> 'door' THEN RETURN false; END IF;
            UPDATE palinode.invitation SET used_at = at WHERE token_hash = token AND purpose <> 'reset' AND used_at IS NULL AND expires_at > at RETURNING * INTO found_one;
            IF NOT FOUND THEN RETURN false; END IF;
            IF found_one.purpose = 'first-administrator' THEN
                IF palinode.has_administrator() THEN RETURN false; END IF;
                INSERT INTO palinode.service_administrator (person_id) VALUES (person);
            ELSE
                IF NOT palinode.may_invite(found_one.invited_by, found_one.journal_id) THEN RETURN false; END IF;
                INSERT INTO palinode.membership (person_id, journal_id, role, granted_by) VALUES (person, found_one.journal_id, found_one.role, found_one.invited_by) ON CONFLICT DO NOTHING;
            END IF;
            RETURN true;
        END
    $$;

CREATE OR REPLACE FUNCTION palinode.use_reset(token bytea, at timestamptz, OUT person uuid, OUT without_second_factor boolean) RETURNS SETOF record LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
    AS $$
        UPDATE palinode.invitation i SET used_at = at
        WHERE palinode.acting_as() = 'door' AND i.token_hash = token AND i.purpose = 'reset' AND i.used_at IS NULL AND i.expires_at > at
          AND EXISTS (SELECT FROM palinode.service_administrator a JOIN palinode.person p ON p.id = a.person_id WHERE a.person_id = i.invited_by AND p.disabled_at IS NULL)
        RETURNING i.person_id, i.without_second_factor
    $$;

-- Pictures and findings that a screening made of a document are the document's content in another form. The job stays, as the log does; its files go.
ALTER TABLE palinode.erasure DROP CONSTRAINT erasure_thing_check;
ALTER TABLE palinode.erasure ADD CONSTRAINT erasure_thing_check CHECK (thing IN ('identity', 'text', 'attachment', 'letter', 'screening'));
CREATE POLICY owner_erases ON palinode.job_file FOR DELETE TO palinode_owner USING (true);

CREATE OR REPLACE FUNCTION palinode.erase(thing text, id uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
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
                WHEN 'screening' THEN
                    SELECT f.journal_id INTO journal FROM palinode.job_file f WHERE f.job_id = erase.id AND f.journal_id = ANY (allowed) LIMIT 1;
                    DELETE FROM palinode.job_file f WHERE f.job_id = erase.id AND f.journal_id = ANY (allowed);
                ELSE RETURN false;
            END CASE;
            IF journal IS NULL THEN RETURN false; END IF;
            INSERT INTO palinode.erasure (identity_id, journal_id, erased_by, thing) VALUES (erase.id, journal, palinode.acting_person(), erase.thing) ON CONFLICT DO NOTHING;
            RETURN true;
        END
    $$;

CREATE OR REPLACE FUNCTION palinode.erasable(of_case uuid, which_audience text) RETURNS TABLE (thing text, id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
    AS $$
        SELECT 'text', t.id FROM palinode.sealed_text t WHERE t.case_id = of_case AND t.audience = which_audience AND t.journal_id = ANY (palinode.journals_as('administrator', 'intake'))
        UNION ALL SELECT 'attachment', t.id FROM palinode.attachment t WHERE t.case_id = of_case AND t.audience = which_audience AND t.journal_id = ANY (palinode.journals_as('administrator', 'intake'))
        UNION ALL SELECT 'letter', t.id FROM palinode.outbox t WHERE t.case_id = of_case AND t.audience = which_audience AND t.box IS NOT NULL AND t.journal_id = ANY (palinode.journals_as('administrator', 'intake'))
        UNION ALL SELECT DISTINCT 'screening', t.job_id FROM palinode.job_file t WHERE t.case_id = of_case AND which_audience = 'case' AND t.journal_id = ANY (palinode.journals_as('administrator', 'intake'))
    $$;
