using Microsoft.Extensions.Options;

namespace RetailBus.Orchestrator.Notifications;

/// <summary>What one property alone can't tell. The secret and the URL, which may hold one, are never quoted.</summary>
internal sealed class NotificationValidator : IValidateOptions<NotificationOptions>
{
    private const string Url = $"{NotificationOptions.Section}:{nameof(NotificationOptions.Url)}";
    private const string Secret = $"{NotificationOptions.Section}:{nameof(NotificationOptions.Secret)}";

    public ValidateOptionsResult Validate(string? name, NotificationOptions options)
    {
        var faults = new List<string>();
        if (options.Url is { } url && !IsHttp(url))
            faults.Add($"{Url} is no absolute http or https address (its value is not shown). Correct it, or remove it to switch notifications off.");
        if (options.Url is not null && (options.Secret?.Length ?? 0) < NotificationOptions.ShortestSecret)
            faults.Add($"{Secret} has fewer than {NotificationOptions.ShortestSecret} characters, so notifications could be forged. Set a longer one.");
        if (!IsHttp(options.RunsUrl))
            faults.Add($"{NotificationOptions.Section}:{nameof(options.RunsUrl)} is '{options.RunsUrl}', which is no http address.");
        if (options.LongestDelay < options.FirstDelay)
        {
            faults.Add(
                $"{NotificationOptions.Section}:{nameof(options.LongestDelay)} is shorter than {nameof(options.FirstDelay)}; waits grow from it.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsHttp(Uri url) => url is { IsAbsoluteUri: true, Scheme: "http" or "https" };
}
