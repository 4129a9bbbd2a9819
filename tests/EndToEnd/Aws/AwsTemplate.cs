using YamlDotNet.RepresentationModel;

namespace RetailBus.EndToEnd.Aws;

/// <summary>A file of <c>deploy/aws</c> as it is written.</summary>
internal sealed class AwsTemplate
{
    private readonly YamlMappingNode _root;

    private AwsTemplate(string name)
    {
        Name = name;
        Text = File.ReadAllText(Path.Combine(Folder, name + ".yaml"));
        var stream = new YamlStream();
        using var reader = new StringReader(Text);
        stream.Load(reader);
        _root = (YamlMappingNode)stream.Documents[0].RootNode;
    }

    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy", "aws");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.yaml")
        .Select(file => Path.GetFileNameWithoutExtension(file)!);

    public string Name { get; }

    public string Text { get; }

    public YamlMappingNode Resources => Section("Resources");

    public YamlMappingNode Conditions => Section("Conditions");

    public YamlMappingNode Outputs => Section("Outputs");

    public IEnumerable<string> Parameters => Section("Parameters").Children.Keys.Select(key => ((YamlScalarNode)key).Value!);

    public static AwsTemplate Read(string name) => new(name);

    /// <summary>Null for a parameter that has to be given.</summary>
    public string? Default(string parameter) =>
        ((YamlMappingNode)Section("Parameters")[parameter]).Children.TryGetValue("Default", out var found)
            ? ((YamlScalarNode)found).Value
            : null;

    /// <summary>Everything that it would make with these parameters, intrinsic functions worked out.</summary>
    public AwsDeployment Deploy(string account, string region, params (string Name, string Value)[] parameters) =>
        new(this, account, region, parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value));

    private YamlMappingNode Section(string name) =>
        _root.Children.TryGetValue(name, out var found) ? (YamlMappingNode)found : new YamlMappingNode();
}
