delete from order_lines where rowid in (select rid from contender where rid is not null and next_batch is not null)
