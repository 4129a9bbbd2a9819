using System.Globalization;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using RetailBus.Warehouse.DuckDb;
using RetailBus.Warehouse.Snowflake.Api;
using RetailBus.Warehouse.Tests.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake.Account;

/// <summary>COPY INTO the staging table: all of its files, or none.</summary>
internal static partial class StageCopy
{
    private static readonly SqlColumn[] Columns =
    [
        new("file", "text", null, null, true), new("status", "text", null, null, true), new("rows_parsed", "fixed", 38, 0, true),
        new("rows_loaded", "fixed", 38, 0, true), new("errors_seen", "fixed", 38, 0, true),
    ];

    public static ServerResult Run(DuckDbExecutor account, DuckDBConnection connection, string statement)
    {
        var copy = Statement().Match(statement);
        if (!copy.Success)
            throw new StatementFailedException("001003", "42000", "SQL compilation error: no such COPY is understood.");
        var select = Column().Replace(copy.Groups["select"].Value, match => Cast(account, match.Groups[1].Value, match.Groups[2].Value));
        List<IReadOnlyList<string?>> rows = [];
        connection.Execute("begin transaction");
        try
        {
            foreach (var path in File().Matches(copy.Groups["files"].Value).Select(match => match.Groups[1].Value))
                rows.Add(Copy(account, connection, copy, select, path));
        }
        catch
        {
            connection.Execute("rollback");
            throw;
        }

        connection.Execute("commit");
        return new ServerResult { Columns = Columns, Rows = rows, Inserted = rows.Sum(row => long.Parse(row[3]!, CultureInfo.InvariantCulture)) };
    }

    private static string?[] Copy(DuckDbExecutor account, DuckDBConnection connection, Match copy, string select, string path)
    {
        var file = account.Stage(path)
            ?? throw new StatementFailedException("100016", "22000", $"Remote file '{path}' was not found.");
        var count = connection.Execute(SnowflakeDialect.Translate(
            $"insert into staging.staged_lines ({copy.Groups["columns"].Value}) select '{copy.Groups["group"].Value}', {SqlText.Literal(path)}, "
            + $"file_row_number + 1, {select} from read_parquet({SqlText.Literal(file)}, file_row_number = true)"))
            .ToString(CultureInfo.InvariantCulture);
        return [$"s3://processed/{path}", "LOADED", count, count, "0"];
    }

    private static string Cast(DuckDbExecutor account, string column, string type) =>
        account.HasHexUuids && column is "row_key" or "batch_id" && account.HasHexUuids
            ? $"upper(replace(cast({column} as varchar), '-', ''))"
            : $"cast({column} as {type})";

    [GeneratedRegex(
        @"^copy into staging\.staged_lines \(\s*(?<columns>[^)]*)\)\s*from \(\s*select '(?<group>[0-9a-f-]{36})', metadata\$filename, metadata\$file_row_number, "
        + @"(?<select>.*?)\s+from @staging\.PROCESSED\s*\)\s*files = \((?<files>[^)]*)\)\s*file_format = \(format_name = 'staging\.order_lines_parquet'\)\s*"
        + @"on_error = abort_statement\s*force = true$",
        RegexOptions.Singleline)]
    private static partial Regex Statement();

    [GeneratedRegex(@"\$1:(\w+)::(\w+(?:\([\d,]+\))?)")]
    private static partial Regex Column();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex File();
}
