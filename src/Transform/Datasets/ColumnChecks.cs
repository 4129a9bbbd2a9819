using System.Globalization;

namespace RetailBus.Transform.Datasets;

/// <summary>What must hold across one column's settings.</summary>
internal static class ColumnChecks
{
    public static void Check(ContractColumn column, ContractNode node)
    {
        CheckType(column, node);
        CheckRanges(column, node);
        CheckDefault(column, node);
        CheckPersonalData(column, node);
        if (column.Unique && column.Canonical is null)
        {
            node.Error(
                $"{column.Name} is unique, but fills no canonical column, so that repeats can't be found. "
                + "Add \"canonical\", or remove \"unique\".");
        }
    }

    private static void CheckType(ContractColumn column, ContractNode node)
    {
        var isText = column.Type == LogicalType.Text;
        var isNumber = column.Type is LogicalType.Number or LogicalType.Integer;
        if (!isNumber && (column.Minimum ?? column.Maximum) is not null)
            node.Error($"minimum and maximum are for numbers and times; {column.Name} is {column.Type}.");
        if (!isText && (column.MinLength ?? column.MaxLength) is not null)
            node.Error($"minLength and maxLength are for texts; {column.Name} is {column.Type}.");
        if (column.DecimalSeparator is not ('.' or ','))
            node.Error($"decimalSeparator is a point or a comma, not \"{column.DecimalSeparator}\".");
        var isGroup = column.GroupSeparator is null or '.' or ',' or ' ' or '\'' or '\u00a0' or '_';
        if (!isGroup || column.GroupSeparator == column.DecimalSeparator)
            node.Error("groupSeparator is a point, a comma, a space, an apostrophe or an underscore, and not the decimalSeparator.");
    }

    private static void CheckRanges(ContractColumn column, ContractNode node)
    {
        if (column.Minimum > column.Maximum || column.MinimumTime > column.MaximumTime)
            node.Error($"The minimum of {column.Name} is more than its maximum: no row could be taken.");
        if (column.MinLength > column.MaxLength)
            node.Error($"The minLength of {column.Name} is more than its maxLength: no row could be taken.");
    }

    private static void CheckDefault(ContractColumn column, ContractNode node)
    {
        if (column.Default is not { } text)
            return;
        if (column.Required)
            node.Error($"{column.Name} is required and has a default, so that it is never missing. Remove one of them.");
        if (column.KeyPosition is not null)
            node.Error($"{column.Name} is part of the key and has a default: rows without it would all be the same row. Remove the default.");
        if (text.Length == 0)
            node.Error($"The default of {column.Name} is empty. Remove it, or write a value.");
        if (column.AcceptedValues.Count > 0 && !column.AcceptedValues.Contains(text))
            node.Error($"The default of {column.Name}, \"{text}\", is none of its valid values.");
        var isRead = column.Type switch
        {
            LogicalType.Number or LogicalType.Integer =>
                !column.IsPlainNumber || decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
            LogicalType.Boolean => text is "true" or "false",
            _ => true,
        };
        if (!isRead)
            node.Error($"The default of {column.Name}, \"{text}\", is no {column.Type}.");
    }

    private static void CheckPersonalData(ContractColumn column, ContractNode node)
    {
        if (column.KeyPosition is not null && column.Pii is PiiTreatment.Drop or PiiTreatment.Mask)
            node.Error($"{column.Name} is part of the key: its personal data can only be hashed. Write \"pii: hash\".");
        if (column.Unique && column.Pii is PiiTreatment.Drop or PiiTreatment.Mask)
            node.Error($"{column.Name} is unique: its personal data can only be hashed. Write \"pii: hash\".");
        if (column.KeepInExtra && column.Canonical is { } canonical)
            node.Error($"{column.Name} fills {canonical}; keepInExtra is for columns that fill none. Remove it.");
    }
}
