-- Which world this installation is: one for show, or a real one. `demo` refuses a real portal, `serve` one for show.
-- @both
CREATE TABLE world (
    id         {int}    NOT NULL CONSTRAINT world_pkey PRIMARY KEY
               CONSTRAINT world_one_row_check CHECK (id = 1),
    kind       {text}   NOT NULL CONSTRAINT world_kind_check CHECK (kind IN ('demo', 'real')),
    created_at {moment} NOT NULL
){strict};
