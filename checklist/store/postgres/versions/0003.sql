-- Version 3. Run by the role samsjekk, as version 1.

-- What the server gathers of a column, to plan by, anybody who may ask about the table can find out
-- by asking how many rows it expects (EXPLAIN), text by text: whose rows they are, plays no part.
-- So nothing is gathered of what somebody wrote or is called, and what was gathered goes: it does
-- when a column is given its type anew. One that a policy or a function names, can't be, so those
-- name none meanwhile.
DROP POLICY audits_only ON samsjekk.journal;
DROP POLICY authors ON samsjekk.part;
DROP POLICY persons ON samsjekk.shared;
DROP POLICY persons ON samsjekk.segment;
CREATE OR REPLACE FUNCTION samsjekk.channel() RETURNS TEXT LANGUAGE sql VOLATILE
    RETURN NULL::TEXT;

DO $$
DECLARE
    one RECORD;
BEGIN
    FOR one IN
        SELECT c.relname AS of, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
            (SELECT format('COLLATE %I.%I', n.nspname, l.collname)
                FROM pg_collation AS l JOIN pg_namespace AS n ON n.oid = l.collnamespace
                WHERE l.oid = a.attcollation) AS collated
        FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'samsjekk'::regnamespace AND c.relkind = 'r'
            AND a.attnum > 0 AND NOT a.attisdropped
            AND a.atttypid IN ('text'::regtype, 'bytea'::regtype)
            AND c.relname <> 'team' AND a.attname <> 'owner'
            AND (c.relname, a.attname) NOT IN
                (('entry', 'id'), ('entry', 'digest'), ('part', 'path'))
    LOOP
        EXECUTE format('ALTER TABLE samsjekk.%I ALTER COLUMN %I TYPE %s %s',
            one.of, one.name, one.type, one.collated);
        EXECUTE format('ALTER TABLE samsjekk.%I ALTER COLUMN %I SET STATISTICS 0',
            one.of, one.name);
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

CREATE OR REPLACE FUNCTION samsjekk.channel() RETURNS TEXT LANGUAGE sql VOLATILE
BEGIN ATOMIC
    INSERT INTO samsjekk.here (key, value)
        VALUES ('channel', 'samsjekk_' || replace(gen_random_uuid()::text, '-', ''))
        ON CONFLICT DO NOTHING;
    SELECT value FROM samsjekk.here WHERE key = 'channel';
END;
ALTER INDEX samsjekk.journal_name ALTER COLUMN 2 SET STATISTICS 0;

-- As in version 1, and a file that the office has is left as it is: pieces of another size would
-- lie among those that are there.
CREATE OR REPLACE FUNCTION samsjekk.hand_over(
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
        SELECT b.sha256, b.chunk, b.bytes, $1 FROM samsjekk.blob AS b
        WHERE b.sha256 = $2 AND b.chunk = 0
        ON CONFLICT DO NOTHING;
    IF FOUND THEN
        INSERT INTO samsjekk.blob (sha256, chunk, bytes, owner)
            SELECT b.sha256, b.chunk, b.bytes, $1 FROM samsjekk.blob AS b
            WHERE b.sha256 = $2 AND b.chunk <> 0
            ON CONFLICT DO NOTHING;
    END IF;
    INSERT INTO samsjekk.receipt (sha256, genesis, name, at, heads, sender, owner)
        VALUES ($2, $3, $4, $5, $6, current_setting('role'), $1)
        ON CONFLICT DO NOTHING;
END
$$;

-- Whoever may delete from a table, may lock all of it, also for the others. So what is deleted
-- goes by functions, which see the caller's own rows alone.
CREATE FUNCTION samsjekk.forget_aside(journal BIGINT, digest TEXT) RETURNS VOID LANGUAGE sql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    DELETE FROM samsjekk.aside AS t WHERE t.journal = $1 AND t.digest = $2
$$;

CREATE FUNCTION samsjekk.forget_segment(journal BIGINT, name TEXT) RETURNS VOID LANGUAGE sql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    DELETE FROM samsjekk.segment AS t
    WHERE t.journal = $1 AND t.name = $2 AND t.login = SESSION_USER::text
$$;

CREATE FUNCTION samsjekk.unshare(journal BIGINT) RETURNS VOID LANGUAGE sql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    DELETE FROM samsjekk.shared AS t WHERE t.journal = $1 AND t.login = SESSION_USER::text;
    DELETE FROM samsjekk.segment AS t WHERE t.journal = $1 AND t.login = SESSION_USER::text
$$;

REVOKE DELETE ON samsjekk.aside, samsjekk.shared, samsjekk.segment
    FROM samsjekk_municipality, samsjekk_auditor;
REVOKE ALL ON FUNCTION samsjekk.forget_aside(BIGINT, TEXT),
    samsjekk.forget_segment(BIGINT, TEXT), samsjekk.unshare(BIGINT) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION samsjekk.forget_aside(BIGINT, TEXT),
    samsjekk.forget_segment(BIGINT, TEXT), samsjekk.unshare(BIGINT)
    TO samsjekk_municipality, samsjekk_auditor;
