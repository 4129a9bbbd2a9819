namespace RetailBus.Web.Pages.Quarantine;

/// <summary>Text as a cell of a CSV file that a spreadsheet may open.</summary>
internal static class CsvCell
{
    private const string FormulaStarts = "=+-@\t\r";

    /// <summary>Quoted where it has to be; what a spreadsheet would take for a formula begins with an apostrophe.</summary>
    public static string Write(string text)
    {
        // Spreadsheets skip blanks before a formula; full-width signs count as signs.
        var start = text.AsSpan().TrimStart(" \n\u00A0");
        if (start.Length > 0 && (FormulaStarts.Contains(start[0]) || start[0] is '＝' or '＋' or '－' or '＠'))
            text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n\t") >= 0 || text.StartsWith(' ') || text.EndsWith(' ')
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }
}
