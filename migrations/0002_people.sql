-- Persons, how they prove who they are, and what roles they hold.
-- @both
CREATE TABLE person (
    id         {id}     NOT NULL CONSTRAINT person_pkey PRIMARY KEY,
    name       {text}   NOT NULL CONSTRAINT person_name_check CHECK (length(name) BETWEEN 1 AND 200),
    sort_key   {bytes}  NOT NULL, -- ICU collation key of the name: æ, ø, å page alike on both engines
    folded     {text}   NOT NULL, -- the name without capitals, a line for each way to type it: what a search compares with
    email      {text},            -- lower case; how a person logs in by password
    language   {text},            -- da, nb, nn, en; null until chosen
    created_at {moment} NOT NULL,
    CONSTRAINT person_email_key UNIQUE (email)
){strict};
CREATE INDEX person_by_name ON person (sort_key, id);

-- A person bound to a subject of an identity provider. The demo's chooser of personas is one.
CREATE TABLE identity (
    id        {id}     NOT NULL CONSTRAINT identity_pkey PRIMARY KEY,
    person_id {id}     NOT NULL CONSTRAINT identity_person_id_fkey REFERENCES person (id),
    issuer    {text}   NOT NULL,
    subject   {text}   NOT NULL,
    bound_at  {moment} NOT NULL,
    CONSTRAINT identity_issuer_subject_key UNIQUE (issuer, subject)
){strict};
CREATE INDEX identity_by_person ON identity (person_id);

CREATE TABLE password (
    person_id {id}     NOT NULL CONSTRAINT password_pkey PRIMARY KEY CONSTRAINT password_person_id_fkey REFERENCES person (id),
    phc       {text}   NOT NULL, -- argon2id in PHC form
    set_at    {moment} NOT NULL
){strict};

-- A link that logs in once: the first administrator's way in.
CREATE TABLE login_link (
    token_hash {bytes}  NOT NULL CONSTRAINT login_link_pkey PRIMARY KEY, -- SHA-256 of the token
    person_id  {id}     NOT NULL CONSTRAINT login_link_person_id_fkey REFERENCES person (id),
    expires_at {moment} NOT NULL,
    used_at    {moment}
){strict};

CREATE TABLE session (
    token_hash {bytes}  NOT NULL CONSTRAINT session_pkey PRIMARY KEY, -- SHA-256 of the cookie's token
    person_id  {id}     NOT NULL CONSTRAINT session_person_id_fkey REFERENCES person (id),
    created_at {moment} NOT NULL,
    seen_at    {moment} NOT NULL, -- written at most once a minute
    expires_at {moment} NOT NULL, -- the absolute end, whatever the use
    device     {text}             -- what the browser says it is: Firefox, Windows; nothing more of it is kept
){strict};
CREATE INDEX session_by_person ON session (person_id);

CREATE TABLE api_token (
    id         {id}     NOT NULL CONSTRAINT api_token_pkey PRIMARY KEY,
    token_hash {bytes}  NOT NULL,
    person_id  {id}     NOT NULL CONSTRAINT api_token_person_id_fkey REFERENCES person (id),
    scope      {text}   NOT NULL CONSTRAINT api_token_scope_check CHECK (scope IN ('read', 'write', 'fetch')),
    created_at {moment} NOT NULL,
    expires_at {moment} NOT NULL,
    ended_at   {moment},
    CONSTRAINT api_token_token_hash_key UNIQUE (token_hash)
){strict};

-- A role over something for a time. Ending one sets ended_at; the act that did it stands in the ledger.
CREATE TABLE role_grant (
    id         {id}     NOT NULL CONSTRAINT role_grant_pkey PRIMARY KEY,
    person_id  {id}     NOT NULL CONSTRAINT role_grant_person_id_fkey REFERENCES person (id),
    role       {text}   NOT NULL,
    scheme     {text}   NOT NULL,
    over_kind  {text}   NOT NULL CONSTRAINT role_grant_over_kind_check
               CHECK (over_kind IN ('organisation', 'person', 'specialty', 'scheme', 'portal')),
    over_id    {id},              -- the organisation (with all below it) or the trainee
    over_code  {text},            -- the specialty
    from_day   {day}    NOT NULL,
    until_day  {day},             -- the last day; null while no end is known
    granted_by {id},              -- null when an import or the command line did it
    granted_at {moment} NOT NULL,
    ended_at   {moment},          -- ended before its time: gives nothing from this moment on
    CONSTRAINT role_grant_over_check CHECK (
        (over_kind IN ('organisation', 'person') AND over_id IS NOT NULL AND over_code IS NULL)
        OR (over_kind = 'specialty' AND over_id IS NULL AND over_code IS NOT NULL)
        OR (over_kind IN ('scheme', 'portal') AND over_id IS NULL AND over_code IS NULL))
){strict};
CREATE INDEX role_grant_by_person ON role_grant (person_id, role);
CREATE INDEX role_grant_by_over ON role_grant (over_id, role);
-- The few that reach a whole country or a specialty's courses: found without reading everybody's.
CREATE INDEX role_grant_by_scheme ON role_grant (scheme, role) WHERE over_kind = 'scheme';
CREATE INDEX role_grant_by_specialty ON role_grant (over_code, scheme, role) WHERE over_kind = 'specialty';

-- A leader's loan of the right to approve goals in a unit, for a time. It lives only as long as the role with which the leader lent it.
CREATE TABLE delegation (
    id              {id}     NOT NULL CONSTRAINT delegation_pkey PRIMARY KEY,
    from_person     {id}     NOT NULL CONSTRAINT delegation_from_person_fkey REFERENCES person (id),
    to_person       {id}     NOT NULL CONSTRAINT delegation_to_person_fkey REFERENCES person (id),
    organisation_id {id}     NOT NULL,
    scheme          {text}   NOT NULL,
    from_day        {day}    NOT NULL,
    until_day       {day}    NOT NULL,
    created_at      {moment} NOT NULL,
    ended_at        {moment},
    CONSTRAINT delegation_two_people_check CHECK (from_person <> to_person)
){strict};
CREATE INDEX delegation_by_to_person ON delegation (to_person);
CREATE INDEX delegation_by_from_person ON delegation (from_person);
