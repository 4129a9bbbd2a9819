namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>One call of an operation, whichever protocol it came in.</summary>
/// <param name="Input">The parameters.</param>
/// <param name="BaseUrl">Scheme and host by which the client reached us; queue URLs begin with it.</param>
/// <param name="DefaultQueueUrl">The request's own address, when it names a queue, as old clients post to the queue.</param>
/// <param name="Ended">The client is gone, or the host stops.</param>
internal sealed record SqsCall(SqsInput Input, string BaseUrl, string? DefaultQueueUrl, CancellationToken Ended)
{
    /// <summary>Name of the queue that the request is about. Of its URL only the last part counts, not the host.</summary>
    public string Queue
    {
        get
        {
            var url = Input.Optional("QueueUrl") ?? DefaultQueueUrl;
            if (string.IsNullOrEmpty(url))
                throw SqsErrors.MissingParameter("QueueUrl");
            return url.TrimEnd('/')[(url.TrimEnd('/').LastIndexOf('/') + 1)..];
        }
    }
}
