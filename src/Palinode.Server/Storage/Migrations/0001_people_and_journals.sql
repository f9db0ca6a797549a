-- Who there is, where they work, and what the database knows of the person that acts.
--
-- Every transaction of the application says on whose behalf it works (SET LOCAL palinode.*). Without that it sees no row. What a person
-- may see is looked up here, in the memberships, and not taken from the application: a right that was withdrawn is gone with the next statement.

GRANT USAGE ON SCHEMA palinode TO palinode_application;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- A pseudonym. Names and addresses of people stand elsewhere, where they can be erased.
CREATE TABLE palinode.person (
    id          uuid PRIMARY KEY,
    created_at  timestamptz NOT NULL DEFAULT now(),
    disabled_at timestamptz
);

CREATE TABLE palinode.journal (
    id          uuid PRIMARY KEY,
    title       text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
    created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE palinode.membership (
    person_id   uuid NOT NULL REFERENCES palinode.person,
    journal_id  uuid NOT NULL REFERENCES palinode.journal,
    role        text NOT NULL CHECK (role IN ('intake', 'investigator', 'editor', 'approver', 'administrator', 'auditor')),
    granted_by  uuid REFERENCES palinode.person,
    granted_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (person_id, journal_id, role)
);

-- Administrators of the whole service: they make journals and memberships, and read no case by that alone.
CREATE TABLE palinode.service_administrator (
    person_id   uuid PRIMARY KEY REFERENCES palinode.person,
    granted_at  timestamptz NOT NULL DEFAULT now()
);

-- What this transaction was begun for: 'person', 'service', 'concern' (the public form), 'door' (signing in), or nothing.
CREATE FUNCTION palinode.acting_as() RETURNS text LANGUAGE sql STABLE
    AS $$ SELECT coalesce(nullif(current_setting('palinode.acting_as', true), ''), 'nobody') $$;

CREATE FUNCTION palinode.acting_person() RETURNS uuid LANGUAGE sql STABLE
    AS $$ SELECT nullif(current_setting('palinode.person', true), '')::uuid $$;

CREATE FUNCTION palinode.acting_journal() RETURNS uuid LANGUAGE sql STABLE
    AS $$ SELECT nullif(current_setting('palinode.journal', true), '')::uuid $$;

-- The journals in which the acting person has one of these roles. A disabled person has none.
CREATE FUNCTION palinode.journals_as(VARIADIC roles text[]) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
    AS $$
        SELECT CASE palinode.acting_as()
            WHEN 'person' THEN coalesce((
                SELECT array_agg(DISTINCT m.journal_id) FROM palinode.membership m JOIN palinode.person p ON p.id = m.person_id
                WHERE p.id = palinode.acting_person() AND p.disabled_at IS NULL AND m.role = ANY (roles)), '{}')
            ELSE '{}' END
    $$;

-- The journals whose cases this transaction may read: a person's own, and all for the service itself (deadlines, jobs).
CREATE FUNCTION palinode.readable_journals() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
    AS $$
        SELECT CASE palinode.acting_as()
            WHEN 'person' THEN palinode.journals_as('intake', 'investigator', 'editor', 'approver', 'administrator', 'auditor')
            WHEN 'service' THEN coalesce((SELECT array_agg(id) FROM palinode.journal), '{}')
            ELSE '{}' END
    $$;

-- The journals whose cases this transaction may write to. An auditor only reads.
CREATE FUNCTION palinode.writable_journals() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
    AS $$
        SELECT CASE palinode.acting_as()
            WHEN 'person' THEN palinode.journals_as('intake', 'investigator', 'editor', 'approver', 'administrator')
            WHEN 'service' THEN palinode.readable_journals()
            ELSE '{}' END
    $$;

CREATE FUNCTION palinode.is_service_administrator() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
    AS $$
        SELECT palinode.acting_as() = 'person' AND EXISTS (
            SELECT FROM palinode.service_administrator a JOIN palinode.person p ON p.id = a.person_id
            WHERE p.id = palinode.acting_person() AND p.disabled_at IS NULL)
    $$;

GRANT EXECUTE ON FUNCTION palinode.acting_as(), palinode.acting_person(), palinode.acting_journal(), palinode.journals_as(text[]),
    palinode.readable_journals(), palinode.writable_journals(), palinode.is_service_administrator() TO palinode_application;

ALTER TABLE palinode.person ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.person FORCE ROW LEVEL SECURITY;
ALTER TABLE palinode.journal ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.journal FORCE ROW LEVEL SECURITY;
ALTER TABLE palinode.membership ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.membership FORCE ROW LEVEL SECURITY;
ALTER TABLE palinode.service_administrator ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.service_administrator FORCE ROW LEVEL SECURITY;

-- The owner cannot sign in; it is who the functions above, the verifier and the backup read as.
CREATE POLICY owner_reads ON palinode.person FOR SELECT TO palinode_owner USING (true);
CREATE POLICY owner_reads ON palinode.journal FOR SELECT TO palinode_owner USING (true);
CREATE POLICY owner_reads ON palinode.membership FOR SELECT TO palinode_owner USING (true);
CREATE POLICY owner_reads ON palinode.service_administrator FOR SELECT TO palinode_owner USING (true);

CREATE POLICY reads ON palinode.person FOR SELECT TO palinode_application USING (
    id = palinode.acting_person() OR palinode.acting_as() IN ('door', 'service') OR (SELECT palinode.is_service_administrator())
    OR id IN (SELECT m.person_id FROM palinode.membership m));
CREATE POLICY begins ON palinode.person FOR INSERT TO palinode_application WITH CHECK (palinode.acting_as() = 'door');
CREATE POLICY disables ON palinode.person FOR UPDATE TO palinode_application USING ((SELECT palinode.is_service_administrator()));

CREATE POLICY reads ON palinode.journal FOR SELECT TO palinode_application USING (
    id = ANY ((SELECT palinode.readable_journals())::uuid[]) OR (SELECT palinode.is_service_administrator())
    OR (palinode.acting_as() = 'concern' AND id = palinode.acting_journal()));
CREATE POLICY begins ON palinode.journal FOR INSERT TO palinode_application WITH CHECK ((SELECT palinode.is_service_administrator()));
CREATE POLICY renames ON palinode.journal FOR UPDATE TO palinode_application USING ((SELECT palinode.is_service_administrator()));

-- A person sees who else works for a journal; only administrators, of the journal or of the service, change that.
CREATE POLICY reads ON palinode.membership FOR SELECT TO palinode_application USING (
    person_id = palinode.acting_person() OR journal_id = ANY ((SELECT palinode.readable_journals())::uuid[]) OR (SELECT palinode.is_service_administrator()));
CREATE POLICY grants ON palinode.membership FOR INSERT TO palinode_application WITH CHECK (
    granted_by = palinode.acting_person()
    AND (journal_id = ANY ((SELECT palinode.journals_as('administrator'))::uuid[]) OR (SELECT palinode.is_service_administrator())));
CREATE POLICY withdraws ON palinode.membership FOR DELETE TO palinode_application USING (
    journal_id = ANY ((SELECT palinode.journals_as('administrator'))::uuid[]) OR (SELECT palinode.is_service_administrator()));

CREATE POLICY reads ON palinode.service_administrator FOR SELECT TO palinode_application USING (
    person_id = palinode.acting_person() OR (SELECT palinode.is_service_administrator()));
CREATE POLICY grants ON palinode.service_administrator FOR INSERT TO palinode_application WITH CHECK ((SELECT palinode.is_service_administrator()));
CREATE POLICY withdraws ON palinode.service_administrator FOR DELETE TO palinode_application USING ((SELECT palinode.is_service_administrator()));

GRANT SELECT, INSERT ON palinode.person, palinode.journal TO palinode_application;
GRANT UPDATE (disabled_at) ON palinode.person TO palinode_application;
GRANT UPDATE (title) ON palinode.journal TO palinode_application;
GRANT SELECT, INSERT, DELETE ON palinode.membership, palinode.service_administrator TO palinode_application;
