using Amazon.SQS;
using Amazon.SQS.Model;

namespace RetailBus.LocalCloud.Tests.Suites;

/// <summary>What any SQS has to do.</summary>
public abstract class SqsSuite(CloudUnderTest cloud) : Suite(cloud)
{
    [Fact]
    public async Task A_message_comes_with_its_attributes_and_is_gone_when_deleted()
    {
        var sqs = Cloud().Sqs;
        var url = await QueueAsync(sqs);
        await sqs.SendMessageAsync(
            new(url, "häll\n<&>")
            {
                MessageAttributes = new()
                {
                    ["kind"] = new() { DataType = "String", StringValue = "greeting" },
                    ["blob"] = new() { DataType = "Binary", BinaryValue = new MemoryStream([0, 1, 255]) },
                },
            },
            Cancelled);
        var message = await ReceiveAsync(sqs, url);
        Assert.Equal(("häll\n<&>", "greeting"), (message.Body, message.MessageAttributes["kind"].StringValue));
        Assert.Equal([0, 1, 255], message.MessageAttributes["blob"].BinaryValue.ToArray());
        Assert.Equal("1", message.Attributes["ApproximateReceiveCount"]);
        await sqs.DeleteMessageAsync(url, message.ReceiptHandle, Cancelled);
        Assert.Equal(("0", "0"), await CountsAsync(sqs, url));
    }

    [Fact]
    public async Task Attributes_and_tags_are_kept()
    {
        var sqs = Cloud().Sqs;
        var name = CloudUnderTest.NewName("suite");
        var url = (await sqs.CreateQueueAsync(
            new CreateQueueRequest(name) { Attributes = new() { ["VisibilityTimeout"] = "77" }, Tags = new() { ["team"] = "data" } },
            Cancelled)).QueueUrl;
        await sqs.SetQueueAttributesAsync(url, new() { ["MessageRetentionPeriod"] = "120" }, Cancelled);
        await sqs.TagQueueAsync(new() { QueueUrl = url, Tags = new() { ["cost"] = "7" } }, Cancelled);
        await sqs.UntagQueueAsync(new() { QueueUrl = url, TagKeys = ["team"] }, Cancelled);
        var attributes = (await sqs.GetQueueAttributesAsync(url, ["All"], Cancelled)).Attributes;
        Assert.Equal(("77", "120"), (attributes["VisibilityTimeout"], attributes["MessageRetentionPeriod"]));
        Assert.Equal(("cost", "7"), Assert.Single((await sqs.ListQueueTagsAsync(new() { QueueUrl = url }, Cancelled)).Tags) is var tag
            ? (tag.Key, tag.Value) : default);
        Assert.Equal(url, (await sqs.GetQueueUrlAsync(name, Cancelled)).QueueUrl);
        Assert.Equal(url, (await sqs.CreateQueueAsync(
            new CreateQueueRequest(name) { Attributes = new() { ["VisibilityTimeout"] = "77" } }, Cancelled)).QueueUrl);
        await Assert.ThrowsAsync<QueueNameExistsException>(() => sqs.CreateQueueAsync(
            new CreateQueueRequest(name) { Attributes = new() { ["VisibilityTimeout"] = "78" } }, Cancelled));
    }

    [Fact]
    public async Task A_delayed_message_appears_when_its_time_has_come()
    {
        var sqs = Cloud().Sqs;
        var url = await QueueAsync(sqs);
        await sqs.SendMessageAsync(new(url, "late") { DelaySeconds = 2 }, Cancelled);
        await sqs.SendMessageAsync(new(url, "now"), Cancelled);
        Assert.Equal("now", (await ReceiveAsync(sqs, url)).Body);
        Assert.Equal("late", (await ReceiveAsync(sqs, url)).Body);
    }

    [Fact]
    public async Task A_long_poll_wakes_for_a_message()
    {
        var sqs = Cloud().Sqs;
        var url = await QueueAsync(sqs);
        var receiving = sqs.ReceiveMessageAsync(new ReceiveMessageRequest(url) { WaitTimeSeconds = 20 }, Cancelled);
        await sqs.SendMessageAsync(url, "awaited", Cancelled);
        Assert.Equal("awaited", Assert.Single((await receiving).Messages).Body);
    }

    [Fact]
    public async Task A_message_whose_visibility_is_taken_back_is_received_again()
    {
        var sqs = Cloud().Sqs;
        var url = await QueueAsync(sqs);
        await sqs.SendMessageAsync(url, "again", Cancelled);
        var first = await ReceiveAsync(sqs, url);
        Assert.Empty((await sqs.ReceiveMessageAsync(url, Cancelled)).Messages ?? []);
        await sqs.ChangeMessageVisibilityAsync(url, first.ReceiptHandle, 0, Cancelled);
        var second = await ReceiveAsync(sqs, url);
        Assert.Equal((first.MessageId, "2"), (second.MessageId, second.Attributes["ApproximateReceiveCount"]));
        Assert.NotEqual(first.ReceiptHandle, second.ReceiptHandle);
    }

    [Fact]
    public async Task A_batch_tells_each_entry_s_fate()
    {
        var sqs = Cloud().Sqs;
        var url = await QueueAsync(sqs);
        var sent = await sqs.SendMessageBatchAsync(url, [new("a", "one"), new("b", "two") { DelaySeconds = 901 }], Cancelled);
        Assert.Equal(("a", "b"), (Assert.Single(sent.Successful).Id, Assert.Single(sent.Failed).Id));
        var message = await ReceiveAsync(sqs, url);
        var deleted = await sqs.DeleteMessageBatchAsync(url, [new("a", message.ReceiptHandle), new("b", "nonsense")], Cancelled);
        Assert.Equal(("a", "b"), (Assert.Single(deleted.Successful).Id, Assert.Single(deleted.Failed).Id));
        await Assert.ThrowsAsync<BatchEntryIdsNotDistinctException>(
            () => sqs.SendMessageBatchAsync(url, [new("a", "1"), new("a", "2")], Cancelled));
        await Assert.ThrowsAsync<EmptyBatchRequestException>(() => sqs.SendMessageBatchAsync(url, [], Cancelled));
        await Assert.ThrowsAsync<TooManyEntriesInBatchRequestException>(() => sqs.SendMessageBatchAsync(
            url, [.. Enumerable.Range(0, 11).Select(id => new SendMessageBatchRequestEntry($"{id}", "x"))], Cancelled));
    }

    [Fact]
    public async Task A_message_that_was_received_too_often_is_a_dead_letter()
    {
        var sqs = Cloud().Sqs;
        var (url, dead, _) = await WithDeadLettersAsync(sqs);
        await sqs.SendMessageAsync(url, "poison", Cancelled);
        var received = await ReceiveAsync(sqs, url);
        await sqs.ChangeMessageVisibilityAsync(url, received.ReceiptHandle, 0, Cancelled);
        Assert.Empty((await sqs.ReceiveMessageAsync(url, Cancelled)).Messages ?? []);
        Assert.Equal("poison", (await ReceiveAsync(sqs, dead)).Body);
        var sources = await sqs.ListDeadLetterSourceQueuesAsync(new() { QueueUrl = dead }, Cancelled);
        Assert.Equal(url, Assert.Single(sources.QueueUrls));
    }

    [Fact]
    public async Task Dead_letters_are_moved_back()
    {
        var sqs = Cloud().Sqs;
        var (url, dead, deadArn) = await WithDeadLettersAsync(sqs);
        await sqs.SendMessageAsync(dead, "again", Cancelled);
        var urlArn = (await sqs.GetQueueAttributesAsync(url, ["QueueArn"], Cancelled)).QueueARN;
        await sqs.StartMessageMoveTaskAsync(new() { SourceArn = deadArn, DestinationArn = urlArn }, Cancelled);
        Assert.Equal("again", (await ReceiveAsync(sqs, url)).Body);
        var task = await UntilAsync(
            async () => (await sqs.ListMessageMoveTasksAsync(new() { SourceArn = deadArn }, Cancelled)).Results[0],
            found => found.Status == "COMPLETED");
        Assert.Equal(1, task.ApproximateNumberOfMessagesMoved);
    }

    [Fact]
    public async Task A_purge_empties_the_queue_and_is_not_repeated_within_a_minute()
    {
        var sqs = Cloud().Sqs;
        var url = await QueueAsync(sqs);
        await sqs.SendMessageAsync(url, "one", Cancelled);
        await sqs.PurgeQueueAsync(url, Cancelled);
        Assert.Equal(("0", "0"), await CountsAsync(sqs, url));
        await Assert.ThrowsAsync<PurgeQueueInProgressException>(() => sqs.PurgeQueueAsync(url, Cancelled));
    }

    [Fact]
    public async Task A_permission_is_a_statement_of_the_policy()
    {
        var sqs = Cloud().Sqs;
        var url = await QueueAsync(sqs);
        await sqs.AddPermissionAsync(url, "senders", ["111122223333"], ["SendMessage"], Cancelled);
        var policy = (await sqs.GetQueueAttributesAsync(url, ["Policy"], Cancelled)).Policy;
        Assert.All(["senders", "111122223333", "SendMessage"], text => Assert.Contains(text, policy, StringComparison.Ordinal));
        await sqs.RemovePermissionAsync(url, "senders", Cancelled);
        Assert.DoesNotContain(
            "senders", (await sqs.GetQueueAttributesAsync(url, ["All"], Cancelled)).Policy ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_has_a_name()
    {
        var sqs = Cloud().Sqs;
        var url = await QueueAsync(sqs);
        await Assert.ThrowsAsync<QueueDoesNotExistException>(() => sqs.GetQueueUrlAsync("absent", Cancelled));
        await Assert.ThrowsAsync<ReceiptHandleIsInvalidException>(() => sqs.DeleteMessageAsync(url, "nonsense", Cancelled));
        var large = await Assert.ThrowsAnyAsync<AmazonSQSException>(
            () => sqs.SendMessageAsync(url, new string('x', 1_048_577), Cancelled));
        Assert.Equal("InvalidParameterValue", large.ErrorCode);
    }

    [Fact]
    public async Task A_character_that_XML_has_not_is_refused()
    {
        var sqs = Cloud().Sqs;
        var url = await QueueAsync(sqs);
        var refused = await Assert.ThrowsAnyAsync<AmazonSQSException>(() => sqs.SendMessageAsync(url, "\u0001", Cancelled));
        Assert.Equal("InvalidMessageContents", refused.ErrorCode);
    }

    [Fact]
    public async Task An_attribute_that_is_none_is_refused()
    {
        var sqs = Cloud().Sqs;
        var url = await QueueAsync(sqs);
        await Assert.ThrowsAsync<InvalidAttributeNameException>(
            () => sqs.SetQueueAttributesAsync(url, new() { ["Nonsense"] = "1" }, Cancelled));
    }

    [Fact]
    public async Task Queues_are_listed_in_pages()
    {
        var sqs = Cloud().Sqs;
        var prefix = CloudUnderTest.NewName("paged");
        for (var i = 0; i < 3; i++)
            await sqs.CreateQueueAsync($"{prefix}-{i}", Cancelled);
        var first = await sqs.ListQueuesAsync(new ListQueuesRequest(prefix) { MaxResults = 2 }, Cancelled);
        var second = await sqs.ListQueuesAsync(new ListQueuesRequest(prefix) { MaxResults = 2, NextToken = first.NextToken }, Cancelled);
        Assert.Equal((2, 1), (first.QueueUrls.Count, second.QueueUrls.Count));
        Assert.Equal(3, first.QueueUrls.Concat(second.QueueUrls).Distinct().Count());
    }

    private static async Task<string> QueueAsync(AmazonSQSClient sqs) =>
        (await sqs.CreateQueueAsync(CloudUnderTest.NewName("suite"), Cancelled)).QueueUrl;

    private static async Task<(string Url, string Dead, string DeadArn)> WithDeadLettersAsync(AmazonSQSClient sqs)
    {
        var dead = await QueueAsync(sqs);
        var arn = (await sqs.GetQueueAttributesAsync(dead, ["QueueArn"], Cancelled)).QueueARN;
        var url = await QueueAsync(sqs);
        var policy = $$"""{"deadLetterTargetArn":"{{arn}}","maxReceiveCount":1}""";
        await sqs.SetQueueAttributesAsync(url, new() { ["RedrivePolicy"] = policy }, Cancelled);
        return (url, dead, arn);
    }

    private static async Task<Message> ReceiveAsync(AmazonSQSClient sqs, string url)
    {
        var request = new ReceiveMessageRequest(url)
        {
            WaitTimeSeconds = 5,
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = ["All"],
        };
        return (await UntilAsync(
            async () => (await sqs.ReceiveMessageAsync(request, Cancelled)).Messages ?? [], found => found.Count > 0))[0];
    }

    private static async Task<(string Visible, string InFlight)> CountsAsync(AmazonSQSClient sqs, string url)
    {
        var attributes = (await sqs.GetQueueAttributesAsync(url, ["All"], Cancelled)).Attributes;
        return (attributes["ApproximateNumberOfMessages"], attributes["ApproximateNumberOfMessagesNotVisible"]);
    }
}
