namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>A message on its way to one of several queues.</summary>
/// <param name="QueueArn">Where it should go.</param>
/// <param name="OtherwiseArn">Where it goes when that queue does not exist.</param>
/// <param name="Message">What is stored.</param>
internal sealed record QueueCopy(string QueueArn, string? OtherwiseArn, OutgoingMessage Message);
