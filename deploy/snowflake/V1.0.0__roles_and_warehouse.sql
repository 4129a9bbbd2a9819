-- Roles by what they may do; nobody but the owner changes the shape of things. Run as a role that may make roles, users and warehouses.
use role ACCOUNTADMIN;

create role if not exists RETAILBUS_OWNER comment = 'Owns database, schemas and tables; deploys';
create role if not exists RETAILBUS_LOADER comment = 'The warehouse service: loads, cancels, erases, expires';
create role if not exists RETAILBUS_READER comment = 'Reads sales and load history: Power BI, people, the query page';
grant role RETAILBUS_OWNER to role SYSADMIN;
grant role RETAILBUS_LOADER to role RETAILBUS_OWNER;
grant role RETAILBUS_READER to role RETAILBUS_OWNER;

create warehouse if not exists RETAILBUS_LOAD_WH
    warehouse_size = 'XSMALL' auto_suspend = 60 auto_resume = true initially_suspended = true
    statement_timeout_in_seconds = 3600 statement_queued_timeout_in_seconds = 600;
create warehouse if not exists RETAILBUS_READ_WH
    warehouse_size = 'XSMALL' auto_suspend = 60 auto_resume = true initially_suspended = true
    statement_timeout_in_seconds = 300 statement_queued_timeout_in_seconds = 60;
grant usage on warehouse RETAILBUS_LOAD_WH to role RETAILBUS_LOADER;
grant usage on warehouse RETAILBUS_LOAD_WH to role RETAILBUS_OWNER;
grant usage on warehouse RETAILBUS_READ_WH to role RETAILBUS_READER;

create resource monitor if not exists RETAILBUS_MONITOR
    with credit_quota = {{ monthly_credits }} frequency = monthly start_timestamp = immediately
    triggers on 75 percent do notify on 95 percent do suspend on 100 percent do suspend_immediate;
alter warehouse RETAILBUS_LOAD_WH set resource_monitor = RETAILBUS_MONITOR;
alter warehouse RETAILBUS_READ_WH set resource_monitor = RETAILBUS_MONITOR;

-- A service has no password: only its key pair, only from its addresses. A second key (RSA_PUBLIC_KEY_2) takes over in a rotation.
-- Without secondary roles a query that runs as the reader has the reader's rights and no others. A transaction whose statement fails is
-- rolled back at once, and waits ten minutes for a lock at most.
create network policy if not exists RETAILBUS_SERVICE_NETWORK allowed_ip_list = ({{ service_addresses }});
create user if not exists RETAILBUS_SERVICE
    type = service
    default_role = RETAILBUS_LOADER
    default_warehouse = RETAILBUS_LOAD_WH
    default_namespace = RETAILBUS.CORE
    default_secondary_roles = ()
    rsa_public_key = '{{ service_public_key }}'
    network_policy = RETAILBUS_SERVICE_NETWORK
    timezone = 'UTC'
    transaction_abort_on_error = true
    lock_timeout = 600
    comment = 'LOAD and SERVE of RetailBus';
grant role RETAILBUS_LOADER to user RETAILBUS_SERVICE;
grant role RETAILBUS_READER to user RETAILBUS_SERVICE;
