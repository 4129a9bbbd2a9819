create table saga_event (
    saga text not null,
    saga_id text not null,
    seq integer not null,
    at text not null,
    body text not null,
    primary key (saga, saga_id, seq)
) strict, without rowid;
