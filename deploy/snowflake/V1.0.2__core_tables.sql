-- The warehouse. A row's key is its 128 bits as they are; a batch's id is the text of its UUID, in lower case. The two tables of rows have no
-- Time Travel: everybody who may read them could read there what was erased.
use role RETAILBUS_OWNER;

create table if not exists RETAILBUS.CORE.ORDER_LINES (
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
)
data_retention_time_in_days = 0;

create table if not exists RETAILBUS.CORE.ORDER_LINE_HISTORY (
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
    attempt integer not null,
    reason varchar not null,
    replaced_by varchar(36),
    replaced_at timestamp_ntz(6) not null
)
data_retention_time_in_days = 0;

create table if not exists RETAILBUS.CORE.LOAD_HISTORY (
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
    inserted bigint not null,
    updated bigint not null,
    unchanged bigint not null,
    superseded bigint not null,
    retracted bigint not null,
    committed_at timestamp_ntz(6) not null
);

create table if not exists RETAILBUS.CORE.LOAD_CANCELLATIONS (
    batch_id varchar(36) not null,
    attempt integer not null,
    actor varchar not null,
    reason varchar not null,
    cancelled_at timestamp_ntz(6) not null
);

create table if not exists RETAILBUS.CORE.ERASURES (
    erasure_id varchar(36) not null,
    pass integer not null,
    dataset varchar not null,
    current_rows bigint not null,
    history_rows bigint not null,
    actor varchar not null,
    reason varchar not null,
    erased_at timestamp_ntz(6) not null
);

create table if not exists RETAILBUS.CORE.EXPIRATIONS (
    sweep_id varchar(36) not null,
    dataset varchar not null,
    zone varchar not null,
    row_count bigint not null,
    cut_off timestamp_ntz(6) not null,
    actor varchar not null,
    reason varchar not null,
    expired_at timestamp_ntz(6) not null
);

-- Whoever changes rows of a dataset updates its row here first, and so waits for whoever did before; the row '*' is everybody's.
create table if not exists RETAILBUS.CORE.DATASET_LOCKS (
    dataset varchar not null,
    taken bigint not null,
    taken_at timestamp_ntz(6)
);

-- The owner's own virtual warehouse: the deploying user's default need not be granted to it.
use warehouse RETAILBUS_LOAD_WH;

insert into RETAILBUS.CORE.DATASET_LOCKS (dataset, taken)
select l.dataset, 0
from (select '*' as dataset) l
where l.dataset not in (select dataset from RETAILBUS.CORE.DATASET_LOCKS);
