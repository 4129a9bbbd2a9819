namespace RetailBus.LocalCloud.Faults;

/// <summary>What can go wrong on request.</summary>
public enum FaultKind
{
    /// <summary>The request is refused, in the words in which the service itself refuses requests that come too fast. No effect.</summary>
    Throttle,

    /// <summary>The request is refused with the service's own error of status 500. No effect.</summary>
    ServerError,

    /// <summary>The connection is cut before the request is carried out.</summary>
    DropBeforeEffect,

    /// <summary>The request is carried out, and the connection is cut in the answer's place.</summary>
    DropAfterEffect,

    /// <summary>A queue's message is delivered twice, each delivery with a receipt handle of its own.</summary>
    DuplicateDelivery,

    /// <summary>A queue's message becomes visible later than it should.</summary>
    DelayedDelivery,

    /// <summary>A delivery takes one of the next messages of the queue in the first one's place.</summary>
    ReorderedDelivery,
}
