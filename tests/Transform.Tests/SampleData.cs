namespace RetailBus.Transform.Tests;

/// <summary>Files that stand beside the repository, where they do.</summary>
internal static class SampleData
{
    /// <summary>The folder <c>shared/data/online-retail</c> of this folder or one above; null when there is none.</summary>
    public static string? OnlineRetail { get; } = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data", "online-retail");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
