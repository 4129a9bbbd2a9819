using System.Globalization;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Rows;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Locating;

namespace RetailBus.Transform.Erasing;

/// <summary>Which rows are to be erased: values of columns that the contract knows, each also by its canonical column.</summary>
internal sealed record ErasureKey(IReadOnlyList<(ContractColumn Column, string Value)> Parts)
{
    private const string Customer = "customer";

    /// <summary>What a row may be named by in the warehouse. One of the first two has to be.</summary>
    private static readonly string[] Canonical = [OrderLine.OrderId, OrderLine.CustomerId, OrderLine.StoreId, OrderLine.ItemId];

    /// <param name="text"><c>column=value,column=value</c>, values with a comma in double quotes.</param>
    /// <param name="contract">The dataset's.</param>
    /// <exception cref="BatchRejectedException">The key names no order and no customer, or a column that rows have no name by.</exception>
    public static ErasureKey Parse(string text, DatasetContract contract)
    {
        var parts = new List<(ContractColumn Column, string Value)>();
        foreach (var (name, value) in Named(text))
        {
            var column = ColumnOf(name, contract);
            if (value.Length == 0 || parts.Exists(other => other.Column == column))
                throw Refused($"The key names {column.Name} {(value.Length == 0 ? "without a value" : "twice")}.");
            parts.Add((column, Written(column, value)));
        }

        if (!parts.Exists(part => part.Column.Canonical is OrderLine.OrderId or OrderLine.CustomerId))
        {
            var names = string.Join(" or ", Names(contract, OrderLine.OrderId, OrderLine.CustomerId));
            throw Refused($"The key has to name an order or a customer: {names}.");
        }

        return new ErasureKey(parts);
    }

    /// <summary>The value of a canonical column; null where the key does not name it.</summary>
    public string? Of(string canonical) => Parts.FirstOrDefault(part => part.Column.Canonical == canonical).Value;

    /// <summary>The key as it is written in the processed zone and the warehouse: personal data hashed where the contract says so.</summary>
    public ErasureKey Guarded(PiiGuard guard) =>
        new([.. Parts.Select(part => (part.Column, guard.Guard(part.Column.Pii, part.Value)!))]);

    /// <summary>Whether a file's value is the key's.</summary>
    public static bool IsSame(ContractColumn column, string value, string found)
    {
        var text = column.Trim ? found.Trim(' ') : found;
        return text == value || (column.Type == LogicalType.Integer && Number(text) is { } number && number == Number(value));
    }

    /// <summary>The same text however the key was written.</summary>
    public string Normal() => string.Concat(Parts
        .OrderBy(part => part.Column.Canonical, StringComparer.Ordinal)
        .Select(part => $"{part.Column.Canonical}={part.Value}\n"));

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number)
            ? decimal.Truncate(number)
            : null;

    private static ContractColumn ColumnOf(string name, DatasetContract contract)
    {
        var canonicalName = name.Equals(Customer, StringComparison.OrdinalIgnoreCase) ? OrderLine.CustomerId : name;
        var column = contract.Columns.FirstOrDefault(column =>
            column.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            || column.IsCalled(name)
            || canonicalName.Equals(column.Canonical, StringComparison.OrdinalIgnoreCase));
        var isName = column is { Type: LogicalType.Text or LogicalType.Integer, Canonical: { } found }
            && Canonical.Contains(found)
            && !contract.Derived.ContainsKey(found)
            && column.Pii is PiiTreatment.None or PiiTreatment.Hash;
        return isName
            ? column!
            : throw Refused(
                $"Rows of {contract.Name} can't be found by \"{name}\". Name them by {string.Join(", ", Names(contract, Canonical))}.");
    }

    /// <summary>Whole numbers as the warehouse has them.</summary>
    private static string Written(ContractColumn column, string value)
    {
        if (column.Type != LogicalType.Integer)
            return value;
        return Number(value) is { } number
            ? number.ToString(CultureInfo.InvariantCulture)
            : throw Refused($"{column.Name} is a whole number; the key's value is none.");
    }

    private static BatchRejectedException Refused(string message) => new(FailureCodes.Unreadable, message);

    private static IEnumerable<string> Names(DatasetContract contract, params string[] canonical) =>
        contract.Columns
            .Where(column => canonical.Contains(column.Canonical) && column.Type is LogicalType.Text or LogicalType.Integer)
            .Select(column => column.Name);

    private static IReadOnlyList<(string Column, string Value)> Named(string text)
    {
        try
        {
            return KeyText.Parse(text);
        }
        catch (KeyRefusedException)
        {
            // Its own words quote the value.
            throw Refused("Write the key as column=value,column=value; values with a comma in double quotes.");
        }
    }
}
