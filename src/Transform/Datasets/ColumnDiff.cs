namespace RetailBus.Transform.Datasets;

/// <summary>Differences of one column.</summary>
internal static class ColumnDiff
{
    public static IEnumerable<ContractChange> Between(ContractColumn older, ContractColumn newer) =>
        [.. Readers(older, newer), .. Names(older, newer), .. Rules(older, newer), .. Words(older, newer)];

    private static IEnumerable<ContractChange> Readers(ContractColumn older, ContractColumn newer)
    {
        var name = newer.Name;
        if (older.Type != newer.Type)
            yield return Reader($"{name} is {newer.Type}, no longer {older.Type}.");
        if (older.Canonical != newer.Canonical)
            yield return Reader($"{name} fills {newer.Canonical ?? "nothing"}, no longer {older.Canonical ?? "nothing"}.");
        if (older.TimeZone != newer.TimeZone)
            yield return Reader($"{name} is in {newer.TimeZone}, no longer in {older.TimeZone}: the same text is another time.");
        if (!IsExtended(older.Formats, newer.Formats) && newer.Formats.Intersect(older.Formats).Count() == older.Formats.Count)
            yield return Reader($"{name} has its formats in another order: the same text may be another time.");
        if ((older.DecimalSeparator, older.GroupSeparator) != (newer.DecimalSeparator, newer.GroupSeparator))
            yield return Reader($"{name} has other separators: the same text may be another number.");
        if (older.Default != newer.Default && older.Default is not null)
            yield return Reader($"{name} has another default: missing values mean something else.");
        if (older.Trim != newer.Trim)
            yield return Reader($"{name} is {(newer.Trim ? "" : "no longer ")}trimmed: the same text is another value.");
        if (older.Pii != newer.Pii)
            yield return Reader($"{name} is personal data to {newer.Pii}, no longer {older.Pii}: its values are written otherwise.");
        if (older.KeepInExtra != newer.KeepInExtra)
        {
            yield return newer.KeepInExtra
                ? Change(narrows: false, $"{name} is kept in extra.")
                : Reader($"{name} is no longer kept in extra.");
        }
    }

    private static IEnumerable<ContractChange> Names(ContractColumn older, ContractColumn newer)
    {
        foreach (var alias in older.HeaderNames.Except(newer.HeaderNames, StringComparer.OrdinalIgnoreCase))
            yield return Change(narrows: true, $"{newer.Name} may no longer be called {alias}.");
        foreach (var alias in newer.HeaderNames.Except(older.HeaderNames, StringComparer.OrdinalIgnoreCase))
            yield return Change(narrows: false, $"{newer.Name} may be called {alias}.");
        foreach (var format in older.Formats.Except(newer.Formats))
            yield return Change(narrows: true, $"{newer.Name} may no longer be written as {format}.");
        foreach (var format in newer.Formats.Except(older.Formats))
            yield return Change(narrows: false, $"{newer.Name} may be written as {format}.");
    }

    private static IEnumerable<ContractChange> Rules(ContractColumn older, ContractColumn newer)
    {
        var name = newer.Name;
        if (older.Required != newer.Required)
            yield return Change(newer.Required, $"{name} is {(newer.Required ? "" : "no longer ")}required.");
        if (older.Unique != newer.Unique)
            yield return Change(newer.Unique, $"{name} is {(newer.Unique ? "" : "no longer ")}unique.");
        if (older.Default is null && newer.Default is not null)
            yield return Change(narrows: false, $"{name} has a default.");
        if (older.Minimum != newer.Minimum || older.MinimumTime != newer.MinimumTime || older.MinLength != newer.MinLength)
        {
            var rises = Rises(older.Minimum, newer.Minimum) || Rises(older.MinimumTime, newer.MinimumTime) || Rises(older.MinLength, newer.MinLength);
            yield return Change(rises, $"{name} has another minimum.");
        }


        if (older.Maximum != newer.Maximum || older.MaximumTime != newer.MaximumTime || older.MaxLength != newer.MaxLength)
        {
            var falls = Falls(older.Maximum, newer.Maximum) || Falls(older.MaximumTime, newer.MaximumTime) || Falls(older.MaxLength, newer.MaxLength);
            yield return Change(falls, $"{name} has another maximum.");
        }


        if (older.Pattern != newer.Pattern)
        {
            var what = newer.Pattern is null ? $"{name} needs no pattern." : $"{name} must match {newer.Pattern}.";
            yield return Change(newer.Pattern is not null, what);
        }


        if (!older.AcceptedValues.ToHashSet().SetEquals(newer.AcceptedValues))
        {
            var isNarrower = newer.AcceptedValues.Count > 0
                && (older.AcceptedValues.Count == 0 || older.AcceptedValues.Except(newer.AcceptedValues).Any());
            yield return Change(isNarrower, $"{name} accepts other values.");
        }
    }

    private static IEnumerable<ContractChange> Words(ContractColumn older, ContractColumn newer)
    {
        if (older.Description != newer.Description)
            yield return new ContractChange(ContractImpact.None, $"{newer.Name} is described otherwise.");
    }

    private static bool IsExtended(IReadOnlyList<string> older, IReadOnlyList<string> newer) => newer.Take(older.Count).SequenceEqual(older);

    private static bool Rises<T>(T? older, T? newer)
        where T : struct, IComparable<T> => newer is { } now && (older is not { } then || now.CompareTo(then) > 0);

    private static bool Falls<T>(T? older, T? newer)
        where T : struct, IComparable<T> => newer is { } now && (older is not { } then || now.CompareTo(then) < 0);

    private static ContractChange Change(bool narrows, string what) => DatasetDiff.Change(narrows, what);

    private static ContractChange Reader(string what) => new(ContractImpact.BreaksReaders, what);
}
