namespace RetailBus.EndToEnd.Compose;

/// <summary>A service of the compose file.</summary>
internal sealed class ComposeService(string name, IReadOnlyDictionary<string, object> node)
{
    public string Name => name;

    public string Image => (string)node["image"];

    /// <summary>Whether it is RetailBus.</summary>
    public bool IsOurs => Image.StartsWith("retailbus:", StringComparison.Ordinal);

    public IReadOnlyList<string> Command => Texts("command");

    public IReadOnlyList<string> Profiles => Texts("profiles");

    public IReadOnlyList<string> Ports => Texts("ports");

    public IReadOnlyList<string> Volumes => Texts("volumes");

    public IReadOnlyList<string> Secrets => Texts("secrets");

    public IReadOnlyList<string> EnvironmentFiles => Texts("env_file");

    public IReadOnlyDictionary<string, string> Environment => node.TryGetValue("environment", out var found)
        ? ComposeFile.Map(found).ToDictionary(variable => variable.Key, variable => (string)variable.Value)
        : new Dictionary<string, string>();

    /// <summary>Without the leading <c>CMD</c>.</summary>
    public IReadOnlyList<string> HealthCheck =>
        [.. ((List<object>)ComposeFile.Map(node["healthcheck"])["test"]).Cast<string>().SkipWhile(word => word == "CMD")];

    public string? Text(string key) => node.GetValueOrDefault(key) as string;

    public IReadOnlyList<string> Texts(string key) => node.TryGetValue(key, out var found) ? [.. ((List<object>)found).Cast<string>()] : [];
}
