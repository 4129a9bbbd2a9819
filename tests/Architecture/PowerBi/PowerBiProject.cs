using System.Text.Json;

namespace RetailBus.Architecture.PowerBi;

/// <summary>The files of <c>deploy/powerbi</c>.</summary>
internal static class PowerBiProject
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy", "powerbi");

    public static string Model { get; } = Path.Combine(Folder, "RetailBus.SemanticModel", "definition");

    public static string Report { get; } = Path.Combine(Folder, "RetailBus.Report", "definition");

    /// <summary>Each definition with its file's name below <see cref="Model"/>.</summary>
    public static IReadOnlyList<(string File, TmdlObject Object)> Definitions { get; } =
    [
        .. Directory.EnumerateFiles(Model, "*.tmdl", SearchOption.AllDirectories)
            .SelectMany(file => TmdlReader.Read(file).Select(definition => (Path.GetRelativePath(Model, file), definition))),
    ];

    public static IReadOnlyList<TmdlObject> Tables { get; } = [.. Definitions.Select(found => found.Object).Where(found => found.Kind == "table")];

    /// <summary>Pages by their folders, each with its visuals by theirs.</summary>
    public static IEnumerable<(string Name, JsonElement Page, IReadOnlyList<(string Name, JsonElement Visual)> Visuals)> Pages() =>
        Directory.EnumerateDirectories(Path.Combine(Report, "pages")).Order(StringComparer.Ordinal).Select(page => (
            Path.GetFileName(page),
            Json(Path.Combine(page, "page.json")),
            (IReadOnlyList<(string, JsonElement)>)
            [
                .. Directory.EnumerateDirectories(Path.Combine(page, "visuals")).Order(StringComparer.Ordinal)
                    .Select(visual => (Path.GetFileName(visual), Json(Path.Combine(visual, "visual.json")))),
            ]));

    public static IEnumerable<string> JsonFiles() => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".json" or ".pbip" or ".pbir" or ".pbism" or ".platform");

    public static JsonElement Json(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.Clone();
    }
}
