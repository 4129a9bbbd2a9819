using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.Extensions.Logging;
using RetailBus.LocalCloud.Firehose.Store;
using RetailBus.LocalCloud.Metering;
using RetailBus.LocalCloud.S3;
using RetailBus.LocalCloud.S3.Engine;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.Firehose.Engine;

/// <summary>Turns a closed buffer into an object of S3, so that the bucket's notifications fire, and then forgets its records.</summary>
internal sealed class ObjectDelivery(FirehoseStore store, Objects objects, UsageMeter meter, ILogger<ObjectDelivery> logger)
{
    private static readonly ObjectHeaders Headers = new() { ContentType = "application/octet-stream" };

    public async Task DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        meter.Internal("s3", "PutObject", Requester.Firehose);
        await using var records = new ChunkStream(store, delivery.Id);
        try
        {
            if (delivery.Compression == "GZIP")
                await PutCompressedAsync(delivery, records, cancellationToken);
            else
                await PutAsync(delivery, records, cancellationToken);
        }
        catch (S3Exception error) when (error.Code == "PreconditionFailed")
        {
            // The key is this delivery's own: what is there was put by this same step, before a crash.
            FirehoseLog.AlreadyDelivered(logger, delivery.Stream, delivery.Bucket, delivery.Key);
        }

        await store.Database.WriteAsync(session =>
        {
            DeliveryTable.Remove(session, delivery.Id);
            return 0;
        });
    }

    private Task<ObjectVersion> PutAsync(Delivery delivery, Stream content, CancellationToken cancellationToken) => objects.PutAsync(
        new ObjectWrite(delivery.Bucket, delivery.Key, Headers) { Conditions = new WriteConditions(IfNoneExists: true, IfMatch: null) },
        new Payload { Content = content },
        cancellationToken);

    private async Task PutCompressedAsync(Delivery delivery, ChunkStream records, CancellationToken cancellationToken)
    {
        var pipe = new Pipe();
        var compression = CompressAsync(records, pipe.Writer, cancellationToken);
        try
        {
            await PutAsync(delivery, pipe.Reader.AsStream(), cancellationToken);
        }
        finally
        {
            await pipe.Reader.CompleteAsync();
            await compression;
        }
    }

    private static async Task CompressAsync(ChunkStream records, PipeWriter writer, CancellationToken cancellationToken)
    {
        try
        {
            await using (var gzip = new GZipStream(writer.AsStream(leaveOpen: true), CompressionLevel.Fastest))
                await records.CopyToAsync(gzip, cancellationToken);
            await writer.CompleteAsync();
        }
        catch (Exception failure)
        {
            await writer.CompleteAsync(failure);
        }
    }
}
