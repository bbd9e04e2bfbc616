-- The tree of organisations, with days of validity and successors.
-- @both
CREATE TABLE organisation (
    id           {id}    NOT NULL CONSTRAINT organisation_pkey PRIMARY KEY,
    scheme       {text}  NOT NULL,
    kind         {text}  NOT NULL CONSTRAINT organisation_kind_check CHECK (kind IN
                 ('nation', 'region', 'trust', 'hospital', 'department', 'municipality', 'practice', 'course_provider', 'authority')),
    code         {text}  NOT NULL, -- its number in the country's register, or ours
    name         {text}  NOT NULL CONSTRAINT organisation_name_check CHECK (length(name) BETWEEN 1 AND 200),
    sort_key     {bytes} NOT NULL,
    parent_id    {id}    CONSTRAINT organisation_parent_id_fkey REFERENCES organisation (id),
    setting      {text},           -- the scheme's setting in which training here falls; null: the parent's
    from_day     {day}   NOT NULL,
    until_day    {day},
    successor_id {id}    CONSTRAINT organisation_successor_id_fkey REFERENCES organisation (id),
    CONSTRAINT organisation_scheme_code_key UNIQUE (scheme, code)
){strict};

-- Every unit with every unit above it, itself included (depth 0): a role over a unit reaches all below it in one step.
CREATE TABLE organisation_tree (
    ancestor_id   {id}  NOT NULL CONSTRAINT organisation_tree_ancestor_id_fkey REFERENCES organisation (id),
    descendant_id {id}  NOT NULL CONSTRAINT organisation_tree_descendant_id_fkey REFERENCES organisation (id),
    depth         {int} NOT NULL,
    CONSTRAINT organisation_tree_pkey PRIMARY KEY (ancestor_id, descendant_id)
){clustered};
CREATE INDEX organisation_tree_by_descendant ON organisation_tree (descendant_id, ancestor_id);
