-- How people get in. Addresses and names are encrypted; an address is found by a keyed hash. Tokens stand here as SHA-256 only.

CREATE TABLE palinode.account (
    person_id     uuid PRIMARY KEY REFERENCES palinode.person,
    login_key     bytea NOT NULL UNIQUE CHECK (octet_length(login_key) = 32),
    name_box      bytea NOT NULL CHECK (octet_length(name_box) <= 4096),
    password_hash text,
    failures      int NOT NULL DEFAULT 0,
    locked_until  timestamptz,
    totp_box      bytea,           -- the key of the second factor, encrypted
    totp_on       boolean NOT NULL DEFAULT false,
    stamp         text NOT NULL,
    version       uuid NOT NULL DEFAULT gen_random_uuid()
);

CREATE TABLE palinode.invitation (
    token_hash    bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    purpose       text NOT NULL CHECK (purpose IN ('first-administrator', 'join')),
    journal_id    uuid REFERENCES palinode.journal,
    role          text CHECK (role IN ('intake', 'investigator', 'editor', 'approver', 'administrator', 'auditor')),
    invited_by    uuid REFERENCES palinode.person,
    expires_at    timestamptz NOT NULL,
    used_at       timestamptz,
    CHECK ((purpose = 'join') = (journal_id IS NOT NULL AND role IS NOT NULL AND invited_by IS NOT NULL))
);

CREATE TABLE palinode.session (
    token_hash    bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    person_id     uuid NOT NULL REFERENCES palinode.person,
    begun_at      timestamptz NOT NULL DEFAULT now(),
    seen_at       timestamptz NOT NULL DEFAULT now(),
    expires_at    timestamptz NOT NULL,
    revoked_at    timestamptz
);
CREATE INDEX session_person ON palinode.session (person_id);

ALTER TABLE palinode.account ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.account FORCE ROW LEVEL SECURITY;
ALTER TABLE palinode.invitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.invitation FORCE ROW LEVEL SECURITY;
ALTER TABLE palinode.session ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.session FORCE ROW LEVEL SECURITY;

CREATE POLICY owner_reads ON palinode.account FOR SELECT TO palinode_owner USING (true);
CREATE POLICY owner_reads ON palinode.invitation FOR SELECT TO palinode_owner USING (true);
CREATE POLICY owner_reads ON palinode.session FOR SELECT TO palinode_owner USING (true);
CREATE POLICY owner_uses ON palinode.invitation FOR UPDATE TO palinode_owner USING (true);
CREATE POLICY owner_grants ON palinode.membership FOR INSERT TO palinode_owner WITH CHECK (true);
CREATE POLICY owner_grants ON palinode.service_administrator FOR INSERT TO palinode_owner WITH CHECK (true);

-- Whether anybody could be locked out: the first sign-up is offered while there is no administrator.
CREATE FUNCTION palinode.has_administrator() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
    AS $$ SELECT EXISTS (SELECT FROM palinode.service_administrator) $$;

-- Uses an invitation, once, for a person that was just made; what it gives is what it says. False when it cannot be used.
CREATE FUNCTION palinode.accept_invitation(token bytea, person uuid, at timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
    AS $$
        DECLARE
            found_one palinode.invitation%ROWTYPE;
        BEGIN
            IF palinode.acting_as() <> 'door' THEN RETURN false; END IF;
            UPDATE palinode.invitation SET used_at = at WHERE token_hash = token AND used_at IS NULL AND expires_at > at RETURNING * INTO found_one;
            IF NOT FOUND THEN RETURN false; END IF;
            IF found_one.purpose = 'first-administrator' THEN
                IF palinode.has_administrator() THEN RETURN false; END IF;
                INSERT INTO palinode.service_administrator (person_id) VALUES (person);
            ELSE
                INSERT INTO palinode.membership (person_id, journal_id, role, granted_by) VALUES (person, found_one.journal_id, found_one.role, found_one.invited_by) ON CONFLICT DO NOTHING;
            END IF;
            RETURN true;
        END
    $$;
GRANT EXECUTE ON FUNCTION palinode.has_administrator(), palinode.accept_invitation(bytea, uuid, timestamptz) TO palinode_application;

CREATE POLICY door ON palinode.account FOR ALL TO palinode_application USING (palinode.acting_as() = 'door') WITH CHECK (palinode.acting_as() = 'door');
-- Colleagues see each other's names in the log: whoever may see the person may see the name.
CREATE POLICY reads ON palinode.account FOR SELECT TO palinode_application USING (palinode.acting_as() = 'person' AND person_id IN (SELECT id FROM palinode.person));

CREATE POLICY door_reads ON palinode.invitation FOR SELECT TO palinode_application USING (palinode.acting_as() = 'door');
CREATE POLICY door_clears ON palinode.invitation FOR DELETE TO palinode_application USING (palinode.acting_as() = 'door' AND purpose = 'first-administrator');
CREATE POLICY invites ON palinode.invitation FOR INSERT TO palinode_application WITH CHECK (
    (purpose = 'first-administrator' AND palinode.acting_as() = 'door' AND NOT (SELECT palinode.has_administrator()))
    OR (purpose = 'join' AND invited_by = palinode.acting_person()
        AND (journal_id = ANY ((SELECT palinode.journals_as('administrator'))::uuid[]) OR (SELECT palinode.is_service_administrator()))));

CREATE POLICY door ON palinode.session FOR ALL TO palinode_application USING (palinode.acting_as() = 'door') WITH CHECK (palinode.acting_as() = 'door');
CREATE POLICY reads ON palinode.session FOR SELECT TO palinode_application USING (person_id = palinode.acting_person() AND palinode.acting_as() = 'person' OR (SELECT palinode.is_service_administrator()));
CREATE POLICY revokes ON palinode.session FOR UPDATE TO palinode_application USING (person_id = palinode.acting_person() AND palinode.acting_as() = 'person' OR (SELECT palinode.is_service_administrator()));

GRANT SELECT, INSERT ON palinode.account TO palinode_application;
GRANT UPDATE (password_hash, failures, locked_until, totp_box, totp_on, stamp, version) ON palinode.account TO palinode_application;
GRANT SELECT, INSERT, DELETE ON palinode.invitation TO palinode_application;
GRANT SELECT, INSERT ON palinode.session TO palinode_application;
GRANT UPDATE (seen_at, revoked_at) ON palinode.session TO palinode_application;
