using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Names;

namespace RetailBus.Transform.Databricks;

/// <summary>
/// The names that belong to one execution elsewhere. They follow from the batch, the attempt, the contract's version and what is read, so that whoever asks again,
/// after a crash or by a second message, means the same run.
/// </summary>
internal sealed class ExternalKeys
{
    private static readonly Guid Executions = new("5d7f3f4e-6a51-4c53-9c0e-0f6c4a1e7b52");

    private const string RunPrefix = "external-";

    private readonly string _folder;
    private readonly string _run;

    public ExternalKeys(TransformWork work)
    {
        _folder = ZoneKeys.BatchFolder(work.Contract.Name, work.BatchId);
        var read = work.ErasedForm ?? work.Source;
        var content = Convert.ToHexStringLower(SHA256.HashData(
            Encoding.UTF8.GetBytes($"{work.Contract.Version}/{read.Bucket}/{read.Key}/{read.VersionId ?? read.ETag}")))[..8];
        _run = string.Create(CultureInfo.InvariantCulture, $"{work.Attempt}-{content}");
        ExecutionId = NameBasedUuid.Create(Executions, $"{work.BatchId:D}/{_run}");
        IdempotencyToken = $"{work.BatchId:N}-{_run}";
    }

    /// <summary>In the names of the files that the run writes.</summary>
    public Guid ExecutionId { get; }

    /// <summary>By which the workspace knows a request that comes again; at most 64 characters.</summary>
    public string IdempotencyToken { get; }

    /// <summary>Of <see cref="ExternalRun"/>.</summary>
    public string Run => $"{_folder}{RunPrefix}{_run}.json";

    /// <summary>Of <see cref="ExternalStop"/>, of this execution alone.</summary>
    public string Stop => StopOf(Run);

    /// <summary>Where the runs of all of the batch's attempts are kept.</summary>
    public string AllRuns => $"{_folder}{RunPrefix}";

    /// <summary>Of <see cref="JobParameters"/>.</summary>
    public string Parameters => $"{_folder}job-{ExecutionId:D}.json";

    /// <summary>Of the manifest that the job writes of its execution.</summary>
    public string Output => $"{_folder}output-{ExecutionId:D}.json";

    /// <summary>The job's records on their way; it removes them itself unless it is killed.</summary>
    public string Staging => $"{_folder}staging-{ExecutionId:D}.json";

    /// <summary>Of <see cref="ExternalFailure"/>.</summary>
    public string Failure => $"{_folder}failure-{ExecutionId:D}.json";

    /// <summary>Where the runs of a batch's attempt are kept.</summary>
    public static string RunsOf(string dataset, Guid batchId, int attempt) =>
        string.Create(CultureInfo.InvariantCulture, $"{ZoneKeys.BatchFolder(dataset, batchId)}{RunPrefix}{attempt}-");

    /// <summary>Of <see cref="ExternalStop"/>, of all executions of an attempt.</summary>
    public static string StopOf(string dataset, Guid batchId, int attempt) =>
        string.Create(CultureInfo.InvariantCulture, $"{ZoneKeys.BatchFolder(dataset, batchId)}stopped-{attempt}.json");

    /// <param name="run">A key as <see cref="Run"/>.</param>
    public static string StopOf(string run) => run.Replace($"/{RunPrefix}", "/stopped-", StringComparison.Ordinal);

    /// <param name="run">A key as <see cref="Run"/>.</param>
    public static int AttemptOf(string run)
    {
        var name = run[(run.LastIndexOf('/') + 1 + RunPrefix.Length)..];
        return int.Parse(name.AsSpan(0, name.IndexOf('-', StringComparison.Ordinal)), NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
