using RetailBus.Contracts.Rows;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Dialects;
using RetailBus.Transform.DuckDb;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Locating;

/// <summary>Turns a key in the contract's columns into what the warehouse knows, with the engine's own types and keys.</summary>
internal sealed class KeyResolver(DuckDbSessions sessions)
{
    private static readonly string[] Filters = [OrderLine.OrderId, OrderLine.StoreId, OrderLine.ItemId];
    private static readonly ValueSql Values = new(DuckDbDialect.Instance);
    private static readonly RecordDialect Any = new((byte)',', (byte)'\n');

    /// <exception cref="KeyRefusedException">It names no column of the key, a value is none of its column's type, or it is too
    /// little.</exception>
    public RowQuery Resolve(DatasetContract contract, string key, CancellationToken cancellationToken)
    {
        var values = new Dictionary<ContractColumn, string>();
        foreach (var (name, value) in KeyText.Parse(key))
        {
            if (!values.TryAdd(Column(contract, name), value))
                throw new KeyRefusedException($"\"{name}\" names a column that has a value already. {KeyOf(contract)}");
        }

        var canonical = Read(contract, values, out var rowKeys, cancellationToken);
        if (contract.Key.All(values.ContainsKey))
            return new RowQuery(contract.Name, rowKeys, new Dictionary<string, string>());

        if (!canonical.ContainsKey(OrderLine.OrderId) || canonical.Keys.Except(Filters).Any() || canonical.Count < values.Count)
        {
            throw new KeyRefusedException(
                $"The key is given in part, which finds rows by order, store and item only, and the order has to be there. "
                + KeyOf(contract));
        }

        return new RowQuery(contract.Name, [], canonical);
    }

    private Dictionary<string, string> Read(
        DatasetContract contract, Dictionary<ContractColumn, string> values, out IReadOnlyList<Guid> rowKeys,
        CancellationToken cancellationToken)
    {
        List<ContractColumn> given = [.. values.Keys];
        var layout = new FileLayout(Any, HasHeader: false, [.. given.Select(column => new FileColumn(column.Name, column))]);
        var columns = new RowColumns(layout, trim: true);
        var source = $"(SELECT {string.Join(", ", given.Select((column, place) => $"{Sql.Literal(values[column])} AS c{place}"))})";
        var occurrences = contract.KeepIdenticalLines ? RowQuery.Occurrences : 1;
        var keySql = new RowKeySql(DuckDbDialect.Instance, columns);
        var select = given.Select(column => Values.Guarded(column.Pii, Values.Written(column.Type, columns.Value(column))))
            .Concat(Enumerable.Range(1, occurrences).Select(number => keySql.Of(contract, $"{number}")));
        using var session = sessions.Rent();
        var (texts, keys) = session.Query(
            $"SELECT {string.Join(", ", select)} FROM ({columns.Select(source, [])}) typed",
            row => (
                given.Select((_, place) => row.IsDBNull(place) ? null : row.GetString(place)).ToList(),
                Enumerable.Range(given.Count, occurrences).Select(place => row.IsDBNull(place) ? Guid.Empty : row.GetGuid(place)).ToList()),
            cancellationToken)[0];
        rowKeys = keys;
        var canonical = new Dictionary<string, string>();
        for (var place = 0; place < given.Count; place++)
        {
            if (texts[place] is null && values[given[place]].Length > 0)
                throw new KeyRefusedException(
                    $"{given[place].Name} is \"{values[given[place]]}\", which is not {Kind(given[place].Type)}.");
            if (given[place].Canonical is { } name && texts[place] is { } text)
                canonical[name] = text;
        }

        return canonical;
    }

    /// <summary>By its name in the contract or a file, its canonical name, or the beginning of one.</summary>
    private static ContractColumn Column(DatasetContract contract, string name)
    {
        var exact = contract.Key.FirstOrDefault(column =>
            column.IsCalled(name) || string.Equals(column.Canonical, name, StringComparison.OrdinalIgnoreCase));
        if (exact is not null)
            return exact;

        var begins = contract.Key
            .Where(column =>
                column.HeaderNames.Append(column.Canonical ?? "").Any(known => known.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        return begins switch
        {
            [var only] => only,
            [] => throw new KeyRefusedException($"\"{name}\" is no column of the key. {KeyOf(contract)}"),
            _ => throw new KeyRefusedException(
                $"\"{name}\" may be {string.Join(" or ", begins.Select(column => column.Name))}. {KeyOf(contract)}"),
        };
    }

    private static string KeyOf(DatasetContract contract) =>
        $"The key of {contract.Name} is {string.Join(", ", contract.Key.Select(column => column.Name))}.";

    private static string Kind(LogicalType type) => type switch
    {
        LogicalType.Timestamp => "a time in one of the contract's formats",
        LogicalType.Boolean => "true or false",
        _ => "a number",
    };
}
