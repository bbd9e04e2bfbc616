-- What was done, asked, advised, attested and taken back; and the state that follows from it.
-- @both
-- Something a trainee did. Never changed: a mistake is answered by a later row.
CREATE TABLE entry (
    id             {id}     NOT NULL CONSTRAINT entry_pkey PRIMARY KEY,
    plan_id        {id}     NOT NULL CONSTRAINT entry_plan_id_fkey REFERENCES plan (id),
    requirement_id {id}     NOT NULL CONSTRAINT entry_requirement_id_fkey REFERENCES requirement (id),
    on_day         {day}    NOT NULL,
    count          {int}    NOT NULL CONSTRAINT entry_count_check CHECK (count BETWEEN 1 AND 999),
    comment        {text},
    registered_by  {id}     NOT NULL,
    registered_at  {moment} NOT NULL
){strict};
CREATE INDEX entry_by_requirement ON entry (plan_id, requirement_id, on_day);

-- An entry that its trainee took back: it stays to be seen, and counts no more.
CREATE TABLE withdrawal (
    entry_id     {id}     NOT NULL CONSTRAINT withdrawal_pkey PRIMARY KEY CONSTRAINT withdrawal_entry_id_fkey REFERENCES entry (id),
    withdrawn_by {id}     NOT NULL,
    withdrawn_at {moment} NOT NULL
){clustered};

-- A request that somebody attests: requested, then recalled, returned or attested.
CREATE TABLE sign_off (
    id             {id}     NOT NULL CONSTRAINT sign_off_pkey PRIMARY KEY,
    plan_id        {id}     NOT NULL CONSTRAINT sign_off_plan_id_fkey REFERENCES plan (id),
    requirement_id {id}     NOT NULL CONSTRAINT sign_off_requirement_id_fkey REFERENCES requirement (id),
    trainee_id     {id}     NOT NULL,
    to_person      {id}     NOT NULL CONSTRAINT sign_off_to_person_fkey REFERENCES person (id),
    state          {text}   NOT NULL CONSTRAINT sign_off_state_check CHECK (state IN ('requested', 'recalled', 'returned', 'attested')),
    completed_on   {day},
    comment        {text},
    requested_at   {moment} NOT NULL,
    changed_at     {moment} NOT NULL, -- when it came to this state; there from the start, so that a decision finds its row no larger
    changed_by     {id}     NOT NULL, -- and by whom
    CONSTRAINT sign_off_two_people_check CHECK (to_person <> trainee_id)
){strict};
-- No state in a key: a decision then rewrites one page of an index less for each, which is what a durable write costs. That no more than
-- one request waits for a requirement is kept by its state below, which names it. What a trainee sent is found by their plans.
CREATE INDEX sign_off_in_box ON sign_off (to_person, requested_at, id) WHERE state = 'requested';
CREATE INDEX sign_off_by_approver ON sign_off (to_person, requested_at, id);
CREATE INDEX sign_off_by_requirement ON sign_off (plan_id, requirement_id);

-- Which entries a request rests on.
CREATE TABLE sign_off_entry (
    sign_off_id {id} NOT NULL CONSTRAINT sign_off_entry_sign_off_id_fkey REFERENCES sign_off (id),
    entry_id    {id} NOT NULL CONSTRAINT sign_off_entry_entry_id_fkey REFERENCES entry (id),
    CONSTRAINT sign_off_entry_pkey PRIMARY KEY (sign_off_id, entry_id)
){clustered};
CREATE INDEX sign_off_entry_by_entry ON sign_off_entry (entry_id, sign_off_id); -- is this entry signed?

-- Where each requirement of each plan stands; written in the transaction of the row it follows from. No row: open.
CREATE TABLE requirement_state (
    plan_id          {id}     NOT NULL CONSTRAINT requirement_state_plan_id_fkey REFERENCES plan (id),
    requirement_id   {id}     NOT NULL CONSTRAINT requirement_state_requirement_id_fkey REFERENCES requirement (id),
    state            {text}   NOT NULL CONSTRAINT requirement_state_state_check
                     CHECK (state IN ('open', 'in_progress', 'registered', 'requested', 'returned', 'attested')),
    registered_count {int}    NOT NULL,
    signed_count     {int}    NOT NULL,
    sign_off_id      {id},              -- the request that waits or was returned
    attestation_id   {id},              -- the one in force
    attested_at      {moment},          -- when that one was given
    annulled         {bool}   NOT NULL, -- one was taken back: shown for ever
    changed_at       {moment} NOT NULL,
    CONSTRAINT requirement_state_pkey PRIMARY KEY (plan_id, requirement_id),
    CONSTRAINT requirement_state_requested_check CHECK (state <> 'requested' OR sign_off_id IS NOT NULL)
){clustered};

-- The object that carries the value. Rows are only ever added. An attestation is an act, under the same id: its row in the ledger,
-- and what finds it by its requirement.
CREATE TABLE attestation (
    id             {id}     NOT NULL CONSTRAINT attestation_pkey PRIMARY KEY,
    plan_id        {id}     NOT NULL,
    requirement_id {id}     NOT NULL,
    trainee_id     {id}     NOT NULL,
    attester_id    {id}     NOT NULL CONSTRAINT attestation_attester_id_fkey REFERENCES person (id),
    role           {text}   NOT NULL, -- in which the attester acted
    on_behalf_of   {id},              -- the leader who delegated
    sign_off_id    {id},              -- null: attested unasked
    count          {int}    NOT NULL, -- how many times it vouches for; 0: a mark, which counts nothing
    raised         {int}    NOT NULL, -- how many of these nobody had registered: an annulment takes them back
    completed_on   {day},
    absence_below_percent {int},      -- of time: absence was under so many percent, which the attester certifies
    comment        {text},
    attested_at    {moment} NOT NULL,
    CONSTRAINT attestation_two_people_check CHECK (attester_id <> trainee_id),
    CONSTRAINT attestation_plan_id_requirement_id_fkey FOREIGN KEY (plan_id, requirement_id)
               REFERENCES requirement_state (plan_id, requirement_id)
){strict};

-- A recommendation before approval.
CREATE TABLE advice (
    id             {id}     NOT NULL CONSTRAINT advice_pkey PRIMARY KEY,
    plan_id        {id}     NOT NULL CONSTRAINT advice_plan_id_fkey REFERENCES plan (id),
    requirement_id {id}     NOT NULL CONSTRAINT advice_requirement_id_fkey REFERENCES requirement (id),
    trainee_id     {id}     NOT NULL,
    adviser_id     {id}     NOT NULL CONSTRAINT advice_adviser_id_fkey REFERENCES person (id),
    role           {text}   NOT NULL,
    recommends     {bool}   NOT NULL,
    comment        {text},
    meeting_on     {day},             -- the day of the assessment group's meeting, when it was given there
    advised_at     {moment} NOT NULL,
    act_id         {id}     NOT NULL,
    CONSTRAINT advice_two_people_check CHECK (adviser_id <> trainee_id)
){strict};
CREATE INDEX advice_by_requirement ON advice (plan_id, requirement_id, advised_at);

-- Taking an attestation back: proposed by one, confirmed by another.
CREATE TABLE annulment (
    id             {id}     NOT NULL CONSTRAINT annulment_pkey PRIMARY KEY,
    attestation_id {id}     NOT NULL CONSTRAINT annulment_attestation_id_fkey REFERENCES attestation (id),
    plan_id        {id}     NOT NULL,
    requirement_id {id}     NOT NULL,
    trainee_id     {id}     NOT NULL,
    proposed_by    {id}     NOT NULL CONSTRAINT annulment_proposed_by_fkey REFERENCES person (id),
    proposed_role  {text}   NOT NULL,
    reason         {text}   NOT NULL,
    proposed_at    {moment} NOT NULL,
    confirmed_by   {id}     CONSTRAINT annulment_confirmed_by_fkey REFERENCES person (id),
    confirmed_role {text},
    confirmed_at   {moment},
    dropped_by     {id}     CONSTRAINT annulment_dropped_by_fkey REFERENCES person (id), -- who proposed withdrew, or another declined
    dropped_role   {text},
    dropped_at     {moment},
    dropped_why    {text},
    CONSTRAINT annulment_two_people_check CHECK (confirmed_by IS NULL OR confirmed_by <> proposed_by),
    CONSTRAINT annulment_not_own_check CHECK (proposed_by <> trainee_id AND (confirmed_by IS NULL OR confirmed_by <> trainee_id)
                                              AND (dropped_by IS NULL OR dropped_by <> trainee_id)),
    CONSTRAINT annulment_one_end_check CHECK (confirmed_at IS NULL OR dropped_at IS NULL)
){strict};
CREATE UNIQUE INDEX annulment_attestation_id_key ON annulment (attestation_id) WHERE dropped_at IS NULL;
CREATE INDEX annulment_by_proposer ON annulment (proposed_by, proposed_at);
CREATE INDEX annulment_by_trainee ON annulment (trainee_id, proposed_at);
CREATE INDEX annulment_waiting ON annulment (proposed_at, id) WHERE confirmed_at IS NULL AND dropped_at IS NULL;
-- @sqlite
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entry_is_append_only'); END;
CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entry_is_append_only'); END;
CREATE TRIGGER withdrawal_stays BEFORE UPDATE ON withdrawal BEGIN SELECT RAISE(ABORT, 'withdrawal_is_append_only'); END;
CREATE TRIGGER withdrawal_is_kept BEFORE DELETE ON withdrawal BEGIN SELECT RAISE(ABORT, 'withdrawal_is_append_only'); END;
CREATE TRIGGER attestation_stays BEFORE UPDATE ON attestation BEGIN SELECT RAISE(ABORT, 'attestation_is_append_only'); END;
CREATE TRIGGER attestation_is_kept BEFORE DELETE ON attestation BEGIN SELECT RAISE(ABORT, 'attestation_is_append_only'); END;
CREATE TRIGGER advice_stays BEFORE UPDATE ON advice BEGIN SELECT RAISE(ABORT, 'advice_is_append_only'); END;
CREATE TRIGGER advice_is_kept BEFORE DELETE ON advice BEGIN SELECT RAISE(ABORT, 'advice_is_append_only'); END;
CREATE TRIGGER annulment_confirmed_once BEFORE UPDATE ON annulment WHEN OLD.confirmed_at IS NOT NULL OR OLD.dropped_at IS NOT NULL
    OR NEW.reason <> OLD.reason OR NEW.proposed_by <> OLD.proposed_by OR NEW.attestation_id <> OLD.attestation_id
    BEGIN SELECT RAISE(ABORT, 'annulment_confirmed_once'); END;
CREATE TRIGGER annulment_is_kept BEFORE DELETE ON annulment BEGIN SELECT RAISE(ABORT, 'annulment_is_append_only'); END;
-- @postgres
-- Room in each page for a row's next state, so that it needs no new place in the index.
ALTER TABLE requirement_state SET (fillfactor = 80);
CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON entry EXECUTE FUNCTION refuse_change();
CREATE TRIGGER withdrawal_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON withdrawal EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attestation_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON attestation EXECUTE FUNCTION refuse_change();
CREATE TRIGGER advice_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON advice EXECUTE FUNCTION refuse_change();
CREATE TRIGGER annulment_is_kept BEFORE DELETE OR TRUNCATE ON annulment EXECUTE FUNCTION refuse_change();
CREATE FUNCTION annulment_confirmed_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.confirmed_at IS NOT NULL OR OLD.dropped_at IS NOT NULL OR NEW.reason <> OLD.reason OR NEW.proposed_by <> OLD.proposed_by OR NEW.attestation_id <> OLD.attestation_id THEN
        RAISE EXCEPTION 'annulment_confirmed_once' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'annulment_confirmed_once';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER annulment_confirmed_once BEFORE UPDATE ON annulment FOR EACH ROW EXECUTE FUNCTION annulment_confirmed_once();
