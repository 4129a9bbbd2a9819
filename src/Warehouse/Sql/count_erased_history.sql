select count(*) from order_line_history where {{condition}}
