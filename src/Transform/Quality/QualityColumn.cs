using RetailBus.Contracts.Rows;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Rules;

namespace RetailBus.Transform.Quality;

/// <summary>A canonical column whose figures a transform takes.</summary>
/// <param name="Name">The column.</param>
/// <param name="Type">Its type.</param>
/// <param name="ShowsValues">Whether values of it, and what is computed of them, may stand in a manifest.</param>
internal sealed record QualityColumn(string Name, CanonicalType Type, bool ShowsValues)
{
    private static readonly string[] Names =
    [
        OrderLine.OrderId, OrderLine.StoreId, OrderLine.ItemId, OrderLine.Quantity, OrderLine.UnitPrice, OrderLine.Amount,
        OrderLine.CustomerId, OrderLine.OrderedAt,
    ];

    /// <summary>Rows are erased by these, which must not leave their values in figures.</summary>
    private static readonly string[] OfPeople = [OrderLine.OrderId, OrderLine.CustomerId];

    /// <summary>Columns with as many values as rows, or nearly.</summary>
    private static readonly string[] OfManyValues = [OrderLine.OrderId, OrderLine.CustomerId];

    /// <summary>Whether it names something, so that different values are worth counting.</summary>
    public bool IsName => Type == CanonicalType.Text;

    public bool HasManyValues => OfManyValues.Contains(Name);

    public bool IsNumber => Type == CanonicalType.Decimal;

    public static IReadOnlyList<QualityColumn> Of(DatasetContract contract) =>
    [
        .. OrderLine.Columns.Where(column => Names.Contains(column.Name))
            .Select(column => new QualityColumn(
                column.Name, column.Type, !OfPeople.Contains(column.Name) && !IsPersonal(contract, column.Name))),
    ];

    private static bool IsPersonal(DatasetContract contract, string name) =>
        contract.Derived.TryGetValue(name, out var derived)
            ? ColumnsOf.Expression(derived).Any(column => column.Pii != PiiTreatment.None)
            : contract.Columns.Any(column => column.Canonical == name && column.Pii != PiiTreatment.None);
}
