-- Machines of an authority: each is a person with a role of its own, whom no log-in belongs to, and who shows a key instead.
CREATE TABLE machine_key (
    person_id {id}     NOT NULL CONSTRAINT machine_key_person_id_fkey REFERENCES person (id),
    key       {text}   NOT NULL, -- SubjectPublicKeyInfo on P-256, in base64
    added_at  {moment} NOT NULL,
    ended_at  {moment},
    CONSTRAINT machine_key_pkey PRIMARY KEY (person_id, key)
){clustered};

-- Assertions with which a machine was let in: each is good once. They go when they would not be good any more.
CREATE TABLE machine_assertion (
    person_id    {id}     NOT NULL CONSTRAINT machine_assertion_person_id_fkey REFERENCES person (id),
    assertion_id {bytes}  NOT NULL, -- SHA-256 of its name
    until        {moment} NOT NULL,
    CONSTRAINT machine_assertion_pkey PRIMARY KEY (person_id, assertion_id)
){clustered};
CREATE INDEX machine_assertion_until ON machine_assertion (until);
