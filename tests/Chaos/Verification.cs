using System.Text.Json;
using RetailBus.Chaos.Oracle;

namespace RetailBus.Chaos;

/// <summary>Compares what the stack made of the raw zone with what was to be made of it.</summary>
internal sealed class Verification(
    IReadOnlyList<LandedVersion> versions, IReadOnlyDictionary<string, JsonElement> runs, WarehouseRows warehouse)
{
    private const int Shown = 5;

    private IEnumerable<LandedVersion> Readable => versions.Where(version => version.File.Accepted is not null);

    /// <summary>Every version has its run, which rests where it should, and counted right.</summary>
    public void CheckRuns()
    {
        Same("runs", versions.Select(version => version.BatchId), runs.Keys);
        foreach (var version in versions)
        {
            var run = runs[version.BatchId];
            var state = StateOf(version);
            var expected = version.File.Accepted is null ? "Failed" : state == "Duplicate" ? state : "Completed";
            Assert.True(state == expected, $"{version.Key} {version.BatchId} is {state} and not {expected}: {run.GetProperty("reason")}");
            if (expected != "Failed")
                CheckCounts(version, run);
            if (expected == "Duplicate")
                CheckDuplicate(version, run.GetProperty("duplicateOf").GetString()!);
        }
    }

    /// <summary>Row by row on all canonical columns, for the batches that were loaded; and in what they say, for all batches.</summary>
    public void CheckRows()
    {
        var expected = new ExpectedWarehouse(Readable.Where(version => StateOf(version) == "Completed"));
        Same("current rows", expected.Current, warehouse.Current);
        Same("rows, current and history", expected.All, warehouse.Current.Concat(warehouse.History));
        Same("contents, as if no duplicate had been spared", new ExpectedWarehouse(Readable).CurrentContents, warehouse.CurrentContents);
    }

    private string StateOf(LandedVersion version) => runs[version.BatchId].GetProperty("state").GetString()!;

    private static void CheckCounts(LandedVersion version, JsonElement run)
    {
        var rows = run.GetProperty("rows");
        var file = version.File;
        (string Term, long Expected)[] terms =
        [
            ("landed", file.Records), ("headers", file.Headers), ("accepted", file.Accepted!.Count), ("quarantined", file.Quarantined),
            ("duplicates", file.Duplicates),
        ];
        foreach (var (term, count) in terms)
            Assert.True(Term(rows, term) == count, $"{version.Key} {version.BatchId}: {term} is {Term(rows, term)} and not {count}");
        if (run.GetProperty("state").GetString() != "Completed")
            return;

        Assert.True(run.GetProperty("balanced").GetBoolean(), $"{version.Key} {version.BatchId} does not balance: {rows}");
        Assert.Equal(file.Accepted.Count, Term(rows, "inserted") + Term(rows, "updated") + Term(rows, "unchanged") + Term(rows, "superseded"));
    }

    private static long Term(JsonElement rows, string name) => rows.GetProperty(name).GetInt64();

    private void CheckDuplicate(LandedVersion version, string of)
    {
        var original = Assert.Single(versions, other => other.BatchId == of);
        Assert.Equal(original.Text, version.Text);
        Assert.Equal("Completed", StateOf(original));
    }

    private static void Same(string what, IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var left = expected.Order(StringComparer.Ordinal).ToList();
        var right = actual.Order(StringComparer.Ordinal).ToList();
        if (left.SequenceEqual(right))
            return;

        var counts = left.CountBy(text => text).ToDictionary();
        foreach (var (text, count) in right.CountBy(text => text))
            counts[text] = counts.GetValueOrDefault(text) - count;
        var differing = counts.Where(pair => pair.Value != 0).ToList();
        Assert.Fail($"{what}: {left.Count} expected, {right.Count} found; {differing.Count} differ, e.g.\n" + string.Join(
            '\n', differing.Take(Shown).Select(pair => $"{(pair.Value > 0 ? "missing" : "too many")} ({pair.Value}): {pair.Key}")));
    }
}
