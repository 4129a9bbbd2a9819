namespace RetailBus.LocalCloud.Sqs;

/// <summary>The errors of the SQS API reference, with their codes in both protocols.</summary>
internal static class SqsErrors
{
    private const string Prefix = "AWS.SimpleQueueService.";

    public static SqsException QueueDoesNotExist() =>
        new("QueueDoesNotExist", Prefix + "NonExistentQueue", "The specified queue does not exist.");

    public static SqsException QueueNameExists(string attribute) =>
        new(
            "QueueNameExists", "QueueAlreadyExists",
            $"A queue already exists with the same name and a different value for attribute {attribute}");

    public static SqsException MissingParameter(string name) =>
        new("MissingRequiredParameterException", "MissingParameter", $"The request must contain the parameter {name}.");

    public static SqsException InvalidParameter(string message) =>
        new("InvalidParameterValueException", "InvalidParameterValue", message);

    public static SqsException OutOfRange(string name, long value, long low, long high) =>
        InvalidParameter($"Value {value} for parameter {name} is invalid. Reason: Must be between {low} and {high}.");

    public static SqsException InvalidAttributeName(string name) =>
        new("InvalidAttributeName", "InvalidAttributeName", $"Unknown Attribute {name}.");

    public static SqsException InvalidAttributeValue(string name, string reason = "") =>
        new(
            "InvalidAttributeValue", "InvalidAttributeValue",
            $"Invalid value for the parameter {name}.{(reason.Length == 0 ? "" : " Reason: " + reason)}");

    public static SqsException InvalidMessageContents() =>
        new(
            "InvalidMessageContents", "InvalidMessageContents",
            "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to "
            + "#x10FFFF.");

    public static SqsException ReceiptHandleIsInvalid(string handle) =>
        new("ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid", $"The input receipt handle \"{handle}\" is not a valid receipt handle.");

    public static SqsException MessageNotInFlight() =>
        new("MessageNotInflight", Prefix + "MessageNotInflight", "The message referred to is not in flight.");

    public static SqsException MessageGone(string handle) =>
        InvalidParameter(
            $"Value {handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility "
            + "timeout change.");

    public static SqsException OverLimit(string message) => new("OverLimit", "OverLimit", message);

    public static SqsException PurgeInProgress(string queue) =>
        new(
            "PurgeQueueInProgress", Prefix + "PurgeQueueInProgress",
            $"Only one PurgeQueue operation on {queue} is allowed every {SqsLimits.PurgeInterval} seconds.", 403);

    public static SqsException EmptyBatch() =>
        new("EmptyBatchRequest", Prefix + "EmptyBatchRequest", "There should be at least one entry in the batch request.");

    public static SqsException TooManyEntries(int count) =>
        new(
            "TooManyEntriesInBatchRequest", Prefix + "TooManyEntriesInBatchRequest",
            $"Maximum number of entries per request are {SqsLimits.BatchEntries}. You have sent {count}.");

    public static SqsException EntryIdsNotDistinct(string id) =>
        new("BatchEntryIdsNotDistinct", Prefix + "BatchEntryIdsNotDistinct", $"Id {id} repeated.");

    public static SqsException InvalidEntryId() =>
        new(
            "InvalidBatchEntryId", Prefix + "InvalidBatchEntryId",
            "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.");

    public static SqsException BatchTooLong(int size) =>
        new(
            "BatchRequestTooLong", Prefix + "BatchRequestTooLong",
            $"Batch requests cannot be longer than {SqsLimits.MaxMessageSize} bytes. You have sent {size} bytes.");

    public static SqsException Unsupported(string message) =>
        new("UnsupportedOperation", Prefix + "UnsupportedOperation", message);

    public static SqsException ResourceNotFound(string message) =>
        new("ResourceNotFoundException", "ResourceNotFoundException", message);

    public static SqsException UnknownOperation(string name) =>
        new("UnknownOperationException", "InvalidAction", $"The action {name} is not valid for this endpoint.");

    public static SqsException Malformed(string message) =>
        new("SerializationException", "MalformedInput", message);

    public static SqsException Throttled() =>
        new("RequestThrottled", "RequestThrottled", "The request was denied due to request throttling.");

    public static SqsException Internal() =>
        new("InternalError", "InternalFailure", "We encountered an internal error. Please try again.", 500);
}
