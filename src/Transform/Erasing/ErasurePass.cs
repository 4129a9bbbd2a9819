using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Erasures;
using RetailBus.Platform.Failures;

namespace RetailBus.Transform.Erasing;

/// <summary>One pass over the zones: every raw version of the dataset, and what was made of those that held rows of the key.</summary>
internal sealed class ErasurePass(RawVersions versions, RawErasure raw, OutputErasure outputs, ErasureStore store, TimeProvider time)
{
    public async Task RunAsync(ErasureWork work, CancellationToken cancellationToken)
    {
        await foreach (var version in versions.ListAsync(work.Command.Dataset, cancellationToken))
        {
            await work.BeatAsync(store, time, cancellationToken);
            try
            {
                await raw.EraseAsync(work, version, cancellationToken);
            }
            catch (BatchRejectedException e)
            {
                // One that has no line holds nothing to erase; one that is gone since it was listed may stand elsewhere now.
                if (e.Code == FailureCodes.Overwritten)
                    work.NoteOvertaken();
                else if (e.Code != FailureCodes.EmptyFile)
                    work.NoteUnreadable($"{version.Object.Key} ({version.Object.VersionId ?? version.Object.ETag})");
            }
        }

        if (work.Command.DryRun)
            return;

        // What a crash left, and what transforms under way have written meanwhile from the content of before.
        var batches = work.Record.Objects.Where(entry => entry.Zone == ErasedObject.Raw).Select(entry => entry.BatchId).Distinct().ToList();
        foreach (var batch in batches)
        {
            if (await store.FindFormAsync(batch, cancellationToken) is not { } form)
                continue;
            if (form.Removals.LastOrDefault(removal => removal.ErasureId == work.Command.ErasureId) is { } removal)
                await outputs.EraseAsync(work, batch, removal.Shape, cancellationToken);
        }

        await outputs.DeleteLeftAsync(work, cancellationToken);
        foreach (var entry in work.Record.Objects.Where(entry => entry.Zone == ErasedObject.Raw && entry.VersionId is not null))
            await raw.DeleteAsync(entry, cancellationToken);
    }
}
