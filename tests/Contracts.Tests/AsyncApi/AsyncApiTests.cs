using System.Text.Json;
using MassTransit.Serialization;
using RetailBus.Contracts.Names;

namespace RetailBus.Contracts.Tests.AsyncApi;

/// <summary>
/// <c>docs/asyncapi.yaml</c> is generated from the contracts: a change of them must be seen there, and meant. To accept one, run the tests
/// with RETAILBUS_ACCEPT_GOLDEN set to the folder of the document.
/// </summary>
public sealed class AsyncApiTests
{
    private const string Accept = "RETAILBUS_ACCEPT_GOLDEN";
    private const string Document = "asyncapi.yaml";
    private readonly AsyncApiDocument _document = new();

    public static TheoryData<string> Names => [.. Samples.All.Select(sample => sample.GetType().Name)];

    [Fact]
    public void The_document_is_as_the_contracts_are()
    {
        var generated = _document.ToYaml();
        if (Environment.GetEnvironmentVariable(Accept) is { Length: > 0 } folder)
            File.WriteAllText(Path.Combine(folder, Document), generated);
        else
            Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", Document)), generated);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_bus_writes_is_as_the_document_says(string name)
    {
        var sample = Samples.All.Single(sample => sample.GetType().Name == name);
        var written = JsonSerializer.SerializeToElement(sample, sample.GetType(), SystemTextJsonMessageSerializer.Options);

        Assert.Empty(new SchemaCheck(_document.Schemas).Problems(written, _document.Schemas[name]));
    }

    [Fact]
    public void What_is_not_as_the_document_says_is_found()
    {
        using var wrong = JsonDocument.Parse("""{"batchId":"x","attempt":1.5,"dataset":null,"other":1}""");

        Assert.Equal(
            [
                "$.manifest is missing", "$.other is not described", "$.batchId is no uuid", "$.attempt is number and not integer",
                "$.dataset is null and not string",
            ],
            new SchemaCheck(_document.Schemas).Problems(wrong.RootElement, _document.Schemas["LoadBatch"]));
    }

    [Fact]
    public void Events_are_on_topics_and_all_others_on_queues_that_there_are()
    {
        Assert.All(MessageRoutes.Events, message => Assert.StartsWith("Event", _document.SummaryOf(message), StringComparison.Ordinal));
        Assert.All(
            MessageRoutes.Queues.SelectMany(queue => queue.Messages),
            message => Assert.DoesNotMatch("^Event", _document.SummaryOf(message)));
        Assert.Empty(MessageRoutes.Queues.Select(queue => queue.Queue).Except(QueueNames.Work));
        Assert.Equal("RetailBus_Contracts_Messages-OrderBatchLanded", MessageRoutes.TopicOf(typeof(Messages.OrderBatchLanded)));
    }
}
