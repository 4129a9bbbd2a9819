using System.Buffers;
using System.Text;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Rows;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Batches;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Locating;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Quarantine;

/// <summary>
/// Quarantined rows as CSV to correct and resubmit: the file's own columns, in the order of its lines. Values that a spreadsheet would run
/// as formulas have an apostrophe before them, which the resubmission takes off; see <see cref="SpreadsheetCells"/>.
/// </summary>
internal sealed class QuarantineCsv(ContractCatalog contracts, ManifestStore manifests, LandedFiles files, QuarantineQuery query)
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\",;\t|\r\n");

    /// <returns>False when the batch has no manifest; then nothing was written.</returns>
    public async Task<bool> WriteAsync(
        string dataset, Guid batchId, int? attempt, Func<Stream> open, CancellationToken cancellationToken)
    {
        attempt ??= await manifests.LatestAttemptAsync(dataset, batchId, cancellationToken);
        if (attempt is not { } number
            || await manifests.FindAsync(dataset, batchId, number, cancellationToken) is not { Manifest: var manifest })
            return false;

        var layout = await LayoutAsync(contracts.Get(dataset), manifest.Source, cancellationToken);
        await using var writer = new StreamWriter(open(), new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Line(layout.Columns.Select(column => column.Name)));
        await query.ForEachAsync(manifest, async row =>
            await writer.WriteLineAsync(Line(Values(row.Raw, layout.Dialect.Delimiter))), cancellationToken);
        return true;
    }

    /// <summary>By the file's beginning; the contract's own when the landed version is gone.</summary>
    private async Task<FileLayout> LayoutAsync(DatasetContract contract, LandedObject landed, CancellationToken cancellationToken)
    {
        try
        {
            return await files.LayoutAsync(landed, contract, cancellationToken);
        }
        catch (BatchRejectedException e) when (e.Code == FailureCodes.Overwritten)
        {
            return new FileLayout(
                new RecordDialect((byte)contract.Delimiters[0], (byte)'\n'),
                HasHeader: false,
                [.. contract.Columns.Select(column => new FileColumn(column.HeaderNames[0], column))]);
        }
    }

    private static List<string> Values(string raw, byte delimiter)
    {
        var values = new List<string>();
        var fields = new FieldEnumerator(Encoding.UTF8.GetBytes(raw), delimiter);
        while (fields.MoveNext())
            values.Add(FieldEnumerator.TextOf(fields.Current));
        return values;
    }

    private static string Line(IEnumerable<string> values) =>
        string.Join(',', values.Select(value => Quoted(SpreadsheetCells.Neutralise(value))));

    private static string Quoted(string value) =>
        value.AsSpan().IndexOfAny(Special) < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
