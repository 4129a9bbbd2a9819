-- A row that stands twice in the staging table, because its file was copied twice under this id, counts once.
insert into staging.incoming (group_id, load_no, file_no, is_foreign, {{columns}}, sequencer, attempt)
select l.group_id, l.load_no, f.value:file_no::integer,
    s.dataset <> l.dataset or s.landed_at <> l.landed_at or lower(replace(s.batch_id, '-', '')) <> replace(l.batch_id, '-', ''),
    {{incoming_columns}}, l.sequencer, l.manifest_attempt
from staging.loads l, lateral flatten(input => parse_json(l.files)) f, staging.staged_lines s
where l.group_id = '{{group}}' and s.group_id = l.group_id and s.file_name = f.value:location::varchar
qualify row_number() over (partition by s.file_name, s.file_row order by s.file_row) = 1
