select count(*) as found from ({{expired}}) e
