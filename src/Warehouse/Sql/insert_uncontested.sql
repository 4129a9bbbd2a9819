insert into order_lines ({{columns}}, sequencer, attempt)
select {{columns}}, sequencer, attempt from incoming i anti join contested c on i.row_key = c.row_key
