using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;

namespace RetailBus.Transform.Erasing;

/// <summary>Transforms a batch from its erased form, once the version that landed is gone for an erasure's sake.</summary>
internal sealed class ErasedSource(ITransformEngine engine, ErasureStore store)
{
    /// <summary>A replay after an erasure reads what the erasure left; nothing brings the rows back.</summary>
    public async Task<TransformOutput> TransformAsync(TransformWork work, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.TransformAsync(work, cancellationToken);
        }
        catch (BatchRejectedException e) when (e.Code == FailureCodes.Overwritten)
        {
            if (await store.FindFormAsync(work.BatchId, cancellationToken) is not { } form)
                throw;
            return await engine.TransformAsync(work with { ErasedForm = form.Cleaned }, cancellationToken);
        }
    }
}
