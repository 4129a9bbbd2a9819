select count(*) from {{table}} where {{is_expired}}
