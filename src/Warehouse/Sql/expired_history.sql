-- What an active load claims may become current again (find_promoted.sql), and is kept as long as current rows are.
dataset = $dataset and landed_at < $cut_off and (
    landed_at < $current_cut_off
    or row(batch_id, attempt) in (
        select row(c.batch_id, c.manifest_attempt)
        from load_history c
        join load_history n on n.dataset = c.dataset and n.slot_bucket = c.slot_bucket and n.slot_key = c.slot_key
        where c.dataset = $dataset
            and row(n.landed_at, n.sequencer, n.batch_id, n.manifest_attempt)
                > row(c.landed_at, c.sequencer, c.batch_id, c.manifest_attempt)
            and (n.on_reland = 'replace' or n.batch_id = c.batch_id)
    )
)
