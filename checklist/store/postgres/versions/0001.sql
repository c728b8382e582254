-- Version 1. Run by the role samsjekk, which owns everything here and which nobody logs in as.
--
-- The tables are those of SQLite with one column more: owner, the group role of a municipality or
-- of an auditor's office. Every row is seen and written by its owner alone. A login works as its
-- group (SET ROLE, set for the login by `samsjekk team invite`): CURRENT_USER is the group, and
-- SESSION_USER the person.
--
-- Every key holds the owner, so that no error of a unique key tells what another owner has, and a
-- foreign key holds it too, so that no row can hang on another owner's.

CREATE TABLE samsjekk.version (
    n INTEGER PRIMARY KEY
);

-- The group roles there are. Whoever works as another role, such as a login as itself, owns nothing.
CREATE TABLE samsjekk.team (
    name TEXT COLLATE "C" PRIMARY KEY,
    is_auditor BOOLEAN NOT NULL
);

-- `genesis` is the digest of the first write; heads, writes, events and changed are shortcuts.
CREATE TABLE samsjekk.journal (
    key BIGINT GENERATED ALWAYS AS IDENTITY,
    name TEXT COLLATE "C" NOT NULL,
    genesis TEXT COLLATE "C" NOT NULL,
    heads BYTEA NOT NULL,
    writes BIGINT NOT NULL,
    events BIGINT NOT NULL,
    changed TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL DEFAULT 'own',
    owner TEXT COLLATE "C" NOT NULL DEFAULT CURRENT_USER REFERENCES samsjekk.team,
    PRIMARY KEY (key, owner),
    UNIQUE (owner, genesis)
) WITH (fillfactor = 50);
CREATE UNIQUE INDEX journal_name ON samsjekk.journal (owner, lower(name));

-- `n` is the order of arrival. A body is missing where a text of an event of the old form was
-- erased; `stand_in` is that event without it.
CREATE TABLE samsjekk.entry (
    n BIGINT GENERATED ALWAYS AS IDENTITY,
    journal BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    digest TEXT COLLATE "C" NOT NULL,
    body BYTEA,
    stand_in BYTEA,
    owner TEXT COLLATE "C" NOT NULL DEFAULT CURRENT_USER,
    PRIMARY KEY (n, owner),
    UNIQUE (journal, digest, owner),
    FOREIGN KEY (journal, owner) REFERENCES samsjekk.journal (key, owner)
);
CREATE INDEX entry_in_order ON samsjekk.entry (journal, id, digest);
CREATE INDEX entry_arrived ON samsjekk.entry (journal, n);

-- `secret` is the login that alone may read the part, until its round is opened.
CREATE TABLE samsjekk.part (
    entry BIGINT NOT NULL,
    path TEXT COLLATE "C" NOT NULL,
    salt BYTEA NOT NULL,
    value BYTEA NOT NULL,
    secret TEXT COLLATE "C",
    owner TEXT COLLATE "C" NOT NULL DEFAULT CURRENT_USER,
    PRIMARY KEY (entry, path, owner),
    FOREIGN KEY (entry, owner) REFERENCES samsjekk.entry (n, owner)
);

-- Writes from elsewhere that build on one that is not here yet, or of a newer form.
CREATE TABLE samsjekk.aside (
    journal BIGINT NOT NULL,
    digest TEXT COLLATE "C" NOT NULL,
    line BYTEA NOT NULL,
    why TEXT COLLATE "C" NOT NULL,
    owner TEXT COLLATE "C" NOT NULL DEFAULT CURRENT_USER,
    PRIMARY KEY (journal, digest, owner),
    FOREIGN KEY (journal, owner) REFERENCES samsjekk.journal (key, owner)
);

CREATE TABLE samsjekk.criteria_set (
    fingerprint TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version TEXT COLLATE "C" NOT NULL,
    body BYTEA NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL DEFAULT '',
    owner TEXT COLLATE "C" NOT NULL DEFAULT CURRENT_USER REFERENCES samsjekk.team,
    PRIMARY KEY (fingerprint, owner)
);

-- Evidence and what was handed over, by digest, in chunks from number 0.
CREATE TABLE samsjekk.blob (
    sha256 TEXT COLLATE "C" NOT NULL,
    chunk INTEGER NOT NULL,
    bytes BYTEA NOT NULL,
    owner TEXT COLLATE "C" NOT NULL DEFAULT CURRENT_USER REFERENCES samsjekk.team,
    PRIMARY KEY (sha256, owner, chunk)
);

-- A receipt is the file, in `blob`. `sender` is the municipality that handed it over here; NULL
-- where it came as a file.
CREATE TABLE samsjekk.receipt (
    sha256 TEXT COLLATE "C" NOT NULL,
    genesis TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    heads BYTEA NOT NULL,
    sender TEXT COLLATE "C",
    owner TEXT COLLATE "C" NOT NULL DEFAULT CURRENT_USER REFERENCES samsjekk.team,
    PRIMARY KEY (sha256, owner)
);

-- Which replica this database is for an owner, the last row, and has been.
CREATE TABLE samsjekk.replica (
    n BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT COLLATE "C" NOT NULL,
    mark TEXT COLLATE "C" NOT NULL,
    owner TEXT COLLATE "C" NOT NULL DEFAULT CURRENT_USER REFERENCES samsjekk.team
);

CREATE TABLE samsjekk.here (
    key TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    owner TEXT COLLATE "C" NOT NULL DEFAULT CURRENT_USER REFERENCES samsjekk.team,
    PRIMARY KEY (key, owner)
);

-- The folder that an assessment is shared through on a person's machine, and which files that
-- person's program has written there, as it left them.
CREATE TABLE samsjekk.shared (
    journal BIGINT NOT NULL,
    folder TEXT NOT NULL,
    login TEXT COLLATE "C" NOT NULL DEFAULT SESSION_USER,
    owner TEXT COLLATE "C" NOT NULL DEFAULT CURRENT_USER,
    PRIMARY KEY (journal, login, owner),
    FOREIGN KEY (journal, owner) REFERENCES samsjekk.journal (key, owner)
);
CREATE TABLE samsjekk.segment (
    journal BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    length BIGINT NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    login TEXT COLLATE "C" NOT NULL DEFAULT SESSION_USER,
    owner TEXT COLLATE "C" NOT NULL DEFAULT CURRENT_USER,
    PRIMARY KEY (journal, name, login, owner),
    FOREIGN KEY (journal, owner) REFERENCES samsjekk.journal (key, owner)
);

-- What was removed: the history of a journal goes with it, and this stays.
CREATE TABLE samsjekk.removed (
    n BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    genesis TEXT COLLATE "C" NOT NULL,
    heads BYTEA NOT NULL,
    writes BIGINT NOT NULL,
    at TIMESTAMPTZ NOT NULL DEFAULT now(),
    login TEXT COLLATE "C" NOT NULL DEFAULT SESSION_USER,
    owner TEXT COLLATE "C" NOT NULL
);

-- What is erased is to be gone from the pages soon, and not when a fifth of the table has changed.
ALTER TABLE samsjekk.part SET
    (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);
ALTER TABLE samsjekk.blob SET
    (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);

-- Rows ------------------------------------------------------------------------------------------

-- One sentence for every table: a row is its owner's. In a function of samsjekk, CURRENT_USER is
-- samsjekk, and the group is the role that was set before.
DO $$
DECLARE
    name TEXT;
BEGIN
    FOREACH name IN ARRAY ARRAY['journal', 'entry', 'part', 'aside', 'criteria_set', 'blob',
        'receipt', 'replica', 'here', 'shared', 'segment', 'removed']
    LOOP
        EXECUTE format('ALTER TABLE samsjekk.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE samsjekk.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY owners ON samsjekk.%I'
            ' USING (owner = CURRENT_USER::text) WITH CHECK (owner = CURRENT_USER::text)', name);
        EXECUTE format('CREATE POLICY functions ON samsjekk.%I TO samsjekk'
            ' USING (owner = pg_catalog.current_setting(''role''))'
            ' WITH CHECK (owner = pg_catalog.current_setting(''role''))', name);
    END LOOP;
END
$$;

CREATE POLICY audits_only ON samsjekk.journal AS RESTRICTIVE FOR INSERT TO samsjekk_auditor
    WITH CHECK (kind = 'audit');
CREATE POLICY authors ON samsjekk.part AS RESTRICTIVE
    USING (secret IS NULL OR secret = SESSION_USER::text OR CURRENT_USER = 'samsjekk');
CREATE POLICY persons ON samsjekk.shared AS RESTRICTIVE
    USING (login = SESSION_USER::text OR CURRENT_USER = 'samsjekk');
CREATE POLICY persons ON samsjekk.segment AS RESTRICTIVE
    USING (login = SESSION_USER::text OR CURRENT_USER = 'samsjekk');
CREATE POLICY handing_over ON samsjekk.blob FOR INSERT TO samsjekk WITH CHECK
    (EXISTS (SELECT FROM samsjekk.team AS t WHERE t.name = owner AND is_auditor));
CREATE POLICY handing_over ON samsjekk.receipt FOR INSERT TO samsjekk WITH CHECK
    (EXISTS (SELECT FROM samsjekk.team AS t WHERE t.name = owner AND is_auditor));

-- Rights ----------------------------------------------------------------------------------------

-- Nobody updates or deletes a write or a text. Who owns a row, and its number, are not said but
-- given.
GRANT USAGE ON SCHEMA samsjekk TO samsjekk_municipality, samsjekk_auditor;
GRANT SELECT ON ALL TABLES IN SCHEMA samsjekk TO samsjekk_municipality, samsjekk_auditor;
REVOKE SELECT ON samsjekk.team FROM samsjekk_municipality, samsjekk_auditor;
GRANT INSERT (name, genesis, heads, writes, events, changed, kind),
    UPDATE (heads, writes, events, changed)
    ON samsjekk.journal TO samsjekk_municipality, samsjekk_auditor;
GRANT INSERT (journal, id, digest, body, stand_in)
    ON samsjekk.entry TO samsjekk_municipality, samsjekk_auditor;
GRANT INSERT (entry, path, salt, value, secret)
    ON samsjekk.part TO samsjekk_municipality, samsjekk_auditor;
GRANT INSERT (journal, digest, line, why), DELETE
    ON samsjekk.aside TO samsjekk_municipality, samsjekk_auditor;
GRANT INSERT (fingerprint, id, version, body, sha256)
    ON samsjekk.criteria_set TO samsjekk_municipality, samsjekk_auditor;
GRANT INSERT (sha256, chunk, bytes)
    ON samsjekk.blob TO samsjekk_municipality, samsjekk_auditor;
GRANT INSERT (sha256, genesis, name, at, heads)
    ON samsjekk.receipt TO samsjekk_municipality, samsjekk_auditor;
GRANT INSERT (id, mark) ON samsjekk.replica TO samsjekk_municipality, samsjekk_auditor;
GRANT INSERT (key, value) ON samsjekk.here TO samsjekk_municipality, samsjekk_auditor;
GRANT INSERT (journal, folder), DELETE
    ON samsjekk.shared TO samsjekk_municipality, samsjekk_auditor;
GRANT INSERT (journal, name, length, sha256), DELETE
    ON samsjekk.segment TO samsjekk_municipality, samsjekk_auditor;

-- Functions -------------------------------------------------------------------------------------

-- Those that do what no grant allows run as samsjekk, with a search path of their own, and see the
-- rows of the caller's group alone: the policy `functions`.

-- The channel that tells that something was written. Anybody may listen to any channel, so its
-- name is known to its owner alone, and nothing is said on it.
CREATE FUNCTION samsjekk.channel() RETURNS TEXT LANGUAGE sql VOLATILE
BEGIN ATOMIC
    INSERT INTO samsjekk.here (key, value)
        VALUES ('channel', 'samsjekk_' || replace(gen_random_uuid()::text, '-', ''))
        ON CONFLICT DO NOTHING;
    SELECT value FROM samsjekk.here WHERE key = 'channel';
END;

-- What is another after a restore: of the server, or of these tables into a database.
CREATE FUNCTION samsjekk.mark() RETURNS TEXT LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT system_identifier || '-' || timeline_id || '-' ||
        'samsjekk.journal'::regclass::oid
    FROM pg_control_system(), pg_control_checkpoint()
$$;

CREATE FUNCTION samsjekk.may_erase() RETURNS BOOLEAN LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(pg_has_role(
        session_user, to_regrole(quote_ident(current_setting('role') || '_owner'))::oid, 'USAGE'
    ), false)
$$;

CREATE FUNCTION samsjekk.refuse_erasing() RETURNS VOID LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT samsjekk.may_erase() THEN
        RAISE insufficient_privilege USING MESSAGE = 'only the owner role may erase or remove';
    END IF;
END
$$;

-- What happened in a write.
CREATE FUNCTION samsjekk.events_in(body BYTEA) RETURNS SETOF JSON LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT json_array_elements(convert_from(body, 'UTF8')::json -> 'what')
    WHERE json_typeof(convert_from(body, 'UTF8')::json -> 'what') = 'array';
END;

-- Let go of the bytes of files that no text names any more, and no receipt is.
CREATE FUNCTION samsjekk.let_go_of_files() RETURNS VOID LANGUAGE sql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    DELETE FROM samsjekk.blob AS b WHERE b.sha256 IN (
        SELECT f.sha256 FROM samsjekk.blob AS f WHERE f.chunk = 0
            AND NOT EXISTS (SELECT FROM samsjekk.receipt AS r WHERE r.sha256 = f.sha256)
            AND NOT EXISTS (SELECT FROM samsjekk.part AS p
                WHERE position(convert_to(f.sha256, 'UTF8') IN p.value) > 0)
            AND NOT EXISTS (SELECT FROM samsjekk.entry AS e
                WHERE position(convert_to(f.sha256, 'UTF8') IN e.body) > 0)
    )
$$;

-- Take out every text that a write says is erased: the write is there first.
CREATE FUNCTION samsjekk.erase(journal BIGINT, digest TEXT) RETURNS BIGINT LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    gone BIGINT;
BEGIN
    PERFORM samsjekk.refuse_erasing();
    WITH said AS (
        SELECT what ->> 'event' AS event, what ->> 'path' AS path
        FROM samsjekk.entry AS e,
            samsjekk.events_in(e.body) AS what
        WHERE e.journal = $1 AND e.digest = $2 AND what ->> 'type' = 'erased'
    ), found AS (
        SELECT e.n, (CASE strpos(event, '-') WHEN 0 THEN '0' ELSE
            ('x' || lpad(split_part(event, '-', 2), 8, '0'))::bit(32)::int::text END)
            || '.' || said.path AS path
        FROM said JOIN samsjekk.entry AS e
            ON e.journal = $1 AND e.id = split_part(event, '-', 1)
    )
    DELETE FROM samsjekk.part AS p USING found WHERE p.entry = found.n AND p.path = found.path;
    GET DIAGNOSTICS gone = ROW_COUNT;
    IF EXISTS (SELECT FROM samsjekk.entry AS e WHERE e.journal = $1 AND e.digest = $2
        AND position('"evidence.file"'::bytea IN e.body) > 0)
    THEN
        PERFORM samsjekk.let_go_of_files();
    END IF;
    RETURN gone;
END
$$;

-- Let something stand in for an event of the old form that a write says a text of is erased.
CREATE FUNCTION samsjekk.stand_in(journal BIGINT, digest TEXT, event TEXT, stand_in BYTEA)
RETURNS BIGINT LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    changed BIGINT;
BEGIN
    PERFORM samsjekk.refuse_erasing();
    UPDATE samsjekk.entry AS e SET body = NULL, stand_in = $4
    WHERE e.journal = $1 AND e.digest = $3
        AND convert_from(coalesce(e.body, e.stand_in), 'UTF8')::json -> 'v' IS NULL
        AND EXISTS (
            SELECT FROM samsjekk.entry AS w,
                samsjekk.events_in(w.body) AS what
            WHERE w.journal = $1 AND w.digest = $2 AND what ->> 'type' = 'erased'
                AND what ->> 'event' = e.id
        );
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
END
$$;

-- Remove a journal with all in it, and note that it was removed.
CREATE FUNCTION samsjekk.remove(journal BIGINT) RETURNS VOID LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM samsjekk.refuse_erasing();
    INSERT INTO samsjekk.removed (name, genesis, heads, writes, owner)
        SELECT j.name, j.genesis, j.heads, j.writes, j.owner
        FROM samsjekk.journal AS j WHERE j.key = $1;
    DELETE FROM samsjekk.part AS p USING samsjekk.entry AS e WHERE p.entry = e.n AND e.journal = $1;
    DELETE FROM samsjekk.entry AS t WHERE t.journal = $1;
    DELETE FROM samsjekk.aside AS t WHERE t.journal = $1;
    DELETE FROM samsjekk.shared AS t WHERE t.journal = $1;
    DELETE FROM samsjekk.segment AS t WHERE t.journal = $1;
    DELETE FROM samsjekk.journal AS t WHERE t.key = $1;
    PERFORM samsjekk.let_go_of_files();
END
$$;

-- Let everybody in the municipality read what was answered alone in a round that is opened.
CREATE FUNCTION samsjekk.open_round(journal BIGINT, round TEXT) RETURNS BIGINT LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    opened BIGINT;
BEGIN
    UPDATE samsjekk.part AS p SET secret = NULL FROM samsjekk.entry AS e
    WHERE e.journal = $1 AND p.entry = e.n AND p.secret IS NOT NULL
        AND convert_from(e.body, 'UTF8')::json
            #>> ARRAY['what', split_part(p.path, '.', 1), 'round'] = $2
        AND EXISTS (
            SELECT FROM samsjekk.entry AS w,
                samsjekk.events_in(w.body) AS what
            WHERE w.journal = $1 AND position('"round_opened"'::bytea IN w.body) > 0
                AND what ->> 'type' = 'round_opened' AND what ->> 'round' = $2
        );
    GET DIAGNOSTICS opened = ROW_COUNT;
    RETURN opened;
END
$$;

-- Give an auditor's office the file that lies in the municipality's `blob`: it gets a copy, which
-- nobody changes afterwards. The digest is taken anew, so that nothing can lie in the place of
-- another file.
CREATE FUNCTION samsjekk.hand_over(
    auditor TEXT, sha256 TEXT, genesis TEXT, name TEXT, at TEXT, heads BYTEA
) RETURNS VOID LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM samsjekk.team AS t WHERE t.name = $1 AND is_auditor) THEN
        RAISE insufficient_privilege USING MESSAGE = 'no such auditor';
    END IF;
    IF (SELECT encode(pg_catalog.sha256(string_agg(b.bytes, ''::bytea ORDER BY b.chunk)), 'hex')
        FROM samsjekk.blob AS b WHERE b.sha256 = $2) IS DISTINCT FROM $2
    THEN
        RAISE data_exception USING MESSAGE = 'the file is not here, or not as it was written';
    END IF;
    INSERT INTO samsjekk.blob (sha256, chunk, bytes, owner)
        SELECT b.sha256, b.chunk, b.bytes, $1 FROM samsjekk.blob AS b WHERE b.sha256 = $2
        ON CONFLICT DO NOTHING;
    INSERT INTO samsjekk.receipt (sha256, genesis, name, at, heads, sender, owner)
        VALUES ($2, $3, $4, $5, $6, current_setting('role'), $1)
        ON CONFLICT DO NOTHING;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA samsjekk FROM PUBLIC;
GRANT EXECUTE ON FUNCTION samsjekk.channel(), samsjekk.mark(), samsjekk.may_erase(),
    samsjekk.erase(BIGINT, TEXT), samsjekk.stand_in(BIGINT, TEXT, TEXT, BYTEA),
    samsjekk.remove(BIGINT), samsjekk.open_round(BIGINT, TEXT)
    TO samsjekk_municipality, samsjekk_auditor;
GRANT EXECUTE ON FUNCTION samsjekk.hand_over(TEXT, TEXT, TEXT, TEXT, TEXT, BYTEA)
    TO samsjekk_municipality;
