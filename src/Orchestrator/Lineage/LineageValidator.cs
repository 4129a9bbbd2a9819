using Microsoft.Extensions.Options;

namespace RetailBus.Orchestrator.Lineage;

/// <summary>What one property alone can't tell. Address and key, which may hold a secret, are never quoted.</summary>
internal sealed class LineageValidator : IValidateOptions<LineageOptions>
{
    private const string Url = $"{LineageOptions.Section}:{nameof(LineageOptions.Url)}";

    public ValidateOptionsResult Validate(string? name, LineageOptions options)
    {
        var faults = new List<string>();
        if (options.Url is { } url && url is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            faults.Add(
                $"{Url} (or {LineageOptions.UrlVariable}) is no absolute http or https address (its value is not shown). Correct it, or "
                + "remove it to switch lineage off.");
        }

        if (options.ApiKey?.Any(character => char.IsControl(character) || character > '~') == true)
        {
            faults.Add(
                $"{LineageOptions.Section}:{nameof(options.ApiKey)} (or {LineageOptions.ApiKeyVariable}) has characters that no header "
                + "can carry.");
        }

        if (options.LongestDelay < options.FirstDelay)
        {
            faults.Add(
                $"{LineageOptions.Section}:{nameof(options.LongestDelay)} is shorter than {nameof(options.FirstDelay)}; "
                + "waits grow from it.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
