using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>A host with the embedded warehouse has no account to name.</summary>
internal sealed class SnowflakeOptionsValidator(IOptions<WarehouseOptions> warehouse) : IValidateOptions<SnowflakeOptions>
{
    private const string Engine = "Snowflake";

    public ValidateOptionsResult Validate(string? name, SnowflakeOptions options)
    {
        if (!string.Equals(warehouse.Value.Engine, Engine, StringComparison.OrdinalIgnoreCase))
            return ValidateOptionsResult.Skip;

        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        var faults = results.Select(result => $"{result.ErrorMessage}").Concat(Across(options)).Concat(Keys(options)).ToList();
        return faults.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(faults.Select(fault => $"{SnowflakeOptions.Section}: {fault}"));
    }

    private static IEnumerable<string> Across(SnowflakeOptions options)
    {
        if (options.Host is { } host && !IsSafe(host))
            yield return $"Host is {host}; it must be the https:// address of an account, or be left out.";
        if (options.PollAtMost < options.PollAfter)
            yield return $"PollAtMost is {options.PollAtMost}, less than PollAfter ({options.PollAfter}); raise the one or lower the other.";
        if (string.Equals(options.Role, options.ReaderRole, StringComparison.Ordinal))
            yield return $"Role and ReaderRole are both {options.Role}; queries could write. Give ReaderRole a role that only reads.";
    }

    private static bool IsSafe(Uri host) =>
        host.IsAbsoluteUri && (host.Scheme == Uri.UriSchemeHttps || (host.Scheme == Uri.UriSchemeHttp && host.IsLoopback));

    /// <summary>A key that can't be read is told at the start, and never with what it holds.</summary>
    private static IEnumerable<string> Keys(SnowflakeOptions options)
    {
        var (text, file) = (SnowflakeOptions.Given(options.PrivateKey), SnowflakeOptions.Given(options.PrivateKeyFile));
        if (text is null && file is null)
            yield return "neither PrivateKey nor PrivateKeyFile is set; give the service user's RSA key, in the environment or a file.";
        if (text is not null && file is not null)
            yield return "PrivateKey and PrivateKeyFile are both set; leave one of them out (NextPrivateKey… is for a second key).";
        if (SnowflakeOptions.Given(options.NextPrivateKey) is not null && SnowflakeOptions.Given(options.NextPrivateKeyFile) is not null)
            yield return "NextPrivateKey and NextPrivateKeyFile are both set; leave one of them out.";
        foreach (var key in SnowflakeKey.Of(options))
        {
            if (key.Fault() is { } fault)
                yield return fault;
        }
    }
}
