-- The log. A case is its events; each holds the hash of the one before it in its case, and a seal that chains all cases in order of commit.
-- The tables hold pseudonyms and salted commitments only; names can be erased elsewhere and the chain still holds.

-- A text or number as it goes into a hash: its length in bytes, then the bytes. No two lists of fields give the same bytes.
CREATE FUNCTION palinode.hashed_field(field bytea) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT int4send(octet_length(field)) || field $$;

-- The hash of an event, as EventHash.cs computes it; a test compares the two. Time is microseconds since 1970, UTC.
CREATE FUNCTION palinode.event_hash(case_id uuid, sequence bigint, journal_id uuid, type text, payload json, actor_id uuid, occurred_at timestamptz, why text, previous_hash bytea)
    RETURNS bytea LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog
    AS $$
        SELECT sha256(
            palinode.hashed_field(convert_to('palinode/event/1', 'UTF8'))
            || palinode.hashed_field(uuid_send(case_id))
            || palinode.hashed_field(int8send(sequence))
            || palinode.hashed_field(uuid_send(journal_id))
            || palinode.hashed_field(convert_to(type, 'UTF8'))
            || palinode.hashed_field(convert_to(payload::text, 'UTF8'))
            || palinode.hashed_field(uuid_send(actor_id))
            || palinode.hashed_field(int8send((extract(epoch FROM occurred_at AT TIME ZONE 'UTC') * 1000000)::bigint))
            || palinode.hashed_field(convert_to(why, 'UTF8'))
            || palinode.hashed_field(previous_hash))
    $$;

CREATE TABLE palinode.event (
    case_id           uuid NOT NULL,
    sequence          bigint NOT NULL CHECK (sequence >= 1),
    journal_id        uuid NOT NULL REFERENCES palinode.journal,
    type              text NOT NULL CHECK (type ~ '^[A-Za-z][A-Za-z0-9._/-]{0,99}$'),
    payload           json NOT NULL,  -- json, not jsonb: the text is kept as it came, because it is hashed
    actor_id          uuid NOT NULL,
    occurred_at       timestamptz NOT NULL,
    why               text NOT NULL CHECK (length(why) <= 4000),
    previous_hash     bytea NOT NULL UNIQUE CHECK (octet_length(previous_hash) = 32),
    hash              bytea NOT NULL,
    previous_sequence bigint GENERATED ALWAYS AS (nullif(sequence, 1) - 1) STORED,
    PRIMARY KEY (case_id, sequence),
    UNIQUE (case_id, sequence, hash),
    UNIQUE (case_id, sequence, journal_id),
    CONSTRAINT hash_is_of_the_row CHECK (hash = palinode.event_hash(case_id, sequence, journal_id, type, payload, actor_id, occurred_at, why, previous_hash)),
    CONSTRAINT first_follows_the_case CHECK (sequence > 1 OR previous_hash = sha256(convert_to('palinode/case/1', 'UTF8') || uuid_send(case_id))),
    -- The event before has the hash that is claimed, and a case stays with its journal.
    CONSTRAINT follows_the_one_before FOREIGN KEY (case_id, previous_sequence, previous_hash) REFERENCES palinode.event (case_id, sequence, hash),
    CONSTRAINT stays_with_its_journal FOREIGN KEY (case_id, previous_sequence, journal_id) REFERENCES palinode.event (case_id, sequence, journal_id)
);
CREATE INDEX event_journal ON palinode.event (journal_id, case_id);

CREATE FUNCTION palinode.seal_hash(number bigint, case_id uuid, sequence bigint, event_hash bytea, previous_hash bytea)
    RETURNS bytea LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog
    AS $$
        SELECT sha256(
            palinode.hashed_field(convert_to('palinode/seal/1', 'UTF8'))
            || palinode.hashed_field(int8send(number))
            || palinode.hashed_field(uuid_send(case_id))
            || palinode.hashed_field(int8send(sequence))
            || palinode.hashed_field(event_hash)
            || palinode.hashed_field(previous_hash))
    $$;

CREATE TABLE palinode.seal (
    number            bigint PRIMARY KEY CHECK (number >= 1),
    case_id           uuid NOT NULL,
    sequence          bigint NOT NULL,
    event_hash        bytea NOT NULL,
    previous_hash     bytea NOT NULL UNIQUE CHECK (octet_length(previous_hash) = 32),
    hash              bytea NOT NULL,
    previous_number   bigint GENERATED ALWAYS AS (nullif(number, 1) - 1) STORED,
    UNIQUE (case_id, sequence),
    UNIQUE (number, hash),
    CONSTRAINT hash_is_of_the_row CHECK (hash = palinode.seal_hash(number, case_id, sequence, event_hash, previous_hash)),
    CONSTRAINT first_follows_nothing CHECK (number > 1 OR previous_hash = decode(repeat('00', 32), 'hex')),
    CONSTRAINT seals_an_event FOREIGN KEY (case_id, sequence, event_hash) REFERENCES palinode.event (case_id, sequence, hash),
    CONSTRAINT follows_the_one_before FOREIGN KEY (previous_number, previous_hash) REFERENCES palinode.seal (number, hash)
);

-- Nothing is committed without its seal.
ALTER TABLE palinode.event ADD CONSTRAINT is_sealed FOREIGN KEY (case_id, sequence) REFERENCES palinode.seal (case_id, sequence) DEFERRABLE INITIALLY DEFERRED;

-- Seals events in the order given. Called last in a transaction: from here to the commit nothing waits but the next one who seals, so no deadlock can arise.
CREATE FUNCTION palinode.seal_events(case_ids uuid[], sequences bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
    AS $$
        DECLARE
            last palinode.seal%ROWTYPE;
            one record;
        BEGIN
            PERFORM pg_advisory_xact_lock(5786942119263396965);
            SELECT * INTO last FROM palinode.seal ORDER BY number DESC LIMIT 1;
            last.number := coalesce(last.number, 0);
            last.hash := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
            FOR one IN
                SELECT e.case_id, e.sequence, e.hash FROM unnest(case_ids, sequences) WITH ORDINALITY AS given (case_id, sequence, place)
                JOIN palinode.event e USING (case_id, sequence) ORDER BY given.place
            LOOP
                INSERT INTO palinode.seal (number, case_id, sequence, event_hash, previous_hash, hash)
                VALUES (last.number + 1, one.case_id, one.sequence, one.hash, last.hash, palinode.seal_hash(last.number + 1, one.case_id, one.sequence, one.hash, last.hash))
                RETURNING * INTO last;
            END LOOP;
        END
    $$;

-- The end of the chain, for signing. It says how many events there are and nothing about any.
CREATE FUNCTION palinode.chain_head(OUT number bigint, OUT hash bytea) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
    AS $$ SELECT s.number, s.hash FROM palinode.seal s ORDER BY s.number DESC LIMIT 1 $$;

-- For everyone, the owner too: what is in the log stays as it is.
CREATE FUNCTION palinode.refuse_change() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the log is append-only' USING ERRCODE = 'insufficient_privilege'; END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON palinode.event FOR EACH STATEMENT EXECUTE FUNCTION palinode.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON palinode.seal FOR EACH STATEMENT EXECUTE FUNCTION palinode.refuse_change();

ALTER TABLE palinode.event ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.event FORCE ROW LEVEL SECURITY;
ALTER TABLE palinode.seal ENABLE ROW LEVEL SECURITY;
ALTER TABLE palinode.seal FORCE ROW LEVEL SECURITY;

CREATE POLICY owner_reads ON palinode.event FOR SELECT TO palinode_owner USING (true);
CREATE POLICY owner_reads ON palinode.seal FOR SELECT TO palinode_owner USING (true);
CREATE POLICY owner_seals ON palinode.seal FOR INSERT TO palinode_owner WITH CHECK (true);

CREATE POLICY reads ON palinode.event FOR SELECT TO palinode_application USING (journal_id = ANY ((SELECT palinode.readable_journals())::uuid[]));
-- Nobody writes in another's name; the public form opens a case and does no more.
CREATE POLICY appends ON palinode.event FOR INSERT TO palinode_application WITH CHECK (
    (journal_id = ANY ((SELECT palinode.writable_journals())::uuid[]) AND actor_id = palinode.acting_person())
    OR (palinode.acting_as() = 'concern' AND journal_id = palinode.acting_journal() AND actor_id = palinode.acting_person() AND sequence = 1));

GRANT SELECT, INSERT ON palinode.event TO palinode_application;
GRANT EXECUTE ON FUNCTION palinode.seal_events(uuid[], bigint[]), palinode.chain_head(), palinode.event_hash(uuid, bigint, uuid, text, json, uuid, timestamptz, text, bytea),
    palinode.hashed_field(bytea) TO palinode_application;
