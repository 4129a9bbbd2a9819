using System.Text.RegularExpressions;
using RetailBus.Contracts.Rows;
using RetailBus.Transform.Rules;

namespace RetailBus.Transform.Datasets;

/// <summary>What must hold across a contract's parts.</summary>
internal static partial class ContractChecks
{
    public static void Check(DatasetContract contract, ContractNode root, ContractNode schema)
    {
        if (!Name().IsMatch(contract.Name))
            root.Error($"name \"{contract.Name}\" must be of a-z, 0-9 and hyphen: it is part of keys and queries.");
        if (!Version().IsMatch(contract.Version))
            root.Error($"version \"{contract.Version}\" must be three numbers, such as 1.0.0.");
        if (contract.Key.Count == 0)
            schema.Error("No column is part of the key. Mark those that tell rows apart with \"primaryKey: true\" and \"primaryKeyPosition: 1\" and so on.");
        foreach (var shared in contract.Key.GroupBy(column => column.KeyPosition).Where(group => group.Skip(1).Any()))
        {
            schema.Error(
                $"{string.Join(" and ", shared.Select(column => column.Name))} have the same primaryKeyPosition {shared.Key}. "
                + "Number the key's columns 1, 2 and so on: the order is part of a row's identity.");
        }

        if (contract.RejectLimit is < 0 or > 1)
            root.Error("rejectLimit is a share from 0 to 1.");
        if (contract.Delimiters.Any(delimiter => delimiter is '"' or '\r' or '\n' or '\0' or > '\x7f'))
            root.Error("delimiters must be single ASCII characters, and neither quote nor line break.");
        if (contract.Quotes.Any(quote => quote is '\r' or '\n' or '\0' or ' ' or > '\x7f' || contract.Delimiters.Contains(quote)))
            root.Error("quotes must be single ASCII characters that are no delimiters; an empty list says that nothing encloses values.");

        var sources = contract.Derived.SelectMany(derived => ColumnsOf.Expression(derived.Value)).Distinct();
        foreach (var column in sources.Where(column => column.Pii != PiiTreatment.None))
            schema.Error($"A derived column reads {column.Name}, which is personal data. Derive it from other columns.");
        foreach (var name in Repeated(contract.Columns.SelectMany(column => column.HeaderNames)))
            schema.Error($"Two columns are called {name}. A header's name must mean one column.");
        foreach (var name in Repeated(contract.Columns.Select(column => column.Canonical).OfType<string>().Concat(contract.Derived.Keys)))
            schema.Error($"Canonical column {name} is filled twice.");
        foreach (var canonical in CanonicalColumns.OfTheContract)
            CheckCanonical(contract, canonical, schema);
    }

    private static void CheckCanonical(DatasetContract contract, CanonicalColumn canonical, ContractNode schema)
    {
        var column = contract.Columns.FirstOrDefault(column => column.Canonical == canonical.Name);
        if (column is null)
        {
            if (canonical.Required && !contract.Derived.ContainsKey(canonical.Name))
                schema.Error($"Nothing fills the canonical column {canonical.Name}. Give a column the custom property \"canonical: {canonical.Name}\", or derive it.");
            return;
        }

        if (column.Pii is not PiiTreatment.None && canonical.Type != CanonicalType.Text)
        {
            schema.Error(
                $"{column.Name} is personal data, but {canonical.Name} is {canonical.Type}, which can't hold its hash or mask. "
                + "Let it fill no canonical column.");
        }


        if (column.Pii == PiiTreatment.Drop && canonical.Required)
            schema.Error($"{column.Name} is dropped, but fills {canonical.Name}, which every row needs. Use \"pii: hash\" or \"pii: mask\".");
        if (canonical.Required && !column.Required && column.Default is null)
            schema.Error($"{column.Name} fills {canonical.Name}, which every row needs: add \"required: true\".");
        if (!Fits(column.Type, canonical.Type))
            schema.Error($"{column.Name} is {column.Type}, but {canonical.Name} is {canonical.Type}. Correct its logicalType.");
    }

    private static bool Fits(LogicalType type, CanonicalType canonical) => canonical switch
    {
        CanonicalType.Text => type is LogicalType.Text or LogicalType.Integer,
        CanonicalType.Decimal => type is LogicalType.Number or LogicalType.Integer,
        CanonicalType.Timestamp => type is LogicalType.Timestamp,
        CanonicalType.Boolean => type is LogicalType.Boolean,
        _ => false,
    };

    private static IEnumerable<string> Repeated(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Skip(1).Any()).Select(group => group.Key);

    [GeneratedRegex("^[a-z][a-z0-9-]{0,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"^\d+\.\d+\.\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
