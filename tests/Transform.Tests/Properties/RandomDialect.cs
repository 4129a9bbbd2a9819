using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RetailBus.Transform.Tests.Properties;

/// <summary>One of the many ways to write a table, and the writer for it.</summary>
internal sealed record RandomDialect
{
    private static readonly string[] EncodingNames = ["utf-8", "utf-8 with mark", "utf-16", "utf-16 with mark", "utf-16BE", "utf-16BE with mark", "latin1"];

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required char Delimiter { get; init; }

    /// <summary>Of values that need none.</summary>
    public required double QuoteShare { get; init; }

    public required string EncodingName { get; init; }

    public required string LineEnd { get; init; }

    public required bool EndsWithLine { get; init; }

    /// <summary>0 for none; else so many members.</summary>
    public required int Gzip { get; init; }

    /// <summary>Rows before the header line; null where there is none (and no column beyond the contract's).</summary>
    public required int? HeaderAt { get; init; }

    public required bool Json { get; init; }

    public static RandomDialect Of(Random random) => new()
    {
        Delimiter = ",;\t|"[random.Next(4)],
        QuoteShare = random.Next(3) * 0.5,
        EncodingName = EncodingNames[random.Next(EncodingNames.Length)],
        LineEnd = new[] { "\n", "\r\n", "\r" }[random.Next(3)],
        EndsWithLine = random.Next(2) == 0,
        Gzip = Math.Max(0, random.Next(-2, 4)),
        HeaderAt = random.Next(4) switch { 0 => null, 1 => random.Next(20), _ => 0 },
        Json = random.Next(5) == 0,
    };

    public byte[] Write(IReadOnlyList<string[]> rows, Random random)
    {
        var lines = rows.Select(row => Json ? JsonLine(row) : Line(HeaderAt is null ? row[..7] : row, random)).ToList();
        if (!Json && HeaderAt is { } place)
            lines.Insert(Math.Min(place, lines.Count), Line([.. RandomTable.Columns], random));
        return Pack(Encode(string.Join(LineEnd, lines) + (EndsWithLine ? LineEnd : "")));
    }

    private static string JsonLine(string[] row)
    {
        var members = RandomTable.Columns.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second);
        return JsonSerializer.Serialize(members, Relaxed);
    }

    private string Line(string[] row, Random random) => string.Join(Delimiter, row.Select(value => Value(value, random)));

    private string Value(string value, Random random) =>
        value.Contains(Delimiter, StringComparison.Ordinal) || value.AsSpan().ContainsAny("\"\r\n") || random.NextDouble() < QuoteShare
        ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : value;

    private byte[] Encode(string text)
    {
        var encoding = Encoding.GetEncoding(EncodingName.Split(' ')[0]);
        var mark = EncodingName.EndsWith("mark", StringComparison.Ordinal);
        return [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];
    }

    private byte[] Pack(byte[] bytes)
    {
        if (Gzip == 0)
            return bytes;
        using var packed = new MemoryStream();
        foreach (var member in bytes.Chunk(Math.Max(1, (bytes.Length / Gzip) + 1)))
        {
            using var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true);
            gzip.Write(member);
        }

        return packed.ToArray();
    }
}
