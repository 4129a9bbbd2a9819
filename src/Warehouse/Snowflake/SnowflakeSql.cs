using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using RetailBus.Contracts.Rows;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>The statements of <c>Snowflake/Sql</c>, with the canonical model's columns in them.</summary>
/// <remarks>
/// What is filled in besides are UUIDs and times, written by this class alone; texts are bound. The statements keep to what Snowflake and
/// DuckDB both understand wherever they can, so that tests run them.
/// </remarks>
internal sealed partial class SnowflakeSql
{
    private const string Chain = "partition by row_key order by landed_at, sequencer, batch_id, attempt";

    private static readonly string[] RequestedKeys = [OrderLine.OrderId, OrderLine.StoreId, OrderLine.ItemId, OrderLine.CustomerId];

    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    private readonly IReadOnlyDictionary<string, Func<string, string>> _changes;

    public SnowflakeSql(string stage = "PROCESSED", IReadOnlyDictionary<string, Func<string, string>>? changes = null)
    {
        if (!Identifier().IsMatch(stage))
        {
            throw new ArgumentException(
                $"\"{stage}\" is no name of a stage: letters, digits and underscores, not a digit first.", nameof(stage));
        }

        Stage = stage;
        _changes = changes ?? new Dictionary<string, Func<string, string>>();
    }

    /// <summary>The external stage's name in the schema STAGING.</summary>
    public string Stage { get; }

    /// <summary>A statement, with the id that its rows have and the time that it writes. A test may have changed it.</summary>
    public string Statement(string name, Guid group, DateTimeOffset at = default) => Statement(name)
        .Replace("{{group}}", group.ToString("D"), StringComparison.Ordinal)
        .Replace("{{at}}", Literal(at), StringComparison.Ordinal);

    public string Statement(string name)
    {
        var text = Texts.GetOrAdd(name, Read).Replace("@staging.processed", $"@staging.{Stage}", StringComparison.Ordinal);
        return _changes.TryGetValue(name, out var change) ? change(text) : text;
    }

    /// <summary>A time as text, UTC, microseconds: between quotes it is a timestamp in both engines.</summary>
    public static string Literal(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    private static string Read(string name)
    {
        using var stream = typeof(SnowflakeSql).Assembly.GetManifestResourceStream($"snowflake.{name}.sql")
            ?? throw new InvalidOperationException($"There is no embedded snowflake.{name}.sql.");
        using var reader = new StreamReader(stream);
        return Fill(reader.ReadToEnd().TrimEnd());
    }

    /// <summary>Fills in columns, the order of versions and the conditions that several statements share.</summary>
    private static string Fill(string text)
    {
        text = text
            .Replace("{{columns}}", Join(column => column.Name), StringComparison.Ordinal)
            .Replace("{{staged_columns}}", Join(column => $"$1:{column.Name}::{TypeOf(column.Type)}"), StringComparison.Ordinal)
            .Replace("{{incoming_columns}}", Join(Incoming), StringComparison.Ordinal)
            .Replace("{{set_columns}}", Join(column => $"{column.Name} = latest.{column.Name}", OrderLine.RowKey), StringComparison.Ordinal)
            .Replace("{{repeats_earlier}}", RepeatsEarlier(), StringComparison.Ordinal)
            .Replace("{{chain}}", Chain, StringComparison.Ordinal);
        text = OfAlias().Replace(text, match => Join(column => $"{match.Groups[1].Value}.{column.Name}"));
        text = IsAfter().Replace(text, match => After(match.Groups[1].Value, match.Groups[2].Value));
        return IsRequested().Replace(text, match => string.Join(
            " and ", RequestedKeys.Select(key => $"(q.{key} is null or {match.Groups[1].Value}.{key} = q.{key})")));
    }

    private static string Join(Func<CanonicalColumn, string> text, string? without = null) =>
        string.Join(", ", OrderLine.Columns.Where(column => column.Name != without).Select(text));

    /// <summary>The order of loads; rows of one load share it.</summary>
    private static string After(string later, string earlier)
    {
        string[] columns = [OrderLine.LandedAt, "sequencer", OrderLine.BatchId, "manifest_attempt"];
        var after = "";
        foreach (var column in columns.Reverse())
        {
            var greater = $"{later}.{column} > {earlier}.{column}";
            after = after.Length == 0 ? greater : $"({greater} or ({later}.{column} = {earlier}.{column} and {after}))";
        }

        return after;
    }

    private static string RepeatsEarlier() =>
        string.Join(" and ", OrderLine.ContentColumns.Select(column => $"lag({column}) over ({Chain}) is not distinct from {column}"));

    /// <summary>A key comes as the text of a UUID or of 16 bytes in hexadecimal; a batch's id is what the load says that it is.</summary>
    private static string Incoming(CanonicalColumn column) => column.Name switch
    {
        OrderLine.BatchId => "l.batch_id",
        OrderLine.RowKey => "to_binary(replace(s.row_key, '-', ''), 'HEX')",
        _ => $"s.{column.Name}",
    };

    private static string TypeOf(CanonicalType type) => type switch
    {
        CanonicalType.Text or CanonicalType.Uuid or CanonicalType.Json => "varchar",
        CanonicalType.Decimal => "decimal(18,4)",
        CanonicalType.Timestamp => "timestamp_ntz(6)",
        CanonicalType.Boolean => "boolean",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    [GeneratedRegex(@"\{\{(\w+)\.columns\}\}")]
    private static partial Regex OfAlias();

    [GeneratedRegex(@"\{\{(\w+) after (\w+)\}\}")]
    private static partial Regex IsAfter();

    [GeneratedRegex(@"\{\{(\w+) is requested\}\}")]
    private static partial Regex IsRequested();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,254}$")]
    private static partial Regex Identifier();
}
