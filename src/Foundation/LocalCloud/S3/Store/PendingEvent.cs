namespace RetailBus.LocalCloud.S3.Store;

/// <summary>A message that is owed to a queue or topic.</summary>
internal sealed record PendingEvent(long Id, string TargetArn, string Body);
