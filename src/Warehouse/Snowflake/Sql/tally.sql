insert into staging.tallies (group_id, rows_before)
select '{{group}}', (select count(*) from core.order_lines) + (select count(*) from core.order_line_history)
