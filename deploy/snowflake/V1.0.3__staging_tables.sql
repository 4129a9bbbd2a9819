-- What a load works with. Each row carries the load's own id: what a crash left behind disturbs nobody and is removed after a while.
use role RETAILBUS_OWNER;

create transient table if not exists RETAILBUS.STAGING.LOADS (
    group_id varchar(36) not null,
    load_no integer not null,
    batch_id varchar(36) not null,
    attempt integer not null,
    dataset varchar not null,
    slot_bucket varchar not null,
    slot_key varchar not null,
    landed_at timestamp_ntz(6) not null,
    sequencer varchar not null,
    contract_version varchar not null,
    on_reland varchar not null,
    fingerprint varchar not null,
    manifest_bucket varchar not null,
    manifest_key varchar not null,
    manifest_attempt integer not null,
    accepted bigint not null,
    erasures bigint not null,
    files varchar not null,
    described_at timestamp_ntz(6) not null
);

-- What COPY INTO reads: the ids as the file's writer put them, the rest typed.
create transient table if not exists RETAILBUS.STAGING.STAGED_LINES (
    group_id varchar(36) not null,
    file_name varchar not null,
    file_row bigint not null,
    dataset varchar,
    order_id varchar,
    store_id varchar,
    item_id varchar,
    item_name varchar,
    quantity decimal(18,4),
    unit_price decimal(18,4),
    amount decimal(18,4),
    currency varchar,
    customer_id varchar,
    ordered_at timestamp_ntz(6),
    is_return boolean,
    source_object varchar,
    batch_id varchar,
    landed_at timestamp_ntz(6),
    row_key varchar,
    extra varchar
);

create transient table if not exists RETAILBUS.STAGING.INCOMING (
    group_id varchar(36) not null,
    load_no integer not null,
    file_no integer not null,
    is_foreign boolean not null,
    dataset varchar not null,
    order_id varchar not null,
    store_id varchar not null,
    item_id varchar not null,
    item_name varchar,
    quantity decimal(18,4) not null,
    unit_price decimal(18,4) not null,
    amount decimal(18,4) not null,
    currency varchar not null,
    customer_id varchar,
    ordered_at timestamp_ntz(6) not null,
    is_return boolean not null,
    source_object varchar not null,
    batch_id varchar(36) not null,
    landed_at timestamp_ntz(6) not null,
    row_key binary(16) not null,
    extra varchar,
    sequencer varchar not null,
    attempt integer not null
);

-- All versions of the keys that a load brings; load_no is null for those that are current.
create transient table if not exists RETAILBUS.STAGING.VERSIONS (
    group_id varchar(36) not null,
    load_no integer,
    row_key binary(16) not null,
    landed_at timestamp_ntz(6) not null,
    sequencer varchar not null,
    batch_id varchar(36) not null,
    attempt integer not null,
    is_first boolean not null,
    repeats_earlier boolean not null,
    repeated_later boolean not null,
    comes_late boolean not null,
    next_batch varchar(36),
    present_batch varchar(36),
    twins bigint not null
);

create transient table if not exists RETAILBUS.STAGING.LATE_LOADS (
    group_id varchar(36) not null,
    load_no integer not null,
    retired_by varchar(36) not null
);

create transient table if not exists RETAILBUS.STAGING.RETIRED_LOADS (
    group_id varchar(36) not null,
    retiring_load integer not null,
    retiring_batch varchar(36) not null,
    batch_id varchar(36) not null,
    attempt integer not null,
    landed_at timestamp_ntz(6) not null
);

create transient table if not exists RETAILBUS.STAGING.RETRACTED (
    group_id varchar(36) not null,
    row_key binary(16) not null,
    batch_id varchar(36) not null,
    attempt integer not null,
    retiring_load integer not null,
    retiring_batch varchar(36) not null
);

create transient table if not exists RETAILBUS.STAGING.PROMOTED (
    group_id varchar(36) not null,
    row_key binary(16) not null,
    batch_id varchar(36) not null,
    attempt integer not null
);

create transient table if not exists RETAILBUS.STAGING.TALLIES (
    group_id varchar(36) not null,
    rows_before bigint not null
);

-- Cancels, erasures and expirations as they were asked for: their texts come bound, and go with the transaction that did the work.
create transient table if not exists RETAILBUS.STAGING.REQUESTS (
    request_id varchar(36) not null,
    requested_at timestamp_ntz(6) not null,
    dataset varchar,
    batch_id varchar(36),
    attempt integer,
    erasure_id varchar(36),
    pass integer,
    order_id varchar,
    store_id varchar,
    item_id varchar,
    customer_id varchar,
    sweep_id varchar(36),
    zone varchar,
    cut_off timestamp_ntz(6),
    current_cut_off timestamp_ntz(6),
    actor varchar not null,
    reason varchar not null
);
