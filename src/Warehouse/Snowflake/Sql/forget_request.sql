delete from staging.requests where request_id = '{{group}}'
