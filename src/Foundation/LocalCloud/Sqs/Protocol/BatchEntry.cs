namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>One entry of a batch: what it asks for, or why it was refused.</summary>
internal sealed class BatchEntry<T>(string id)
    where T : class
{
    public string Id { get; } = id;

    public T? Value { get; set; }

    public SqsException? Refused { get; set; }

    /// <summary>Does something with the entry, unless it is refused already; a refusal stays with the entry.</summary>
    public void Attempt(Action<T> action)
    {
        if (Refused is not null || Value is null)
            return;
        try
        {
            action(Value);
        }
        catch (SqsException refused) when (refused.Type != "QueueDoesNotExist")
        {
            Refused = refused;
        }
    }
}
