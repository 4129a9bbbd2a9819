delete from staging.staged_lines using staging.requests q
where q.request_id = '{{group}}' and staged_lines.dataset = q.dataset and {{staged_lines is requested}}
