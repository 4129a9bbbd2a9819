using System.Text.RegularExpressions;
using MassTransit;

namespace RetailBus.AmazonSqs;

/// <summary>
/// <c>amazonsqs://region/[scope/]name</c> with <c>?type=topic</c>, <c>durable=false</c>, <c>autodelete=true</c> or
/// <c>temporary=true</c>; short forms <c>queue:name</c> and <c>topic:name</c>.
/// </summary>
public sealed partial record AmazonSqsEndpointAddress
{
    public const string Scheme = "amazonsqs";

    private AmazonSqsEndpointAddress(Uri hostAddress, string name, bool isTopic)
    {
        Host = hostAddress.Host;
        Scope = hostAddress.AbsolutePath.Trim('/') is { Length: > 0 } scope ? scope : null;
        Name = name;
        IsTopic = isTopic;
    }

    /// <summary>The region.</summary>
    public string Host { get; private init; }

    public string? Scope { get; private init; }

    /// <summary>The queue's or topic's name.</summary>
    public string Name { get; private init; }

    public bool IsTopic { get; private init; }

    public bool Durable { get; private init; } = true;

    public bool AutoDelete { get; private init; }

    public static AmazonSqsEndpointAddress ForQueue(Uri hostAddress, string name, bool durable = true, bool autoDelete = false) =>
        new(hostAddress, name, false) { Durable = durable, AutoDelete = autoDelete };

    public static AmazonSqsEndpointAddress ForTopic(Uri hostAddress, string name, bool durable = true, bool autoDelete = false) =>
        new(hostAddress, name, true) { Durable = durable, AutoDelete = autoDelete };

    /// <exception cref="ConfigurationException">Another scheme, or a name that SNS or SQS would refuse.</exception>
    public static AmazonSqsEndpointAddress Parse(Uri hostAddress, Uri address)
    {
        var parsed = address.Scheme switch
        {
            Scheme => ParseFull(address),
            "queue" => new(hostAddress, address.AbsolutePath, false),
            "topic" => new(hostAddress, address.AbsolutePath, true),
            _ => throw new ConfigurationException(
                $"The address '{address}' is none of this transport: use {Scheme}://region/name, queue:name or topic:name."),
        };
        foreach (var option in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = option.Split('=', 2);
            var isTrue = parts.Length == 2 && string.Equals(parts[1], "true", StringComparison.OrdinalIgnoreCase);
            parsed = parts[0] switch
            {
                "durable" => parsed with { Durable = isTrue },
                "autodelete" => parsed with { AutoDelete = isTrue },
                "temporary" => parsed with { AutoDelete = isTrue, Durable = !isTrue },
                "type" => parsed with { IsTopic = parts.Length == 2 && parts[1] == "topic" },
                _ => parsed,
            };
        }

        return IsValidName(parsed.Name, parsed.IsTopic ? 256 : 80)
            ? parsed
            : throw new ConfigurationException(
                $"'{parsed.Name}' is no valid {(parsed.IsTopic ? "topic name: up to 256" : "queue name: up to 80")} "
                + "letters, digits, hyphens and underscores.");
    }

    /// <summary>Whether SNS or SQS takes the name.</summary>
    internal static bool IsValidName(string name, int maxLength) => name.Length <= maxLength && EntityName().IsMatch(name);

    /// <summary>The full form.</summary>
    public Uri ToUri()
    {
        var options = new List<string>();
        if (!Durable) options.Add("durable=false");
        if (AutoDelete) options.Add("autodelete=true");
        if (IsTopic) options.Add("type=topic");
        return new UriBuilder(Scheme, Host)
        {
            Path = Scope is null || IsTopic ? Name : $"{Scope}/{Name}",
            Query = string.Join('&', options),
        }.Uri;
    }

    private static AmazonSqsEndpointAddress ParseFull(Uri address)
    {
        var path = address.AbsolutePath.Trim('/');
        var slash = path.LastIndexOf('/');
        return new AmazonSqsEndpointAddress(address, path[(slash + 1)..], false) { Scope = slash < 0 ? null : path[..slash] };
    }

    [GeneratedRegex("^[A-Za-z0-9_-]+$")]
    private static partial Regex EntityName();
}
