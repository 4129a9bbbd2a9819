create table saga_outbox (
    seq integer primary key autoincrement,
    message_id text not null,
    destination text not null,
    message text not null,
    created_at text not null,
    lease_owner text,
    lease_until text not null,
    attempts integer not null default 0,
    last_error text
) strict;

create index saga_outbox_due on saga_outbox (lease_until, seq);

create table saga_inbox (
    message_id text not null,
    consumer_id text not null,
    consumed_at text not null,
    primary key (message_id, consumer_id)
) strict, without rowid;

create index saga_inbox_consumed on saga_inbox (consumed_at);
