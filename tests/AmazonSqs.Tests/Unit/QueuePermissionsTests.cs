using RetailBus.AmazonSqs.Broker;

namespace RetailBus.AmazonSqs.Tests.Unit;

public sealed class QueuePermissionsTests
{
    private const string Queue = "arn:aws:sqs:eu-west-1:123456789012:orders";
    private const string Topic = "arn:aws:sns:eu-west-1:123456789012:landed";

    [Fact]
    public void The_policy_that_the_transport_writes_permits_its_topics_only()
    {
        var policy = QueuePolicy.Allow(null, Queue, [Topic]);

        Assert.True(QueuePermissions.Permit(policy, Queue, Topic));
        Assert.False(QueuePermissions.Permit(policy, Queue, Topic + "-other"));
        Assert.False(QueuePermissions.Permit(policy, Queue + "-other", Topic));
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*"}""", true)]
    [InlineData("""
        {"Effect":"Allow","Principal":{"AWS":"*"},"Action":["sqs:GetQueueUrl","SQS:SendMessage"],"Resource":"arn:aws:sqs:*:orders"}
        """, true)]
    [InlineData("""
        {"Effect":"Allow","Principal":{"Service":["s3.amazonaws.com","sns.amazonaws.com"]},"Action":"sqs:SendMessage","Resource":"*",
        "Condition":{"ArnEquals":{"AWS:SourceArn":["arn:aws:sns:eu-west-1:123456789012:landed"]},
        "StringEquals":{"aws:SourceAccount":"123456789012"}}}
        """, true)]
    [InlineData("""
        {"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"*",
        "Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:sns:eu-west-1:123456789012:other*"}}}
        """, false)]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"*"}""", false)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"sqs:ReceiveMessage","Resource":"*"}""", false)]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"sqs:SendMessage","Resource":"*"}""", false)]
    public void Policies_that_others_wrote_are_understood(string statement, bool permits) =>
        Assert.Equal(permits, QueuePermissions.Permit($$"""{"Statement":{{statement}}}""", Queue, Topic));

    [Fact]
    public void A_queue_without_policy_permits_nothing() => Assert.False(QueuePermissions.Permit(null, Queue, Topic));
}
