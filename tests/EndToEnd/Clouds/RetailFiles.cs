using System.Globalization;
using System.IO.Compression;

namespace RetailBus.EndToEnd.Clouds;

/// <summary>The Online Retail files, what is known of them, and corrections of them.</summary>
internal static class RetailFiles
{
    public const string Dataset = "online-retail";

    public static RetailTotals Known { get; } = new(142_083, 2_490_287.01m, 6_877);

    /// <summary>
    /// Writes a correction under a file's own name: its last row is not in it any more, and one that costs nothing is new, of an order of its
    /// own. Tells the totals after it.
    /// </summary>
    public static (string Path, RetailTotals Totals) Correct(string file, string folder, int number, RetailTotals before)
    {
        using var source = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var lines = source.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var dropped = lines[^1].Split(',');
        var (order, amount) = (dropped[0], Number(dropped[^5]) * Number(dropped[^3]));
        var isLastOfOrder = lines[^2].Split(',')[0] != order;
        lines[^1] = $"{990_000 + number},NEW,ONE MORE LINE,1,2011-04-01 08:00:00,0.00,,France";

        var path = Path.Combine(folder, Path.GetFileName(file));
        using var target = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest));
        target.Write(string.Join('\n', lines) + "\n");
        return (path, before with { Revenue = before.Revenue - amount, Orders = before.Orders + (isLastOfOrder ? 0 : 1) });
    }

    private static decimal Number(string field) => decimal.Parse(field, CultureInfo.InvariantCulture);
}
