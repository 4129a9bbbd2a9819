select coalesce(sum(current_rows), 0) as current_rows, coalesce(sum(history_rows), 0) as history_rows,
    coalesce(sum(case when pass = $pass then current_rows + history_rows end), 0) as in_pass,
    count(case when pass = $pass then 1 end) as passes
from core.erasures
where erasure_id = $erasure_id
