create or replace view sales_placeholder as select 1 as x;
