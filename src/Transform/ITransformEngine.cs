using RetailBus.Platform.Failures;

namespace RetailBus.Transform;

/// <summary>What turns a raw object into Parquet and quarantine in their zones; which one is configuration.</summary>
public interface ITransformEngine
{
    /// <summary>In spans, e.g. <c>duckdb</c>.</summary>
    string Name { get; }

    /// <summary>Transforms one object. When it returns, the files stand in their zones; the manifest is the caller's.</summary>
    /// <exception cref="BatchRejectedException">The file can't be taken; the message says why, to a person.</exception>
    /// <exception cref="TransformUnfinishedException">The work goes on elsewhere; the same call later asks for its end.</exception>
    Task<TransformOutput> TransformAsync(TransformWork work, CancellationToken cancellationToken);

    /// <summary>Nobody wants an attempt's output any more: what goes on elsewhere is ended. Work in this process ends by itself.</summary>
    Task CancelAsync(string dataset, Guid batchId, int attempt, CancellationToken cancellationToken) => Task.CompletedTask;
}
