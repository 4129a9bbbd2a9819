insert into order_line_history ({{columns}}, sequencer, attempt, reason, replaced_by, replaced_at)
select {{columns}}, sequencer, attempt,
    case when comes_late then 'superseded' when repeated_later then 'repeated' else 'replaced' end,
    case when comes_late then present_batch else next_batch end,
    $at
from contender
where next_batch is not null
