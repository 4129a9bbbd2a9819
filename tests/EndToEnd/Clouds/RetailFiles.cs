using System.Globalization;
using System.IO.Compression;

namespace RetailBus.EndToEnd.Clouds;

/// <summary>The Online Retail files, what is known of them, and corrections of them.</summary>
internal static class RetailFiles
{
    public const string Dataset = "online-retail";

    public static RetailTotals Known { get; } = new(142_083, 2_490_287.01m, 6_877);

    /// <summary>Writes corrections of files; tells the totals after them.</summary>
    public static (string[] Paths, RetailTotals Totals) Correct(IEnumerable<string> files, string folder, RetailTotals before)
    {
        List<string> paths = [];
        foreach (var file in files)
        {
            (var path, before) = Correct(file, folder, paths.Count, before);
            paths.Add(path);
        }

        return ([.. paths], before);
    }

    /// <summary>
    /// Writes a correction under a file's own name: its last row is not in it any more, and one that costs nothing is new, of an order of
    /// its own. Tells the totals after it.
    /// </summary>
    private static (string Path, RetailTotals Totals) Correct(string file, string folder, int number, RetailTotals before)
    {
        var lines = Read(file);
        var dropped = lines[^1].Split(',');
        var isWholeOrder = lines[^2].Split(',')[0] != dropped[0];
        lines[^1] = $"{990_000 + number},NEW,ONE MORE LINE,1,2011-04-01 08:00:00,0.00,,France";

        var path = Path.Combine(folder, Path.GetFileName(file));
        using var target = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest));
        target.Write(string.Join('\n', lines) + "\n");
        return (path, before with { Revenue = before.Revenue - Amount(dropped), Orders = before.Orders + (isWholeOrder ? 0 : 1) });
    }

    /// <summary>Without the header.</summary>
    public static IEnumerable<string> Lines(string file) => Read(file).Skip(1);

    /// <param name="row">Of a line; a comma in its description moves nothing that is counted from the end.</param>
    public static decimal Amount(string[] row) => Number(row[^5]) * Number(row[^3]);

    private static string[] Read(string file)
    {
        using var source = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        return source.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static decimal Number(string field) => decimal.Parse(field, CultureInfo.InvariantCulture);
}
