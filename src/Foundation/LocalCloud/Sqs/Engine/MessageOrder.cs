namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>Orders of messages within a queue; the sequence breaks ties, so that no two are equal.</summary>
internal static class MessageOrder
{
    public static IComparer<QueuedMessage> ByVisibility { get; } = Comparer<QueuedMessage>.Create((a, b) =>
    {
        var byTime = a.State.VisibleAt.CompareTo(b.State.VisibleAt);
        return byTime != 0 ? byTime : a.Sequence.CompareTo(b.Sequence);
    });

    public static IComparer<QueuedMessage> ByAge { get; } = Comparer<QueuedMessage>.Create((a, b) =>
    {
        var byTime = a.Content.SentAt.CompareTo(b.Content.SentAt);
        return byTime != 0 ? byTime : a.Sequence.CompareTo(b.Sequence);
    });
}
