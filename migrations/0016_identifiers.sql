-- National numbers of persons: found by a keyed hash, kept encrypted. The keys lie outside the database (docs/OPERATIONS.md).
-- @both
CREATE TABLE identifier_key (
    one     {int}    NOT NULL CONSTRAINT identifier_key_pkey PRIMARY KEY CONSTRAINT identifier_key_one_check CHECK (one = 1),
    id      {text}   NOT NULL, -- of the key with which numbers are written now: follows from the key, and does not tell it
    made_at {moment} NOT NULL
){strict};

CREATE TABLE identifier (
    person_id {id}     NOT NULL CONSTRAINT identifier_person_id_fkey REFERENCES person (id),
    kind      {text}   NOT NULL, -- as the schemes call it
    key_id    {text}   NOT NULL,
    hash      {bytes}  NOT NULL CONSTRAINT identifier_hash_check CHECK (length(hash) = 32), -- HMAC-SHA-256 of kind and number
    sealed    {bytes}  NOT NULL, -- nonce, then salt and number encrypted, bound to person and kind
    set_at    {moment} NOT NULL,
    CONSTRAINT identifier_pkey PRIMARY KEY (person_id, kind), -- a person has one of a kind
    CONSTRAINT identifier_kind_hash_key UNIQUE (kind, hash) -- and nobody else has it
){strict};
CREATE INDEX identifier_key_id_idx ON identifier (key_id);

-- What in a dossier is encrypted because a secret number stands in it: content, file and papers, each with this key of the dossier's own.
CREATE TABLE dossier_key (
    dossier_id {id}    NOT NULL CONSTRAINT dossier_key_pkey PRIMARY KEY CONSTRAINT dossier_key_dossier_id_fkey REFERENCES dossier (id),
    key_id     {text}  NOT NULL,
    sealed     {bytes} NOT NULL -- nonce, then the dossier's key encrypted, bound to the dossier
){strict};
CREATE INDEX dossier_key_key_id_idx ON dossier_key (key_id);
