-- Papers on a trainee's record: claimed until somebody entitled has seen the original. The files lie outside, by their digests.
-- @both
CREATE TABLE document (
    id             {id}     NOT NULL CONSTRAINT document_pkey PRIMARY KEY, -- its act's too: its row in the ledger
    trainee_id     {id}     NOT NULL CONSTRAINT document_trainee_id_fkey REFERENCES person (id),
    programme_id   {id}     NOT NULL CONSTRAINT document_programme_id_fkey REFERENCES programme (id),
    kind           {text}   NOT NULL, -- as the scheme calls it
    requirement_id {id}     CONSTRAINT document_requirement_id_fkey REFERENCES requirement (id), -- the time that it attests, if it attests time
    name           {text}   NOT NULL, -- the file's
    media          {text}   NOT NULL CONSTRAINT document_media_check CHECK (media IN ('application/pdf', 'image/jpeg', 'image/png')),
    size           {int}    NOT NULL CONSTRAINT document_size_check CHECK (size > 0),
    digest         {bytes}  NOT NULL, -- SHA-256 of the file
    on_day         {day},             -- the day on the paper
    added_at       {moment} NOT NULL,
    CONSTRAINT document_id_trainee_id_key UNIQUE (id, trainee_id) -- so that what became of it names the same trainee
){strict};
CREATE INDEX document_by_trainee ON document (trainee_id, added_at);
CREATE INDEX document_by_digest ON document (digest, trainee_id); -- the same file of two trainees is told

-- What became of it last: somebody entitled has seen the original, or took that back, or its trainee took it back, once and for all. What
-- became of it before stands in the acts.
CREATE TABLE document_end (
    document_id {id}     NOT NULL CONSTRAINT document_end_pkey PRIMARY KEY,
    act_id      {id}     NOT NULL, -- its row in the ledger
    what        {text}   NOT NULL CONSTRAINT document_end_what_check CHECK (what IN ('verified', 'unverified', 'withdrawn')),
    trainee_id  {id}     NOT NULL,
    by_person   {id}     NOT NULL CONSTRAINT document_end_by_person_fkey REFERENCES person (id),
    role        {text}   NOT NULL,
    at          {moment} NOT NULL,
    comment     {text},
    CONSTRAINT document_end_document_id_fkey FOREIGN KEY (document_id, trainee_id) REFERENCES document (id, trainee_id),
    CONSTRAINT document_end_two_people_check CHECK (what = 'withdrawn' OR by_person <> trainee_id),
    CONSTRAINT document_end_own_check CHECK (what <> 'withdrawn' OR by_person = trainee_id)
){clustered};
-- @sqlite
CREATE TRIGGER document_stays BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'document_is_append_only'); END;
CREATE TRIGGER document_is_kept BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'document_is_append_only'); END;
CREATE TRIGGER document_end_stays BEFORE UPDATE ON document_end WHEN OLD.what = 'withdrawn' OR OLD.document_id <> NEW.document_id OR OLD.trainee_id <> NEW.trainee_id BEGIN SELECT RAISE(ABORT, 'document_is_append_only'); END;
CREATE TRIGGER document_end_is_kept BEFORE DELETE ON document_end BEGIN SELECT RAISE(ABORT, 'document_is_append_only'); END;
-- @postgres
CREATE TRIGGER document_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON document EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_end_stays BEFORE UPDATE ON document_end
    FOR EACH ROW WHEN (OLD.what = 'withdrawn' OR OLD.document_id <> NEW.document_id OR OLD.trainee_id <> NEW.trainee_id) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_end_is_kept BEFORE DELETE OR TRUNCATE ON document_end EXECUTE FUNCTION refuse_change();
