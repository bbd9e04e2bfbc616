-- Cases: what was sent to the authority, and what both sides did with it.
-- @both
CREATE TABLE dossier_case (
    id           {id}     NOT NULL CONSTRAINT dossier_case_pkey PRIMARY KEY, -- of the act that sent it, too
    trainee_id   {id}     NOT NULL CONSTRAINT dossier_case_trainee_id_fkey REFERENCES person (id),
    programme_id {id}     NOT NULL CONSTRAINT dossier_case_programme_id_fkey REFERENCES programme (id), -- where the trainee was
    scheme       {text}   NOT NULL,
    kind         {text}   NOT NULL, -- what is applied for, as the scheme calls it
    dossier_id   {id}     NOT NULL CONSTRAINT dossier_case_dossier_id_fkey REFERENCES dossier (id),
    sent_at      {moment} NOT NULL,
    number       {text}   NOT NULL, -- what people call it: 2026-0012
    CONSTRAINT dossier_case_scheme_number_key UNIQUE (scheme, number)
){strict};
CREATE INDEX dossier_case_trainee_id_idx ON dossier_case (trainee_id, sent_at, id);
CREATE INDEX dossier_case_scheme_idx ON dossier_case (scheme, sent_at, id);
CREATE INDEX dossier_case_dossier_id_idx ON dossier_case (dossier_id);

-- The last number that was given in a year. What was taken back keeps its number, so that none is given twice.
CREATE TABLE case_number (
    scheme {text} NOT NULL,
    year   {int}  NOT NULL,
    last   {int}  NOT NULL,
    CONSTRAINT case_number_pkey PRIMARY KEY (scheme, year)
){strict};

-- Of each application, by the specialty where there is one, the one case that is under way, or in which it was granted.
CREATE TABLE case_standing (
    trainee_id {id}   NOT NULL CONSTRAINT case_standing_trainee_id_fkey REFERENCES person (id),
    kind       {text} NOT NULL,
    specialty  {text} NOT NULL, -- empty where there is none
    case_id    {id}   NOT NULL CONSTRAINT case_standing_case_id_fkey REFERENCES dossier_case (id),
    CONSTRAINT case_standing_pkey PRIMARY KEY (trainee_id, kind, specialty)
){clustered};
CREATE INDEX case_standing_case_id_idx ON case_standing (case_id);

-- What happened to it. Its state is what these come to, one after the other.
CREATE TABLE case_event (
    id         {id}     NOT NULL CONSTRAINT case_event_pkey PRIMARY KEY, -- of its act, too
    case_id    {id}     NOT NULL CONSTRAINT case_event_case_id_fkey REFERENCES dossier_case (id),
    nth        {int}    NOT NULL CONSTRAINT case_event_nth_check CHECK (nth > 0), -- from 1: whoever writes it has seen all before it
    what       {text}   NOT NULL CONSTRAINT case_event_what_check CHECK (what IN ('opened', 'asked', 'supplemented', 'decided', 'withdrawn')),
    at         {moment} NOT NULL,
    person_id  {id}     NOT NULL CONSTRAINT case_event_person_id_fkey REFERENCES person (id),
    comment    {text},
    granted    {bool},
    on_day     {day},
    dossier_id {id}     CONSTRAINT case_event_dossier_id_fkey REFERENCES dossier (id), -- that followed the first
    CONSTRAINT case_event_case_id_nth_key UNIQUE (case_id, nth),
    CONSTRAINT case_event_decided_check CHECK ((what = 'decided') = (granted IS NOT NULL)),
    CONSTRAINT case_event_on_day_check CHECK ((what = 'decided') = (on_day IS NOT NULL))
){strict};
-- Opened or taken back, never both, and each once; decided once.
CREATE UNIQUE INDEX case_event_case_id_key ON case_event (case_id) WHERE what IN ('opened', 'withdrawn');
CREATE UNIQUE INDEX case_event_case_id_what_key ON case_event (case_id, what) WHERE what = 'decided';
-- @sqlite
CREATE TRIGGER dossier_case_stays BEFORE UPDATE ON dossier_case BEGIN SELECT RAISE(ABORT, 'dossier_case_is_append_only'); END;
CREATE TRIGGER dossier_case_is_kept BEFORE DELETE ON dossier_case BEGIN SELECT RAISE(ABORT, 'dossier_case_is_append_only'); END;
CREATE TRIGGER case_event_stays BEFORE UPDATE ON case_event BEGIN SELECT RAISE(ABORT, 'case_event_is_append_only'); END;
CREATE TRIGGER case_event_is_kept BEFORE DELETE ON case_event BEGIN SELECT RAISE(ABORT, 'case_event_is_append_only'); END;
-- @postgres
CREATE TRIGGER dossier_case_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier_case EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON case_event EXECUTE FUNCTION refuse_change();
