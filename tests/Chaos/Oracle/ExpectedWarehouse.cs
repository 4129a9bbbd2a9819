namespace RetailBus.Chaos.Oracle;

/// <summary>What the warehouse must hold once the given versions, and no others, were loaded, in whatever order.</summary>
internal sealed class ExpectedWarehouse
{
    public ExpectedWarehouse(IEnumerable<LandedVersion> loaded)
    {
        var versions = loaded.ToList();
        All = [.. versions.SelectMany(version => version.File.Accepted!.Select(version.Row))];
        var claims = versions.Where(version => !version.Replaces || version == NewestOf(versions, version.Key))
            .SelectMany(version => version.File.Accepted!.Select(line => (version, line)));
        foreach (var key in claims.GroupBy(claim => claim.line.RowKey))
        {
            var newest = key.Max(claim => claim.version.LandedAt);
            var (winner, row) = Assert.Single(key, claim => claim.version.LandedAt == newest);
            Current.Add(winner.Row(row));
            CurrentContents.Add(row.Content());
        }
    }

    /// <summary>Current rows, by all canonical columns.</summary>
    public List<string> Current { get; } = [];

    /// <summary>Current rows, without where they came from.</summary>
    public List<string> CurrentContents { get; } = [];

    /// <summary>Current and history together: every accepted row of every loaded batch.</summary>
    public List<string> All { get; }

    private static LandedVersion NewestOf(List<LandedVersion> versions, string slot)
    {
        var ofSlot = versions.Where(version => version.Key == slot).ToList();
        var newest = ofSlot.Max(version => version.LandedAt);
        return Assert.Single(ofSlot, version => version.LandedAt == newest);
    }
}
