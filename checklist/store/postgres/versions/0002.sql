-- Version 2. Run by the role samsjekk, as version 1.

-- The digests of files that a text names, among other beginnings of it.
CREATE FUNCTION samsjekk.digests_in(bytes BYTEA) RETURNS SETOF TEXT LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT left(piece, 64) COLLATE "C"
    FROM string_to_table(encode(bytes, 'escape'), '"sha256":"') AS piece
    WHERE position('"sha256":"'::bytea IN bytes) > 0;
END;

-- Let go of the bytes of files that no text names any more, and no receipt is. What is named is
-- gathered once: to look for each file in each text took minutes with ten thousand of them.
CREATE OR REPLACE FUNCTION samsjekk.let_go_of_files() RETURNS VOID LANGUAGE sql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    DELETE FROM samsjekk.blob AS b WHERE b.sha256 IN (
        SELECT f.sha256 FROM samsjekk.blob AS f WHERE f.chunk = 0
        EXCEPT SELECT r.sha256 FROM samsjekk.receipt AS r
        EXCEPT SELECT named FROM samsjekk.part AS p, samsjekk.digests_in(p.value) AS named
        EXCEPT SELECT named FROM samsjekk.entry AS e, samsjekk.digests_in(e.body) AS named
    )
$$;

-- Take away a file that was received, and note its digest, so that no machine that has it puts it
-- back by itself. One that is not here takes no right.
CREATE FUNCTION samsjekk.remove_receipt(sha256 TEXT) RETURNS VOID LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF EXISTS (SELECT FROM samsjekk.receipt AS r WHERE r.sha256 = $1) THEN
        PERFORM samsjekk.refuse_erasing();
        INSERT INTO samsjekk.removed (name, genesis, heads, writes, owner)
            SELECT r.sha256, r.genesis, r.heads, 0, r.owner
            FROM samsjekk.receipt AS r WHERE r.sha256 = $1;
        DELETE FROM samsjekk.receipt AS r WHERE r.sha256 = $1;
        PERFORM samsjekk.let_go_of_files();
    END IF;
END
$$;

REVOKE ALL ON FUNCTION samsjekk.digests_in(BYTEA), samsjekk.remove_receipt(TEXT) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION samsjekk.remove_receipt(TEXT)
    TO samsjekk_municipality, samsjekk_auditor;
