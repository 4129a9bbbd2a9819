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
/// Quarantined rows as CSV to correct and resubmit: the file's own columns and delimiter, in the order of its lines. Values that a
/// spreadsheet would run as formulas have an apostrophe before them, which the resubmission takes off; see <see cref="SpreadsheetCells"/>.
/// </summary>
/// <remarks>
/// A hash of personal data is left out: resubmitted, it would be hashed once more, and stand for another person. Who corrects the row knows
/// the value, or loads the row without one.
/// </remarks>
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

        var contract = contracts.Get(dataset);
        var layout = await LayoutAsync(contract, manifest.Source, cancellationToken);
        var dialect = layout.Format == FileFormat.JsonLines ? Own(contract) : layout.Dialect;
        using var objects = layout.Format == FileFormat.JsonLines ? new JsonObjectValues(contract.Columns, layout.TakenNames) : null;
        var written = new ArrayBufferWriter<byte>();
        await using var writer = new StreamWriter(open(), new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Line(layout.Columns.Select(column => column.Name)));
        await query.ForEachAsync(manifest, async row => await writer.WriteLineAsync(Line(ValuesOf(row.Raw))), cancellationToken);
        return true;

        string Line(IEnumerable<string> values) => string.Join(
            (char)dialect.Delimiter, values.Select(value => Quoted(SpreadsheetCells.Neutralise(value), dialect)));

        IEnumerable<string> ValuesOf(string raw) => Values(Record(raw), layout.Dialect).Select((value, place) =>
            Treatment(layout, contract, place) == PiiTreatment.Hash ? "" : value);

        ReadOnlySpan<byte> Record(string raw)
        {
            var record = Encoding.UTF8.GetBytes(raw);
            if (objects is null || objects.Read(record) != BrokenRecord.None)
                return record;
            written.ResetWrittenCount();
            objects.Write(written, layout.Dialect);
            return written.WrittenSpan;
        }
    }

    private static RecordDialect Own(DatasetContract contract) => new(
        (byte)contract.Delimiters[0], (byte)'\n', contract.Quotes is [var quote, ..] ? (byte)quote : RecordDialect.None);

    private static PiiTreatment Treatment(FileLayout layout, DatasetContract contract, int place) =>
        place < layout.Columns.Count ? layout.Columns[place].Column?.Pii ?? contract.UnknownColumns : PiiTreatment.None;

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
                Own(contract),
                HasHeader: false,
                [.. contract.Columns.Select(column => new FileColumn(column.HeaderNames[0], column))]);
        }
    }

    private static List<string> Values(ReadOnlySpan<byte> record, RecordDialect dialect)
    {
        var values = new List<string>();
        var fields = new FieldEnumerator(record, dialect.Delimiter, dialect.Quote);
        while (fields.MoveNext())
            values.Add(FieldEnumerator.TextOf(fields.Current, dialect.Quote));
        return values;
    }

    /// <summary>As it stands where nothing can enclose a value: what a file like that has needs no quotes.</summary>
    private static string Quoted(string value, RecordDialect dialect)
    {
        var mark = ((char)dialect.Quote).ToString();
        var isPlain = value.AsSpan().IndexOfAny(Special) < 0 && !value.Contains(mark, StringComparison.Ordinal)
            && !value.Contains((char)dialect.Delimiter, StringComparison.Ordinal);
        return isPlain || dialect.Quote == RecordDialect.None ? value : $"{mark}{value.Replace(mark, mark + mark, StringComparison.Ordinal)}{mark}";
    }
}
