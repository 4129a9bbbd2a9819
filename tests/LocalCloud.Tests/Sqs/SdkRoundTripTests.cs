using Amazon.SQS.Model;

namespace RetailBus.LocalCloud.Tests.Sqs;

public sealed class SdkRoundTripTests
{
    [Fact]
    public async Task A_message_is_sent_received_and_deleted_with_the_SDK()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var server = await MessagingServer.StartAsync();
        using var sqs = server.SqsClient();
        var url = (await sqs.CreateQueueAsync("orders", cancel)).QueueUrl;
        Assert.Equal($"{server.Url}/000000000000/orders", url);

        var sent = await sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = url,
                MessageBody = "{\"text\":\"schöne Grüße ✓ 🎉\"}",
                MessageAttributes = new()
                {
                    ["kind"] = new() { DataType = "String", StringValue = "greeting" },
                    ["count"] = new() { DataType = "Number", StringValue = "3" },
                    ["bytes"] = new() { DataType = "Binary.png", BinaryValue = new MemoryStream([0, 1, 255]) },
                },
            },
            cancel);
        var received = Assert.Single((await sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest { QueueUrl = url, MessageAttributeNames = ["All"], MessageSystemAttributeNames = ["All"] },
            cancel)).Messages);

        Assert.Equal(sent.MessageId, received.MessageId);
        Assert.Equal("{\"text\":\"schöne Grüße ✓ 🎉\"}", received.Body);
        Assert.Equal(["bytes", "count", "kind"], received.MessageAttributes.Keys.Order());
        Assert.Equal([0, 1, 255], received.MessageAttributes["bytes"].BinaryValue.ToArray());
        Assert.Equal("1", received.Attributes["ApproximateReceiveCount"]);

        await sqs.DeleteMessageAsync(url, received.ReceiptHandle, cancel);
        var attributes = await sqs.GetQueueAttributesAsync(url, ["All"], cancel);
        Assert.Equal(0, attributes.ApproximateNumberOfMessages + attributes.ApproximateNumberOfMessagesNotVisible);
    }
}
