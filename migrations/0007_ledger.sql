-- The ledger: leaves that wait, the tree they go into, its signed heads. Commitments only, never a row's content.
-- @both
-- Leaves written in the transactions of their rows, not yet in the tree. Only the sequencer takes them out.
CREATE TABLE ledger_waiting (
    row_id {id}    NOT NULL CONSTRAINT ledger_waiting_pkey PRIMARY KEY,
    leaf   {bytes} NOT NULL CONSTRAINT ledger_waiting_leaf_check CHECK (length(leaf) = 32)
){clustered};

-- The leaves of the tree. Rows are only ever added, by the sequencer.
CREATE TABLE ledger_leaf (
    position {int}   NOT NULL CONSTRAINT ledger_leaf_pkey PRIMARY KEY, -- from 0, without a gap
    row_id   {id}    NOT NULL CONSTRAINT ledger_leaf_row_id_key UNIQUE,
    leaf     {bytes} NOT NULL CONSTRAINT ledger_leaf_leaf_check CHECK (length(leaf) = 32)
){strict};

-- Every eighth storey of the tree above its leaves, so that a proof reads a few hundred rows and never the whole tree.
CREATE TABLE ledger_node (
    level    {int}   NOT NULL, -- the node is the root over 256^level leaves
    position {int}   NOT NULL, -- among the nodes of its level, from 0
    hash     {bytes} NOT NULL,
    CONSTRAINT ledger_node_pkey PRIMARY KEY (level, position)
){clustered};

-- The tree's right edge, and who extends it at present. One row.
CREATE TABLE ledger_tree (
    id          {int}    NOT NULL CONSTRAINT ledger_tree_pkey PRIMARY KEY CONSTRAINT ledger_tree_id_check CHECK (id = 1),
    size        {int}    NOT NULL, -- leaves in the tree
    frontier    {bytes}  NOT NULL, -- roots of its complete subtrees, the largest first, 32 bytes each
    holder      {id},              -- the process that holds the lease
    lease_until {moment} NOT NULL
){strict};

-- Every head that was signed. Rows are only ever added.
CREATE TABLE ledger_checkpoint (
    size {int}    NOT NULL CONSTRAINT ledger_checkpoint_pkey PRIMARY KEY,
    root {bytes}  NOT NULL,
    at   {moment} NOT NULL,
    note {text}   NOT NULL -- the checkpoint as a signed note
){strict};
-- @sqlite
INSERT INTO ledger_tree (id, size, frontier, lease_until) VALUES (1, 0, x'', 0);
CREATE TRIGGER ledger_leaf_stays BEFORE UPDATE ON ledger_leaf BEGIN SELECT RAISE(ABORT, 'ledger_leaf_is_append_only'); END;
CREATE TRIGGER ledger_leaf_is_kept BEFORE DELETE ON ledger_leaf BEGIN SELECT RAISE(ABORT, 'ledger_leaf_is_append_only'); END;
CREATE TRIGGER ledger_node_stays BEFORE UPDATE ON ledger_node BEGIN SELECT RAISE(ABORT, 'ledger_node_is_append_only'); END;
CREATE TRIGGER ledger_node_is_kept BEFORE DELETE ON ledger_node BEGIN SELECT RAISE(ABORT, 'ledger_node_is_append_only'); END;
CREATE TRIGGER ledger_checkpoint_stays BEFORE UPDATE ON ledger_checkpoint BEGIN SELECT RAISE(ABORT, 'ledger_checkpoint_is_append_only'); END;
CREATE TRIGGER ledger_checkpoint_is_kept BEFORE DELETE ON ledger_checkpoint BEGIN SELECT RAISE(ABORT, 'ledger_checkpoint_is_append_only'); END;
CREATE TRIGGER ledger_tree_grows BEFORE UPDATE ON ledger_tree WHEN NEW.size < OLD.size BEGIN SELECT RAISE(ABORT, 'ledger_tree_grows'); END;
CREATE TRIGGER ledger_tree_is_kept BEFORE DELETE ON ledger_tree BEGIN SELECT RAISE(ABORT, 'ledger_tree_grows'); END;
CREATE TRIGGER ledger_waiting_stays BEFORE UPDATE ON ledger_waiting BEGIN SELECT RAISE(ABORT, 'ledger_waiting_goes_into_the_tree'); END;
-- What waits leaves only for the tree.
CREATE TRIGGER ledger_waiting_is_kept BEFORE DELETE ON ledger_waiting
    WHEN NOT EXISTS (SELECT 1 FROM ledger_leaf WHERE row_id = OLD.row_id AND leaf = OLD.leaf)
    BEGIN SELECT RAISE(ABORT, 'ledger_waiting_goes_into_the_tree'); END;
-- @postgres
INSERT INTO ledger_tree (id, size, frontier, lease_until) VALUES (1, 0, ''::bytea, 0);
CREATE FUNCTION ledger_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_ARGV[0];
END $$;
CREATE TRIGGER ledger_leaf_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_leaf EXECUTE FUNCTION ledger_refuses('ledger_leaf_is_append_only');
CREATE TRIGGER ledger_node_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_node EXECUTE FUNCTION ledger_refuses('ledger_node_is_append_only');
CREATE TRIGGER ledger_checkpoint_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_checkpoint EXECUTE FUNCTION ledger_refuses('ledger_checkpoint_is_append_only');
CREATE TRIGGER ledger_tree_grows BEFORE UPDATE ON ledger_tree FOR EACH ROW WHEN (NEW.size < OLD.size) EXECUTE FUNCTION ledger_refuses('ledger_tree_grows');
CREATE TRIGGER ledger_tree_is_kept BEFORE DELETE OR TRUNCATE ON ledger_tree EXECUTE FUNCTION ledger_refuses('ledger_tree_grows');
CREATE TRIGGER ledger_waiting_stays BEFORE UPDATE OR TRUNCATE ON ledger_waiting EXECUTE FUNCTION ledger_refuses('ledger_waiting_goes_into_the_tree');
-- What waits leaves only for the tree; hundreds leave at once, and are looked at once.
CREATE FUNCTION ledger_waiting_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM gone LEFT JOIN ledger_leaf ON ledger_leaf.row_id = gone.row_id AND ledger_leaf.leaf = gone.leaf
               WHERE ledger_leaf.row_id IS NULL) THEN
        RAISE EXCEPTION 'ledger_waiting_goes_into_the_tree'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'ledger_waiting_goes_into_the_tree';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_waiting_is_kept AFTER DELETE ON ledger_waiting REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_waiting_is_kept();
