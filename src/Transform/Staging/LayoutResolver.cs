using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Staging;

/// <summary>Finds the delimiter, the header line and the columns by a file's beginning.</summary>
internal static class LayoutResolver
{
    /// <exception cref="BatchRejectedException">A required column is missing, or a header names a column twice or too many.</exception>
    public static FileLayout Resolve(ReadOnlySpan<byte> head, DatasetContract contract)
    {
        var newline = head.Contains((byte)'\n') || !head.Contains((byte)'\r') ? (byte)'\n' : (byte)'\r';
        List<(RecordDialect Dialect, List<string> Values)> candidates = [];
        foreach (var delimiter in contract.Delimiters)
        {
            var dialect = new RecordDialect((byte)delimiter, newline);
            candidates.Add((dialect, FirstRecord(head, dialect)));
        }

        var (best, values) = candidates.MaxBy(candidate => Known(candidate.Values, contract));
        if (IsHeader(values, contract))
            return new FileLayout(best, HasHeader: true, Named(values, contract));
        if (!contract.HeaderOptional)
            throw MissingColumns(contract, contract.Columns.Where(column => column.Required), values);

        var positional = candidates.MinBy(candidate => Math.Abs(candidate.Values.Count - contract.Columns.Count)).Dialect;
        return new FileLayout(positional, HasHeader: false, [.. contract.Columns.Select(column => new FileColumn(column.Name, column))]);
    }

    private static int Known(List<string> values, DatasetContract contract) =>
        contract.Columns.Count(column => values.Exists(column.IsCalled));

    /// <summary>Where a header may be absent, one value that happens to be a column's name makes no header.</summary>
    private static bool IsHeader(List<string> values, DatasetContract contract)
    {
        var known = Known(values, contract);
        return contract.HeaderOptional ? 2 * known >= contract.Columns.Count(column => column.Required) : known > 0;
    }

    private static List<FileColumn> Named(List<string> header, DatasetContract contract)
    {
        var missing = contract.Columns.Where(column => column.Required && !header.Exists(column.IsCalled)).ToList();
        if (missing.Count > 0)
            throw MissingColumns(contract, missing, header);
        if (header.Count > StagingLimits.Columns)
        {
            throw new BatchRejectedException(
                FailureCodes.Unreadable,
                $"The header line names {header.Count:N0} columns; {StagingLimits.Columns:N0} are the most. "
                + "Remove those that are not needed and land the file again.");
        }

        var columns = new List<FileColumn>();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in header)
        {
            var column = contract.Columns.FirstOrDefault(known => known.IsCalled(value));
            if (column is not null && columns.Exists(earlier => earlier.Column == column))
            {
                throw new BatchRejectedException(
                    FailureCodes.Unreadable,
                    $"The header names the column {column.Name} twice, so that it can't be told which to take. Remove one and land the file again.");
            }

            var name = value.Length > 0 ? value : $"column {columns.Count + 1}";
            for (var number = 2; !taken.Add(name); number++)
                name = $"{value} {number}";
            columns.Add(new FileColumn(name, column));
        }

        return columns;
    }

    private static BatchRejectedException MissingColumns(DatasetContract contract, IEnumerable<ContractColumn> missing, List<string> found)
    {
        var names = missing.Select(column => column.HeaderNames[0]).ToList();
        var what = names is [var only] ? $"The file has no column {only}" : $"The file has none of the columns {string.Join(", ", names)}";
        var shown = string.Join(", ", found.Take(20).Select(value => value.Length > 40 ? value[..40] + "…" : value));
        var line = contract.HasPersonalData ? "" : $"Its first line is: {shown}. ";
        return new BatchRejectedException(
            FailureCodes.MissingColumn,
            $"{what}, which {contract.Name} needs. {line}Add what is missing to the header line and land the file again.");
    }

    private static List<string> FirstRecord(ReadOnlySpan<byte> head, RecordDialect dialect)
    {
        var scanner = new QuotedRecord(dialect.Delimiter, dialect.Newline);
        var rest = head.TrimStart("\r\n"u8);
        var scan = scanner.Scan(rest, isLast: true);
        var text = scan.Outcome == ScanOutcome.Complete ? rest[..scan.Length] : FirstLine(rest, dialect.Newline);
        var values = new List<string>();
        var fields = new FieldEnumerator(text, dialect.Delimiter);
        while (fields.MoveNext())
            values.Add(FieldEnumerator.TextOf(fields.Current));
        return values;
    }

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> text, byte newline) =>
        text.IndexOf(newline) is >= 0 and var end ? text[..end].TrimEnd((byte)'\r') : text;
}
