using System.Globalization;
using RetailBus.Contracts.Quality;
using RetailBus.Contracts.Rows;

namespace RetailBus.Transform.Quality;

/// <summary>Figures as a manifest has them, of the texts that the statement yields.</summary>
internal static class QualityFigures
{
    private const int MeanPlaces = 6;

    /// <summary>Divided by it, a decimal loses its trailing zeros.</summary>
    private const decimal One = 1.0000000000000000000000000000m;

    /// <param name="rows">Accepted rows.</param>
    /// <param name="columns">Those that the statement was made of.</param>
    /// <param name="figure">A figure's text by its name; null where it has no value.</param>
    /// <param name="estimates">Whether many different values are estimated.</param>
    public static BatchQuality Of(long rows, IReadOnlyList<QualityColumn> columns, Func<string, string?> figure, bool estimates)
    {
        var taken = columns.Select((column, place) => Of(rows, column, name => figure($"{name}{place}"), estimates)).ToList();
        var stores = taken.Find(column => column.Column == OrderLine.StoreId);
        return new BatchQuality
        {
            Rows = rows,
            Store = stores is { Nulls: 0 } && stores.Min == stores.Max ? stores.Min : null,
            Columns = taken,
        };
    }

    private static ColumnQuality Of(long rows, QualityColumn column, Func<string, string?> figure, bool estimates)
    {
        var nulls = Count(figure("nulls"));
        var sum = column is { IsNumber: true, ShowsValues: true } && figure("sum") is { } text ? Number(text) : (decimal?)null;
        return new ColumnQuality
        {
            Column = column.Name,
            Nulls = nulls,
            Distinct = column.IsName ? Count(figure("distinct")) : null,
            DistinctIsEstimate = estimates && column is { IsName: true, HasManyValues: true },
            Min = column.ShowsValues ? Value(column, figure("min")) : null,
            Max = column.ShowsValues ? Value(column, figure("max")) : null,
            Sum = sum / One,
            Mean = sum is { } total ? decimal.Round(total / (rows - nulls), MeanPlaces) / One : null,
        };
    }

    private static string? Value(QualityColumn column, string? text) => (column.Type, text) switch
    {
        (_, null) => null,
        (CanonicalType.Decimal, _) => (Number(text) / One).ToString(CultureInfo.InvariantCulture),
        (CanonicalType.Timestamp, _) => $"{text.Replace(' ', 'T')}Z",
        _ => text.Length <= ColumnQuality.LongestText ? text : null,
    };

    private static long Count(string? text) => long.Parse(text!, CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
