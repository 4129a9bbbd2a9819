using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace RetailBus.EndToEnd.Aws;

/// <summary>
/// What CloudFormation would make of a template: the functions that these templates use, the names that they give, and for what AWS would
/// name itself (addresses, ids) the logical name.
/// </summary>
internal sealed partial class AwsDeployment
{
    private readonly AwsTemplate _template;
    private readonly string _account;
    private readonly string _region;
    private readonly IReadOnlyDictionary<string, string> _parameters;
    private readonly Dictionary<string, string> _names = [];

    public AwsDeployment(AwsTemplate template, string account, string region, IReadOnlyDictionary<string, string> parameters)
    {
        (_template, _account, _region, _parameters) = (template, account, region, parameters);
        Assert.Empty(parameters.Keys.Except(template.Parameters));
        Resources = [.. template.Resources.Children.Where(IsMade).Select(Resource)];
    }

    public IReadOnlyList<AwsResource> Resources { get; }

    public IEnumerable<AwsResource> Of(string type) => Resources.Where(resource => resource.Type == type);

    public AwsResource Find(string id) => Resources.Single(resource => resource.Id == id);

    public string Output(string name) => Resolve(_template.Outputs[name]["Value"])!.GetValue<string>();

    private bool IsMade(KeyValuePair<YamlNode, YamlNode> resource) =>
        !((YamlMappingNode)resource.Value).Children.TryGetValue("Condition", out var condition)
            || Holds(((YamlScalarNode)condition).Value!);

    private AwsResource Resource(KeyValuePair<YamlNode, YamlNode> resource) => new(
        ((YamlScalarNode)resource.Key).Value!,
        TypeOf(((YamlScalarNode)resource.Key).Value!),
        ((YamlMappingNode)resource.Value).Children.TryGetValue("Properties", out var properties) ? Resolve(properties)!.AsObject() : []);

    private bool Holds(string condition) => IsTrue(_template.Conditions[condition]);

    private bool IsTrue(YamlNode node) => node.Tag.Value switch
    {
        "!Equals" => Text(node[0]) == Text(node[1]),
        "!Not" => !IsTrue(node[0]),
        _ => throw new NotSupportedException($"{_template.Name}: the condition {node.Tag}"),
    };

    private string Text(YamlNode node) => Resolve(node)!.GetValue<string>();

    /// <summary>Null where AWS::NoValue takes a property away.</summary>
    private JsonNode? Resolve(YamlNode node) => (node.Tag.IsEmpty ? "" : node.Tag.Value) switch
    {
        "!Ref" => Reference(((YamlScalarNode)node).Value!),
        "!GetAtt" => Attribute(((YamlScalarNode)node).Value!),
        "!Sub" => Substituted(((YamlScalarNode)node).Value!),
        "!If" => Chosen(node),
        "!Join" => string.Join(Text(node[0]), Resolve(node[1])!.AsArray().Select(item => item!.GetValue<string>())),
        "!Select" => Items(node[1])[int.Parse(Text(node[0]), null)],
        "!GetAZs" => new JsonArray($"{_region}a", $"{_region}b"),
        "!Cidr" => new JsonArray("10.40.0.0/20", "10.40.16.0/20", "10.40.32.0/20", "10.40.48.0/20"),
        _ => node switch
        {
            YamlMappingNode { Children: { Count: 1 } only } when only.First() is { Key: YamlScalarNode { Value: "Fn::If" } } choice =>
                Chosen(choice.Value),
            YamlMappingNode map => Object(map),
            YamlSequenceNode list => new JsonArray([.. list.Children.Select(Resolve).Where(item => item is not null)]),
            _ => JsonValue.Create(((YamlScalarNode)node).Value!),
        },
    };

    private string[] Items(YamlNode node) =>
        Resolve(node) is JsonArray items ? [.. items.Select(item => item!.GetValue<string>())] : Text(node).Split(',');

    private JsonNode? Chosen(YamlNode node) => Resolve(node[Holds(((YamlScalarNode)node[0]).Value!) ? 1 : 2]);

    private JsonObject Object(YamlMappingNode map)
    {
        var result = new JsonObject();
        foreach (var (key, value) in map.Children)
        {
            if (Resolve(value) is { } resolved)
                result[((YamlScalarNode)key).Value!] = resolved;
        }

        return result;
    }

    private JsonNode? Reference(string name)
    {
        switch (name)
        {
            case "AWS::NoValue": return null;
            case "AWS::AccountId": return _account;
            case "AWS::Region": return _region;
            case "AWS::Partition": return "aws";
            case "AWS::URLSuffix": return "amazonaws.com";
        }

        if (_template.Parameters.Contains(name))
        {
            return _parameters.GetValueOrDefault(name) ?? _template.Default(name)
                ?? throw new InvalidOperationException($"{_template.Name} wants {name}.");
        }

        return TypeOf(name) switch
        {
            "AWS::SNS::Topic" => Attribute(name + ".TopicArn"),
            _ => NameOf(name),
        };
    }

    private string Attribute(string path)
    {
        var (name, attribute) = (path[..path.IndexOf('.', StringComparison.Ordinal)],
            path[(path.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        var type = TypeOf(name);
        return (type, attribute) switch
        {
            ("AWS::SQS::Queue", "Arn") => Arn("sqs", NameOf(name)),
            ("AWS::SNS::Topic", "TopicArn") => Arn("sns", NameOf(name)),
            ("AWS::S3::Bucket", "Arn") => $"arn:aws:s3:::{NameOf(name)}",
            ("AWS::IAM::Role", "Arn") => $"arn:aws:iam::{_account}:role/{NameOf(name)}",
            ("AWS::KMS::Key", "Arn") => Arn("kms", $"key/{name}"),
            ("AWS::Logs::LogGroup", "Arn") => Arn("logs", $"log-group:{NameOf(name)}:*"),
            _ => path,
        };
    }

    private string Arn(string service, string resource) => $"arn:aws:{service}:{_region}:{_account}:{resource}";

    private string Substituted(string text) => Placeholder().Replace(text, found =>
        found.Groups[1].Value.Contains('.', StringComparison.Ordinal)
            ? Attribute(found.Groups[1].Value)
            : Reference(found.Groups[1].Value)!.GetValue<string>());

    private string TypeOf(string id) => ((YamlScalarNode)_template.Resources[id]["Type"]).Value!;

    private string NameOf(string id)
    {
        if (_names.TryGetValue(id, out var known))
            return known;
        var given = new[] { "QueueName", "TopicName", "BucketName", "RoleName", "LogGroupName", "DeliveryStreamName" };
        var properties = _template.Resources[id] is YamlMappingNode node && node.Children.TryGetValue("Properties", out var found)
            ? (YamlMappingNode)found
            : new YamlMappingNode();
        var named = given.FirstOrDefault(key => properties.Children.ContainsKey(key));
        return _names[id] = named is null ? id : Text(properties[named]);
    }

    [GeneratedRegex(@"\$\{([A-Za-z0-9:.]+)\}")]
    private static partial Regex Placeholder();
}
