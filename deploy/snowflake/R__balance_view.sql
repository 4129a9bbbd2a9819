-- Every accepted row is current, in the history, erased or expired; each term is counted by itself.
use role RETAILBUS_OWNER;

create or replace view RETAILBUS.CORE.WAREHOUSE_BALANCE as
select current_rows, history_rows, erased_rows, expired_rows, accepted_rows,
    current_rows + history_rows + erased_rows + expired_rows = accepted_rows as balanced
from (select count(*) as current_rows from RETAILBUS.CORE.ORDER_LINES),
    (select count(*) as history_rows from RETAILBUS.CORE.ORDER_LINE_HISTORY),
    (select coalesce(sum(current_rows + history_rows), 0)::bigint as erased_rows from RETAILBUS.CORE.ERASURES),
    (select coalesce(sum(row_count), 0)::bigint as expired_rows from RETAILBUS.CORE.EXPIRATIONS),
    (select coalesce(sum(accepted), 0)::bigint as accepted_rows from RETAILBUS.CORE.LOAD_HISTORY);
