insert into order_lines ({{columns}}, sequencer, attempt)
select {{columns}}, sequencer, attempt from contender where next_batch is null and load_no is not null
