using System.Text;
using System.Text.Json;
using RetailBus.AmazonSqs.Broker;

namespace RetailBus.AmazonSqs.Tests.Unit;

public sealed class QueuePolicyTests
{
    private const string Queue = "arn:aws:sqs:eu-west-1:123456789012:orders";

    [Fact]
    public void A_queue_without_policy_gets_one_statement_for_its_topics()
    {
        using var policy = JsonDocument.Parse(QueuePolicy.Allow(null, Queue, [Topic("a"), Topic("b")])!);

        var statement = Assert.Single(policy.RootElement.GetProperty("Statement").EnumerateArray());
        Assert.Equal("sqs:SendMessage", statement.GetProperty("Action").GetString());
        Assert.Equal("sns.amazonaws.com", statement.GetProperty("Principal").GetProperty("Service").GetString());
        Assert.Equal(Queue, statement.GetProperty("Resource").GetString());
        Assert.Equal([Topic("a"), Topic("b")], Sources(statement));
    }

    [Fact]
    public void A_policy_that_allows_all_topics_is_left_alone()
    {
        var policy = QueuePolicy.Allow(null, Queue, [Topic("a"), Topic("b")]);

        Assert.Null(QueuePolicy.Allow(policy, Queue, [Topic("b")]));
    }

    [Fact]
    public void Topics_and_statements_that_are_there_stay()
    {
        const string Other =
            """{"Sid":"bucket","Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"*"}""";
        var present = $$"""{"Version":"2012-10-17","Id":"mine","Statement":{{Other}}}""";

        var first = QueuePolicy.Allow(present, Queue, [Topic("a")]);
        using var policy = JsonDocument.Parse(QueuePolicy.Allow(first, Queue, [Topic("b")])!);

        Assert.Equal("mine", policy.RootElement.GetProperty("Id").GetString());
        var statements = policy.RootElement.GetProperty("Statement").EnumerateArray().ToList();
        Assert.Equal(2, statements.Count);
        Assert.Equal("bucket", statements[0].GetProperty("Sid").GetString());
        Assert.Equal([Topic("a"), Topic("b")], Sources(statements[1]));
    }

    [Fact]
    public void A_statement_that_allows_the_whole_account_needs_no_topic()
    {
        const string Policy = """
            {"Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"SQS:SendMessage",
            "Resource":"arn:aws:sqs:eu-west-1:123456789012:orders",
            "Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:sns:eu-west-1:123456789012:*"}}}]}
            """;

        Assert.Null(QueuePolicy.Allow(Policy, Queue, [Topic("a")]));
    }

    [Fact]
    public void A_policy_that_would_pass_the_limit_allows_the_accounts_topics_instead()
    {
        var policy = QueuePolicy.Allow(null, Queue, [.. Enumerable.Range(0, 200).Select(i => Topic($"a-rather-long-topic-name-{i}"))])!;

        Assert.InRange(Encoding.UTF8.GetByteCount(policy), 1, QueuePolicy.MaxBytes);
        using var document = JsonDocument.Parse(policy);
        Assert.Equal(["arn:aws:sns:eu-west-1:123456789012:*"], Sources(document.RootElement.GetProperty("Statement")[0]));
    }

    private static string Topic(string name) => $"arn:aws:sns:eu-west-1:123456789012:{name}";

    private static List<string?> Sources(JsonElement statement) => statement.GetProperty("Condition").GetProperty("ArnLike")
        .GetProperty("aws:SourceArn").EnumerateArray().Select(arn => arn.GetString()).ToList();
}
