select cast(coalesce(min('RETAILBUS:REPEATED:' || w.load_no::varchar || ':' || w.found::varchar), '0') as integer) as refused
from (
    select load_no, sum(n) as found
    from (select load_no, row_key, count(*) as n from staging.incoming where group_id = '{{group}}' group by load_no, row_key) k
    where n > 1
    group by load_no
) w
