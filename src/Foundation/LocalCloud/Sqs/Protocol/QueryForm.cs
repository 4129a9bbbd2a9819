using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using RetailBus.LocalCloud.Hosting;

namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>
/// The parameters of a Query request as a tree: <c>Tag.1.Key=a</c> is the leaf <c>Key</c> under <c>1</c> under <c>Tag</c>.
/// </summary>
internal sealed class QueryForm
{
    private const int MaxParameters = 2_000;
    private const int MaxDepth = 8;
    private const int MaxNameLength = 512;

    private static readonly string[] OfProtocol =
    [
        "Action", "Version", "AWSAccessKeyId", "Signature", "SignatureMethod", "SignatureVersion", "Timestamp", "Expires", "SecurityToken",
    ];

    private readonly Dictionary<string, QueryForm> _children = new(StringComparer.Ordinal);
    private string? _value;

    /// <summary>The direct members, in the order in which they came.</summary>
    public IEnumerable<(string Name, QueryForm Member)> Members => _children.Select(c => (c.Key, c.Value));

    /// <summary>The direct members that are parameters of the operation, and not of the protocol or the signature.</summary>
    public IEnumerable<(string Name, QueryForm Member)> Parameters => Members.Where(
        member => !OfProtocol.Contains(member.Name) && !member.Name.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase));

    /// <summary>The text of a parameter that has no parts; null for others.</summary>
    public string? Text => _value;

    /// <exception cref="InvalidDataException">The form is malformed or over a limit.</exception>
    public static async Task<QueryForm> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, limit, cancellationToken)
            ?? throw new InvalidDataException($"The request is larger than {limit} bytes.");
        var root = new QueryForm();
        foreach (var (name, values) in QueryHelpers.ParseQuery(request.QueryString.Value))
            root.Add(name, values.ToString());
        using var reader = new FormReader(Decode(body))
        {
            ValueCountLimit = MaxParameters,
            KeyLengthLimit = MaxNameLength,
            ValueLengthLimit = limit,
        };
        foreach (var (name, values) in await reader.ReadFormAsync(cancellationToken))
            root.Add(name, values.ToString());
        return root;
    }

    public string? Value(string name) => _children.GetValueOrDefault(name)?._value;

    public QueryForm? Member(string name) => _children.GetValueOrDefault(name);

    /// <summary>The numbered members of a list, in order of their numbers, which need not be contiguous.</summary>
    public IEnumerable<QueryForm> Items() =>
        from child in _children
        let number = int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : int.MaxValue
        orderby number
        select child.Value;

    private static string Decode(byte[] body)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body);
        }
        catch (DecoderFallbackException malformed)
        {
            throw new InvalidDataException("The form is not UTF-8.", malformed);
        }
    }

    private void Add(string name, string value)
    {
        var parts = name.Split('.');
        if (parts.Length > MaxDepth)
            throw new InvalidDataException($"The parameter {name} has too many parts.");
        var node = this;
        foreach (var part in parts)
        {
            if (!node._children.TryGetValue(part, out var child))
                node._children.Add(part, child = new QueryForm());
            node = child;
        }
        node._value = value;
    }
}
