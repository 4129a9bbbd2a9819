delete from staging.{{table}} where group_id = '{{group}}'
