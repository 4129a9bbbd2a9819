select cast(coalesce(min('RETAILBUS:FOREIGN:' || w.load_no::varchar || ':' || w.found::varchar), '0') as integer) as refused
from (
    select load_no, count(*) as found
    from staging.incoming
    where group_id = '{{group}}' and is_foreign
    group by load_no
) w
