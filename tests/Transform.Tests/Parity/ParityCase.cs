using System.IO.Compression;
using System.Text.Json;

namespace RetailBus.Transform.Tests.Parity;

/// <summary>A file, and what is to become of it, written by hand: the same on every engine.</summary>
internal sealed record ParityCase
{
    public required string Contract { get; init; }

    /// <summary>What it shows.</summary>
    public required string About { get; init; }

    /// <summary>How the input, kept as UTF-8, is to be encoded: latin-1, utf-16, utf-8-sig or gzip; null for as it is.</summary>
    public string? Encoding { get; init; }

    /// <summary>What the input's line feeds become.</summary>
    public string LineEnd { get; init; } = "\n";

    /// <summary>The failure's code, where the whole file can't be taken.</summary>
    public string? Fails { get; init; }

    public ParityCounts? Counts { get; init; }

    /// <summary>Canonical columns as text, null for a missing value; <c>key</c> and <c>occurrence</c> are what the row key is made of.</summary>
    public IReadOnlyList<Dictionary<string, JsonElement>> Accepted { get; init; } = [];

    public IReadOnlyList<ParityQuarantined> Quarantined { get; init; } = [];

    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Parity", "Cases");

    public static IEnumerable<string> Names => Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    public static async Task<ParityCase> ReadAsync(string name)
    {
        await using var file = File.OpenRead(Path.Combine(Folder, name, "expected.json"));
        return (await JsonSerializer.DeserializeAsync<ParityCase>(file, JsonSerializerOptions.Web, TestContext.Current.CancellationToken))!;
    }

    public async Task<byte[]> InputAsync(string name)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, name, "input.csv"), TestContext.Current.CancellationToken);
        text = text.Replace("\n", LineEnd, StringComparison.Ordinal);
        return Encoding switch
        {
            null => System.Text.Encoding.UTF8.GetBytes(text),
            "latin-1" => System.Text.Encoding.Latin1.GetBytes(text),
            "utf-16" => [.. System.Text.Encoding.Unicode.Preamble, .. System.Text.Encoding.Unicode.GetBytes(text)],
            "utf-8-sig" => [.. System.Text.Encoding.UTF8.Preamble, .. System.Text.Encoding.UTF8.GetBytes(text)],
            "gzip" => Gzip(System.Text.Encoding.UTF8.GetBytes(text)),
            _ => throw new InvalidDataException($"{name} names the encoding {Encoding}."),
        };
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
