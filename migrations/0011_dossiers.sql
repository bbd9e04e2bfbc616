-- Dossiers: what was sealed, as it was then, and the file that anybody can check.
-- @both
CREATE TABLE dossier (
    id         {id}     NOT NULL CONSTRAINT dossier_pkey PRIMARY KEY, -- of the act that sealed it, too
    trainee_id {id}     NOT NULL CONSTRAINT dossier_trainee_id_fkey REFERENCES person (id),
    scheme     {text}   NOT NULL,
    kind       {text}   NOT NULL, -- what is applied for, as the scheme calls it
    sealed_at  {moment} NOT NULL,
    digest     {bytes}  NOT NULL CONSTRAINT dossier_digest_check CHECK (length(digest) = 32), -- SHA-256 of the content
    content    {bytes}  NOT NULL, -- canonical JSON: the record as it was
    CONSTRAINT dossier_trainee_id_kind_digest_key UNIQUE (trainee_id, kind, digest) -- one state is sealed once
){strict};

-- The file, made as soon as the ledger holds all that it stands on. It can be made again, with the same bytes, while the key is the same.
CREATE TABLE dossier_file (
    dossier_id {id}     NOT NULL CONSTRAINT dossier_file_pkey PRIMARY KEY CONSTRAINT dossier_file_dossier_id_fkey REFERENCES dossier (id),
    made_at    {moment} NOT NULL, -- the time of the ledger's head under which it stands
    digest     {bytes}  NOT NULL CONSTRAINT dossier_file_digest_check CHECK (length(digest) = 32), -- SHA-256 of the file
    file       {bytes}  NOT NULL
){strict};

-- The same for people: a PDF with the file in it, one a language.
CREATE TABLE dossier_paper (
    dossier_id {id}     NOT NULL CONSTRAINT dossier_paper_dossier_id_fkey REFERENCES dossier (id),
    lang       {text}   NOT NULL,
    certificate {bytes} NOT NULL CONSTRAINT dossier_paper_certificate_check CHECK (length(certificate) = 32), -- SHA-256 of the signer's
    digest     {bytes}  NOT NULL CONSTRAINT dossier_paper_digest_check CHECK (length(digest) = 32), -- SHA-256 of the PDF
    file       {bytes}  NOT NULL,
    CONSTRAINT dossier_paper_pkey PRIMARY KEY (dossier_id, lang, certificate)
){strict};

-- The documents that it names: their files are kept as long as it is, whether or not they are taken back.
CREATE TABLE dossier_document (
    dossier_id  {id} NOT NULL CONSTRAINT dossier_document_dossier_id_fkey REFERENCES dossier (id),
    document_id {id} NOT NULL CONSTRAINT dossier_document_document_id_fkey REFERENCES document (id),
    CONSTRAINT dossier_document_pkey PRIMARY KEY (dossier_id, document_id)
){clustered};
CREATE INDEX dossier_document_document_id_idx ON dossier_document (document_id);
-- @sqlite
CREATE TRIGGER dossier_stays BEFORE UPDATE ON dossier BEGIN SELECT RAISE(ABORT, 'dossier_is_append_only'); END;
CREATE TRIGGER dossier_is_kept BEFORE DELETE ON dossier BEGIN SELECT RAISE(ABORT, 'dossier_is_append_only'); END;
CREATE TRIGGER dossier_file_stays BEFORE UPDATE ON dossier_file BEGIN SELECT RAISE(ABORT, 'dossier_is_append_only'); END;
CREATE TRIGGER dossier_file_is_kept BEFORE DELETE ON dossier_file BEGIN SELECT RAISE(ABORT, 'dossier_is_append_only'); END;
CREATE TRIGGER dossier_paper_stays BEFORE UPDATE ON dossier_paper BEGIN SELECT RAISE(ABORT, 'dossier_is_append_only'); END;
CREATE TRIGGER dossier_paper_is_kept BEFORE DELETE ON dossier_paper BEGIN SELECT RAISE(ABORT, 'dossier_is_append_only'); END;
CREATE TRIGGER dossier_document_stays BEFORE UPDATE ON dossier_document BEGIN SELECT RAISE(ABORT, 'dossier_is_append_only'); END;
CREATE TRIGGER dossier_document_is_kept BEFORE DELETE ON dossier_document BEGIN SELECT RAISE(ABORT, 'dossier_is_append_only'); END;
-- @postgres
CREATE TRIGGER dossier_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier EXECUTE FUNCTION refuse_change();
CREATE TRIGGER dossier_file_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier_file EXECUTE FUNCTION refuse_change();
CREATE TRIGGER dossier_paper_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier_paper EXECUTE FUNCTION refuse_change();
CREATE TRIGGER dossier_document_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier_document EXECUTE FUNCTION refuse_change();
