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
    power_id       {id},              -- the role or delegation that it gives, moves or ends
    body           {bytes}  NOT NULL,
    salt           {bytes}  NOT NULL  -- the leaf commits to salt and body, so that a body can be erased and proofs stand
){strict};
CREATE INDEX act_by_requirement ON act (plan_id, requirement_id, at);
CREATE INDEX act_of_no_record ON act (at, id) WHERE plan_id IS NULL AND trainee_id IS NULL; -- roles and delegations, when the ledger is verified
CREATE INDEX act_of_record ON act (trainee_id) WHERE plan_id IS NULL AND trainee_id IS NOT NULL; -- documents, the same
CREATE INDEX act_of_power ON act (power_id) WHERE power_id IS NOT NULL; -- what an attestation was given under, when a dossier is sealed
CREATE INDEX act_of_key ON act (id) WHERE what = 'key_changed'; -- asked at every start

-- Who looked at whose record. One row lies in one place, for a look is written before the first byte of every page.
CREATE TABLE access_log (
    trainee_id {id}     NOT NULL, -- whose
    at         {moment} NOT NULL,
    id         {id}     NOT NULL,
    person_id  {id}     NOT NULL, -- who looked
    role       {text}   NOT NULL, -- in which role
    what       {text}   NOT NULL, -- the act
    plan_id    {id},
    CONSTRAINT access_log_pkey PRIMARY KEY (trainee_id, at, id)
){clustered};

-- The trainees somebody had before them in a list: each different list once, however often it is shown.
CREATE TABLE trainee_list (
    digest {bytes} NOT NULL CONSTRAINT trainee_list_pkey PRIMARY KEY, -- SHA-256 of the ids, in order
    length {int}   NOT NULL
){clustered};
CREATE TABLE trainee_list_member (
    trainee_id  {id}    NOT NULL,
    list_digest {bytes} NOT NULL CONSTRAINT trainee_list_member_list_digest_fkey REFERENCES trainee_list (digest),
    CONSTRAINT trainee_list_member_pkey PRIMARY KEY (trainee_id, list_digest)
){clustered};

-- Who looked at which list: each trainee on it finds the look through their list.
CREATE TABLE access_log_list (
    list_digest {bytes}  NOT NULL CONSTRAINT access_log_list_list_digest_fkey REFERENCES trainee_list (digest),
    at          {moment} NOT NULL,
    id          {id}     NOT NULL,
    person_id   {id}     NOT NULL,
    role        {text}   NOT NULL,
    what        {text}   NOT NULL,
    CONSTRAINT access_log_list_pkey PRIMARY KEY (list_digest, at, id)
){clustered};

-- What somebody is to be told: shown on Home until seen, and waiting to leave by mail.
CREATE TABLE notice (
    to_person      {id}     NOT NULL,
    at             {moment} NOT NULL,
    id             {id}     NOT NULL,
    what           {text}   NOT NULL,
    trainee_id     {id},
    plan_id        {id},
    requirement_id {id},
    by_person      {id},
    comment        {text},
    seen_at        {moment},
    sent_at        {moment},
    granted        {bool}, -- of a decision: granted; of advice: it recommends
    CONSTRAINT notice_pkey PRIMARY KEY (to_person, at, id)
){clustered};

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
CREATE TRIGGER access_log_list_stays BEFORE UPDATE ON access_log_list BEGIN SELECT RAISE(ABORT, 'access_log_is_append_only'); END;
CREATE TRIGGER access_log_list_is_kept BEFORE DELETE ON access_log_list BEGIN SELECT RAISE(ABORT, 'access_log_is_append_only'); END;
CREATE TRIGGER trainee_list_stays BEFORE UPDATE ON trainee_list BEGIN SELECT RAISE(ABORT, 'access_log_is_append_only'); END;
CREATE TRIGGER trainee_list_is_kept BEFORE DELETE ON trainee_list BEGIN SELECT RAISE(ABORT, 'access_log_is_append_only'); END;
CREATE TRIGGER trainee_list_member_stays BEFORE UPDATE ON trainee_list_member BEGIN SELECT RAISE(ABORT, 'access_log_is_append_only'); END;
CREATE TRIGGER trainee_list_member_is_kept BEFORE DELETE ON trainee_list_member BEGIN SELECT RAISE(ABORT, 'access_log_is_append_only'); END;
-- @postgres
CREATE TRIGGER act_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON act EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_log_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_log_list_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log_list EXECUTE FUNCTION refuse_change();
CREATE TRIGGER trainee_list_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON trainee_list EXECUTE FUNCTION refuse_change();
CREATE TRIGGER trainee_list_member_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON trainee_list_member EXECUTE FUNCTION refuse_change();
