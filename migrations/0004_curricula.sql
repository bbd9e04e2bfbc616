-- Curricula: one row a published version, which never changes.
-- @both
CREATE TABLE curriculum (
    id           {id}     NOT NULL CONSTRAINT curriculum_pkey PRIMARY KEY,
    scheme       {text}   NOT NULL,
    code         {text}   NOT NULL,
    version      {text}   NOT NULL,
    title        {text}   NOT NULL,
    specialty    {text},            -- the specialty's code; null for goals common to all
    stage        {text},            -- a stage of the scheme; null where the source does not say
    setting      {text},            -- where it is only taken in one setting
    valid_from   {day},             -- null where it is unknown
    partial      {bool}   NOT NULL, -- its list of goals is incomplete: no plan on it can be complete
    demo         {bool}   NOT NULL, -- holds something made up for show
    language     {text}   NOT NULL,
    source       {text}   NOT NULL,
    licence      {text}   NOT NULL, -- 'unknown' says so
    published_at {moment} NOT NULL,
    digest       {bytes}  NOT NULL, -- SHA-256 of the canonical TOML
    original     {bytes},           -- the file as it came, when it came as CASE
    CONSTRAINT curriculum_scheme_code_version_key UNIQUE (scheme, code, version)
){strict};

CREATE TABLE requirement (
    id             {id}   NOT NULL CONSTRAINT requirement_pkey PRIMARY KEY,
    curriculum_id  {id}   NOT NULL CONSTRAINT requirement_curriculum_id_fkey REFERENCES curriculum (id),
    position       {int}  NOT NULL, -- order in the curriculum, from 0
    code           {text} NOT NULL,
    code_source    {text} NOT NULL CONSTRAINT requirement_code_source_check CHECK (code_source IN ('official', 'local')),
    kind           {text} NOT NULL CONSTRAINT requirement_kind_check CHECK (kind IN ('goal', 'activity', 'course', 'time', 'research')),
    title          {text} NOT NULL, -- short, in our own words; empty where no official title is known
    body           {text},          -- the official text, where the version was published with it
    text_source    {text},          -- where that is from, if not the curriculum's source
    text_licence   {text},          -- on which terms, if not the curriculum's licence
    theme          {text},
    arena          {text},
    setting        {text},
    evidence       {text},          -- what counts as evidence
    required_count {int},           -- times; null: once
    months         {int},           -- the (least) length of a time element
    months_max     {int},           -- the most of it that counts
    general        {bool} NOT NULL, -- a course common to all specialties
    demo           {bool} NOT NULL,
    attested_by    {text} NOT NULL, -- role codes joined by a space; empty: the scheme says; '-': needs no signature
    CONSTRAINT requirement_curriculum_id_code_key UNIQUE (curriculum_id, code),
    CONSTRAINT requirement_curriculum_id_position_key UNIQUE (curriculum_id, position)
){strict};

-- Official texts that came to a version after it was published. The version stays as it is, and a text once there too.
CREATE TABLE official_text (
    requirement_id {id}     NOT NULL CONSTRAINT official_text_pkey PRIMARY KEY
                   CONSTRAINT official_text_requirement_id_fkey REFERENCES requirement (id),
    body           {text}   NOT NULL,
    source         {text}   NOT NULL, -- 'unknown' says so
    licence        {text}   NOT NULL, -- the same
    digest         {bytes}  NOT NULL, -- SHA-256 of the file it came in
    imported_at    {moment} NOT NULL
){strict};

-- Which goals an activity supports.
CREATE TABLE requirement_support (
    activity_id {id} NOT NULL CONSTRAINT requirement_support_activity_id_fkey REFERENCES requirement (id),
    goal_id     {id} NOT NULL CONSTRAINT requirement_support_goal_id_fkey REFERENCES requirement (id),
    CONSTRAINT requirement_support_pkey PRIMARY KEY (activity_id, goal_id)
){clustered};
CREATE INDEX requirement_support_by_goal ON requirement_support (goal_id);
-- @sqlite
CREATE TRIGGER curriculum_stays BEFORE UPDATE ON curriculum BEGIN SELECT RAISE(ABORT, 'curriculum_is_append_only'); END;
CREATE TRIGGER curriculum_is_kept BEFORE DELETE ON curriculum BEGIN SELECT RAISE(ABORT, 'curriculum_is_append_only'); END;
CREATE TRIGGER requirement_stays BEFORE UPDATE ON requirement BEGIN SELECT RAISE(ABORT, 'requirement_is_append_only'); END;
CREATE TRIGGER requirement_is_kept BEFORE DELETE ON requirement BEGIN SELECT RAISE(ABORT, 'requirement_is_append_only'); END;
CREATE TRIGGER official_text_stays BEFORE UPDATE ON official_text BEGIN SELECT RAISE(ABORT, 'official_text_is_append_only'); END;
CREATE TRIGGER official_text_is_kept BEFORE DELETE ON official_text BEGIN SELECT RAISE(ABORT, 'official_text_is_append_only'); END;
CREATE TRIGGER requirement_support_stays BEFORE UPDATE ON requirement_support BEGIN SELECT RAISE(ABORT, 'requirement_support_is_append_only'); END;
CREATE TRIGGER requirement_support_is_kept BEFORE DELETE ON requirement_support BEGIN SELECT RAISE(ABORT, 'requirement_support_is_append_only'); END;
-- @postgres
-- One function serves every table whose rows are only ever added.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_TABLE_NAME || '_is_append_only' USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_is_append_only';
END $$;
CREATE TRIGGER curriculum_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON curriculum EXECUTE FUNCTION refuse_change();
CREATE TRIGGER requirement_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON requirement EXECUTE FUNCTION refuse_change();
CREATE TRIGGER requirement_support_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON requirement_support EXECUTE FUNCTION refuse_change();
CREATE TRIGGER official_text_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON official_text EXECUTE FUNCTION refuse_change();
