-- What is on its way to an authority: a queue, and no record of what happened. What a doctor sent stands in the case; this says how far it has come.
-- @both
CREATE TABLE delivery (
    act_id   {id}     NOT NULL, -- of what was sent: the case, or what supplemented it
    what     {text}   NOT NULL CONSTRAINT delivery_what_check CHECK (what IN ('parcel', 'mail')), -- all of it; or the words that something waits
    case_id  {id}     NOT NULL CONSTRAINT delivery_case_id_fkey REFERENCES dossier_case (id),
    scheme   {text}   NOT NULL,
    nth      {int}    NOT NULL CONSTRAINT delivery_nth_check CHECK (nth > 0), -- of what was sent in its case, from 1
    put_at   {moment} NOT NULL,
    due_at   {moment} NOT NULL, -- when it is tried next; while it is claimed, until when
    attempts {int}    NOT NULL,
    claim    {bytes}, -- whose try is in the air
    left_at  {moment}, -- since when it may be that the receiver has it
    looked   {bool}   NOT NULL, -- whether the access log says that it left
    reason   {text},   -- why the last try failed, as a code
    done_at  {moment},
    outcome  {text}   CONSTRAINT delivery_outcome_check CHECK (outcome IN ('delivered', 'withdrawn', 'shut', 'ended', 'key_ended')),
    CONSTRAINT delivery_pkey PRIMARY KEY (act_id, what),
    CONSTRAINT delivery_done_check CHECK ((done_at IS NULL) = (outcome IS NULL))
){clustered};
CREATE INDEX delivery_due_idx ON delivery (scheme, what, due_at) WHERE done_at IS NULL;
CREATE INDEX delivery_case_id_idx ON delivery (case_id);
