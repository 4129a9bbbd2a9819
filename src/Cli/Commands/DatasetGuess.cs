using System.IO.Compression;
using RetailBus.Cli.Client;

namespace RetailBus.Cli.Commands;

/// <summary>Finds the dataset whose columns a file's first line names.</summary>
internal static class DatasetGuess
{
    private const byte GzipFirst = 0x1F;
    private const byte GzipSecond = 0x8B;
    private const int LongestHeader = 64 * 1024;

    /// <exception cref="UsageException">No dataset's columns, or those of several, stand in the first line.</exception>
    public static async Task<string> FromHeaderAsync(string file, IReadOnlyList<DatasetInfo> datasets, CancellationToken cancellationToken)
    {
        var header = (await FirstLineAsync(file, cancellationToken)).Split(',', ';', '\t', '|').Select(cell => cell.Trim(' ', '"', '\r'));
        var names = header.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = datasets.Where(dataset => dataset.Columns.All(column => names.Contains(column.Name))).Select(dataset => dataset.Name).ToList();
        return found.Count == 1
            ? found[0]
            : throw new UsageException(
                $"The first line of '{file}' names the columns of {(found.Count == 0 ? "no dataset" : string.Join(" and ", found))}. "
                + $"Say which it is with --dataset: {string.Join(", ", datasets.Select(dataset => dataset.Name))}.");
    }

    private static async Task<string> FirstLineAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        var gzip = stream.ReadByte() == GzipFirst && stream.ReadByte() == GzipSecond;
        stream.Position = 0;
        await using var plain = gzip ? new GZipStream(stream, CompressionMode.Decompress) : (Stream)stream;
        using var reader = new StreamReader(plain);
        var buffer = new char[LongestHeader];
        var length = await reader.ReadBlockAsync(buffer.AsMemory(), cancellationToken);
        var text = new string(buffer, 0, length);
        var end = text.AsSpan().IndexOfAny('\n', '\r');
        return end < 0 ? text : text[..end];
    }
}
