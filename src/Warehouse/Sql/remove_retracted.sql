delete from order_lines where rowid in (select rid from retracted)
