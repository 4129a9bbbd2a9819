namespace RetailBus.SagaStore;

/// <summary>How one receive endpoint uses the outbox.</summary>
public sealed class SagaStoreEndpointOptions
{
    /// <summary>Remember handled messages, so that a repeated one is skipped. Off unless state already makes repeats harmful.</summary>
    public bool UseInbox { get; set; }

    /// <summary>Attempts after the first when another writer was first. 0 to 1000; default 50.</summary>
    public int ConflictRetryLimit { get; set; } = 50;

    /// <summary>Upper bound of the first random pause; it doubles with each attempt. Default 5 ms.</summary>
    public TimeSpan ConflictRetryBase { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Upper bound of any pause. Default 500 ms.</summary>
    public TimeSpan ConflictRetryCap { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Where the random pauses come from.</summary>
    public Random Random { get; set; } = Random.Shared;
}
