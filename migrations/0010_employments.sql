-- What a doctor adds to the overview of employments or says instead of what the portal knows, and when the doctor confirmed it as it was.
-- @both
-- The doctor's own word, which the doctor may take away again: what was sent holds what was confirmed.
CREATE TABLE employment (
    id         {id}     NOT NULL CONSTRAINT employment_pkey PRIMARY KEY,
    trainee_id {id}     NOT NULL CONSTRAINT employment_trainee_id_fkey REFERENCES person (id),
    place      {text}   NOT NULL,
    position   {text}   NOT NULL,
    from_day   {day}    NOT NULL,
    until_day  {day},             -- null: it goes on
    percent    {int}    NOT NULL CONSTRAINT employment_percent_check CHECK (percent BETWEEN 1 AND 100),
    added_at   {moment} NOT NULL,
    placement_id {id} CONSTRAINT employment_placement_id_fkey REFERENCES placement (id), -- it is what the doctor says instead of this one
    CONSTRAINT employment_trainee_id_placement_id_key UNIQUE (trainee_id, placement_id)
){strict};
CREATE INDEX employment_by_trainee ON employment (trainee_id, from_day);

CREATE TABLE employment_confirmation (
    act_id     {id}     NOT NULL CONSTRAINT employment_confirmation_pkey PRIMARY KEY, -- its row in the ledger
    trainee_id {id}     NOT NULL CONSTRAINT employment_confirmation_trainee_id_fkey REFERENCES person (id),
    at         {moment} NOT NULL,
    digest     {bytes}  NOT NULL  -- SHA-256 of the overview as it was
){strict};
CREATE INDEX employment_confirmation_by_trainee ON employment_confirmation (trainee_id, at, act_id);
-- @sqlite
CREATE TRIGGER employment_confirmation_stays BEFORE UPDATE ON employment_confirmation BEGIN SELECT RAISE(ABORT, 'employment_confirmation_is_append_only'); END;
CREATE TRIGGER employment_confirmation_is_kept BEFORE DELETE ON employment_confirmation BEGIN SELECT RAISE(ABORT, 'employment_confirmation_is_append_only'); END;
-- @postgres
CREATE TRIGGER employment_confirmation_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON employment_confirmation EXECUTE FUNCTION refuse_change();
