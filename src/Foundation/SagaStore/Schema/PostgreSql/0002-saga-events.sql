create table saga_event (
    saga text not null,
    saga_id uuid not null,
    seq bigint not null,
    at timestamptz not null,
    body json not null,
    primary key (saga, saga_id, seq)
);
