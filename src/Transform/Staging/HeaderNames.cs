using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Staging;

/// <summary>What a header line's names mean.</summary>
internal static class HeaderNames
{
    /// <summary>The columns that tell a header line: those that every row needs; where there are none, all.</summary>
    public static IReadOnlyList<ContractColumn> Telling(DatasetContract contract) =>
        contract.Columns.Where(column => column.Required).ToList() is { Count: > 0 } required ? required : contract.Columns;

    public static int Known(List<string> values, DatasetContract contract) =>
        contract.Columns.Count(column => values.Exists(column.IsCalled));

    /// <summary>Where a header may be absent, one value that happens to be a column's name makes no header.</summary>
    public static bool IsHeader(List<string> values, DatasetContract contract)
    {
        var known = Known(values, contract);
        return contract.HeaderOptional ? 2 * known >= Telling(contract).Count : known > 0;
    }

    /// <exception cref="BatchRejectedException">A required column is missing, or the header names a column twice or too many.</exception>
    public static List<FileColumn> Columns(List<string> header, DatasetContract contract)
    {
        var missing = contract.Columns.Where(column => column.Required && !header.Exists(column.IsCalled)).ToList();
        if (missing.Count > 0)
            throw Missing(contract, missing, header);
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

            var text = value.Replace('\0', '␀'); // no statement can name it
            var name = text.Length > 0 ? text : $"column {columns.Count + 1}";
            for (var number = 2; !taken.Add(name); number++)
                name = $"{text} {number}";
            columns.Add(new FileColumn(name, column));
        }

        return columns;
    }

    public static BatchRejectedException Missing(DatasetContract contract, IEnumerable<ContractColumn> missing, IReadOnlyList<string> found)
    {
        var names = missing.Select(column => column.HeaderNames[0]).ToList();
        var what = names is [var only] ? $"The file has no column {only}" : $"The file has none of the columns {string.Join(", ", names)}";
        var line = contract.HasPersonalData ? "" : $"Its first line is: {Shown(found)}. ";
        return new BatchRejectedException(
            FailureCodes.MissingColumn,
            $"{what}, which {contract.Name} needs. {line}Add what is missing to the header line and land the file again.");
    }

    public static BatchRejectedException MissingMembers(DatasetContract contract, IEnumerable<ContractColumn> missing, IReadOnlyList<string> found) => new(
        FailureCodes.MissingColumn,
        $"No object of the file has {string.Join(" or ", missing.Select(column => column.HeaderNames[0]))}, which {contract.Name} needs. "
        + $"The first object has: {Shown(found)}. Add what is missing to the objects and land the file again.");

    private static string Shown(IReadOnlyList<string> found) =>
        string.Join(", ", found.Take(20).Select(value => value.Length > 40 ? value[..40] + "…" : value));
}
