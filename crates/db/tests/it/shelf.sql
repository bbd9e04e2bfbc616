CREATE TABLE book (
    id      {int}  NOT NULL CONSTRAINT book_pkey PRIMARY KEY,
    title   {text} NOT NULL CONSTRAINT book_title_check CHECK (length(title) <= 100),
    copies  {int}  NOT NULL,
    lent    {bool} NOT NULL,
    cover   {bytes},
    owner   {id},
    day     {day},
    part_of {int}  CONSTRAINT book_part_of_fkey REFERENCES book (id),
    CONSTRAINT book_title_copies_key UNIQUE (title, copies)
){strict};
CREATE UNIQUE INDEX book_owner_key ON book (owner) WHERE NOT lent;
CREATE TABLE stamp (id {int} NOT NULL CONSTRAINT stamp_pkey PRIMARY KEY){strict};
-- @sqlite
CREATE TRIGGER stamp_stays BEFORE DELETE ON stamp BEGIN SELECT RAISE(ABORT, 'stamp_is_append_only'); END;
-- @postgres
CREATE FUNCTION stamp_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'stamp_is_append_only'; END $$;
CREATE TRIGGER stamp_stays BEFORE DELETE ON stamp EXECUTE FUNCTION stamp_stays();
