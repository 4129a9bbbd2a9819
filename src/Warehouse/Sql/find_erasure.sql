select coalesce(sum(current_rows), 0)::bigint, coalesce(sum(history_rows), 0)::bigint,
    coalesce(sum(current_rows + history_rows) filter (pass = $pass), 0)::bigint, count(*) filter (pass = $pass)
from erasures
where erasure_id = $erasure_id
