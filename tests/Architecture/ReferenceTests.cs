using System.Xml.Linq;

namespace RetailBus.Architecture;

/// <summary>The references that DESIGN §9 allows; any other is a wrong turn of the data.</summary>
public class ReferenceTests
{
    private static readonly Dictionary<string, string[]> AllowedProjects = new()
    {
        ["Contracts"] = [],
        ["AwsClients"] = [],
        ["AmazonSqs"] = ["AwsClients"],
        ["SagaStore"] = [],
        ["LocalCloud"] = [],
        ["Platform"] = ["Contracts", "AmazonSqs", "AwsClients"],
        ["Ingest"] = ["Contracts", "Platform"],
        ["Transform"] = ["Contracts", "Platform"],
        ["Warehouse"] = ["Contracts", "Platform"],
        ["Orchestrator"] = ["Contracts", "Platform", "SagaStore"],
        ["Web"] = ["Contracts", "Platform"],
        ["Cli"] =
        [
            "Contracts", "Platform", "Ingest", "Transform", "Warehouse", "Orchestrator", "Web", "LocalCloud", "AmazonSqs", "AwsClients", "SagaStore",
        ],
    };

    /// <summary>Package name prefixes that a foundation project may use.</summary>
    private static readonly Dictionary<string, string[]> AllowedPackages = new()
    {
        ["Contracts"] = ["MassTransit.Abstractions"],
        ["AwsClients"] = ["AWSSDK.Core", "AWSSDK.KinesisFirehose", "AWSSDK.SimpleNotificationService"],
        ["AmazonSqs"] = ["MassTransit", "AWSSDK."],
        ["SagaStore"] = ["MassTransit", "Microsoft.Data.Sqlite", "Npgsql"],
        ["LocalCloud"] = ["Microsoft.Data.Sqlite"],
    };

    public static TheoryData<string> Projects => [.. Sources().Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_design_allows(string name)
    {
        var project = Sources().Single(source => source.Name == name);
        var references = Items(project.File, "ProjectReference")
            .Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')).Replace("RetailBus.", "", StringComparison.Ordinal));

        Assert.True(AllowedProjects.ContainsKey(name), $"{name} is new: say here what it may reference.");
        Assert.Empty(references.Except(AllowedProjects[name]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_foundation_project_uses_only_the_packages_that_it_is_about(string name)
    {
        if (!AllowedPackages.TryGetValue(name, out var allowed))
            return;

        var offenders = Items(Sources().Single(source => source.Name == name).File, "PackageReference")
            .Where(package => !allowed.Any(prefix => package.StartsWith(prefix, StringComparison.Ordinal)));

        Assert.Empty(offenders);
    }

    [Fact]
    public void Foundation_code_does_not_know_the_product()
    {
        var words = new[] { "RetailBus.Contracts", "RetailBus.Platform", "OrderBatch", "order_line", "retailbus-" };
        var offenders = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Foundation"), "*.cs", SearchOption.AllDirectories)
            .Where(Repository.IsSource)
            .Where(file => File.ReadAllText(file) is var text && words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)));

        Assert.Empty(offenders);
    }

    private static IEnumerable<(string Name, string File)> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => (Path.GetFileNameWithoutExtension(file).Replace("RetailBus.", "", StringComparison.Ordinal), file));

    private static IEnumerable<string> Items(string project, string item) =>
        XDocument.Load(project).Descendants(item).Select(element => element.Attribute("Include")!.Value);
}
