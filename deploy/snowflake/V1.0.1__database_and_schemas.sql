-- The retention of all but the two tables of rows, which have none (V1.0.2): see the README.
use role ACCOUNTADMIN;

create database if not exists RETAILBUS data_retention_time_in_days = 1;
grant ownership on database RETAILBUS to role RETAILBUS_OWNER copy current grants;
create schema if not exists RETAILBUS.CORE with managed access;
create transient schema if not exists RETAILBUS.STAGING with managed access data_retention_time_in_days = 0;
create schema if not exists RETAILBUS.SALES with managed access;
grant ownership on schema RETAILBUS.CORE to role RETAILBUS_OWNER copy current grants;
grant ownership on schema RETAILBUS.STAGING to role RETAILBUS_OWNER copy current grants;
grant ownership on schema RETAILBUS.SALES to role RETAILBUS_OWNER copy current grants;
