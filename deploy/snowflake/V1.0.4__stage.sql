-- The processed zone, read in place. The integration's own AWS principal (DESCRIBE INTEGRATION) is what the bucket's role has to trust.
use role ACCOUNTADMIN;

create storage integration if not exists RETAILBUS_ZONES
    type = external_stage
    storage_provider = 'S3'
    enabled = true
    storage_aws_role_arn = '{{ storage_role_arn }}'
    storage_allowed_locations = ('s3://{{ processed_bucket }}/');
grant usage on integration RETAILBUS_ZONES to role RETAILBUS_OWNER;

use role RETAILBUS_OWNER;

-- UUIDs of the DuckDB transform are 16 bytes, those of the Spark job are text: the load takes both.
create file format if not exists RETAILBUS.STAGING.ORDER_LINES_PARQUET
    type = parquet
    binary_as_text = false
    use_logical_type = true
    use_vectorized_scanner = true;

-- The bucket's root: a file's path below the stage is its key.
create stage if not exists RETAILBUS.STAGING.PROCESSED
    url = 's3://{{ processed_bucket }}/'
    storage_integration = RETAILBUS_ZONES
    file_format = (format_name = 'RETAILBUS.STAGING.ORDER_LINES_PARQUET');
