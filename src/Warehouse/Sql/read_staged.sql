select {{column_casts}}, {{sequencer}}::varchar, {{attempt}}::integer, {{load_no}}::integer
from read_parquet({{files}})
