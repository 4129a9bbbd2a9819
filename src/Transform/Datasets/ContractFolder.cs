namespace RetailBus.Transform.Datasets;

/// <summary>Contracts to be checked before a service has to: files, or folders of <c>*.odcs.yaml</c>.</summary>
public static class ContractFolder
{
    /// <summary>The contracts' files; a folder stands for those in it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    public static IReadOnlyList<string> Files(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return [.. paths.SelectMany(path => Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.odcs.yaml").Order(StringComparer.Ordinal)
            : File.Exists(path) ? (IEnumerable<string>)[path] : throw new FileNotFoundException($"There is no file or folder {path}."))];
    }

    /// <summary>All errors of a file, each with file, line and fix; empty when it is good.</summary>
    public static IReadOnlyList<string> Errors(string file)
    {
        try
        {
            ContractReader.Read(file);
            return [];
        }
        catch (ContractException e)
        {
            return e.Errors;
        }
    }
}
