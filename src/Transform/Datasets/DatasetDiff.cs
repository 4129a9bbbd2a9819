using RetailBus.Transform.Dialects;
using RetailBus.Transform.DuckDb;
using RetailBus.Transform.Rules;

namespace RetailBus.Transform.Datasets;

/// <summary>Differences of a contract's settings beside its columns' own.</summary>
internal static class DatasetDiff
{
    /// <summary>Expressions of two contracts hold two contracts' columns; as text with the columns' names they compare.</summary>
    private static readonly ExpressionSql Expressions = new(DuckDbDialect.Instance, column => column.Name);

    public static IEnumerable<ContractChange> Between(DatasetContract older, DatasetContract newer)
    {
        if (older.Name != newer.Name)
            yield return Readers($"The dataset is called {newer.Name}, no longer {older.Name}: it is another dataset.");
        var (was, isNow) = (Names(older.Key), Names(newer.Key));
        if (was != isNow)
            yield return Readers($"The key is {isNow}, no longer {was}: every row gets another row_key.");
        if (older.KeepIdenticalLines != newer.KeepIdenticalLines)
            yield return Readers("keepIdenticalLines changed: every row gets another row_key.");
        if (older.OnReland != newer.OnReland)
            yield return Readers($"onReland is {newer.OnReland}, no longer {older.OnReland}: corrected files have another effect.");
        if (older.UnknownColumns != newer.UnknownColumns)
            yield return Readers("unknownColumns changed: extra holds other values.");
        foreach (var name in older.Derived.Keys.Union(newer.Derived.Keys))
        {
            if (Text(older.Derived.GetValueOrDefault(name)) != Text(newer.Derived.GetValueOrDefault(name)))
                yield return Readers($"{name} is derived otherwise than before.");
        }

        foreach (var change in Senders(older, newer))
            yield return change;
        if (!older.Deliveries.Select(Told).SequenceEqual(newer.Deliveries.Select(Told)) || !older.Retention.SequenceEqual(newer.Retention))
            yield return new ContractChange(ContractImpact.Widens, "Expected deliveries or retention changed.");
        if (older.Description != newer.Description)
            yield return new ContractChange(ContractImpact.None, "The description changed.");
    }

    public static ContractChange Added(ContractColumn column, DatasetContract newer) => column switch
    {
        { Canonical: { } canonical } => Readers($"{column.Name} is new and fills {canonical}."),
        { Required: true } => new ContractChange(ContractImpact.BreaksSenders, $"{column.Name} is new and required: files without it are refused."),
        { KeepInExtra: false } when newer.UnknownColumns != PiiTreatment.Drop =>
            Readers($"{column.Name} is new and not kept in extra, where its values went until now. Add keepInExtra, or raise the major version."),
        _ => new ContractChange(ContractImpact.Widens, $"{column.Name} is new and may be missing."),
    };

    public static ContractChange Removed(ContractColumn column) => column.Pii != PiiTreatment.None
        ? Readers($"{column.Name} is personal data and no longer known: it would go to extra as any unknown column does.")
        : Readers($"{column.Name} is no longer known: its values go to extra{(column.Canonical is { } name ? $", and no longer to {name}" : "")}.");

    private static IEnumerable<ContractChange> Senders(DatasetContract older, DatasetContract newer)
    {
        if (older.HeaderOptional != newer.HeaderOptional)
        {
            var what = newer.HeaderOptional ? "Files may come without a header line." : "Every file needs a header line.";
            yield return Change(narrows: older.HeaderOptional, what);
        }


        if (older.HeaderOptional && newer.HeaderOptional && Names(older.Columns) != Names(newer.Columns))
            yield return Readers("The columns' order changed: files without a header line are read by it.");
        foreach (var delimiter in older.Delimiters.Except(newer.Delimiters))
            yield return Change(narrows: true, $"Values may no longer be parted by '{delimiter}'.");
        foreach (var delimiter in newer.Delimiters.Except(older.Delimiters))
            yield return Change(narrows: false, $"Values may be parted by '{delimiter}'.");
        if (older.RejectLimit != newer.RejectLimit)
        {
            var falls = (newer.RejectLimit ?? 1) < (older.RejectLimit ?? 1);
            yield return Change(falls, $"rejectLimit is {newer.RejectLimit}, no longer {older.RejectLimit}.");
        }


        foreach (var rule in newer.Rules)
        {
            var before = older.Rules.FirstOrDefault(known => known.Name == rule.Name);
            var isAs = before is null ? "new" : "another";
            if (before is null || Text(before.Condition) != Text(rule.Condition))
                yield return Change(narrows: true, $"The rule {rule.Name} is {isAs}: rows may break it that were taken.");
        }

        foreach (var rule in older.Rules.Where(rule => newer.Rules.All(known => known.Name != rule.Name)))
            yield return Change(narrows: false, $"The rule {rule.Name} is gone.");
    }

    internal static ContractChange Change(bool narrows, string what) =>
        new(narrows ? ContractImpact.BreaksSenders : ContractImpact.Widens, what);

    private static ContractChange Readers(string what) => new(ContractImpact.BreaksReaders, what);

    private static string Names(IEnumerable<ContractColumn> columns) => string.Join(", ", columns.Select(column => column.Name));

    private static string? Text(Expression? expression) => expression is null ? null : Expressions.Of(expression);

    private static string Told(DeliveryExpectation expected) =>
        $"{expected.By} {expected.TimeZone} {string.Join(',', expected.Stores)} {string.Join(',', expected.Days)}";
}
