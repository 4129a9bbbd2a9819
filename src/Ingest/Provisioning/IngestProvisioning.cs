using Microsoft.Extensions.Options;
using RetailBus.Platform.Aws;

namespace RetailBus.Ingest.Provisioning;

/// <summary>Buckets before the bus starts; the notification and the stream once it has, since the land queue is the bus's to make.</summary>
internal sealed class IngestProvisioning(
    ZoneProvisioning zones, NotificationProvisioning notifications, StreamProvisioning stream, IOptions<AwsOptions> aws)
    : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) =>
        aws.Value.Provision ? zones.MakeAsync(cancellationToken) : zones.CheckAsync(cancellationToken);

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
