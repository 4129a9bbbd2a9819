select {{column_casts}}, {{sequencer}}::varchar, {{attempt}}::integer{{load_no}}
from read_parquet({{files}})
{{part}}
