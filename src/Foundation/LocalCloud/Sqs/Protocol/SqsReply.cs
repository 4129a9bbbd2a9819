namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>What an operation answers.</summary>
/// <param name="Write">Writes the result.</param>
/// <param name="Undeliverable">Undoes what must not happen when the client is already gone.</param>
internal sealed record SqsReply(Action<IResultWriter> Write, Action? Undeliverable = null)
{
    public static SqsReply Empty { get; } = new(_ => { });
}
