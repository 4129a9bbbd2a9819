using Microsoft.Extensions.Options;

namespace RetailBus.Platform.Datasets;

/// <summary>The datasets that there are: a contract's file name is its dataset's name.</summary>
public sealed class DatasetCatalog
{
    private const string Suffix = ".odcs.yaml";
    private readonly Dictionary<string, string> _files;

    public DatasetCatalog(IOptions<DatasetOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = options.Value.Path;
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"Datasets:Path names {folder}, which is not there. It is the folder of the contracts (*{Suffix}).");

        _files = Directory.EnumerateFiles(folder, "*" + Suffix)
            .ToDictionary(file => Path.GetFileName(file)[..^Suffix.Length], StringComparer.Ordinal);
        Names = [.. _files.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>In alphabetical order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether there is a contract of that name; case matters.</summary>
    public bool Contains(string dataset) => _files.ContainsKey(dataset);

    /// <summary>The contract's file.</summary>
    public string FileOf(string dataset) => _files[dataset];
}
