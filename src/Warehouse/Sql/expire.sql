delete from {{table}} where {{is_expired}}
