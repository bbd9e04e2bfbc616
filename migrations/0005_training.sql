-- Who trains where, on which curriculum.
-- @both
CREATE TABLE programme (
    id         {id}     NOT NULL CONSTRAINT programme_pkey PRIMARY KEY,
    trainee_id {id}     NOT NULL CONSTRAINT programme_trainee_id_fkey REFERENCES person (id),
    scheme     {text}   NOT NULL,
    code       {text}   NOT NULL, -- the employer's number of it, so that an import finds it again
    stage      {text}   NOT NULL, -- a stage of the scheme
    specialty  {text},
    title      {text}   NOT NULL,
    from_day   {day}    NOT NULL,
    until_day  {day}    NOT NULL,
    created_at {moment} NOT NULL,
    CONSTRAINT programme_scheme_code_key UNIQUE (scheme, code),
    CONSTRAINT programme_days_check CHECK (from_day <= until_day)
){strict};
CREATE INDEX programme_by_trainee ON programme (trainee_id);

-- One employment inside a programme.
CREATE TABLE placement (
    id              {id}   NOT NULL CONSTRAINT placement_pkey PRIMARY KEY,
    programme_id    {id}   NOT NULL CONSTRAINT placement_programme_id_fkey REFERENCES programme (id),
    trainee_id      {id}   NOT NULL CONSTRAINT placement_trainee_id_fkey REFERENCES person (id),
    organisation_id {id}   NOT NULL CONSTRAINT placement_organisation_id_fkey REFERENCES organisation (id),
    setting         {text} NOT NULL, -- under which an act here falls
    from_day        {day}  NOT NULL,
    until_day       {day}  NOT NULL,
    percent         {int}  NOT NULL CONSTRAINT placement_percent_check CHECK (percent BETWEEN 1 AND 100),
    CONSTRAINT placement_programme_id_from_day_key UNIQUE (programme_id, from_day),
    CONSTRAINT placement_days_check CHECK (from_day <= until_day)
){strict};
CREATE INDEX placement_by_organisation ON placement (organisation_id, from_day, until_day);
CREATE INDEX placement_by_trainee ON placement (trainee_id, from_day);

-- A trainee bound to one version of a curriculum.
CREATE TABLE plan (
    id            {id}     NOT NULL CONSTRAINT plan_pkey PRIMARY KEY,
    programme_id  {id}     NOT NULL CONSTRAINT plan_programme_id_fkey REFERENCES programme (id),
    trainee_id    {id}     NOT NULL CONSTRAINT plan_trainee_id_fkey REFERENCES person (id),
    scheme        {text}   NOT NULL,
    curriculum_id {id}     NOT NULL CONSTRAINT plan_curriculum_id_fkey REFERENCES curriculum (id),
    specialty     {text},            -- the curriculum's, for course leaders' reach
    assigned_by   {id},              -- null: it came with the programme
    assigned_at   {moment} NOT NULL,
    begun_at      {moment},          -- the first entry, request, advice or attestation
    archived_at   {moment}           -- never taken back
){strict};
CREATE INDEX plan_by_trainee ON plan (trainee_id);
CREATE INDEX plan_by_programme ON plan (programme_id);
CREATE INDEX plan_by_specialty ON plan (specialty);
CREATE UNIQUE INDEX plan_trainee_id_curriculum_id_key ON plan (trainee_id, curriculum_id) WHERE archived_at IS NULL;

-- In which placement each time element of a plan is served.
CREATE TABLE plan_time (
    plan_id        {id} NOT NULL CONSTRAINT plan_time_plan_id_fkey REFERENCES plan (id),
    requirement_id {id} NOT NULL CONSTRAINT plan_time_requirement_id_fkey REFERENCES requirement (id),
    placement_id   {id} NOT NULL CONSTRAINT plan_time_placement_id_fkey REFERENCES placement (id),
    named          {bool} NOT NULL, -- somebody said that it is served there; else it goes with the programme's last
    CONSTRAINT plan_time_pkey PRIMARY KEY (plan_id, requirement_id)
){clustered};
CREATE INDEX plan_time_by_placement ON plan_time (placement_id);
