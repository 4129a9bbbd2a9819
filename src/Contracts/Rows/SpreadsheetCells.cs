namespace RetailBus.Contracts.Rows;

/// <summary>
/// Values in a CSV that people open in a spreadsheet: one that the spreadsheet would run as a formula is written with an apostrophe before
/// it, and one that comes back so loses it again.
/// </summary>
/// <remarks>
/// Numbers stay as they are: <c>-1</c> runs nothing. A value that begins with apostrophes and then a formula's sign gets one more, so that
/// each value comes back as it was.
/// </remarks>
public static class SpreadsheetCells
{
    private const char Guard = '\'';

    /// <summary>The value as it is safe to open.</summary>
    public static string Neutralise(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return IsFormula(value.AsSpan().TrimStart(Guard)) ? Guard + value : value;
    }

    /// <summary>The value as it was before <see cref="Neutralise"/>.</summary>
    public static string Restore(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value is [Guard, ..] && IsFormula(value.AsSpan().TrimStart(Guard)) ? value[1..] : value;
    }

    private static bool IsFormula(ReadOnlySpan<char> value) =>
        value is ['=' or '@' or '\t' or '\r', ..] || (value is ['+' or '-', ..] && !IsNumber(value[1..]));

    private static bool IsNumber(ReadOnlySpan<char> value) =>
        !value.IsEmpty && value.IndexOfAnyExceptInRange('0', '9') is var end
        && (end < 0 || (end > 0 && value[end] is '.' or ',' && value[(end + 1)..] is { IsEmpty: false } rest
            && rest.IndexOfAnyExceptInRange('0', '9') < 0));
}
