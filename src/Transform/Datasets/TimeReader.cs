using System.Globalization;

namespace RetailBus.Transform.Datasets;

/// <summary>Reads what a contract says about times.</summary>
internal static class TimeReader
{
    public static IReadOnlyList<string> Formats(ContractNode? node)
    {
        var formats = node?.Texts() ?? [ContractColumn.Iso8601];
        foreach (var format in formats.Where(format => format != ContractColumn.Iso8601))
        {
            if (!TimePattern.IsValid(format))
            {
                node!.Error(
                    $"\"{format}\" is not a time format. Write a pattern of yyyy, yy, MM, dd, HH, mm, ss, SSS, or {ContractColumn.Iso8601}.");
            }
            else if (TimePattern.Told(format) is var told && told != format)
            {
                node!.Error(
                    $"In \"{format}\" fields of one letter stand beside others, so that it can't be told where they end. Write {told}.");
            }
        }

        return formats;
    }

    /// <param name="options">A column's <c>logicalTypeOptions</c>. The standard's <c>timezone</c> is true or false; a zone's name is taken too.</param>
    public static string Zone(ContractNode? options)
    {
        var named = options?.Find("timezone") is { Text: not ("true" or "false") } zone ? zone : null;
        return Zone(options?.Find("defaultTimezone") ?? named, ContractColumn.Utc);
    }

    public static string Zone(ContractNode? node, string otherwise)
    {
        if (node is null)
            return otherwise;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(node.Text, out var zone) && zone.HasIanaId)
            return node.Text is "Etc/UTC" ? ContractColumn.Utc : node.Text;
        node.Error($"There is no time zone {node.Text}. Write an IANA name such as Europe/London.");
        return otherwise;
    }

    /// <summary>A date or time in ISO 8601; UTC where it names no offset.</summary>
    public static DateTimeOffset? Instant(ContractNode? node)
    {
        if (node is null)
            return null;
        if (DateTimeOffset.TryParse(
            node.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return time;
        }

        node.Error($"\"{node.Text}\" is no time. Write it as 2026-01-31 or 2026-01-31T08:00:00Z.");
        return null;
    }
}
