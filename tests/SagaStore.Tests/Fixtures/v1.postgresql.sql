-- A database as schema version 1 wrote it: one saga with two lookups and a message that was committed but not sent.
create table saga_schema_version (version integer primary key, name text not null, applied_at timestamptz not null);
insert into saga_schema_version values (1, 'outbox-and-inbox', '2024-05-06T07:00:00.000000Z');

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

create table "orders" (
    id uuid primary key, version bigint not null, body json not null,
    created_at timestamptz not null, updated_at timestamptz not null, "state" text, "customer" text);
create index "ix_orders_state" on "orders" ("state", id);
create index "ix_orders_customer" on "orders" ("customer", id);

insert into orders values (
    '0b2f1c5e-8f6b-4d0a-9f57-2a6c1d3e4f50', 3,
    '{"correlationId":"0b2f1c5e-8f6b-4d0a-9f57-2a6c1d3e4f50","currentState":"Open","customer":"ada","priority":2,"count":7,"isOpen":true,"submittedAt":"2024-05-06T07:08:09+00:00","parentId":null}',
    '2024-05-06T07:08:09.000000Z', '2024-05-06T07:08:10.000000Z', 'Open', 'ada');

insert into saga_outbox (message_id, destination, message, created_at, lease_owner, lease_until) values (
    '11111111-2222-3333-4444-555555555555', 'loopback://localhost/urn:message:RetailBus.SagaStore.Tests.Orders:ItemAdded',
    '{"messageId":"11111111-2222-3333-4444-555555555555","destinationAddress":"loopback://localhost/urn:message:RetailBus.SagaStore.Tests.Orders:ItemAdded","contentType":"application/vnd.masstransit+json","messageTypes":"urn:message:RetailBus.SagaStore.Tests.Orders:ItemAdded","body":"{\"messageId\":\"11111111-2222-3333-4444-555555555555\",\"messageType\":[\"urn:message:RetailBus.SagaStore.Tests.Orders:ItemAdded\"],\"message\":{\"orderId\":\"0b2f1c5e-8f6b-4d0a-9f57-2a6c1d3e4f50\",\"count\":7},\"sentTime\":\"2024-05-06T07:08:10Z\",\"headers\":{}}","sentAt":"2024-05-06T07:08:10+00:00","conversationId":"99999999-2222-3333-4444-555555555555"}',
    '2024-05-06T07:08:10.000000Z', '33333333-2222-3333-4444-555555555555', '2024-05-06T07:08:20.000000Z');

insert into saga_inbox values (
    '44444444-2222-3333-4444-555555555555', '55555555-2222-3333-4444-555555555555', '2024-05-06T07:08:10.000000Z');
