namespace RetailBus.LocalCloud.Firehose;

internal static class FirehoseErrors
{
    public static FirehoseException NotFound(string stream) =>
        new("ResourceNotFoundException", $"Firehose {stream} not found under this account.");

    public static FirehoseException InUse(string stream) => new("ResourceInUseException", $"Firehose {stream} already exists.");

    public static FirehoseException NotActive(string stream) =>
        new("ResourceInUseException", $"Firehose {stream} is not in ACTIVE status.");

    public static FirehoseException TooManyStreams() => new(
        "LimitExceededException", $"You have already consumed your firehose quota of {FirehoseLimits.MaxStreams} hoses.");

    public static FirehoseException TooManyTags() => new(
        "LimitExceededException", $"A Firehose has at most {FirehoseLimits.MaxTags} tags.");

    public static FirehoseException Changed(string stream) =>
        new("ConcurrentModificationException", $"Firehose {stream} has been changed: CurrentDeliveryStreamVersionId is not its version.");

    public static FirehoseException InvalidArgument(string message) => new("InvalidArgumentException", message);

    public static FirehoseException Validation(string message) => new("ValidationException", $"1 validation error detected: {message}");

    public static FirehoseException Unavailable() =>
        new("ServiceUnavailableException", "The service is unavailable. Back off and retry the operation.") { Status = 500 };

    /// <summary>What a put of records gets when it is over the stream's limits: no throttling error, but this.</summary>
    public static FirehoseException SlowDown() => new("ServiceUnavailableException", "Slow down.") { Status = 500 };

    public static FirehoseException Throttled() => new("ThrottlingException", "Rate exceeded");

    public static FirehoseException NotServed(string parameter) =>
        InvalidArgument($"The local cloud does not serve the parameter {parameter} with this value.");
}
