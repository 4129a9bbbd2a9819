insert into load_history values (
    $batch_id, $attempt, $dataset, $slot_bucket, $slot_key, $landed_at, $sequencer, $contract_version, $on_reland, $fingerprint,
    $manifest_bucket, $manifest_key, $manifest_attempt, $accepted, $inserted, $updated, $unchanged, $superseded, $retracted, $committed_at)
