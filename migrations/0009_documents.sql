-- Papers on a trainee's record: claimed until somebody entitled has seen the original. The files lie outside, by their digests.
-- @both
CREATE TABLE document (
    id             {id}     NOT NULL CONSTRAINT document_pkey PRIMARY KEY,
    trainee_id     {id}     NOT NULL CONSTRAINT document_trainee_id_fkey REFERENCES person (id),
    programme_id   {id}     NOT NULL CONSTRAINT document_programme_id_fkey REFERENCES programme (id),
    kind           {text}   NOT NULL, -- as the scheme calls it
    name           {text}   NOT NULL, -- the file's
    media          {text}   NOT NULL CONSTRAINT document_media_check CHECK (media IN ('application/pdf', 'image/jpeg', 'image/png')),
    size           {int}    NOT NULL CONSTRAINT document_size_check CHECK (size > 0),
    digest         {bytes}  NOT NULL, -- SHA-256 of the file
    on_day         {day},             -- the day on the paper
    added_at       {moment} NOT NULL
){strict};
CREATE INDEX document_by_trainee ON document (trainee_id, added_at);
CREATE INDEX document_by_digest ON document (digest, trainee_id); -- the same file of two trainees is told

-- Somebody entitled has seen the original.
CREATE TABLE document_verification (
    document_id   {id}     NOT NULL CONSTRAINT document_verification_pkey PRIMARY KEY
                  CONSTRAINT document_verification_document_id_fkey REFERENCES document (id),
    trainee_id    {id}     NOT NULL,
    verified_by   {id}     NOT NULL CONSTRAINT document_verification_verified_by_fkey REFERENCES person (id),
    verified_role {text}   NOT NULL,
    verified_at   {moment} NOT NULL,
    comment       {text},
    CONSTRAINT document_verification_not_own_check CHECK (verified_by <> trainee_id)
){clustered};

-- Whoever filed it took it back: it stays to be seen in the history, and counts no more.
CREATE TABLE document_withdrawal (
    document_id  {id}     NOT NULL CONSTRAINT document_withdrawal_pkey PRIMARY KEY
                 CONSTRAINT document_withdrawal_document_id_fkey REFERENCES document (id),
    withdrawn_at {moment} NOT NULL
){clustered};
-- @sqlite
CREATE TRIGGER document_stays BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'document_is_append_only'); END;
CREATE TRIGGER document_is_kept BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'document_is_append_only'); END;
CREATE TRIGGER document_verification_stays BEFORE UPDATE ON document_verification BEGIN SELECT RAISE(ABORT, 'document_is_append_only'); END;
CREATE TRIGGER document_verification_is_kept BEFORE DELETE ON document_verification BEGIN SELECT RAISE(ABORT, 'document_is_append_only'); END;
CREATE TRIGGER document_withdrawal_stays BEFORE UPDATE ON document_withdrawal BEGIN SELECT RAISE(ABORT, 'document_is_append_only'); END;
CREATE TRIGGER document_withdrawal_is_kept BEFORE DELETE ON document_withdrawal BEGIN SELECT RAISE(ABORT, 'document_is_append_only'); END;
-- @postgres
CREATE TRIGGER document_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON document EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_verification_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON document_verification EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_withdrawal_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON document_withdrawal EXECUTE FUNCTION refuse_change();
