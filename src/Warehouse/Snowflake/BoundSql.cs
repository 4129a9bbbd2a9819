using System.Globalization;
using System.Text.RegularExpressions;
using RetailBus.Contracts.Rows;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>
/// A statement whose values are named <c>$name</c>, as the embedded engine takes them, with each in its place as a <c>?</c>.
/// </summary>
internal sealed partial class BoundSql
{
    private BoundSql(string text, IReadOnlyList<SqlBinding> bindings) => (Text, Bindings) = (text, bindings);

    public string Text { get; }

    public IReadOnlyList<SqlBinding> Bindings { get; }

    /// <exception cref="ArgumentException">A value is named that is not given, or is of a type that is not bound.</exception>
    public static BoundSql Of(string sql, params IReadOnlyList<(string Name, object? Value)> values)
    {
        List<SqlBinding> bindings = [];
        var text = Named().Replace(sql, match =>
        {
            var name = match.Groups[1].Value;
            var given = values.Where(value => value.Name == name).ToList();
            if (given.Count != 1)
                throw new ArgumentException($"The statement names ${name}, which is given {given.Count} times.", nameof(values));
            var (place, binding) = Bind(name, given[0].Value);
            bindings.Add(binding);
            return place;
        });
        return new BoundSql(text, bindings);
    }

    private static (string Place, SqlBinding Binding) Bind(string name, object? value) => value switch
    {
        null => ("?", new SqlBinding("TEXT", null)),
        string text => ("?", new SqlBinding("TEXT", text)),
        Guid key when name == OrderLine.RowKey => ("to_binary(?, 'HEX')", new SqlBinding("TEXT", key.ToString("N"))),
        Guid id => ("?", new SqlBinding("TEXT", id.ToString("D"))),
        int or long => ("?", new SqlBinding("FIXED", ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture))),
        DateTime time => (
            "cast(? as timestamp_ntz(6))", new SqlBinding("TEXT", SnowflakeSql.Literal(new DateTimeOffset(time, TimeSpan.Zero)))),
        _ => throw new ArgumentException($"{name} is a {value.GetType().Name}, which is not bound.", nameof(value)),
    };

    [GeneratedRegex(@"(?<![\w$])\$([a-z_]+)")]
    private static partial Regex Named();
}
