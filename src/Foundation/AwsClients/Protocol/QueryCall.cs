using System.Globalization;
using Amazon.Runtime.Internal;

namespace RetailBus.AwsClients.Protocol;

/// <summary>A call of the AWS Query protocol: form parameters in, XML out.</summary>
internal sealed class QueryCall : AwsCall
{
    private readonly List<KeyValuePair<string, string>> _parameters;

    public QueryCall(AwsService service, string operation)
        : base(service) => _parameters = [new("Action", operation), new("Version", service.ApiVersion)];

    public QueryCall With(string name, string? value)
    {
        if (value is not null) _parameters.Add(new(name, value));
        return this;
    }

    /// <summary>A map as <c>Name.entry.1.key</c> and <c>Name.entry.1.value</c>, a form of the Query protocol.</summary>
    public QueryCall WithMap(string name, IReadOnlyDictionary<string, string>? map)
    {
        var index = 0;
        foreach (var (key, value) in map ?? new Dictionary<string, string>())
        {
            var entry = string.Create(CultureInfo.InvariantCulture, $"{name}.entry.{++index}");
            With(entry + ".key", key).With(entry + ".value", value);
        }

        return this;
    }

    public override void WriteTo(IRequest request)
    {
        foreach (var (name, value) in _parameters) request.Parameters[name] = value;
    }
}
