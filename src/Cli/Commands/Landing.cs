using RetailBus.Cli.Client;

namespace RetailBus.Cli.Commands;

/// <summary>Lands files, a few at once, and follows their runs.</summary>
internal sealed class Landing(RetailBusClient client, string? dataset, RunWaiter? waiter)
{
    private const int AtOnce = 4;

    public async Task<IReadOnlyList<LandedFile>> RunAsync(
        IReadOnlyList<string> files, IProgress<LandedFile> progress, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            if (!File.Exists(file))
                throw new UsageException($"There is no file '{file}'.");
        }

        var targets = await TargetsAsync(files, cancellationToken);
        var landed = new LandedFile[files.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, files.Count, options, async (index, stop) => landed[index] = await UploadAsync(files[index], targets[index], stop));

        for (var index = 0; index < landed.Length; index++)
        {
            if (waiter is not null && landed[index] is { State: LandedFile.Landed, BatchId: { } id } file)
            {
                var run = await waiter.WaitAsync(id, cancellationToken);
                landed[index] = file with { State = run.State, Reason = run.Reason, Rows = run.Rows };
            }

            progress.Report(landed[index]);
        }

        return landed;
    }

    /// <summary>Each file's dataset, before the first is sent: a file that fits none must not leave the others half landed.</summary>
    private async Task<IReadOnlyList<string>> TargetsAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        if (dataset is not null)
            return [.. files.Select(_ => dataset)];

        var datasets = await client.DatasetsAsync(cancellationToken);
        var targets = new List<string>(files.Count);
        foreach (var file in files)
            targets.Add(await DatasetGuess.FromHeaderAsync(file, datasets, cancellationToken));
        return targets;
    }

    private async Task<LandedFile> UploadAsync(string file, string target, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(file);
        try
        {
            await using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous);
            var uploaded = await client.UploadAsync(target, name, content, cancellationToken);
            return new LandedFile { File = file, BatchId = uploaded.BatchId, State = LandedFile.Landed };
        }
        catch (ApiException e)
        {
            return new LandedFile { File = file, State = LandedFile.Refused, Reason = e.Message };
        }
    }
}
