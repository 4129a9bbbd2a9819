using RetailBus.Contracts.Rows;
using RetailBus.Web.Api;

namespace RetailBus.Web.Pages.Find;

/// <summary>A field of the form that names a row.</summary>
/// <param name="Name">What the warehouse calls it.</param>
/// <param name="Label">What the dataset's files call it, where the contract says so.</param>
/// <param name="Hint">What it means; null where nobody says.</param>
public sealed record KeyField(string Name, string Label, string? Hint)
{
    private static readonly (string Name, string Label)[] Searched =
    [
        (OrderLine.OrderId, "Order"),
        (OrderLine.StoreId, "Store"),
        (OrderLine.ItemId, "Item"),
    ];

    /// <summary>The fields by which rows of a dataset can be found.</summary>
    internal static IReadOnlyList<KeyField> Of(Dataset? dataset) =>
    [
        .. Searched.Select(field => dataset?.Columns.FirstOrDefault(column => column.Canonical == field.Name) is { } column
            ? new KeyField(field.Name, column.Name, column.Description)
            : new KeyField(field.Name, field.Label, null)),
    ];
}
