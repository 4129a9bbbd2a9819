namespace RetailBus.Platform.Failures;

/// <summary>The batch can't be taken through a stage and trying again would not help: bad file, broken promise, refused access.</summary>
/// <remarks>The message becomes the run's reason: words that a shop manager understands, with the value and what to do.</remarks>
public sealed class BatchRejectedException(string code, string reason, Exception? innerException = null)
    : Exception(reason, innerException)
{
    /// <summary>One of <see cref="Contracts.Batches.FailureCodes"/>.</summary>
    public string Code { get; } = code;
}
