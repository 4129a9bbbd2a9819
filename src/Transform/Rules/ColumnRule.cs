using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Rules;

/// <summary>A rule about one column's value.</summary>
/// <param name="Kind">What is tested.</param>
/// <param name="Subject">The column.</param>
public sealed record ColumnRule(ColumnRuleKind Kind, ContractColumn Subject) : RowRule(NameOf(Kind), Subject)
{
    private static string NameOf(ColumnRuleKind kind) => kind switch
    {
        ColumnRuleKind.Required => "required",
        ColumnRuleKind.Type => "type",
        ColumnRuleKind.Minimum => "minimum",
        ColumnRuleKind.Maximum => "maximum",
        ColumnRuleKind.MinLength => "minimum length",
        ColumnRuleKind.MaxLength => "maximum length",
        ColumnRuleKind.Pattern => "pattern",
        _ => "accepted values",
    };
}
