using Microsoft.Extensions.DependencyInjection;
using RetailBus.LocalCloud.Firehose.Engine;
using RetailBus.LocalCloud.Firehose.Protocol;
using RetailBus.LocalCloud.Firehose.Store;
using RetailBus.LocalCloud.Hosting;

namespace RetailBus.LocalCloud.Firehose;

internal static class FirehoseRegistration
{
    public static IServiceCollection AddLocalFirehose(this IServiceCollection services) => services
        .AddSingleton<FirehoseStore>()
        .AddSingleton<Buffers>()
        .AddSingleton<StreamStatus>()
        .AddSingleton<DeliveryStreams>()
        .AddSingleton<ObjectDelivery>()
        .AddSingleton<StreamOperations>()
        .AddSingleton<TagOperations>()
        .AddSingleton<EncryptionOperations>()
        .AddSingleton<RecordOperations>()
        .AddSingleton<IAwsService, FirehoseService>()
        .AddHostedService<DeliveryLoop>();
}
