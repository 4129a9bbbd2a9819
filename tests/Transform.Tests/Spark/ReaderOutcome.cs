using System.Text.Json;

namespace RetailBus.Transform.Tests.Spark;

/// <summary>What a reader made of a file: its records as text, or the refusal's code and sentence.</summary>
internal sealed record ReaderOutcome(IReadOnlyList<string> Records, string? Refusal = null)
{
    /// <summary>Null where both say the same.</summary>
    public string? DifferenceTo(ReaderOutcome other)
    {
        if (Refusal != other.Refusal)
            return $"{Refusal ?? $"{Records.Count} records"}\n   {other.Refusal ?? $"{other.Records.Count} records"}";
        if (Records.Count != other.Records.Count)
            return $"{Records.Count} records\n   {other.Records.Count} records";
        return Records.Zip(other.Records)
            .Where(pair => pair.First != pair.Second)
            .Select(pair => $"{Shown(pair.First)}\n   {Shown(pair.Second)}")
            .FirstOrDefault();
    }

    /// <summary>One record. An empty value is none, and so are all of a record whose values can't be told.</summary>
    public static string Text(
        long line, int fields, int width, int broken, bool isHeader, IEnumerable<string?> values, string? extra, string raw)
    {
        var isSound = broken == 0 && fields == width;
        var texts = values.Select(value => isSound && value?.Length > 0 ? value : null);
        return JsonSerializer.Serialize(new object?[] { line, fields, width, broken, isHeader, texts, isSound ? extra : null, raw });
    }

    private static string Shown(string record) => record.Length <= 600 ? record : $"{record[..600]}… ({record.Length})";
}
