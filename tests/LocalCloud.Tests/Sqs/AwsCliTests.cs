namespace RetailBus.LocalCloud.Tests.Sqs;

public sealed class AwsCliTests
{
    [Fact]
    public Task The_current_AWS_CLI_uses_queues_and_topics() => RunScriptAsync(AwsCli.NewInstalled());

    [Fact]
    public Task Debian_s_AWS_CLI_uses_queues_and_topics_in_the_Query_protocol() => RunScriptAsync(AwsCli.DebianInstalled());

    private static async Task RunScriptAsync(string executable)
    {
        await using var server = await MessagingServer.StartAsync();
        var aws = new AwsCli(server.Url, executable);
        var url = (await aws.RunAsync(
                "sqs", "create-queue", "--queue-name", "orders", "--attributes", "VisibilityTimeout=5", "--tags", "team=data"))
            .GetProperty("QueueUrl").GetString()!;
        var topic = (await aws.RunAsync("sns", "create-topic", "--name", "landed")).GetProperty("TopicArn").GetString()!;
        await aws.RunAsync(
            "sns", "subscribe", "--topic-arn", topic, "--protocol", "sqs",
            "--notification-endpoint", "arn:aws:sqs:us-east-1:000000000000:orders", "--attributes", "RawMessageDelivery=true");
        await aws.RunAsync(
            "sns", "publish", "--topic-arn", topic, "--message", "häll\u00f6 <&> \n", "--message-attributes",
            """{"kind":{"DataType":"String","StringValue":"greeting"}}""");

        var message = (await aws.RunAsync(
            "sqs", "receive-message", "--queue-url", url, "--message-attribute-names", "All", "--attribute-names",
            "All")).GetProperty("Messages")[0];
        Assert.Equal("häll\u00f6 <&> \n", message.GetProperty("Body").GetString());
        Assert.Equal("greeting", message.GetProperty("MessageAttributes").GetProperty("kind").GetProperty("StringValue").GetString());
        Assert.Equal("1", message.GetProperty("Attributes").GetProperty("ApproximateReceiveCount").GetString());

        await aws.RunAsync(
            "sqs", "delete-message", "--queue-url", url, "--receipt-handle", message.GetProperty("ReceiptHandle").GetString()!);
        var attributes = await aws.RunAsync("sqs", "get-queue-attributes", "--queue-url", url, "--attribute-names", "All");
        Assert.Equal("0", attributes.GetProperty("Attributes").GetProperty("ApproximateNumberOfMessagesNotVisible").GetString());
        Assert.Equal(url, (await aws.RunAsync("sqs", "list-queues")).GetProperty("QueueUrls")[0].GetString());
        Assert.Equal(topic, (await aws.RunAsync("sns", "list-topics")).GetProperty("Topics")[0].GetProperty("TopicArn").GetString());
        Assert.Contains(
            "NonExistentQueue", await aws.FailAsync("sqs", "get-queue-url", "--queue-name", "absent"), StringComparison.Ordinal);
    }
}
