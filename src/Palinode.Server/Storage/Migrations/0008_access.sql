-- The second factor, passkeys, tokens for programs, links for a new password, and a record of who gave or took which right.

-- A journal may ask for a second factor of those who approve and administer.
ALTER TABLE palinode.journal ADD second_factor boolean NOT NULL DEFAULT false;
GRANT UPDATE (second_factor) ON palinode.journal TO palinode_application;

-- The time step of the last code that was used: no code works twice.
ALTER TABLE palinode.account ADD totp_step bigint NOT NULL DEFAULT 0;
GRANT UPDATE (totp_step) ON palinode.account TO palinode_application;

-- A session can be named without its token; strong means that more than a password was shown at its beginning.
ALTER TABLE palinode.session ADD id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid();
ALTER TABLE palinode.session ADD strong boolean NOT NULL DEFAULT false;
GRANT UPDATE (strong) ON palinode.session TO palinode_application;

CREATE TABLE palinode.recovery_code (
    person_id     uuid NOT NULL REFERENCES palinode.person,
    code_hash     bytea NOT NULL CHECK (octet_length(code_hash) = 32),
    used_at       timestamptz,
    PRIMARY KEY (person_id, code_hash)
);

CREATE TABLE palinode.passkey (
    credential_id      bytea PRIMARY KEY CHECK (octet_length(credential_id) BETWEEN 1 AND 1023),
    id                 uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
    person_id          uuid NOT NULL REFERENCES palinode.person,
    name_box           bytea NOT NULL CHECK (octet_length(name_box) <= 4096),
    public_key         bytea NOT NULL,
    created_at         timestamptz NOT NULL,
    sign_count         bigint NOT NULL,
    transports         text[] NOT NULL,
    user_verified      boolean NOT NULL,
    backup_eligible    boolean NOT NULL,
    backed_up          boolean NOT NULL,
    attestation_object bytea NOT NULL,
    client_data        bytea NOT NULL
);
CREATE INDEX passkey_person ON palinode.passkey (person_id);

-- What an authenticator was asked, between question and answer; each is taken out by the answer.
CREATE TABLE palinode.passkey_question (
    token_hash    bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    person_id     uuid REFERENCES palinode.person,
    state         text NOT NULL CHECK (length(state) <= 8192),
    expires_at    timestamptz NOT NULL
);

CREATE TABLE palinode.api_token (
    id            uuid PRIMARY KEY,
    token_hash    bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    person_id     uuid NOT NULL REFERENCES palinode.person,
    name_box      bytea NOT NULL CHECK (octet_length(name_box) <= 4096),
    scopes        text[] NOT NULL CHECK (scopes <@ ARRAY['read:cases', 'write:cases', 'screen', 'audit'] AND cardinality(scopes) > 0),
    created_at    timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    used_at       timestamptz,
    revoked_at    timestamptz
);
CREATE INDEX api_token_person ON palinode.api_token (person_id);

-- A link may also give a person a new password.
ALTER TABLE palinode.invitation ADD person_id uuid REFERENCES palinode.person;
ALTER TABLE palinode.invitation ADD without_second_factor boolean NOT NULL DEFAULT false;
ALTER TABLE palinode.invitation DROP CONSTRAINT invitation_purpose_check;
ALTER TABLE palinode.invitation DROP CONSTRAINT invitation_check;
ALTER TABLE palinode.invitation ADD CONSTRAINT purpose_is_known CHECK (purpose IN ('first-administrator', 'join', 'reset'));
ALTER TABLE palinode.invitation ADD CONSTRAINT says_what_it_gives CHECK (
    (purpose = 'join') = (journal_id IS NOT NULL AND role IS NOT NULL) AND (purpose = 'reset') = (person_id IS NOT NULL) AND (purpose = 'first-administrator') = (invited_by IS NULL));
CREATE POLICY resets ON palinode.invitation FOR INSERT TO palinode_application WITH CHECK (
    purpose = 'reset' AND invited_by = palinode.acting_person() AND (SELECT palinode.is_service_administrator()));

-- Uses a link for a new password, once: whose, and whether the second factor goes with the old one. No row when it cannot be used.
CREATE FUNCTION palinode.use_reset(token bytea, at timestamptz, OUT person uuid, OUT without_second_factor boolean) RETURNS SETOF record LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
    AS $$
        UPDATE palinode.invitation i SET used_at = at
        WHERE palinode.acting_as() = 'door' AND i.token_hash = token AND i.purpose = 'reset' AND i.used_at IS NULL AND i.expires_at > at
        RETURNING i.person_id, i.without_second_factor
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
                INSERT INTO palinode.membership (person_id, journal_id, role, granted_by) VALUES (person, found_one.journal_id, found_one.role, found_one.invited_by) ON CONFLICT DO NOTHING;
            END IF;
            RETURN true;
        END
    $$;

-- Whether a journal asks this person for more than a password. An administrator of the service is asked as soon as any journal asks.
CREATE FUNCTION palinode.needs_second_factor(person uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
    AS $$
        SELECT EXISTS (SELECT FROM palinode.membership m JOIN palinode.journal j ON j.id = m.journal_id WHERE m.person_id = person AND m.role IN ('approver', 'administrator') AND j.second_factor)
            OR EXISTS (SELECT FROM palinode.service_administrator a WHERE a.person_id = person) AND EXISTS (SELECT FROM palinode.journal j WHERE j.second_factor)
    $$;
GRANT EXECUTE ON FUNCTION palinode.use_reset(bytea, timestamptz), palinode.needs_second_factor(uuid) TO palinode_application;

-- Who gave or took a right, when. Written by the tables themselves, whatever the application does.
CREATE TABLE palinode.access_change (
    number        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    changed_at    timestamptz NOT NULL DEFAULT now(),
    acted_by      uuid,
    what          text NOT NULL,
    person_id     uuid,
    journal_id    uuid,
    role          text
);

CREATE FUNCTION palinode.note_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
    AS $$
        DECLARE
            at_hand jsonb := to_jsonb(CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END);
        BEGIN
            INSERT INTO palinode.access_change (acted_by, what, person_id, journal_id, role)
            VALUES (palinode.acting_person(), TG_ARGV[0], coalesce(at_hand ->> 'person_id', CASE TG_TABLE_NAME WHEN 'person' THEN at_hand ->> 'id' END)::uuid,
                coalesce(at_hand ->> 'journal_id', CASE TG_TABLE_NAME WHEN 'journal' THEN at_hand ->> 'id' END)::uuid, at_hand ->> 'role');
            RETURN NULL;
        END
    $$;
CREATE TRIGGER granted AFTER INSERT ON palinode.membership FOR EACH ROW EXECUTE FUNCTION palinode.note_access('role granted');
CREATE TRIGGER withdrawn AFTER DELETE ON palinode.membership FOR EACH ROW EXECUTE FUNCTION palinode.note_access('role withdrawn');
CREATE TRIGGER granted AFTER INSERT ON palinode.service_administrator FOR EACH ROW EXECUTE FUNCTION palinode.note_access('administration of the service granted');
CREATE TRIGGER withdrawn AFTER DELETE ON palinode.service_administrator FOR EACH ROW EXECUTE FUNCTION palinode.note_access('administration of the service withdrawn');
CREATE TRIGGER disabled AFTER UPDATE ON palinode.person FOR EACH ROW WHEN (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL) EXECUTE FUNCTION palinode.note_access('person disabled');
CREATE TRIGGER enabled AFTER UPDATE ON palinode.person FOR EACH ROW WHEN (OLD.disabled_at IS NOT NULL AND NEW.disabled_at IS NULL) EXECUTE FUNCTION palinode.note_access('person enabled');
CREATE TRIGGER invited AFTER INSERT ON palinode.invitation FOR EACH ROW WHEN (NEW.purpose = 'join') EXECUTE FUNCTION palinode.note_access('link to join made');
CREATE TRIGGER reset AFTER INSERT ON palinode.invitation FOR EACH ROW WHEN (NEW.purpose = 'reset') EXECUTE FUNCTION palinode.note_access('link for a new password made');
CREATE TRIGGER second_factor_asked AFTER UPDATE ON palinode.journal FOR EACH ROW WHEN (NEW.second_factor AND NOT OLD.second_factor) EXECUTE FUNCTION palinode.note_access('second factor asked for');
CREATE TRIGGER second_factor_left AFTER UPDATE ON palinode.journal FOR EACH ROW WHEN (OLD.second_factor AND NOT NEW.second_factor) EXECUTE FUNCTION palinode.note_access('second factor no longer asked for');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON palinode.access_change FOR EACH STATEMENT EXECUTE FUNCTION palinode.refuse_change();

ALTER TABLE palinode.recovery_code ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.recovery_code FORCE ROW LEVEL SECURITY;
ALTER TABLE palinode.passkey ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.passkey FORCE ROW LEVEL SECURITY;
ALTER TABLE palinode.passkey_question ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.passkey_question FORCE ROW LEVEL SECURITY;
ALTER TABLE palinode.api_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.api_token FORCE ROW LEVEL SECURITY;
ALTER TABLE palinode.access_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.access_change FORCE ROW LEVEL SECURITY;

CREATE POLICY owner_reads ON palinode.recovery_code FOR SELECT TO palinode_owner USING (true);
CREATE POLICY owner_reads ON palinode.passkey FOR SELECT TO palinode_owner USING (true);
CREATE POLICY owner_reads ON palinode.passkey_question FOR SELECT TO palinode_owner USING (true);
CREATE POLICY owner_reads ON palinode.api_token FOR SELECT TO palinode_owner USING (true);
CREATE POLICY owner_reads ON palinode.access_change FOR SELECT TO palinode_owner USING (true);
CREATE POLICY owner_notes ON palinode.access_change FOR INSERT TO palinode_owner WITH CHECK (true);

-- Secrets of people are the door's; a person lists and takes back what is their own.
CREATE POLICY door ON palinode.recovery_code FOR ALL TO palinode_application USING (palinode.acting_as() = 'door') WITH CHECK (palinode.acting_as() = 'door');
CREATE POLICY door ON palinode.passkey FOR ALL TO palinode_application USING (palinode.acting_as() = 'door') WITH CHECK (palinode.acting_as() = 'door');
CREATE POLICY door ON palinode.passkey_question FOR ALL TO palinode_application USING (palinode.acting_as() = 'door') WITH CHECK (palinode.acting_as() = 'door');
CREATE POLICY door ON palinode.api_token FOR ALL TO palinode_application USING (palinode.acting_as() = 'door') WITH CHECK (palinode.acting_as() = 'door');
CREATE POLICY own ON palinode.api_token FOR ALL TO palinode_application
    USING (palinode.acting_as() = 'person' AND person_id = palinode.acting_person()) WITH CHECK (palinode.acting_as() = 'person' AND person_id = palinode.acting_person());
CREATE POLICY revokes ON palinode.api_token FOR UPDATE TO palinode_application USING ((SELECT palinode.is_service_administrator()));
CREATE POLICY counts ON palinode.api_token FOR SELECT TO palinode_application USING ((SELECT palinode.is_service_administrator()));
CREATE POLICY reads ON palinode.access_change FOR SELECT TO palinode_application USING (
    palinode.acting_as() = 'person' AND person_id = palinode.acting_person() OR journal_id = ANY ((SELECT palinode.journals_as('administrator', 'auditor'))::uuid[]) OR (SELECT palinode.is_service_administrator()));
-- An administrator of a journal says whether it asks for a second factor.
CREATE POLICY administers ON palinode.journal FOR UPDATE TO palinode_application USING (id = ANY ((SELECT palinode.journals_as('administrator'))::uuid[]));

GRANT SELECT, INSERT, DELETE ON palinode.recovery_code TO palinode_application;
GRANT UPDATE (used_at) ON palinode.recovery_code TO palinode_application;
GRANT SELECT, INSERT, DELETE ON palinode.passkey, palinode.passkey_question TO palinode_application;
GRANT UPDATE (sign_count, backed_up, user_verified) ON palinode.passkey TO palinode_application;
GRANT SELECT, INSERT ON palinode.api_token TO palinode_application;
GRANT UPDATE (used_at, revoked_at) ON palinode.api_token TO palinode_application;
GRANT SELECT ON palinode.access_change TO palinode_application;
