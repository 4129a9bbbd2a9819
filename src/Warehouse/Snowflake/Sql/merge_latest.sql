merge into core.order_lines using (
    select {{i.columns}}, i.sequencer, i.attempt
    from staging.incoming i join staging.versions v on v.group_id = i.group_id and v.load_no = i.load_no and v.row_key = i.row_key
    where i.group_id = '{{group}}' and v.next_batch is null
) latest on order_lines.row_key = latest.row_key
when matched then update set {{set_columns}}, sequencer = latest.sequencer, attempt = latest.attempt
when not matched then insert ({{columns}}, sequencer, attempt) values ({{latest.columns}}, latest.sequencer, latest.attempt)
