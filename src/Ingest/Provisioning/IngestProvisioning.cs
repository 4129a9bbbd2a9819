using Microsoft.Extensions.Options;
using RetailBus.Platform.Aws;

namespace RetailBus.Ingest.Provisioning;

/// <summary>The notification and the stream, once the bus has started: the land queue is the bus's to make.</summary>
internal sealed class IngestProvisioning(
    NotificationProvisioning notifications, StreamProvisioning stream, IOptions<AwsOptions> aws) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (aws.Value.Provision)
        {
            await notifications.MakeAsync(cancellationToken);
            await stream.MakeAsync(cancellationToken);
        }
        else
        {
            await notifications.CheckAsync(cancellationToken);
            await stream.CheckAsync(cancellationToken);
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
