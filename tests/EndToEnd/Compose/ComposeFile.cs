using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace RetailBus.EndToEnd.Compose;

/// <summary><c>deploy/compose/compose.yaml</c> as Docker Compose merges it.</summary>
internal sealed class ComposeFile
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy", "compose");

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, ComposeService> Services { get; }

    /// <summary>The file of each secret.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; }

    public static ComposeFile Read() => new();

    private ComposeFile()
    {
        using var text = File.OpenText(Path.Combine(Folder, "compose.yaml"));
        var root = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(new MergingParser(new Parser(text)));
        Services = Map(root["services"]).ToDictionary(service => service.Key, service => new ComposeService(service.Key, Map(service.Value)));
        Secrets = Map(root["secrets"]).ToDictionary(secret => secret.Key, secret => (string)Map(secret.Value)["file"]);
    }

    internal static Dictionary<string, object> Map(object node) =>
        ((Dictionary<object, object>)node).ToDictionary(entry => (string)entry.Key, entry => entry.Value);
}
