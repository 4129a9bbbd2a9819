insert into {{table}}
select {{column_casts}}, {{sequencer}}::varchar, {{attempt}}::integer{{further}}
from read_parquet({{file}})
{{part}}
