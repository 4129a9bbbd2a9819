-- Each term is counted by itself: of the versions by what became of them, of late loads by what stands in the history.
insert into core.load_history (
    batch_id, attempt, dataset, slot_bucket, slot_key, landed_at, sequencer, contract_version, on_reland, fingerprint, manifest_bucket,
    manifest_key, manifest_attempt, accepted, inserted, updated, unchanged, superseded, retracted, committed_at)
select l.batch_id, l.attempt, l.dataset, l.slot_bucket, l.slot_key, l.landed_at, l.sequencer, l.contract_version, l.on_reland, l.fingerprint,
    l.manifest_bucket, l.manifest_key, l.manifest_attempt, l.accepted, coalesce(v.inserted, 0), coalesce(v.updated, 0),
    coalesce(v.unchanged, 0), coalesce(v.superseded, 0) + coalesce(h.superseded, 0), coalesce(r.retracted, 0), '{{at}}'::timestamp_ntz(6)
from staging.loads l
left join (
    select load_no,
        sum(case when not comes_late and is_first then 1 else 0 end) as inserted,
        sum(case when not comes_late and not is_first and not repeats_earlier then 1 else 0 end) as updated,
        sum(case when not comes_late and not is_first and repeats_earlier then 1 else 0 end) as unchanged,
        sum(case when comes_late then 1 else 0 end) as superseded
    from staging.versions
    where group_id = '{{group}}' and load_no is not null
    group by load_no
) v on v.load_no = l.load_no
left join (
    select a.load_no, count(*) as superseded
    from staging.late_loads a
    join staging.loads d on d.group_id = a.group_id and d.load_no = a.load_no
    join core.order_line_history o on o.batch_id = d.batch_id and o.attempt = d.manifest_attempt and o.landed_at = d.landed_at
    where a.group_id = '{{group}}' and o.reason = 'superseded'
    group by a.load_no
) h on h.load_no = l.load_no
left join (
    select retiring_load, count(*) as retracted from staging.retracted where group_id = '{{group}}' group by retiring_load
) r on r.retiring_load = l.load_no
where l.group_id = '{{group}}'
