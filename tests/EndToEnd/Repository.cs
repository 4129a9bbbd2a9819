namespace RetailBus.EndToEnd;

/// <summary>The checkout that the tests were built from, and the sample data beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = Above("RetailBus.sln");

    /// <summary>The Online Retail files: shared/data/online-retail beside the checkout.</summary>
    public static string[] OnlineRetailFiles()
    {
        var folder = Path.Combine(Path.GetDirectoryName(Root)!, "shared", "data", "online-retail");
        if (!Directory.Exists(folder))
            Assert.Skip("The Online Retail files are not beside the checkout (shared/data/online-retail).");
        return [.. Directory.GetFiles(folder, "*.csv.gz").Order(StringComparer.Ordinal)];
    }

    private static string Above(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, file)))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"{file} is in no folder above the tests.");
    }
}
