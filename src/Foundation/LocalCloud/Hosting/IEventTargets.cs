namespace RetailBus.LocalCloud.Hosting;

/// <summary>Queues and topics as S3 bucket notifications see them: something with an ARN that takes a message.</summary>
internal interface IEventTargets
{
    /// <summary>Whether the ARN names a queue or a topic that exists; S3 refuses a notification configuration that names another.</summary>
    bool Exists(string arn);

    /// <summary>Delivers one message; done only when the target keeps it as durably as a client's own send.</summary>
    Task SendAsync(string arn, string body, string? subject, CancellationToken cancellationToken);
}
