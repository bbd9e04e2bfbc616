-- Requirements that were achieved before: an attestation whose act is `credited`, and the document it rests on. Rows are only ever added.
CREATE TABLE credit (
    attestation_id {id} NOT NULL CONSTRAINT credit_pkey PRIMARY KEY
                        CONSTRAINT credit_attestation_id_fkey REFERENCES attestation (id),
    document_id    {id} NOT NULL CONSTRAINT credit_document_id_fkey REFERENCES document (id)
){clustered};
CREATE INDEX credit_by_document ON credit (document_id);
-- @sqlite
CREATE TRIGGER credit_stays BEFORE UPDATE ON credit BEGIN SELECT RAISE(ABORT, 'credit_is_append_only'); END;
CREATE TRIGGER credit_is_kept BEFORE DELETE ON credit BEGIN SELECT RAISE(ABORT, 'credit_is_append_only'); END;
-- @postgres
CREATE TRIGGER credit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON credit EXECUTE FUNCTION refuse_change();
