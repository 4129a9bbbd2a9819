using System.Runtime.ExceptionServices;
using Amazon.S3;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;

namespace RetailBus.Transform.Erasing;

/// <summary>Transforms a batch from what landed, or from its erased form once there is one.</summary>
internal sealed class ErasedSource(ITransformEngine engine, ErasureStore store, IAmazonS3 s3)
{
    /// <summary>
    /// A replay after an erasure reads what the erasure left; nothing brings the rows back. Nor does a transform that an erasure overtook,
    /// however long it took: it is looked for a form once more when the output stands, and an output from before is discarded.
    /// </summary>
    /// <exception cref="BatchRejectedException">The file can't be taken.</exception>
    public async Task<TransformOutput> TransformAsync(TransformWork work, CancellationToken cancellationToken)
    {
        while (true)
        {
            TransformOutput? output = null;
            ExceptionDispatchInfo? gone = null;
            try
            {
                output = await engine.TransformAsync(work, cancellationToken);
            }
            catch (BatchRejectedException e) when (e.Code == FailureCodes.Overwritten)
            {
                gone = ExceptionDispatchInfo.Capture(e);
            }

            var form = (await store.FindFormAsync(work.BatchId, cancellationToken))?.Cleaned;
            if (form is null || form == work.ErasedForm)
            {
                gone?.Throw();
                return output!;
            }

            if (output is not null)
                await s3.RemoveAsync(output, cancellationToken);
            work = work with { ErasedForm = form };
        }
    }
}
