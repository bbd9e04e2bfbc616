-- What happened (the ledger's rows), who looked, who is to be told, which requests were answered.
-- @both
-- Every act that gives or takes power or proof. `body` is canonical JSON of the whole act; the columns find it.
CREATE TABLE act (
    id             {id}     NOT NULL CONSTRAINT act_pkey PRIMARY KEY,
    at             {moment} NOT NULL,
    what           {text}   NOT NULL,
    actor_id       {id},              -- null: the command line or an import
    trainee_id     {id},
    plan_id        {id},
    requirement_id {id},
    body           {bytes}  NOT NULL,
    salt           {bytes}  NOT NULL  -- the leaf commits to salt and body, so that a body can be erased and proofs stand
){strict};
CREATE INDEX act_by_requirement ON act (plan_id, requirement_id, at);

-- Who looked at whose data. A list is one row with its ids.
CREATE TABLE access_log (
    id         {id}     NOT NULL CONSTRAINT access_log_pkey PRIMARY KEY,
    at         {moment} NOT NULL,
    person_id  {id}     NOT NULL, -- who looked
    role       {text}   NOT NULL, -- in which role
    trainee_id {id},              -- whose; null for a list
    listed     {bytes},           -- the trainees' ids of a list, 16 bytes each
    what       {text}   NOT NULL, -- the act
    plan_id    {id}
){strict};
CREATE INDEX access_log_by_trainee ON access_log (trainee_id, at, id);

-- Who stands on which list: the ids of `listed` once more, so that each finds their own.
CREATE TABLE access_log_listed (
    trainee_id {id}     NOT NULL,
    at         {moment} NOT NULL,
    look_id    {id}     NOT NULL CONSTRAINT access_log_listed_look_id_fkey REFERENCES access_log (id),
    CONSTRAINT access_log_listed_pkey PRIMARY KEY (trainee_id, at, look_id)
){clustered};

-- What somebody is to be told: shown on Home until seen, and waiting to leave by mail.
CREATE TABLE notice (
    id             {id}     NOT NULL CONSTRAINT notice_pkey PRIMARY KEY,
    to_person      {id}     NOT NULL,
    what           {text}   NOT NULL,
    trainee_id     {id},
    plan_id        {id},
    requirement_id {id},
    by_person      {id},
    comment        {text},
    at             {moment} NOT NULL,
    seen_at        {moment},
    sent_at        {moment}
){strict};
CREATE INDEX notice_by_person ON notice (to_person, at);

-- Answers kept, so that a repeated request has one effect.
CREATE TABLE idempotency (
    person_id   {id}     NOT NULL,
    key         {text}   NOT NULL,
    fingerprint {bytes}  NOT NULL, -- SHA-256 of method, path and body
    status      {int},             -- null while in flight
    answer      {bytes},
    at          {moment} NOT NULL,
    CONSTRAINT idempotency_pkey PRIMARY KEY (person_id, key)
){strict};
-- @sqlite
CREATE TRIGGER act_stays BEFORE UPDATE ON act BEGIN SELECT RAISE(ABORT, 'act_is_append_only'); END;
CREATE TRIGGER act_is_kept BEFORE DELETE ON act BEGIN SELECT RAISE(ABORT, 'act_is_append_only'); END;
CREATE TRIGGER access_log_stays BEFORE UPDATE ON access_log BEGIN SELECT RAISE(ABORT, 'access_log_is_append_only'); END;
CREATE TRIGGER access_log_is_kept BEFORE DELETE ON access_log BEGIN SELECT RAISE(ABORT, 'access_log_is_append_only'); END;
CREATE TRIGGER access_log_listed_stays BEFORE UPDATE ON access_log_listed BEGIN SELECT RAISE(ABORT, 'access_log_is_append_only'); END;
CREATE TRIGGER access_log_listed_is_kept BEFORE DELETE ON access_log_listed BEGIN SELECT RAISE(ABORT, 'access_log_is_append_only'); END;
-- @postgres
CREATE TRIGGER act_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON act EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_log_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_log_listed_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log_listed EXECUTE FUNCTION refuse_change();
