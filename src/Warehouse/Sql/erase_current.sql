delete from order_lines where {{condition}}
