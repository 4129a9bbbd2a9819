-- accepted rows
SELECT CAST('visit' AS ENUM('visit')) AS "dataset",
t0 AS "order_id",
t1 AS "store_id",
t2 AS "item_id",
CAST(NULL AS VARCHAR) AS "item_name",
CAST(CAST(1 AS DECIMAL(38,8)) AS DECIMAL(18,4)) AS "quantity",
v4 AS "unit_price",
CAST(TRY((CAST(v4 AS DECIMAL(38,4)) * CAST(CAST(1 AS DECIMAL(38,8)) AS DECIMAL(38,4)))) AS DECIMAL(18,4)) AS "amount",
CAST('GBP' AS ENUM('GBP')) AS "currency",
sha256(getvariable('retailbus_pii_outer') || unhex(sha256(getvariable('retailbus_pii_inner') || encode(t3)))) AS "customer_id",
v5 AS "ordered_at",
CAST((v4 < CAST(0 AS DECIMAL(18,4))) AS BOOLEAN) AS "is_return",
CAST('s3://raw/example.csv' AS ENUM('s3://raw/example.csv')) AS "source_object",
UUID '00000000-0000-0000-0000-000000000000' AS "batch_id",
TIMESTAMP '1970-01-01 00:00:00.000000' AS "landed_at",
CAST(unhex(md5(concat('5:visit;', strlen(t0), ':', t0, ';'))) AS UUID) AS "row_key",
CAST(json_object('unknown', sha256(getvariable('retailbus_pii_outer') || unhex(sha256(getvariable('retailbus_pii_inner') || encode(c6))))) AS VARCHAR) AS "extra"
FROM (SELECT c0, nullif(trim(c0, ' '), '') AS t0, c1, nullif(trim(c1, ' '), '') AS t1, c2, nullif(trim(c2, ' '), '') AS t2, c3, nullif(trim(c3, ' '), '') AS t3, c4, nullif(trim(c4, ' '), '') AS t4, try_cast(nullif(trim(c4, ' '), '') AS DECIMAL(18,4)) AS v4, c5, nullif(trim(c5, ' '), '') AS t5, CASE WHEN nullif(trim(c5, ' '), '') BETWEEN '0' AND ':' THEN coalesce(try_strptime(nullif(trim(c5, ' '), ''), '%Y-%m-%d %H:%M:%S')) END AS v5, c6 FROM records) typed
WHERE t0 IS NOT NULL AND t1 IS NOT NULL AND t2 IS NOT NULL AND v4 IS NOT NULL AND v5 BETWEEN TIMESTAMP '1000-01-01 00:00:00.000000' AND TIMESTAMP '9999-12-31 23:59:59.999999' AND (v5 <= TIMESTAMP '2026-12-31 23:59:59.000000') AND try_cast(CAST(1 AS DECIMAL(38,8)) AS DECIMAL(18,4)) IS NOT NULL AND try_cast(TRY((CAST(v4 AS DECIMAL(38,4)) * CAST(CAST(1 AS DECIMAL(38,8)) AS DECIMAL(38,4)))) AS DECIMAL(18,4)) IS NOT NULL AND (v4 < CAST(0 AS DECIMAL(18,4))) IS NOT NULL;

-- rows that the files of accepted ones have more than once
SELECT CAST(coalesce(sum(n - 1), 0) AS BIGINT) FROM (SELECT count(*) AS n FROM accepted WHERE row_key IS NOT NULL GROUP BY row_key HAVING n > 1);
SELECT CAST(coalesce(sum(n - 1), 0) AS BIGINT) FROM (SELECT count(*) AS n FROM accepted WHERE "customer_id" IS NOT NULL GROUP BY "customer_id" HAVING n > 1);

-- bad rows
SELECT ordinal, line, CAST(to_json(list_filter([CASE WHEN broken = 1 THEN {'rule': 'record', 'column': CAST(NULL AS VARCHAR), 'value': CAST(NULL AS VARCHAR), 'message': 'the row can''t be read: a quote in it is not closed, or it is too long'} END,
CASE WHEN broken = 2 THEN {'rule': 'record', 'column': CAST(NULL AS VARCHAR), 'value': CAST(NULL AS VARCHAR), 'message': 'the row can''t be read: it has NUL bytes, which no text has'} END,
CASE WHEN broken = 3 THEN {'rule': 'record', 'column': CAST(NULL AS VARCHAR), 'value': CAST(NULL AS VARCHAR), 'message': 'the line can''t be read: it is not a whole JSON object'} END,
CASE WHEN broken = 4 THEN {'rule': 'record', 'column': CAST(NULL AS VARCHAR), 'value': CAST(NULL AS VARCHAR), 'message': 'the line can''t be read: its object names a column twice'} END,
CASE WHEN broken = 0 AND fields <> 7 THEN {'rule': 'record', 'column': CAST(NULL AS VARCHAR), 'value': CAST(NULL AS VARCHAR), 'message': concat('the row has ', fields, ' values where the file has 7 columns')} END,
CASE WHEN broken = 0 AND NOT (fields <> 7) AND t0 IS NULL THEN {'rule': 'required', 'column': 'ticket', 'value': c0, 'message': concat('ticket is missing; every row needs one')} END,
CASE WHEN broken = 0 AND NOT (fields <> 7) AND t1 IS NULL THEN {'rule': 'required', 'column': 'gate', 'value': c1, 'message': concat('gate is missing; every row needs one')} END,
CASE WHEN broken = 0 AND NOT (fields <> 7) AND t2 IS NULL THEN {'rule': 'required', 'column': 'kind', 'value': c2, 'message': concat('kind is missing; every row needs one')} END,
CASE WHEN broken = 0 AND NOT (fields <> 7) AND t4 IS NULL THEN {'rule': 'required', 'column': 'price', 'value': c4, 'message': concat('price is missing; every row needs one')} END,
CASE WHEN broken = 0 AND NOT (fields <> 7) AND (t4 IS NOT NULL AND NOT v4 IS NOT NULL) THEN {'rule': 'type', 'column': 'price', 'value': c4, 'message': concat('price is "', replace(replace(replace(replace(replace(replace(replace(c4, '	', '[U+0009]'), ' ', '[U+00A0]'), ' ', '[U+2009]'), '​', '[U+200B]'), ' ', '[U+202F]'), '　', '[U+3000]'), '﻿', '[U+FEFF]'), '", which is not a number of up to 14 digits before the point')} END,
CASE WHEN broken = 0 AND NOT (fields <> 7) AND t5 IS NULL THEN {'rule': 'required', 'column': 'at', 'value': c5, 'message': concat('at is missing; every row needs one')} END,
CASE WHEN broken = 0 AND NOT (fields <> 7) AND (t5 IS NOT NULL AND NOT coalesce(v5 BETWEEN TIMESTAMP '1000-01-01 00:00:00.000000' AND TIMESTAMP '9999-12-31 23:59:59.999999', false)) THEN {'rule': 'type', 'column': 'at', 'value': c5, 'message': concat('at is "', replace(replace(replace(replace(replace(replace(replace(c5, '	', '[U+0009]'), ' ', '[U+00A0]'), ' ', '[U+2009]'), '​', '[U+200B]'), ' ', '[U+202F]'), '　', '[U+3000]'), '﻿', '[U+FEFF]'), '", which is not a time written as yyyy-MM-dd HH:mm:ss')} END,
CASE WHEN broken = 0 AND NOT (fields <> 7) AND coalesce(NOT (v5 <= TIMESTAMP '2026-12-31 23:59:59.000000'), false) THEN {'rule': 'maximum', 'column': 'at', 'value': c5, 'message': concat('at is "', c5, '", which is after 2026-12-31T23:59:59Z')} END,
CASE WHEN broken = 0 AND NOT (fields <> 7) AND (try_cast(CAST(1 AS DECIMAL(38,8)) AS DECIMAL(18,4)) IS NULL AND true) THEN {'rule': 'derived', 'column': CAST(NULL AS VARCHAR), 'value': CAST(NULL AS VARCHAR), 'message': concat('quantity can''t be computed within 14 digits, for ')} END,
CASE WHEN broken = 0 AND NOT (fields <> 7) AND (try_cast(TRY((CAST(v4 AS DECIMAL(38,4)) * CAST(CAST(1 AS DECIMAL(38,8)) AS DECIMAL(38,4)))) AS DECIMAL(18,4)) IS NULL AND v4 IS NOT NULL AND true) THEN {'rule': 'derived', 'column': CAST(NULL AS VARCHAR), 'value': CAST(NULL AS VARCHAR), 'message': concat('amount can''t be computed within 14 digits, for ', 'price is ', coalesce(c4, 'missing'))} END,
CASE WHEN broken = 0 AND NOT (fields <> 7) AND ((v4 < CAST(0 AS DECIMAL(18,4))) IS NULL AND v4 IS NOT NULL AND true) THEN {'rule': 'derived', 'column': CAST(NULL AS VARCHAR), 'value': CAST(NULL AS VARCHAR), 'message': concat('is_return can''t be computed within 14 digits, for ', 'price is ', coalesce(c4, 'missing'))} END], reason -> reason IS NOT NULL)) AS VARCHAR) AS reasons
FROM (SELECT ordinal, line, fields, broken, c0, nullif(trim(c0, ' '), '') AS t0, c1, nullif(trim(c1, ' '), '') AS t1, c2, nullif(trim(c2, ' '), '') AS t2, c3, nullif(trim(c3, ' '), '') AS t3, c4, nullif(trim(c4, ' '), '') AS t4, try_cast(nullif(trim(c4, ' '), '') AS DECIMAL(18,4)) AS v4, c5, nullif(trim(c5, ' '), '') AS t5, CASE WHEN nullif(trim(c5, ' '), '') BETWEEN '0' AND ':' THEN coalesce(try_strptime(nullif(trim(c5, ' '), ''), '%Y-%m-%d %H:%M:%S')) END AS v5, c6 FROM records) typed
WHERE NOT coalesce(broken = 0 AND fields = 7 AND t0 IS NOT NULL AND t1 IS NOT NULL AND t2 IS NOT NULL AND v4 IS NOT NULL AND v5 BETWEEN TIMESTAMP '1000-01-01 00:00:00.000000' AND TIMESTAMP '9999-12-31 23:59:59.999999' AND (v5 <= TIMESTAMP '2026-12-31 23:59:59.000000') AND try_cast(CAST(1 AS DECIMAL(38,8)) AS DECIMAL(18,4)) IS NOT NULL AND try_cast(TRY((CAST(v4 AS DECIMAL(38,4)) * CAST(CAST(1 AS DECIMAL(38,8)) AS DECIMAL(38,4)))) AS DECIMAL(18,4)) IS NOT NULL AND (v4 < CAST(0 AS DECIMAL(18,4))) IS NOT NULL, false) AND NOT (coalesce(lower(trim(c0, ' ')) IN (lower('ticket')), false) AND coalesce(lower(trim(c1, ' ')) IN (lower('gate')), false) AND coalesce(lower(trim(c2, ' ')) IN (lower('kind')), false) AND coalesce(lower(trim(c3, ' ')) IN (lower('member')), false) AND coalesce(lower(trim(c4, ' ')) IN (lower('price')), false) AND coalesce(lower(trim(c5, ' ')) IN (lower('at')), false));

-- what tells rows of one key apart
SELECT ordinal, CAST(unhex(md5(concat('5:visit;', strlen(t0), ':', t0, ';'))) AS UUID) AS row_key, to_json([CAST(t0 AS VARCHAR), CAST(t1 AS VARCHAR), CAST(t2 AS VARCHAR), CAST(CAST(NULL AS VARCHAR) AS VARCHAR), CAST(CAST(CAST(1 AS DECIMAL(38,8)) AS DECIMAL(18,4)) AS VARCHAR), CAST(v4 AS VARCHAR), CAST(CAST(TRY((CAST(v4 AS DECIMAL(38,4)) * CAST(CAST(1 AS DECIMAL(38,8)) AS DECIMAL(38,4)))) AS DECIMAL(18,4)) AS VARCHAR), CAST(CAST('GBP' AS ENUM('GBP')) AS VARCHAR), CAST(sha256(getvariable('retailbus_pii_outer') || unhex(sha256(getvariable('retailbus_pii_inner') || encode(t3)))) AS VARCHAR), CAST(v5 AS VARCHAR), CAST(CAST((v4 < CAST(0 AS DECIMAL(18,4))) AS BOOLEAN) AS VARCHAR), CAST(CAST(json_object('unknown', sha256(getvariable('retailbus_pii_outer') || unhex(sha256(getvariable('retailbus_pii_inner') || encode(c6))))) AS VARCHAR) AS VARCHAR)]) AS content
FROM (SELECT ordinal, line, fields, broken, c0, nullif(trim(c0, ' '), '') AS t0, c1, nullif(trim(c1, ' '), '') AS t1, c2, nullif(trim(c2, ' '), '') AS t2, c3, nullif(trim(c3, ' '), '') AS t3, c4, nullif(trim(c4, ' '), '') AS t4, try_cast(nullif(trim(c4, ' '), '') AS DECIMAL(18,4)) AS v4, c5, nullif(trim(c5, ' '), '') AS t5, CASE WHEN nullif(trim(c5, ' '), '') BETWEEN '0' AND ':' THEN coalesce(try_strptime(nullif(trim(c5, ' '), ''), '%Y-%m-%d %H:%M:%S')) END AS v5, c6 FROM records) typed;
