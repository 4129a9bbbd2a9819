using System.Globalization;
using System.Reflection;
using RetailBus.SagaStore.Databases;

namespace RetailBus.SagaStore.Schema;

/// <summary>One forward step of the schema, embedded as <c>Schema/{database}/{number}-{name}.sql</c>.</summary>
internal sealed record Migration(int Version, string Name, string Sql)
{
    public static IReadOnlyList<Migration> For(SqlDialect dialect)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var folder = $"Schema/{dialect.Name}/";
        return [.. assembly.GetManifestResourceNames()
            .Where(x => x.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(x => Load(assembly, x, x[folder.Length..]))];
    }

    private static Migration Load(Assembly assembly, string resource, string file)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var dash = file.IndexOf('-', StringComparison.Ordinal);
        var version = int.Parse(file[..dash], CultureInfo.InvariantCulture);
        return new(version, Path.GetFileNameWithoutExtension(file[(dash + 1)..]), reader.ReadToEnd());
    }
}
