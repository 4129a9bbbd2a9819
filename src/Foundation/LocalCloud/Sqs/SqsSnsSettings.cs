namespace RetailBus.LocalCloud.Sqs;

/// <summary>Where SQS and SNS keep their state, and what their ARNs say.</summary>
/// <param name="DataDirectory">Folder of the local cloud; the journal lives in its <c>messaging</c> subfolder.</param>
/// <param name="Region">Region in ARNs, e.g. <c>us-east-1</c>.</param>
/// <param name="AccountId">Twelve digits, in ARNs and queue URLs.</param>
internal sealed record SqsSnsSettings(string DataDirectory, string Region, string AccountId)
{
    public string QueueArn(string name) => $"arn:aws:sqs:{Region}:{AccountId}:{name}";

    public string TopicArn(string name) => $"arn:aws:sns:{Region}:{AccountId}:{name}";
}
