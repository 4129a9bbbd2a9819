-- accepted rows
SELECT CAST('orders' AS ENUM('orders')) AS "dataset",
t0 AS "order_id",
t1 AS "store_id",
t2 AS "item_id",
CAST(NULL AS VARCHAR) AS "item_name",
v3 AS "quantity",
v4 AS "unit_price",
v5 AS "amount",
CAST('USD' AS ENUM('USD')) AS "currency",
CAST(NULL AS VARCHAR) AS "customer_id",
v6 AS "ordered_at",
CAST((v3 < CAST(0 AS DECIMAL(18,4))) AS BOOLEAN) AS "is_return",
CAST('s3://raw/example.csv' AS ENUM('s3://raw/example.csv')) AS "source_object",
UUID '00000000-0000-0000-0000-000000000000' AS "batch_id",
TIMESTAMP '1970-01-01 00:00:00.000000' AS "landed_at",
CAST(unhex(md5(concat('6:orders;', strlen(t1), ':', t1, ';', strlen(t0), ':', t0, ';', strlen(t2), ':', t2, ';'))) AS UUID) AS "row_key",
CAST(json_object('unknown', c7) AS VARCHAR) AS "extra"
FROM (SELECT c0, nullif(trim(c0), '') AS t0, c1, nullif(trim(c1), '') AS t1, c2, nullif(trim(c2), '') AS t2, c3, nullif(trim(c3), '') AS t3, try_cast(nullif(trim(c3), '') AS DECIMAL(18,4)) AS v3, c4, nullif(trim(c4), '') AS t4, try_cast(nullif(trim(c4), '') AS DECIMAL(18,4)) AS v4, c5, nullif(trim(c5), '') AS t5, try_cast(nullif(trim(c5), '') AS DECIMAL(18,4)) AS v5, c6, nullif(trim(c6), '') AS t6, CASE WHEN nullif(trim(c6), '') BETWEEN '0' AND ':' THEN coalesce(try_strptime(nullif(trim(c6), ''), '%m/%d/%Y %H:%M'), timezone('UTC', try_cast(nullif(trim(c6), '') AS TIMESTAMPTZ))) END AS v6, c7 FROM records) typed
WHERE t0 IS NOT NULL AND t1 IS NOT NULL AND t2 IS NOT NULL AND coalesce(v3 % 1 = 0, false) AND v4 IS NOT NULL AND (v4 >= CAST(0 AS DECIMAL(18,4))) AND v5 IS NOT NULL AND v6 IS NOT NULL AND coalesce((abs((v5 - (CAST(v3 AS DECIMAL(38,4)) * CAST(v4 AS DECIMAL(38,4))))) <= CAST(0.01 AS DECIMAL(18,4))), true) AND (v3 < CAST(0 AS DECIMAL(18,4))) IS NOT NULL;

-- rows that the files of accepted ones have more than once
SELECT CAST(coalesce(sum(n - 1), 0) AS BIGINT) FROM (SELECT count(*) AS n FROM accepted WHERE row_key IS NOT NULL GROUP BY row_key HAVING n > 1);

-- bad rows
SELECT ordinal, line, CAST(to_json(list_filter([CASE WHEN broken = 1 THEN {'rule': 'record', 'column': CAST(NULL AS VARCHAR), 'value': CAST(NULL AS VARCHAR), 'message': 'the row can''t be read: a quote in it is not closed, or it is too long'} END,
CASE WHEN broken = 2 THEN {'rule': 'record', 'column': CAST(NULL AS VARCHAR), 'value': CAST(NULL AS VARCHAR), 'message': 'the row can''t be read: it has NUL bytes, which no text has'} END,
CASE WHEN broken = 3 THEN {'rule': 'record', 'column': CAST(NULL AS VARCHAR), 'value': CAST(NULL AS VARCHAR), 'message': 'the line can''t be read: it is not a whole JSON object'} END,
CASE WHEN broken = 4 THEN {'rule': 'record', 'column': CAST(NULL AS VARCHAR), 'value': CAST(NULL AS VARCHAR), 'message': 'the line can''t be read: its object names a column twice'} END,
CASE WHEN broken = 0 AND fields <> 8 THEN {'rule': 'record', 'column': CAST(NULL AS VARCHAR), 'value': CAST(NULL AS VARCHAR), 'message': concat('the row has ', fields, ' values where the file has 8 columns')} END,
CASE WHEN broken = 0 AND NOT (fields <> 8) AND t0 IS NULL THEN {'rule': 'required', 'column': 'order_id', 'value': c0, 'message': concat('order_id is missing; every row needs one')} END,
CASE WHEN broken = 0 AND NOT (fields <> 8) AND t1 IS NULL THEN {'rule': 'required', 'column': 'store_id', 'value': c1, 'message': concat('store_id is missing; every row needs one')} END,
CASE WHEN broken = 0 AND NOT (fields <> 8) AND t2 IS NULL THEN {'rule': 'required', 'column': 'item', 'value': c2, 'message': concat('item is missing; every row needs one')} END,
CASE WHEN broken = 0 AND NOT (fields <> 8) AND t3 IS NULL THEN {'rule': 'required', 'column': 'quantity', 'value': c3, 'message': concat('quantity is missing; every row needs one')} END,
CASE WHEN broken = 0 AND NOT (fields <> 8) AND (t3 IS NOT NULL AND NOT coalesce(v3 % 1 = 0, false)) THEN {'rule': 'type', 'column': 'quantity', 'value': c3, 'message': concat('quantity is "', c3, '", which is not a whole number of up to 14 digits')} END,
CASE WHEN broken = 0 AND NOT (fields <> 8) AND t4 IS NULL THEN {'rule': 'required', 'column': 'price', 'value': c4, 'message': concat('price is missing; every row needs one')} END,
CASE WHEN broken = 0 AND NOT (fields <> 8) AND (t4 IS NOT NULL AND NOT v4 IS NOT NULL) THEN {'rule': 'type', 'column': 'price', 'value': c4, 'message': concat('price is "', c4, '", which is not a number of up to 14 digits before the point')} END,
CASE WHEN broken = 0 AND NOT (fields <> 8) AND coalesce(NOT (v4 >= CAST(0 AS DECIMAL(18,4))), false) THEN {'rule': 'minimum', 'column': 'price', 'value': c4, 'message': concat('price is "', c4, '", which is less than 0')} END,
CASE WHEN broken = 0 AND NOT (fields <> 8) AND t5 IS NULL THEN {'rule': 'required', 'column': 'total_amount', 'value': c5, 'message': concat('total_amount is missing; every row needs one')} END,
CASE WHEN broken = 0 AND NOT (fields <> 8) AND (t5 IS NOT NULL AND NOT v5 IS NOT NULL) THEN {'rule': 'type', 'column': 'total_amount', 'value': c5, 'message': concat('total_amount is "', c5, '", which is not a number of up to 14 digits before the point')} END,
CASE WHEN broken = 0 AND NOT (fields <> 8) AND t6 IS NULL THEN {'rule': 'required', 'column': 'timestamp', 'value': c6, 'message': concat('timestamp is missing; every row needs one')} END,
CASE WHEN broken = 0 AND NOT (fields <> 8) AND (t6 IS NOT NULL AND NOT v6 IS NOT NULL) THEN {'rule': 'type', 'column': 'timestamp', 'value': c6, 'message': concat('timestamp is "', c6, '", which is not a time written as MM/dd/yyyy HH:mm or ISO 8601')} END,
CASE WHEN broken = 0 AND NOT (fields <> 8) AND coalesce(NOT (abs((v5 - (CAST(v3 AS DECIMAL(38,4)) * CAST(v4 AS DECIMAL(38,4))))) <= CAST(0.01 AS DECIMAL(18,4))), false) THEN {'rule': 'total_amount_matches', 'column': 'total_amount', 'value': c5, 'message': concat('total_amount must equal quantity × price within a cent, but ', 'total_amount is ', coalesce(c5, 'missing'), ', quantity is ', coalesce(c3, 'missing'), ', price is ', coalesce(c4, 'missing'))} END,
CASE WHEN broken = 0 AND NOT (fields <> 8) AND ((v3 < CAST(0 AS DECIMAL(18,4))) IS NULL AND v3 IS NOT NULL AND true) THEN {'rule': 'derived', 'column': CAST(NULL AS VARCHAR), 'value': CAST(NULL AS VARCHAR), 'message': concat('is_return can''t be computed within 14 digits, for ', 'quantity is ', coalesce(c3, 'missing'))} END], reason -> reason IS NOT NULL)) AS VARCHAR) AS reasons
FROM (SELECT ordinal, line, fields, broken, c0, nullif(trim(c0), '') AS t0, c1, nullif(trim(c1), '') AS t1, c2, nullif(trim(c2), '') AS t2, c3, nullif(trim(c3), '') AS t3, try_cast(nullif(trim(c3), '') AS DECIMAL(18,4)) AS v3, c4, nullif(trim(c4), '') AS t4, try_cast(nullif(trim(c4), '') AS DECIMAL(18,4)) AS v4, c5, nullif(trim(c5), '') AS t5, try_cast(nullif(trim(c5), '') AS DECIMAL(18,4)) AS v5, c6, nullif(trim(c6), '') AS t6, CASE WHEN nullif(trim(c6), '') BETWEEN '0' AND ':' THEN coalesce(try_strptime(nullif(trim(c6), ''), '%m/%d/%Y %H:%M'), timezone('UTC', try_cast(nullif(trim(c6), '') AS TIMESTAMPTZ))) END AS v6, c7 FROM records) typed
WHERE NOT coalesce(broken = 0 AND fields = 8 AND t0 IS NOT NULL AND t1 IS NOT NULL AND t2 IS NOT NULL AND coalesce(v3 % 1 = 0, false) AND v4 IS NOT NULL AND (v4 >= CAST(0 AS DECIMAL(18,4))) AND v5 IS NOT NULL AND v6 IS NOT NULL AND coalesce((abs((v5 - (CAST(v3 AS DECIMAL(38,4)) * CAST(v4 AS DECIMAL(38,4))))) <= CAST(0.01 AS DECIMAL(18,4))), true) AND (v3 < CAST(0 AS DECIMAL(18,4))) IS NOT NULL, false) AND NOT (coalesce(lower(trim(c0)) IN (lower('order_id')), false) AND coalesce(lower(trim(c1)) IN (lower('store_id')), false) AND coalesce(lower(trim(c2)) IN (lower('item')), false) AND coalesce(lower(trim(c3)) IN (lower('quantity')), false) AND coalesce(lower(trim(c4)) IN (lower('price')), false) AND coalesce(lower(trim(c5)) IN (lower('total_amount')), false) AND coalesce(lower(trim(c6)) IN (lower('timestamp')), false));

-- what tells rows of one key apart
SELECT ordinal, CAST(unhex(md5(concat('6:orders;', strlen(t1), ':', t1, ';', strlen(t0), ':', t0, ';', strlen(t2), ':', t2, ';'))) AS UUID) AS row_key, to_json([CAST(t0 AS VARCHAR), CAST(t1 AS VARCHAR), CAST(t2 AS VARCHAR), CAST(CAST(NULL AS VARCHAR) AS VARCHAR), CAST(v3 AS VARCHAR), CAST(v4 AS VARCHAR), CAST(v5 AS VARCHAR), CAST(CAST('USD' AS ENUM('USD')) AS VARCHAR), CAST(CAST(NULL AS VARCHAR) AS VARCHAR), CAST(v6 AS VARCHAR), CAST(CAST((v3 < CAST(0 AS DECIMAL(18,4))) AS BOOLEAN) AS VARCHAR), CAST(CAST(json_object('unknown', c7) AS VARCHAR) AS VARCHAR)]) AS content
FROM (SELECT ordinal, line, fields, broken, c0, nullif(trim(c0), '') AS t0, c1, nullif(trim(c1), '') AS t1, c2, nullif(trim(c2), '') AS t2, c3, nullif(trim(c3), '') AS t3, try_cast(nullif(trim(c3), '') AS DECIMAL(18,4)) AS v3, c4, nullif(trim(c4), '') AS t4, try_cast(nullif(trim(c4), '') AS DECIMAL(18,4)) AS v4, c5, nullif(trim(c5), '') AS t5, try_cast(nullif(trim(c5), '') AS DECIMAL(18,4)) AS v5, c6, nullif(trim(c6), '') AS t6, CASE WHEN nullif(trim(c6), '') BETWEEN '0' AND ':' THEN coalesce(try_strptime(nullif(trim(c6), ''), '%m/%d/%Y %H:%M'), timezone('UTC', try_cast(nullif(trim(c6), '') AS TIMESTAMPTZ))) END AS v6, c7 FROM records) typed;
