select {{column_casts}}, {{sequencer}}::varchar, {{attempt}}::integer{{further}}
from read_parquet({{files}})
{{part}}
