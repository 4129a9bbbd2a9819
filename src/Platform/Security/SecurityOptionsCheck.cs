using Microsoft.Extensions.Options;

namespace RetailBus.Platform.Security;

/// <summary>Refuses keys that could be guessed.</summary>
internal sealed class SecurityOptionsCheck : IValidateOptions<SecurityOptions>
{
    public ValidateOptionsResult Validate(string? name, SecurityOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.ServiceKey is { } key && key.Length < SecurityOptions.ShortestServiceKey
            ? ValidateOptionsResult.Fail(
                $"The service key ({SecurityOptions.ServiceKeyVariable} or {SecurityOptions.Section}:{nameof(SecurityOptions.ServiceKey)}) has {key.Length} "
                + $"characters; give {SecurityOptions.ShortestServiceKey} or more that nobody can guess, for example of: openssl rand -base64 32")
            : ValidateOptionsResult.Success;
    }
}
