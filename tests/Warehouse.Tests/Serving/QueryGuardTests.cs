using RetailBus.Warehouse.Serving;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Serving;

/// <summary>A query reads the warehouse's tables and does nothing else, however it is written.</summary>
public sealed class QueryGuardTests(ServedWarehouse served) : IClassFixture<ServedWarehouse>
{
    public static TheoryData<string> Allowed =>
    [
        "select 1",
        "select count(*) from order_lines;",
        "/* a comment */ select sum(amount) from main.order_lines -- and another",
        "with tea as (select * from order_lines where item_id = 'tea') select count(*) from tea",
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5) select sum(i) from n",
        "from order_lines limit 1",
        "values (1, 'a'), (2, 'b')",
        "describe order_lines",
        "summarize order_lines",
        "show tables",
        "select * from order_lines o join load_history using (batch_id) left join order_line_history h on h.row_key = o.row_key",
        "select store_id, sum(amount) over (partition by store_id order by ordered_at) from order_lines qualify row_number() over () = 1",
        "select * from sales_total union all by name select * from sales_total",
        "select [x * 2 for x in range(3)], list_transform([1, 2], x -> x + 1), {'a': 1}, map {'k': 'v'}",
        "select * from range(3), unnest([1, 2])",
        "select date_trunc('day', ordered_at), strftime(ordered_at, '%Y'), extra ->> '$.a', regexp_matches(item_id, 't') from order_lines",
        "select exists (select 1 from order_lines), (select max(amount) from order_lines), current_date is not null",
        "select columns('amount|quantity') from order_lines",
        "select case when amount > 1 then 'a' else 'b' end, amount::varchar, try_cast('x' as int) from order_lines group by all",
        "select 1 as \"a;b\", ';' as c",
    ];

    public static TheoryData<string> Refused =>
    [
        // files, by name, by function, wherever it stands and however it is spelled
        "select * from '{file}'",
        "from '{file}'",
        "select * from \"{file}\"",
        "select * from read_csv('{file}')",
        "select * from read_text('{file}')",
        "select * from READ_BLOB('{file}')",
        "select * from /**/ read_text /* */ ('{file}')",
        "select * from \"read_text\"('{file}')",
        "select * from main.read_text('{file}')",
        "select * from system.main.read_text('{file}')",
        "select * from read_parquet('{staging}/*.parquet')",
        "select * from parquet_metadata('{file}')",
        "select * from parquet_file_metadata('{file}')",
        "select * from sniff_csv('{file}')",
        "select * from read_json_auto('{file}')",
        "select * from read_ndjson_objects('{file}')",
        "select * from glob('{staging}/*')",
        "select * from read_blob('{warehouse}')",
        "select * from read_blob('{warehouse}.wal')",
        "select size from read_text(['{warehouse}'])",
        "select * from read_duckdb('{warehouse}')",
        "select (select content from read_text('{file}'))",
        "select * from order_lines where exists (select 1 from glob('*'))",
        "select 1 where 1 in (select size from read_blob('{warehouse}'))",
        "select 1 order by (select size from read_blob('{warehouse}'))",
        "select 1 limit (select size from read_blob('{warehouse}'))",
        "with x as (select * from read_text('{file}')) select 1",
        "with x as materialized (from '{file}') select * from x",
        "select * from order_lines union all select * from '{file}'",
        "select * from order_lines join lateral (select * from read_blob('{warehouse}')) on true",
        "select * from order_lines positional join read_blob('{warehouse}')",
        "select * from (values ((select size from read_blob('{warehouse}'))))",
        "select list_transform([1], x -> (select size from read_blob('{warehouse}')))",
        "select [(select size from read_blob('{warehouse}')) for x in range(1)]",
        "select sum(amount) filter ((select true from read_blob('{warehouse}'))) from order_lines",
        "select sum(amount) over (order by (select size from read_blob('{warehouse}'))) from order_lines",
        "select * from unnest((select list(content) from read_text('{file}')))",
        "select * from (describe select * from read_text('{file}'))",
        "summarize select * from read_blob('{warehouse}')",
        "describe '{file}'",
        "with \"{file}\" as (select 1) select * from \"{file}\"",
        "select * from order_lines tablesample (select size from read_blob('{warehouse}'))",
        "pivot order_lines on store_id using sum(amount)",
        "select * from (pivot (from read_blob('{warehouse}')) on filename using sum(size))",
        "select * from (unpivot (from read_blob('{warehouse}')) on size)",
        // SQL as text
        "select * from query('select 1')",
        "select * from query_table('order_lines')",
        "select * from query_table(['{file}'])",
        "select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
        "from json_execute_serialized_sql('x')",
        // writes
        "insert into order_lines select * from order_lines",
        "update order_lines set amount = 0",
        "delete from order_lines",
        "truncate order_lines",
        "merge into order_lines using (select 1) s on false when not matched then insert default values",
        "with x as (delete from order_lines returning *) select * from x",
        "create table t (i int)",
        "create temp table t as select 1",
        "create or replace view sales_total as select 1",
        "create macro f(x) as x",
        "drop table order_lines",
        "alter table order_lines add column x int",
        "copy order_lines to '{staging}/out.csv'",
        "copy (select 1) to '{warehouse}.tmp/out.parquet'",
        "copy order_lines from '{file}'",
        "export database '{staging}/out'",
        "import database '{staging}/out'",
        // other databases, extensions, settings, state
        "attach '{warehouse}' as other",
        "attach ':memory:' as other",
        "detach warehouse",
        "use memory",
        "install httpfs",
        "load httpfs",
        "set threads = 1",
        "set global enable_external_access = true",
        "reset all",
        "set variable x = 1",
        "pragma enable_profiling",
        "pragma database_list",
        "call pragma_version()",
        "checkpoint",
        "vacuum",
        "begin transaction",
        "commit",
        "rollback",
        "prepare p as select 1",
        "execute p",
        "explain select 1",
        "explain analyze delete from order_lines",
        "create secret (type s3, key_id 'k', secret 's')",
        "comment on table order_lines is 'x'",
        // what tells about the server
        "select * from duckdb_settings()",
        "select * from duckdb_secrets()",
        "select * from duckdb_databases()",
        "select * from pragma_database_list()",
        "select * from pragma_show('order_lines')",
        "select * from duckdb_temporary_files()",
        "select * from which_secret('s3://x', 's3')",
        "select current_setting('temp_directory')",
        "select \"current_setting\"('temp_directory')",
        "select main.current_setting('temp_directory')",
        "select system.main.current_setting('temp_directory')",
        "select getenv('HOME')",
        "select getvariable('x')",
        "select write_log('x')",
        "select nextval('s')",
        "show databases",
        "show all tables",
        "select * from information_schema.tables",
        "select * from duckdb_tables",
        "select * from sqlite_master",
        "select * from pg_catalog.pg_settings",
        // more than one, none, or not SQL
        "select 1; select 2",
        "select 1; drop table order_lines",
        "select 1 --\n; delete from order_lines",
        "",
        ";",
        "not sql",
        "select $1",
        "select 1 \0 from order_lines",
        "select no_such_column from order_lines",
    ];

    [Theory]
    [MemberData(nameof(Allowed))]
    public async Task It_is_answered(string sql)
    {
        var result = await QueryAsync(sql);

        Assert.NotEmpty(result.Columns);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task It_is_refused_and_nothing_changed(string sql)
    {
        var before = served.Warehouse.Rows("select * from order_lines order by all");
        var text = sql.Replace("{file}", served.SecretFile, StringComparison.Ordinal)
            .Replace("{staging}", served.Warehouse.File.StagingFolder, StringComparison.Ordinal)
            .Replace("{warehouse}", served.Warehouse.File.Path, StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<QueryRefusedException>(() => QueryAsync(text));

        Assert.NotEmpty(refused.Message);
        Assert.Equal(before, served.Warehouse.Rows("select * from order_lines order by all"));
        Assert.Equal([Path.GetFileName(served.SecretFile)], Directory.GetFileSystemEntries(served.Warehouse.File.StagingFolder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Deep_nesting_is_refused_and_does_no_harm()
    {
        var sql = string.Concat(Enumerable.Repeat("(select ", 900)) + "1" + new string(')', 900);

        await Assert.ThrowsAsync<QueryRefusedException>(() => QueryAsync("select " + sql));
        Assert.Single((await QueryAsync("select 1")).Rows);
    }

    private Task<QueryResult> QueryAsync(string sql) =>
        served.Reader.QueryAsync(new WarehouseQuery { Sql = sql, MaxRows = 100 }, TestContext.Current.CancellationToken);
}
