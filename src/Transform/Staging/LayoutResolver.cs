using RetailBus.Platform.Failures;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Staging;

/// <summary>Finds the format, the delimiter, the quote, the header line and the columns by a file's beginning.</summary>
internal static class LayoutResolver
{
    /// <exception cref="BatchRejectedException">A required column is missing, or a header names a column twice or too many.</exception>
    public static FileLayout Resolve(ReadOnlySpan<byte> head, DatasetContract contract)
    {
        var newline = NewlineDetection.Of(head, contract);
        if (JsonDetection.IsJsonLines(head, newline))
            return JsonLayout(newline, contract);

        var candidates = HeadRecord.Candidates(HeadRecord.First(head), newline, contract);
        var first = candidates.MaxBy(candidate => HeaderNames.Known(candidate.Values, contract))!;
        if (HeaderNames.IsHeader(first.Values, contract))
            return new FileLayout(QuoteDetection.Of(head, first.Dialect, contract), HasHeader: true, HeaderNames.Columns(first.Values, contract));
        if (HeaderSearch.Find(head, newline, contract) is { } later)
            return new FileLayout(QuoteDetection.Of(head, later.Dialect, contract), HasHeader: false, HeaderNames.Columns(later.Values, contract));
        if (!contract.HeaderOptional)
            throw HeaderNames.Missing(contract, HeaderNames.Telling(contract), first.Values);

        var positional = candidates.MinBy(candidate => Math.Abs(candidate.Values.Count - contract.Columns.Count))!.Dialect;
        return new FileLayout(
            QuoteDetection.Of(head, positional, contract), HasHeader: false, [.. contract.Columns.Select(column => new FileColumn(column.Name, column))]);
    }

    private static FileLayout JsonLayout(byte newline, DatasetContract contract) => new(
        new RecordDialect((byte)',', newline),
        HasHeader: false,
        [.. contract.Columns.Select(column => new FileColumn(column.Name, column)), new FileColumn("extra", null)])
    {
        Format = FileFormat.JsonLines,
        TakenNames = contract.UnknownColumns == PiiTreatment.None
            ? [.. contract.Columns.Where(column => column.IsInExtra).Select(column => column.Name)]
            : [],
    };
}
