copy into staging.staged_lines (
    group_id, file_name, file_row, {{columns}})
from (
    select '{{group}}', metadata$filename, metadata$file_row_number, {{staged_columns}}
    from @staging.processed
)
files = ({{files}})
file_format = (format_name = 'staging.order_lines_parquet')
on_error = abort_statement
force = true
