create or replace temp table incoming (
    {{column_definitions}},
    sequencer varchar not null,
    attempt integer not null,
    load_no integer not null
);

create or replace temp table suspect (row_key uuid);
