namespace RetailBus.LocalCloud.Hosting;

/// <summary>Used where no queue or topic service is registered: no ARN exists.</summary>
internal sealed class NoEventTargets : IEventTargets
{
    public bool Exists(string arn) => false;

    public Task SendAsync(string arn, string body, string? subject, CancellationToken cancellationToken) =>
        throw new InvalidOperationException($"No service here takes messages for {arn}.");
}
