insert into order_lines ({{columns}}, sequencer, attempt)
select {{columns}}, sequencer, attempt from order_line_history where rowid in (select rid from promoted)
