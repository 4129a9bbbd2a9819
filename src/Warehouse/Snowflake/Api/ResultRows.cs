using System.Globalization;
using System.Text.Json;

namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>Gathers a result from its partitions.</summary>
internal sealed class ResultRows
{
    private readonly SqlApiAnswer _first;
    private readonly long _limit;
    private readonly List<IReadOnlyList<string?>> _rows = [];
    private readonly long _total;
    private bool _isCut;
    private int _added;

    public ResultRows(SqlApiAnswer first, long? maxRows)
    {
        _first = first;
        _limit = maxRows ?? long.MaxValue;
        var shape = first.Member("resultSetMetaData");
        Partitions = SqlApiAnswer.Member(shape, "partitionInfo") is { ValueKind: JsonValueKind.Array } parts ? Math.Max(1, parts.GetArrayLength()) : 1;
        _total = Number(SqlApiAnswer.Member(shape, "numRows"));
        Add(first);
    }

    public int Partitions { get; }

    public bool HasEnough => _rows.Count >= _limit;

    public void Add(SqlApiAnswer partition)
    {
        if (partition.Member("data") is not { ValueKind: JsonValueKind.Array } data)
            throw SqlApiFaults.Strange(partition, "data");
        _added++;
        foreach (var row in data.EnumerateArray())
        {
            if (HasEnough)
            {
                _isCut = true;
                return;
            }

            _rows.Add(row.EnumerateArray().Select(Cell).ToArray());
        }
    }

    /// <exception cref="SqlApiException">The partitions hold fewer rows than the result has: some would be lost in silence.</exception>
    public SqlResult ToResult()
    {
        if (!HasEnough && _rows.Count < _total)
            throw SqlApiFaults.Strange(_first, $"more than {_rows.Count} of its {_total} rows");
        var stats = _first.Member("stats");
        return new SqlResult
        {
            Columns = Columns(),
            Rows = _rows,
            IsWhole = !_isCut && _added == Partitions && _rows.Count >= _total,
            Inserted = Number(SqlApiAnswer.Member(stats, "numRowsInserted")),
            Updated = Number(SqlApiAnswer.Member(stats, "numRowsUpdated")),
            Deleted = Number(SqlApiAnswer.Member(stats, "numRowsDeleted")),
        };
    }

    private SqlColumn[] Columns()
    {
        var types = SqlApiAnswer.Member(_first.Member("resultSetMetaData"), "rowType");
        return types.ValueKind == JsonValueKind.Array ? types.EnumerateArray().Select(Column).ToArray() : [];
    }

    private static SqlColumn Column(JsonElement column) => new(
        Text(column, "name") ?? "",
        (Text(column, "type") ?? "text").ToLowerInvariant(),
        Small(column, "precision"),
        Small(column, "scale"),
        SqlApiAnswer.Member(column, "nullable").ValueKind != JsonValueKind.False);

    private static string? Text(JsonElement element, string name) =>
        SqlApiAnswer.Member(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static int? Small(JsonElement element, string name) =>
        SqlApiAnswer.Member(element, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    private static long Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetInt64(out var number) => number,
        JsonValueKind.String when long.TryParse(element.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => 0,
    };

    /// <summary>Cells are text or null; what else might come stays as it is written.</summary>
    private static string? Cell(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => cell.GetString(),
        _ => cell.GetRawText(),
    };
}
