create table if not exists warehouse_schema (version integer not null);

insert into warehouse_schema select 1 where not exists (from warehouse_schema);

create table if not exists order_lines (
    {{stored_columns}},
    sequencer varchar not null using compression dictionary,
    attempt integer not null
);

create table if not exists order_line_history (
    {{column_definitions}},
    sequencer varchar not null,
    attempt integer not null,
    reason varchar not null,
    replaced_by uuid,
    replaced_at timestamp not null
);

create table if not exists load_history (
    batch_id uuid not null,
    attempt integer not null,
    dataset varchar not null,
    slot_bucket varchar not null,
    slot_key varchar not null,
    landed_at timestamp not null,
    sequencer varchar not null,
    contract_version varchar not null,
    on_reland varchar not null,
    fingerprint varchar not null,
    manifest_bucket varchar not null,
    manifest_key varchar not null,
    manifest_attempt integer not null,
    accepted bigint not null,
    inserted bigint not null,
    updated bigint not null,
    unchanged bigint not null,
    superseded bigint not null,
    retracted bigint not null,
    committed_at timestamp not null,
    primary key (batch_id, attempt)
);

create table if not exists load_cancellations (
    batch_id uuid not null,
    attempt integer not null,
    actor varchar not null,
    reason varchar not null,
    cancelled_at timestamp not null,
    primary key (batch_id, attempt)
);

create table if not exists erasures (
    erasure_id uuid not null,
    pass integer not null,
    dataset varchar not null,
    current_rows bigint not null,
    history_rows bigint not null,
    actor varchar not null,
    reason varchar not null,
    erased_at timestamp not null,
    primary key (erasure_id, pass)
);

create table if not exists expirations (
    sweep_id uuid not null,
    dataset varchar not null,
    zone varchar not null,
    row_count bigint not null,
    cut_off timestamp not null,
    actor varchar not null,
    reason varchar not null,
    expired_at timestamp not null,
    primary key (sweep_id, dataset, zone)
);

create index if not exists load_history_slot on load_history (slot_key);

create or replace view warehouse_balance as
select current_rows, history_rows, erased_rows, expired_rows, accepted_rows,
    current_rows + history_rows + erased_rows + expired_rows = accepted_rows as balanced
from (select count(*) as current_rows from order_lines),
    (select count(*) as history_rows from order_line_history),
    (select coalesce(sum(current_rows + history_rows), 0)::bigint as erased_rows from erasures),
    (select coalesce(sum(row_count), 0)::bigint as expired_rows from expirations),
    (select coalesce(sum(accepted), 0)::bigint as accepted_rows from load_history);
