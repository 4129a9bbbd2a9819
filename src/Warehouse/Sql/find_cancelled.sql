select batch_id, max(attempt) from load_cancellations where batch_id in ({{batch_ids}}) group by batch_id
