insert into staging.loads (
    group_id, load_no, batch_id, attempt, dataset, slot_bucket, slot_key, landed_at, sequencer, contract_version, on_reland, fingerprint,
    manifest_bucket, manifest_key, manifest_attempt, accepted, erasures, files, described_at)
select f.value:group_id::varchar, f.value:load_no::integer, f.value:batch_id::varchar, f.value:attempt::integer, f.value:dataset::varchar,
    f.value:slot_bucket::varchar, f.value:slot_key::varchar, f.value:landed_at::timestamp_ntz(6), f.value:sequencer::varchar,
    f.value:contract_version::varchar, f.value:on_reland::varchar, f.value:fingerprint::varchar, f.value:manifest_bucket::varchar,
    f.value:manifest_key::varchar, f.value:manifest_attempt::integer, f.value:accepted::bigint, f.value:erasures::bigint,
    f.value:files::varchar, f.value:described_at::timestamp_ntz(6)
from table(flatten(input => parse_json($document))) f
