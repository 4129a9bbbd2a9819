delete from order_line_history where rowid in (select rid from promoted)
