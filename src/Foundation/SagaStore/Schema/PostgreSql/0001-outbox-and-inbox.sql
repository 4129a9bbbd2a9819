create table saga_outbox (
    seq bigint generated always as identity primary key,
    message_id uuid not null,
    destination text not null,
    message json not null,
    created_at timestamptz not null,
    lease_owner uuid,
    lease_until timestamptz not null,
    attempts integer not null default 0,
    last_error text
);

create index saga_outbox_due on saga_outbox (lease_until, seq);

create table saga_inbox (
    message_id uuid not null,
    consumer_id uuid not null,
    consumed_at timestamptz not null,
    primary key (message_id, consumer_id)
);

create index saga_inbox_consumed on saga_inbox (consumed_at);
