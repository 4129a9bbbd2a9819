-- Least privilege: the loader can't change the shape of a table, the reader can't change a row and does not see what loads work with.
use role RETAILBUS_OWNER;

grant usage on database RETAILBUS to role RETAILBUS_LOADER;
grant usage on database RETAILBUS to role RETAILBUS_READER;
grant usage on schema RETAILBUS.CORE to role RETAILBUS_LOADER;
grant usage on schema RETAILBUS.STAGING to role RETAILBUS_LOADER;
grant usage on schema RETAILBUS.CORE to role RETAILBUS_READER;
grant usage on schema RETAILBUS.SALES to role RETAILBUS_READER;
grant select, insert, delete on all tables in schema RETAILBUS.STAGING to role RETAILBUS_LOADER;
grant usage on stage RETAILBUS.STAGING.PROCESSED to role RETAILBUS_LOADER;
grant usage on file format RETAILBUS.STAGING.ORDER_LINES_PARQUET to role RETAILBUS_LOADER;
grant select, insert, update, delete on table RETAILBUS.CORE.ORDER_LINES to role RETAILBUS_LOADER;
grant select, insert, delete on table RETAILBUS.CORE.ORDER_LINE_HISTORY to role RETAILBUS_LOADER;
grant select, insert, update on table RETAILBUS.CORE.DATASET_LOCKS to role RETAILBUS_LOADER;
grant select, insert on table RETAILBUS.CORE.LOAD_HISTORY to role RETAILBUS_LOADER;
grant select, insert on table RETAILBUS.CORE.LOAD_CANCELLATIONS to role RETAILBUS_LOADER;
grant select, insert on table RETAILBUS.CORE.ERASURES to role RETAILBUS_LOADER;
grant select, insert on table RETAILBUS.CORE.EXPIRATIONS to role RETAILBUS_LOADER;
grant select on table RETAILBUS.CORE.ORDER_LINES to role RETAILBUS_READER;
grant select on table RETAILBUS.CORE.ORDER_LINE_HISTORY to role RETAILBUS_READER;
grant select on table RETAILBUS.CORE.LOAD_HISTORY to role RETAILBUS_READER;

-- Views are replaced when their text changes; a future grant gives their rights to each new one, whichever script comes first.
grant select on all views in schema RETAILBUS.CORE to role RETAILBUS_LOADER;
grant select on all views in schema RETAILBUS.CORE to role RETAILBUS_READER;
grant select on all views in schema RETAILBUS.SALES to role RETAILBUS_READER;
grant select on future views in schema RETAILBUS.CORE to role RETAILBUS_LOADER;
grant select on future views in schema RETAILBUS.CORE to role RETAILBUS_READER;
grant select on future views in schema RETAILBUS.SALES to role RETAILBUS_READER;
