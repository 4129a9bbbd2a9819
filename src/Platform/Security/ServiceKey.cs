using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace RetailBus.Platform.Security;

/// <summary>What the services show each other. A process without a configured one has its own, for what it asks of itself.</summary>
public sealed class ServiceKey
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "X-RetailBus-Service-Key";

    /// <summary>The header that says for whom a service asks, escaped as in a URI; absent when for itself.</summary>
    public const string ActorHeader = "X-RetailBus-Actor";

    /// <summary>The header that says what that caller may do.</summary>
    public const string RoleHeader = "X-RetailBus-Role";

    private const int Bytes = 32;
    private readonly byte[] _digest;

    public ServiceKey(IOptions<SecurityOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        IsConfigured = options.Value.ServiceKey is not null;
        Value = options.Value.ServiceKey ?? Convert.ToHexString(RandomNumberGenerator.GetBytes(Bytes));
        _digest = Digest(Value);
    }

    /// <summary>Whether other processes know it.</summary>
    public bool IsConfigured { get; }

    /// <summary>Secret. One that is not configured goes to this process alone.</summary>
    internal string Value { get; }

    /// <summary>Takes the same time whatever is offered.</summary>
    public bool Matches(string offered) => CryptographicOperations.FixedTimeEquals(Digest(offered), _digest);

    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
