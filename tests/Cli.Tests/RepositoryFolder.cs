namespace RetailBus.Cli.Tests;

/// <summary>The folder of the sources, above the tests that run.</summary>
internal static class RepositoryFolder
{
    public static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RetailBus.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("RetailBus.sln stands in no folder above the tests.");
        return folder.FullName;
    }
}
