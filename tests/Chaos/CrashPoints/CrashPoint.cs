namespace RetailBus.Chaos.CrashPoints;

/// <summary>A moment in a service's work, told by the request that it makes to AWS then.</summary>
/// <param name="Service">Which one dies.</param>
/// <param name="IsMet">Whether a request (method, path and body) is the one.</param>
/// <param name="AfterEffect">Whether it dies once the request has had its effect, before it hears of it; otherwise before.</param>
internal sealed record CrashPoint(string Service, Func<string, string, string, bool> IsMet, bool AfterEffect = false)
{
    public static CrashPoint Publishing(string service, string message) =>
        new(service, (_, _, body) => body.Contains("Action=Publish", StringComparison.Ordinal) && body.Contains(message, StringComparison.Ordinal));

    public static CrashPoint Sending(string service, string queue, bool afterEffect) => new(
        service,
        (_, _, body) => body.Contains("MessageBody", StringComparison.Ordinal) && body.Contains($"/{queue}\"", StringComparison.Ordinal),
        afterEffect);

    public static CrashPoint Putting(string service, string partOfKey) =>
        new(service, (method, path, _) => method == "PUT" && path.Contains(partOfKey, StringComparison.Ordinal));
}
