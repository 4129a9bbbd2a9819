using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Generations;
using RetailBus.Ingest.Generating;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Ingest.Landing;

/// <summary>
/// The traces of the generators whose records an object of the delivery stream may carry. The stream keeps no context, and mixes the
/// records of all who put at the same time: those count that were at work between the object's oldest record and its landing.
/// </summary>
/// <remarks>
/// What is known of generations is read only when an object of the stream lands, and not again for objects that landed before it was read.
/// One that began more than a day ago and has ended since is not found.
/// </remarks>
internal sealed partial class GeneratorTraces(
    GenerationStore store, IOptions<DeliveryStreamOptions> stream, TimeProvider time, ILogger<GeneratorTraces> logger) : IDisposable
{
    /// <summary>Links of one landing at most.</summary>
    private const int Most = 8;

    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestGeneration = TimeSpan.FromDays(1);

    /// <summary>S3 tells whole seconds, and so does an object's name.</summary>
    private static readonly TimeSpan Coarse = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1);
    private IReadOnlyList<GenerationStatus> _known = [];
    private IReadOnlyDictionary<string, GenerationStatus> _ended = new Dictionary<string, GenerationStatus>();
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <summary>None for an object that another put. What can't be found out is not worth a landing: none then, too.</summary>
    public async Task<IReadOnlyList<ActivityContext>> OfAsync(LandedObject landed, CancellationToken cancellationToken)
    {
        if (OldestRecord(landed.Key) is not { } oldest)
            return [];
        try
        {
            return
            [
                .. (await KnownAsync(landed.LandedAt + Coarse, cancellationToken))
                    .Where(one => one.Stream == stream.Value.Name && one.StartedAt <= landed.LandedAt + Coarse)
                    .Where(one => one.EndedAt is null || one.EndedAt >= oldest - Coarse)
                    .OrderByDescending(one => one.StartedAt)
                    .Select(one => TraceContext.Parse(one.TraceParent))
                    .Where(context => context != default)
                    .Distinct()
                    .Take(Most),
            ];
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            NotFound(logger, landed.Bucket, landed.Key, e);
            return [];
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>Of an object's name as Firehose gives it: <c>NAME-VERSION-yyyy-MM-dd-HH-mm-ss-UUID</c>.</summary>
    private DateTimeOffset? OldestRecord(string key)
    {
        var file = key[(key.LastIndexOf('/') + 1)..];
        return file.StartsWith(stream.Value.Name + "-", StringComparison.Ordinal)
            && Stamp().Match(file, stream.Value.Name.Length) is { Success: true, Groups: [_, var stamp] }
            && DateTimeOffset.TryParseExact(
                stamp.Value, "yyyy-MM-dd-HH-mm-ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;
    }

    /// <summary>What was known at a time or later.</summary>
    private async Task<IReadOnlyList<GenerationStatus>> KnownAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (_readAt < at || now - _readAt > Memory)
            {
                // In this order: what ends in between is found twice rather than not at all.
                var running = await store.RunningAsync(cancellationToken);
                _ended = await store.EndedAsync(now - LongestGeneration, _ended, cancellationToken);
                _known = [.. running, .. _ended.Values];
                _readAt = now;
            }

            return _known;
        }
        finally
        {
            _turn.Release();
        }
    }

    [GeneratedRegex(@"\G-\d+-(\d{4}(?:-\d\d){5})-")]
    private static partial Regex Stamp();

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The generators of s3://{Bucket}/{Key} could not be found; its trace links to none")]
    private static partial void NotFound(ILogger logger, string bucket, string key, Exception exception);
}
