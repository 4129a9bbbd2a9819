insert into order_lines ({{columns}}, sequencer, attempt)
select {{columns}}, sequencer, attempt from incoming
