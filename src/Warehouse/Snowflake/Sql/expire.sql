delete from core.{{table}} using ({{expired}}) e
where {{table}}.row_key = e.row_key and {{table}}.batch_id = e.batch_id and {{table}}.attempt = e.attempt
