namespace RetailBus.LocalCloud.Sns;

/// <summary>The errors of the SNS API reference.</summary>
internal static class SnsErrors
{
    public static SnsException InvalidParameter(string name, string reason) =>
        new("InvalidParameter", $"Invalid parameter: {name} Reason: {reason}");

    public static SnsException Missing(string name) => new("ValidationError", $"The request must contain the parameter {name}.");

    public static SnsException TopicNotFound() => new("NotFound", "Topic does not exist", 404);

    public static SnsException SubscriptionNotFound() => new("NotFound", "Subscription does not exist", 404);

    public static SnsException ResourceNotFound() => new("ResourceNotFound", "Resource does not exist", 404);

    public static SnsException TagLimit() =>
        new("TagLimitExceeded", $"Could not complete request: tag quota of {SnsLimits.Tags} per resource exceeded");

    public static SnsException EmptyBatch() => new("EmptyBatchRequest", "The batch request doesn't contain any entries.");

    public static SnsException TooManyEntries() =>
        new("TooManyEntriesInBatchRequest", $"The batch request contains more entries than permissible: {SnsLimits.BatchEntries}.");

    public static SnsException EntryIdsNotDistinct() =>
        new("BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");

    public static SnsException InvalidEntryId() =>
        new("InvalidBatchEntryId", "The Id of a batch entry in a batch request doesn't abide by the specification.");

    public static SnsException BatchTooLong() =>
        new("BatchRequestTooLong", $"The length of all the messages put together is more than the limit of {SnsLimits.MessageSize} bytes.");

    public static SnsException Throttled() => new("Throttling", "Rate exceeded");

    public static SnsException Internal() => new("InternalError", "We encountered an internal error. Please try again.", 500);

    public static SnsException UnknownAction(string name) => new("InvalidAction", $"The action {name} is not valid for this endpoint.");
}
