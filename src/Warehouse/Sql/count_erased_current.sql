select count(*) from order_lines where {{condition}}
