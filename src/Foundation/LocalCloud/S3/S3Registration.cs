using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RetailBus.LocalCloud.Hosting;
using RetailBus.LocalCloud.S3.Engine;
using RetailBus.LocalCloud.S3.Protocol;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3;

internal static class S3Registration
{
    public static IServiceCollection AddLocalS3(this IServiceCollection services) => services
        .AddSingleton<S3Store>()
        .AddSingleton<EventComposer>()
        .AddSingleton<EventDispatcher>()
        .AddSingleton<PayloadReceiver>()
        .AddSingleton<BlobReader>()
        .AddSingleton<ObjectPublisher>()
        .AddSingleton<Buckets>()
        .AddSingleton<Objects>()
        .AddSingleton<Uploads>()
        .AddSingleton<Listing>()
        .AddSingleton<BucketOperations>()
        .AddSingleton<ListOperations>()
        .AddSingleton<ObjectDownload>()
        .AddSingleton<ObjectOperations>()
        .AddSingleton<PartCopy>()
        .AddSingleton<UploadOperations>()
        .AddSingleton<TagOperations>()
        .AddSingleton<AclOperations>()
        .AddSingleton<IAwsService, S3Service>()
        .AddHostedService<StoreSweep>()
        .AddSingleton<IHostedService>(provider => provider.GetRequiredService<EventDispatcher>());
}
