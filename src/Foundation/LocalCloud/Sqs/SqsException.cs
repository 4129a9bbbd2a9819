namespace RetailBus.LocalCloud.Sqs;

/// <summary>An error that SQS reports to its caller.</summary>
/// <param name="type">Shape name in the JSON protocol's <c>__type</c>, e.g. <c>QueueDoesNotExist</c>.</param>
/// <param name="queryCode">Code of the Query protocol, e.g. <c>AWS.SimpleQueueService.NonExistentQueue</c>.</param>
/// <param name="message">Sentence for the person at the client.</param>
/// <param name="status">HTTP status; 400 unless the fault is the server's.</param>
internal sealed class SqsException(string type, string queryCode, string message, int status = 400) : Exception(message)
{
    public string Type { get; } = type;

    public string QueryCode { get; } = queryCode;

    public int Status { get; } = status;

    public bool IsSenderFault => Status < 500;
}
