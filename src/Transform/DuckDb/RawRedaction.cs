using System.Text;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.DuckDb;

/// <summary>
/// A bad record's text as it may be kept: personal data in it treated as the contract says. A record whose values can't be told apart is
/// withheld, and the reasons and the line stand for it.
/// </summary>
internal sealed class RawRedaction(DatasetContract contract, FileLayout layout, PiiGuard guard)
{
    public const string Withheld = "(withheld: the dataset has personal data, and this record can't be parted into its columns)";
    private readonly bool _isNeeded = contract.HasPersonalData;

    public string Of(ReadOnlySpan<byte> record)
    {
        if (!_isNeeded)
            return Encoding.UTF8.GetString(record);

        var scan = new QuotedRecord(layout.Dialect.Delimiter, layout.Dialect.Newline).Scan(record, isLast: true);
        if (scan.Outcome != ScanOutcome.Complete || scan.Length != record.Length || scan.Fields != layout.Columns.Count)
            return Withheld;

        var text = new StringBuilder();
        var fields = new FieldEnumerator(record, layout.Dialect.Delimiter);
        for (var place = 0; fields.MoveNext(); place++)
        {
            if (place > 0)
                text.Append((char)layout.Dialect.Delimiter);
            text.Append(Of(place, fields.Current));
        }

        return text.ToString();
    }

    private string Of(int place, ReadOnlySpan<byte> field)
    {
        var treatment = layout.Columns[place].Column?.Pii ?? contract.UnknownColumns;
        if (treatment == PiiTreatment.None)
            return Encoding.UTF8.GetString(field);
        var value = FieldEnumerator.TextOf(field);
        return value.Length == 0 ? "" : guard.Guard(treatment, value) ?? "";
    }
}
